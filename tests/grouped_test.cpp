#include "grouped.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("numbers have a comma before each three digits but the first") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(12'345'678) == "12,345,678");
}
