#include "sources/imports/taken_dates.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

using namespace pronto;

TEST_CASE("a range of dates is taken unless it overlaps one that is taken") {
  const auto seed = 20'270'402u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  int refused = 0;
  for (int round = 0; round < 200; ++round) {
    taken_dates dates;
    std::vector<date_range> plain;
    for (int n = 0; n < 30; ++n) {
      const day first = static_cast<day>(rng() % 100);
      const date_range next{first, first + static_cast<day>(rng() % 4)};
      const bool free = std::none_of(plain.begin(), plain.end(), [&](date_range each) {
        return each.first <= next.last && next.first <= each.last;
      });
      REQUIRE(dates.take(next) == free);
      if (free)
        plain.push_back(next);
      else
        ++refused;
    }
  }
  CHECK(refused > 1000);
}
