#include "pricing/exact.hpp"

#include <doctest/doctest.h>

#include "pricing/house.hpp"
#include "pricing/rounding.hpp"

using namespace pronto;
using namespace pronto::exact;

TEST_CASE("a 128-bit product that does not fit is not wrapped but thrown") {
  const checked128 big(std::int64_t{1} << 62);
  CHECK_NOTHROW(big * big);
  CHECK_THROWS_AS(big * big * big, overflow);
  CHECK_THROWS_AS(static_cast<std::int64_t>(big + big), overflow);
  CHECK(static_cast<std::int64_t>(checked128(-7) / checked128(2)) == -3);
  CHECK(static_cast<std::int64_t>(big * big / big) == std::int64_t{1} << 62);
}

TEST_CASE("half is rounded up, once") {
  CHECK(rounded(fraction<checked128>{5, 2}) == 3);
  CHECK(rounded(fraction<checked128>{49, 20}) == 2);
  CHECK(rounded(fraction<checked128>{0, 7}) == 0);
  CHECK(rounded(fraction<checked128>{19297500, 100000}) == 193);
}

TEST_CASE("lines that are rounded one by one sum to the rounded whole") {
  running_sum<checked128> sum;
  std::int64_t lines = 0;
  for (int i = 0; i < 7; ++i) lines += sum.add({100, 7});
  CHECK(lines == 100);
  CHECK(running_sum<checked128>{}.add({100, 7}) == 14);
}

TEST_CASE("fractions of different denominators add up") {
  fraction<checked128> sum;
  for (std::int64_t n = 1; n <= 20; ++n) sum += {1, n};
  CHECK(sum.numerator * checked128(15519504) == sum.denominator * checked128(55835135));
}

TEST_CASE("a stay whose fractions outgrow 128 bits is priced all the same") {
  auto h = test::house();
  h["promotions"] = nlohmann::json::array();
  // Eight percentages with six decimals: a denominator of 10^64.
  for (int i = 0; i < 8; ++i)
    h["promotions"].push_back({{"promotion", "P" + std::to_string(i)},
                               {"type", "percent"},
                               {"value", "0.000001"},
                               {"exclusive", false}});
  CHECK(test::cost(h, {.nights = 300}) == "30000.00");
  h["promotions"].push_back({{"promotion", "Q"}, {"type", "percent"}, {"value", "33.333333"},
                             {"exclusive", false}});
  // 30000 x (1 - .00000001)^8 x .66666667 = 20000.0001 - 0.0016...: 19999.998500...
  CHECK(test::cost(h, {.nights = 300}) == "20000.00");
  h["promotions"].push_back(
      {{"promotion", "R"}, {"type", "per_stay"}, {"value", "0.01"}, {"exclusive", false}});
  breakdown why;
  CHECK(test::priced(h, {.nights = 300}, &why).total == 1999999);
}

TEST_CASE("an amount that no money can be is no rate, and no wrapped number") {
  auto h = test::house();
  h["plans"][0]["rates"][0]["base"] = {{"2", "9999999999.99"}};
  CHECK(test::cost(h) == "9999999999.99");
  h["taxes"] = nlohmann::json::array();
  for (int i = 0; i < 60; ++i)
    h["taxes"].push_back({{"tax", "T" + std::to_string(i)}, {"name", "Tax"}, {"kind", "tax"},
                          {"type", "percent"}, {"value", "100"}, {"basis", "room"},
                          {"period", "stay"}, {"included", false}, {"paid_at", "booking"}});
  CHECK(test::cost(h, {.nights = 300}) == "182999999999817.00");
  h["plans"][0]["charge_basis"] = "person";
  h["plans"][0]["rates"][0]["extra_adult"] = "9999999999.99";
  h["rooms"][0]["occupancy"]["max"] = 40;
  h["plans"][0]["rates"][0]["end"] = "2028-12-31";
  CHECK(test::cost(h, {.nights = 300, .adults = 32}) == "5855999999994144.00");
  CHECK(test::cost(h, {.nights = 320, .adults = 32}) == "missing_rate");
}
