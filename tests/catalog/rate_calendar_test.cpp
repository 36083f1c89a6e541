#include "catalog/rate_calendar.hpp"

#include <doctest/doctest.h>

#include "catalog/packed/random_rates.hpp"

using namespace pronto;

TEST_CASE("a calendar gives back each rate") {
  const auto seed = 11u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  for (int round = 0; round < 300; ++round) {
    const auto rates = random_rates(rng, 0);
    const rate_calendar calendar(rates);
    REQUIRE(calendar.size() == rates.size());
    for (std::size_t i = 0; i < rates.size(); ++i) REQUIRE(calendar.unpacked(i) == rates[i]);
    if (!rates.empty())
      REQUIRE(calendar.span() == date_range{rates.front().nights.first, rates.back().nights.last});
  }
  CHECK(rate_calendar{}.empty());
}
