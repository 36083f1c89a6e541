#include "enumerated.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("lists are told as people say them") {
  CHECK(enumerated({}, "or").empty());
  CHECK(enumerated({"a"}, "or") == "a");
  CHECK(enumerated({"a", "b"}, "or") == "a or b");
  CHECK(enumerated({"a", "b", "c"}, "and") == "a, b and c");
  CHECK(enumerated({"a", "b", "c"}) == "a, b, c");
  CHECK(enumerated({"", "b"}) == ", b");
}
