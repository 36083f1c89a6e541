#include "split.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("a text is split at each mark, and its parts are trimmed") {
  using parts = std::vector<std::string_view>;
  CHECK(split("a", ',') == parts{"a"});
  CHECK(split(" a b ,c\t", ',') == parts{"a b", "c"});
  CHECK(split("a,,", ',') == parts{"a", "", ""});
  CHECK(split("", ';') == parts{""});
  CHECK(split("a,b; c", ';') == parts{"a,b", "c"});
}
