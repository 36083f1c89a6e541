#include "catalog/places/country.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string_view>

using namespace pronto;

TEST_CASE("countries are found by their code") {
  const auto germany = find_country("DE");
  REQUIRE(germany);
  CHECK(germany->code_text() == "DE");
  CHECK(germany->name == "Germany");
  CHECK(germany->usual_currency().code_text() == "EUR");
}

TEST_CASE("what is not a country code is not found") {
  for (const auto* code : {"", "D", "DEU", "de", "XX", "UK", "EU", "AA", "ZZ", "SU"}) {
    CAPTURE(code);
    CHECK_FALSE(find_country(code));
  }
}

TEST_CASE("countries are known with the money that is usual there") {
  const auto money = [](std::string_view code) {
    const auto found = find_country(code);
    REQUIRE(found);
    return found->usual_currency();
  };
  CHECK(money("JP") == *find_currency("JPY"));
  CHECK(money("KW") == *find_currency("KWD"));
  CHECK(money("CH") == *find_currency("CHF"));
  CHECK(money("LI") == *find_currency("CHF"));
  CHECK(money("GB") == *find_currency("GBP"));
  CHECK(money("HR") == *find_currency("EUR"));
  CHECK(money("CL") == *find_currency("CLP"));
  CHECK(money("XK") == *find_currency("EUR"));
}

TEST_CASE("every country has a code of two capitals, a name of its own and a known currency") {
  // The 249 of the standard and Kosovo.
  CHECK(countries().size() == 250);
  std::set<std::string_view> names;
  for (const auto& c : countries()) {
    CAPTURE(c.code_text());
    CHECK(std::ranges::all_of(c.code, [](char letter) { return letter >= 'A' && letter <= 'Z'; }));
    CHECK_FALSE(c.name.empty());
    CHECK(names.insert(c.name).second);
    CHECK(find_currency({c.currency_code.data(), c.currency_code.size()}));
    const auto found = find_country(c.code_text());
    REQUIRE(found);
    CHECK(found->name == c.name);
  }
}
