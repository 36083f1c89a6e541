// Amounts of one currency in another, compared with fractions of any size.
#include "pricing/conversion.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "sources/generated/random.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'440;

currency money(std::string_view code) { return *find_currency(code); }

exchange_rate rate(day date, std::string_view from, std::string_view to, std::string_view text) {
  exchange_rate out = *parse_rate(text);
  out.date = date;
  out.from = money(from);
  out.to = money(to);
  return out;
}

boost::multiprecision::cpp_rational value_of(const exchange_rate& of) {
  boost::multiprecision::cpp_int unit = 1;
  for (int i = 0; i < of.decimals; ++i) unit *= 10;
  return {of.digits, unit};
}

}  // namespace

TEST_CASE("rates are read and written as they are") {
  for (const char* text : {"1", "1.0850", "0.0000000001", "123456789012345", "161.02"}) {
    const auto read = parse_rate(text);
    REQUIRE(read);
    CHECK(rate_text(*read) == text);
  }
  for (const char* text : {"", "0", "0.000", "-1", "1.", ".5", "1,5", "1e3", "1234567890123456",
                           "0.0000000000001", " 1", "1 "})
    CHECK_FALSE(parse_rate(text));
}

TEST_CASE("the latest rate that is not after the day counts") {
  const exchange_rates table(
      std::vector{rate(30, "EUR", "USD", "1.30"), rate(10, "EUR", "USD", "1.10"),
                  rate(20, "EUR", "USD", "1.20")},
      std::pmr::new_delete_resource());
  CHECK_FALSE(find_conversion(table, money("EUR"), money("USD"), 9));
  for (const auto& [on, text] : {std::pair(10, "1.10"), std::pair(19, "1.10"),
                                 std::pair(20, "1.20"), std::pair(1'000, "1.30")}) {
    const auto found = find_conversion(table, money("EUR"), money("USD"), on);
    REQUIRE(found);
    CHECK(found->text() == text);
  }
  const auto inverse = find_conversion(table, money("USD"), money("EUR"), 25);
  REQUIRE(inverse);
  CHECK(inverse->text() == "1 / 1.20");
  CHECK(inverse->date() == 20);
  CHECK(converted(120'00, *inverse) == 100'00);
}

TEST_CASE("a third currency is gone by where there is no other way") {
  std::vector<exchange_rate> all{rate(10, "EUR", "USD", "1.25"), rate(8, "EUR", "JPY", "160"),
                                 rate(10, "GBP", "CHF", "2")};
  const auto conversion_by = [&](const char* from, const char* to) {
    const exchange_rates table(all, std::pmr::new_delete_resource());
    return find_conversion(table, money(from), money(to), 10);
  };
  const auto cross = conversion_by("USD", "JPY");
  REQUIRE(cross);
  CHECK(cross->text() == "1 / 1.25 * 160");
  CHECK(cross->date() == 8);
  CHECK(converted(100'00, *cross) == 12'800);  // no decimals
  CHECK(conversion_by("JPY", "USD")->text() == "1 / 160 * 1.25");
  CHECK_FALSE(conversion_by("USD", "CHF"));
  all.push_back(rate(10, "USD", "JPY", "150"));
  CHECK(conversion_by("USD", "JPY")->text() == "150");
}

TEST_CASE("an amount is converted exactly, and rounded half up once") {
  random_stream dice{seed};
  const std::array codes{"EUR", "USD", "JPY", "KWD", "CHF"};
  int halves = 0;
  for (int i = 0; i < 10'000; ++i) {
    std::vector<exchange_rate> all;
    for (const char* to : {"USD", "JPY", "KWD", "CHF"}) {
      exchange_rate one = rate(10, "EUR", to, "1");
      one.decimals = static_cast<std::uint8_t>(dice.below(5));
      one.digits = dice.between(1, 400);
      if (dice.chance(10)) one.digits = 999'999'999'999'999 - dice.below(9);
      all.push_back(one);
    }
    const exchange_rates table(all, std::pmr::new_delete_resource());
    const currency from = money(dice.pick(codes));
    const currency to = money(dice.pick(codes));
    if (from == to) continue;
    const auto value = [&](currency of) {
      for (const auto& each : all)
        if (each.to == of) return value_of(each);
      return boost::multiprecision::cpp_rational(1);
    };
    const std::int64_t amount = dice.chance(5) ? std::int64_t{1} << dice.between(0, 62)
                                               : dice.below(100'000);
    boost::multiprecision::cpp_rational exact = value(to) / value(from) * amount;
    for (int d = from.decimals; d < to.decimals; ++d) exact *= 10;
    for (int d = to.decimals; d < from.decimals; ++d) exact /= 10;
    const boost::multiprecision::cpp_rational doubled = exact * 2 + 1;
    const boost::multiprecision::cpp_int whole = numerator(doubled) / (2 * denominator(doubled));
    halves += denominator(exact) == 2;
    const auto by = find_conversion(table, from, to, 10);
    REQUIRE(by);
    const auto got = converted(amount, *by);
    if (whole > std::numeric_limits<std::int64_t>::max())
      CHECK_FALSE(got);
    else
      CHECK(got == static_cast<std::int64_t>(whole));
  }
  CHECK(halves > 50);
}
