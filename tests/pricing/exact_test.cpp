#include "pricing/exact.hpp"

#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "pricing/house.hpp"
#include "pricing/plan_stays.hpp"
#include "pricing/rounding.hpp"
#include "rounds.hpp"

using namespace pronto;
using namespace pronto::exact;
using nlohmann::json;

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

TEST_CASE("what is in no total is told up to a limit, where the others are thrown") {
  constexpr std::int64_t most = component_limit_minor;
  const auto above = [](std::int64_t more) { return fraction<checked128>{checked128(most) + more, 1}; };
  CHECK(rounded(above(0)) == most);
  CHECK_THROWS_AS(rounded(above(1)), overflow);
  CHECK(rounded_or_limit(above(-1)) == most - 1);
  CHECK(rounded_or_limit(above(1)) == most);
  CHECK(rounded_or_limit(fraction<checked128>{5, 2}) == 3);
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

namespace {

constexpr const char* greatest = "10000000000.00";

json supplement_of(int charge, bool mandatory, std::size_t prices, const std::string& amount) {
  const json price{{"start", "2027-03-01"}, {"end", "2028-12-31"}, {"amount", amount}};
  return {{"supplement", "S"}, {"name", "S"}, {"charge", charge}, {"mandatory", mandatory},
          {"prices", json(prices, price)}};
}

json tax_of(const std::string& code, const std::string& type, const std::string& value,
            bool included) {
  json out{{"tax", code},    {"name", "Tax"},     {"kind", "tax"},     {"type", type},
           {"value", value}, {"basis", "person"}, {"period", "night"}, {"included", included},
           {"paid_at", "property"}};
  if (type == "percent") out["on_supplements"] = true;
  return out;
}

json spacious_house() {
  json out = test::house();
  out["rooms"][0]["occupancy"]["max"] = 48;
  out["plans"][0]["rates"][0]["end"] = "2028-12-31";
  return out;
}

}  // namespace

TEST_CASE("an optional supplement that no money can be refuses no stay") {
  json h = spacious_house();
  h["plans"][0]["supplements"] = json::array({supplement_of(21, false, 1000, greatest)});
  breakdown why;
  const price cost = test::priced(h, {.nights = 6}, &why);
  CHECK(cost == test::priced(h, {.nights = 6}));
  CHECK(cost.total == 60'000);
  REQUIRE(why.extras.size() == 1);
  CHECK(why.extras[0].amount == component_limit_minor);
  CHECK(test::priced(h, {.nights = 5}, &why).total == 50'000);
  CHECK(why.extras[0].amount == component_limit_minor);  // all there is
  h["plans"][0]["supplements"][0]["mandatory"] = true;
  CHECK(test::cost(h, {.nights = 6}) == "missing_rate");
}

TEST_CASE("an included tax that no money can be refuses no stay") {
  json h = spacious_house();
  h["taxes"] = json::array({tax_of("T", "amount", greatest, true)});
  breakdown why;
  const price cost = test::priced(h, {.nights = 365, .adults = 30}, &why);
  CHECK(cost.total == 365 * 94'000);
  CHECK(cost.taxes_included == component_limit_minor);
  REQUIRE(why.included.size() == 1);
  CHECK(why.included[0].amount == component_limit_minor);
  h["taxes"][0]["included"] = false;
  CHECK(test::cost(h, {.nights = 365, .adults = 30}) == "missing_rate");
}

namespace {

// Amounts that often no money can be, and percentages of which few fit in 64 bits.
class hostile_houses {
public:
  explicit hostile_houses(std::uint64_t seed) : rng_(seed) {}

  json next() {
    json out = spacious_house();
    json& plan = out["plans"][0];
    json& rate = plan["rates"][0];
    rate["base"] = {{"1", amount()}, {"2", amount()}};
    rate["extra_adult"] = amount();
    plan["charge_basis"] = below(2) == 0 ? "room" : "person";
    plan["supplements"] = json::array();
    for (int i = below(3); i > 0; --i) {
      json each = supplement_of(std::array{1, 12, 20, 21, 24}[static_cast<std::size_t>(below(5))],
                                below(3) == 0, below(2) == 0 ? 300 : 1, amount());
      each["supplement"] = "S" + std::to_string(i);
      plan["supplements"].push_back(std::move(each));
    }
    out["taxes"] = json::array();
    for (int i = below(4); i > 0; --i) {
      const bool is_percent = below(2) == 0;
      out["taxes"].push_back(tax_of("T" + std::to_string(i), is_percent ? "percent" : "amount",
                                    is_percent ? share() : amount(), below(3) != 0));
    }
    out["promotions"] = json::array();
    for (int i = below(4); i > 0; --i) {
      const bool is_percent = below(3) != 0;
      out["promotions"].push_back({{"promotion", "P" + std::to_string(i)},
                                   {"type", is_percent ? "percent" : "per_stay"},
                                   {"value", is_percent ? share() : amount()},
                                   {"exclusive", below(3) == 0}});
    }
    return out;
  }

  stay next_stay() {
    const day first = *parse_day("2027-03-01");
    return {.arrival = first + 4 + below(100),
            .nights = below(2) == 0 ? 200 + below(166) : 1 + below(20),
            .adults = 1 + below(32),
            .child_ages = {},
            .booking = first,
            .strict = false};
  }

private:
  int below(int most) { return static_cast<int>(rng_() % static_cast<unsigned>(most)); }
  std::string amount() {
    if (below(2) == 0) return greatest;
    return std::array{"0.00", "0.01", "99.99", "123.45", "9876543.21"}[rng_() % 5];
  }
  std::string share() {
    return std::array{"10", "33.333333", "7.000001", "99.999999", "100"}[rng_() % 5];
  }

  std::mt19937_64 rng_;
};

}  // namespace

TEST_CASE("however large amounts are, all ways to price a stay agree on whether there is a price") {
  const std::uint64_t seed = 20270812;
  hostile_houses houses(seed);
  int priced = 0, refused = 0, limited = 0;
  for (int round = 0; round < rounds(2000); ++round) {
    const json document = houses.next();
    const stay when = houses.next_stay();
    INFO("seed ", seed, ", round ", round);
    const hotel_ptr where = pack(test::made(document));
    breakdown why;
    const quote explained = price_stay(*where, 0, 0, when, &why);
    REQUIRE(explained == price_stay(*where, 0, 0, when));
    const price* const got = std::get_if<price>(&explained);
    plan_stays alone(*where, 0, when);
    REQUIRE(alone.admits(when));
    stay first = when;
    first.arrival -= 3;
    plan_stays among(*where, 0, first, 5);
    for (plan_stays* of : {&alone, &among}) {
      const auto cost = of->cost(0, when);
      const auto total = of->total(0, when);
      REQUIRE(cost.has_value() == (got != nullptr));
      REQUIRE(total.has_value() == (got != nullptr));
      if (got == nullptr) continue;
      REQUIRE(*cost == *got);
      REQUIRE(*total == got->total);
    }
    ++(got != nullptr ? priced : refused);
    if (got == nullptr) continue;
    std::int64_t lines = 0, included = 0;
    for (const price_line& each : why.lines) lines += each.amount;
    for (const price_line& each : why.included) included += each.amount;
    REQUIRE(lines == got->total);
    REQUIRE(included == got->taxes_included);
    for (const auto* told : {&why.included, &why.extras})
      for (const price_line& each : *told) limited += each.amount == component_limit_minor;
  }
  MESSAGE("seed ", seed, ": ", priced, " priced, ", refused, " refused, ", limited, " limited");
  CHECK(priced > rounds(300));
  CHECK(refused > rounds(20));
  CHECK(limited > rounds(20));
}
