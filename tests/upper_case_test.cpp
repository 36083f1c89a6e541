#include "upper_case.hpp"

#include <doctest/doctest.h>

using namespace pronto;

TEST_CASE("letters from a to z become capitals, and all else stays") {
  CHECK(upper_case("") == "");
  CHECK(upper_case("de") == "DE");
  CHECK(upper_case("azAZ 09-`{") == "AZAZ 09-`{");
  CHECK(upper_case("münchen") == "MüNCHEN");
}
