#include "catalog/currency.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

using namespace pronto;

namespace {

void check_error(std::string_view text, int decimals, number_error expected) {
  CAPTURE(text);
  CAPTURE(decimals);
  const auto result = parse_amount(text, decimals);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error() == expected);
}

void check_amount(std::string_view text, int decimals, std::int64_t expected) {
  CAPTURE(text);
  CAPTURE(decimals);
  const auto result = parse_amount(text, decimals);
  REQUIRE(result.has_value());
  CHECK(*result == expected);
}

void check_percent_error(std::string_view text, number_error expected) {
  CAPTURE(text);
  const auto result = parse_percent(text);
  REQUIRE_FALSE(result.has_value());
  CHECK(result.error() == expected);
}

}  // namespace

TEST_CASE("currencies are found by their code and know their decimals and name") {
  const auto decimals = [](std::string_view code) {
    const auto found = find_currency(code);
    return found ? int{found->decimals} : -1;
  };
  CHECK(decimals("EUR") == 2);
  CHECK(decimals("USD") == 2);
  CHECK(decimals("JPY") == 0);
  CHECK(decimals("ISK") == 0);
  CHECK(decimals("KRW") == 0);
  CHECK(decimals("KWD") == 3);
  CHECK(decimals("TND") == 3);
  CHECK(decimals("CLF") == 4);
  REQUIRE(find_currency("EUR"));
  CHECK(find_currency("EUR")->name() == "Euro");
  CHECK(find_currency("EUR")->code_text() == "EUR");
}

TEST_CASE("what is not a currency of the table is not found") {
  for (const auto* code : {"", "E", "EU", "EURO", "eur", "XXX", "XAU", "HRK", "DEM", "AAA"}) {
    CAPTURE(code);
    CHECK_FALSE(find_currency(code));
  }
  CHECK(currency{}.name().empty());
  CHECK(currency{{'E', 'U', 'R'}, 3}.name().empty());
}

TEST_CASE("every currency has a code of three capitals, a name, and is found by its code") {
  CHECK(currencies().size() > 150);
  for (const auto& c : currencies()) {
    CAPTURE(c.code_text());
    CHECK(std::ranges::all_of(c.code, [](char letter) { return letter >= 'A' && letter <= 'Z'; }));
    CHECK(c.decimals <= 4);
    CHECK_FALSE(c.name().empty());
    CHECK(find_currency(c.code_text()) == c);
  }
}

TEST_CASE("currencies compare by code") {
  CHECK(*find_currency("CHF") == *find_currency("CHF"));
  CHECK(*find_currency("CHF") != *find_currency("EUR"));
  CHECK(*find_currency("CHF") < *find_currency("EUR"));
  CHECK(sizeof(currency) == 4);
}

TEST_CASE("amounts are read as minor units") {
  check_amount("12", 2, 1200);
  check_amount("12.3", 2, 1230);
  check_amount("12.30", 2, 1230);
  check_amount("0.05", 2, 5);
  check_amount("0", 0, 0);
  check_amount("146", 0, 146);
  check_amount("1", 3, 1000);
  check_amount("0012", 0, 12);
  check_amount("39000.1234", 4, 390001234);
  check_amount("10000000000", 2, max_amount_minor);
  check_amount("10000000000.00", 2, max_amount_minor);
  check_amount("1000000000000", 0, max_amount_minor);
  check_amount(std::string(100, '0') + "1", 0, 1);
}

TEST_CASE("text that is no plain decimal number is refused as such") {
  for (const auto* text : {"", " ", " 1", "1 ", "+1", "1e5", "1E5", "1,5", "1.2.3", ".", ".5", "5.",
                           "-", "--1", "-.5", "0x1f", "abc", "12a", "1.2a", "nan", "inf", "$12",
                           "1'000", "1..2", "\xD9\xA1"})
    check_error(text, 2, number_error::not_a_number);
  check_error(std::string_view("1\0", 2), 2, number_error::not_a_number);
}

TEST_CASE("a minus sign is told apart from what is not a number") {
  for (const auto* text : {"-1", "-0", "-0.00", "-99999999999999999999", "-1.2345"})
    check_error(text, 2, number_error::negative);
}

TEST_CASE("more decimals than the currency has are refused, zeros too") {
  check_error("12.345", 2, number_error::too_many_decimals);
  check_error("12.000", 2, number_error::too_many_decimals);
  check_error("146.0", 0, number_error::too_many_decimals);
  check_error("1.0000", 3, number_error::too_many_decimals);
}

