#include "catalog/packed_hotel.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace pronto;

namespace {

std::vector<rate> random_rates(std::mt19937_64& rng) {
  std::vector<rate> out;
  day next = static_cast<day>(rng() % 10);
  for (std::uint64_t n = rng() % 30; n > 0; --n) {
    rate r;
    r.nights.first = next;
    r.nights.last = next + static_cast<day>(rng() % 5);
    next = r.nights.last + 1 + static_cast<day>(rng() % 2);
    for (int guests = 1; guests <= 3; ++guests)
      if (rng() % 3 > 0) r.base.emplace_back(guests, static_cast<std::int64_t>(rng() % 3));
    if (rng() % 2) r.extra_adult = static_cast<std::int64_t>(rng() % 3);
    if (rng() % 2) r.children.push_back({0, 5, static_cast<std::int64_t>(rng() % 3)});
    if (rng() % 2) r.children.push_back({5, 12, 7});
    out.push_back(r);
  }
  return out;
}

// A hotel of one product.
hotel_ptr in_hotel(const rate_calendar& of) {
  hotel out;
  out.rooms.resize(1);
  out.plans.emplace_back().products.push_back({0, of});
  return pack(out);
}

}  // namespace

TEST_CASE("a calendar gives back each rate, and finds it by night in any order of asking") {
  const auto seed = 11u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  for (int round = 0; round < 300; ++round) {
    const auto rates = random_rates(rng);
    const rate_calendar calendar(rates);
    REQUIRE(calendar.size() == rates.size());
    for (std::size_t i = 0; i < rates.size(); ++i) REQUIRE(calendar.unpacked(i) == rates[i]);
    const auto block = in_hotel(calendar);
    const packed::rates& packed = block->plans[0].products[0].rates;
    REQUIRE(packed.size() == rates.size());
    if (!rates.empty()) REQUIRE(packed.span() == calendar.span());
    std::size_t hint = 0;
    for (int ask = 0; ask < 100; ++ask) {
      const auto night = static_cast<day>(rng() % 150);
      const rate* expected = nullptr;
      for (const rate& r : rates)
        if (r.nights.contains(night)) expected = &r;
      const auto found = packed.at(night, hint);
      REQUIRE(found.has_value() == (expected != nullptr));
      if (!expected) continue;
      CHECK(found->nights() == expected->nights);
      CHECK(found->extra_adult() == expected->extra_adult);
      for (int guests = 1; guests <= 4; ++guests) {
        std::optional<std::int64_t> amount;
        for (const auto& [n, a] : expected->base)
          if (n == guests) amount = a;
        CHECK(found->base(guests) == amount);
      }
      for (int age = 0; age < 14; ++age) {
        std::optional<child_band> band;
        for (const child_band& b : expected->children)
          if (b.min_age <= age && age < b.max_age) band = b;
        CHECK(found->child(age) == band);
      }
    }
  }
}

TEST_CASE("an empty calendar holds no night") {
  const auto block = in_hotel(rate_calendar{});
  std::size_t hint = 0;
  CHECK(!block->plans[0].products[0].rates.at(0, hint));
  CHECK(rate_calendar{}.empty());
}
