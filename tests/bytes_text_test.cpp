#include "bytes_text.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("bytes are told by powers of ten, in numbers that a person can compare") {
  CHECK(bytes_text(0) == "0 bytes");
  CHECK(bytes_text(1) == "1 byte");
  CHECK(bytes_text(999) == "999 bytes");
  CHECK(bytes_text(1000) == "1.0 kB");
  CHECK(bytes_text(12'345'678) == "12.3 MB");
  CHECK(bytes_text(999'960'000) == "1.0 GB");
  CHECK(bytes_text(3'800'000'000'000'000) == "3800.0 TB");
}