TEST_CASE("amounts above the limit are refused, however long") {
  check_error("10000000000.01", 2, number_error::too_large);
  check_error("1000000000001", 0, number_error::too_large);
  check_error("1000000000000", 1, number_error::too_large);
  check_error("9223372036854775808", 0, number_error::too_large);
  check_error("18446744073709551617", 0, number_error::too_large);
  check_error(std::string(1000, '9'), 6, number_error::too_large);
}

TEST_CASE("a caller may take larger amounts, or only smaller ones") {
  constexpr std::int64_t more = max_amount_minor * 10'000;
  CHECK(*parse_amount("1000000000000", 4, more) == more);
  CHECK(parse_amount("1000000000000.0001", 4, more).error() == number_error::too_large);
  CHECK(parse_amount(std::string(1000, '9'), 4, more).error() == number_error::too_large);
  CHECK(*parse_amount("1.00", 2, 100) == 100);
  CHECK(parse_amount("1.01", 2, 100).error() == number_error::too_large);
}

TEST_CASE("amounts are written with exactly the currency's decimals") {
  CHECK(format_amount(146, 0) == "146");
  CHECK(format_amount(1000, 3) == "1.000");
  CHECK(format_amount(1230, 2) == "12.30");
  CHECK(format_amount(5, 2) == "0.05");
  CHECK(format_amount(0, 2) == "0.00");
  CHECK(format_amount(0, 0) == "0");
  CHECK(format_amount(-5, 2) == "-0.05");
  CHECK(format_amount(-146, 0) == "-146");
  CHECK(format_amount(std::numeric_limits<std::int64_t>::min(), 2) == "-92233720368547758.08");
  CHECK(format_amount(std::numeric_limits<std::int64_t>::max(), 6) == "9223372036854.775807");
}

TEST_CASE("amounts survive writing and reading") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const int decimals = static_cast<int>(random() % (max_decimals + 1));
    // Every magnitude equally often: few digits are where padding can go wrong.
    const auto bound = std::int64_t{1} << (random() % 50);
    const auto minor = std::uniform_int_distribution<std::int64_t>(
      0, std::min(bound, max_amount_minor))(random);
    check_amount(format_amount(minor, decimals), decimals, minor);
    CHECK(format_amount(-minor, decimals) == (minor == 0 ? "" : "-")
                                               + format_amount(minor, decimals));
  }
}

TEST_CASE("percentages are read exactly") {
  const auto micro = [](std::string_view text) {
    const auto result = parse_percent(text);
    return result ? result->micro : -1;
  };
  CHECK(micro("0") == 0);
  CHECK(micro("1") == 1'000'000);
  CHECK(micro("12.5") == 12'500'000);
  CHECK(micro("7.000001") == 7'000'001);
  CHECK(micro("0.10") == 100'000);
  CHECK(micro("100") == 100'000'000);
  CHECK(micro("100.000000") == 100'000'000);
}

TEST_CASE("every kind of wrong percentage is told") {
  check_percent_error("", number_error::not_a_number);
  check_percent_error("12%", number_error::not_a_number);
  check_percent_error("12,5", number_error::not_a_number);
  check_percent_error("-5", number_error::negative);
  check_percent_error("1.0000000", number_error::too_many_decimals);
  check_percent_error("100.000001", number_error::too_large);
  check_percent_error("101", number_error::too_large);
  check_percent_error("99999999999999999999", number_error::too_large);
}

TEST_CASE("percentages are written as the shortest decimal") {
  CHECK(format_percent({12'500'000}) == "12.5");
  CHECK(format_percent({7'000'000}) == "7");
  CHECK(format_percent({100'000'000}) == "100");
  CHECK(format_percent({10'000'000}) == "10");
  CHECK(format_percent({0}) == "0");
  CHECK(format_percent({1}) == "0.000001");
  CHECK(format_percent({100'000}) == "0.1");
}

TEST_CASE("percentages survive writing and reading") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto step = std::int64_t{1} << (random() % 24);
    const auto limit = 100 * micro_per_percent / step;
    const percent value{step * std::uniform_int_distribution<std::int64_t>(0, limit)(random)};
    const auto back = parse_percent(format_percent(value));
    REQUIRE(back.has_value());
    CHECK(*back == value);
  }
}

TEST_CASE("every error can be put in a sentence") {
  CHECK(explain(number_error::not_a_number) == "is not a plain decimal number such as 12.50");
  CHECK(explain(number_error::negative) == "is negative");
  CHECK(explain(number_error::too_many_decimals) == "has more decimals than are allowed here");
  CHECK(explain(number_error::too_large) == "is too large");
}
