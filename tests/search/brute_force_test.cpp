// Whether a search finds what looking at everything finds, for random hotels and questions with all
// filters, orders and ties; and whether the way in which a catalog came about shows in answers.
#include "pricing/lower_bound.hpp"
#include "search/brute_force.hpp"
#include "search/search.hpp"
#include "sources/generated/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'302;

void check_offer(const offer& found, const expected_offer& expected, int nights) {
  const hotel& where = *expected.where;
  const rate_plan& plan = where.plans[expected.plan];
  CHECK(found.hotel == where.code);
  CHECK(found.plan == plan.code);
  CHECK(found.room == where.rooms[plan.products[expected.product].room].code);
  CHECK(found.board == plan.board);
  CHECK(found.refundable == plan.refundable);
  CHECK(found.stars == where.stars);
  CHECK(found.city == where.city);
  CHECK(found.country == where.country);
  CHECK(found.arrival == expected.arrival);
  CHECK(found.departure == expected.arrival + nights);
  CHECK(found.money == where.money);
  CHECK(found.cost == expected.cost);
}

void check_answer(const result<find_answer>& answer, const expected_answer& expected,
                  const find_request& asked) {
  if (expected.hotels == 0) {
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.why().code == failure_code::not_found);
    return;
  }
  REQUIRE(answer.ok() != expected.passed);
  if (expected.passed) {
    CHECK(answer.why().code == failure_code::usage);
    return;
  }
  CHECK(answer->money == expected.money);
  CHECK(answer->hotels == expected.hotels);
  CHECK(answer->other_currency == expected.other_currency);
  if (asked.count)
    CHECK(answer->bookable == expected.offers.size());
  else
    CHECK(answer->bookable >= answer->offers.size());
  REQUIRE(answer->offers.size() == std::min<std::size_t>(asked.limit, expected.offers.size()));
  for (std::size_t i = 0; i < answer->offers.size(); ++i)
    check_offer(answer->offers[i], expected.offers[i], asked.when.nights);
}

template <class T>
void shuffle(random_stream& dice, std::vector<T>& what) {
  for (std::size_t i = what.size(); i > 1; --i)
    std::swap(what[i - 1], what[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
}

}  // namespace

TEST_CASE("a search finds what looking at everything finds, on tiny hotels full of ties") {
  random_stream dice{seed};
  int offers = 0;
  int ties = 0;
  int refused = 0;
  for (int round = 0; round < 60; ++round) {
    const hotel_list all = tiny_hotels(dice, dice.between(1, 80));
    const packed_hotels packed = pack_all(all);
    catalog held(std::make_shared<catalog_memory>(), {}, dice.chance(50) ? bounds_of : nullptr);
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 60; ++i) {
      find_request asked = some_question(dice, all, tiny_stay(dice));
      if (dice.chance(35)) ask_elsewhere(dice, all, asked);
      const expected_answer expected = look_at_everything(all, packed, asked);
      CAPTURE(round);
      CAPTURE(i);
      check_answer(find(*seen, asked), expected, asked);
      offers += static_cast<int>(expected.offers.size());
      refused += expected.passed;
      for (std::size_t k = 1; k < expected.offers.size(); ++k)
        ties += expected.offers[k].cost.total == expected.offers[k - 1].cost.total;
    }
  }
  MESSAGE("seed " << seed << ": " << offers << " offers, " << ties << " ties, " << refused
                  << " refused");
  CHECK(offers > 5'000);
  CHECK(ties > 500);
  CHECK(refused > 10);
}

TEST_CASE("a search finds what looking at everything finds, on generated hotels") {
  random_stream dice{seed + 1};
  generator_options options;
  options.hotels = 600;
  options.seed = seed;
  options.first_night = tiny_nights.first;
  options.nights = 120;
  options.cities = 6;
  hotel_list all;
  for (std::uint64_t n = 0; n < options.hotels; ++n) all.push_back(generate_hotel(options, n));
  const packed_hotels packed = pack_all(all);
  catalog held(std::make_shared<catalog_memory>(), {}, bounds_of);
  const auto seen = snapshot_of(held, all);
  int offers = 0;
  for (int i = 0; i < 150; ++i) {
    stay when = tiny_stay(dice);
    when.arrival += dice.below(80);
    when.booking = when.arrival - dice.below(60);
    find_request asked = some_question(dice, all, when);
    asked.keep.hotels.clear();
    if (dice.chance(35)) ask_elsewhere(dice, all, asked);
    if (asked.keep.total_max_e4) *asked.keep.total_max_e4 *= 5;
    const expected_answer expected = look_at_everything(all, packed, asked);
    CAPTURE(i);
    check_answer(find(*seen, asked), expected, asked);
    offers += static_cast<int>(expected.offers.size());
  }
  MESSAGE("seed " << seed + 1 << ": " << offers << " offers");
  CHECK(offers > 1'500);
}

TEST_CASE("answers show neither the order of the documents nor how often they were refreshed") {
  random_stream dice{seed + 2};
  for (int round = 0; round < 25; ++round) {
    const hotel_list all = tiny_hotels(dice, 60);
    catalog straight;
    const auto plain = snapshot_of(straight, all);

    // The same hotels by detours: old versions first, some in other cities, taken out, put again.
    catalog winding;
    std::vector<snapshot_ptr> before;
    for (int pass = dice.between(1, 4); pass > 0; --pass) {
      hotel_list old = tiny_hotels(dice, 60);
      shuffle(dice, old);
      for (const auto& each : old)
        if (dice.chance(60)) winding.put(*each);
      for (const auto& each : old)
        if (dice.chance(20)) winding.remove(each->code);
      before.push_back(winding.take(static_cast<std::uint64_t>(pass)));
    }
    hotel_list shuffled = all;
    shuffle(dice, shuffled);
    const auto wound = snapshot_of(winding, shuffled);

    for (int i = 0; i < 40; ++i) {
      find_request asked = some_question(dice, all, tiny_stay(dice));
      if (dice.chance(35)) ask_elsewhere(dice, all, asked);
      asked.explain = dice.chance(20);
      const auto one = find(*plain, asked);
      const auto other = find(*wound, asked);
      REQUIRE(one.ok() == other.ok());
      if (one)
        CHECK(*one == *other);
      else
        CHECK(one.why() == other.why());
    }
  }
}

TEST_CASE("fewer offers are the first of more") {
  random_stream dice{seed + 3};
  const hotel_list all = tiny_hotels(dice, 150);
  catalog held;
  const auto seen = snapshot_of(held, all);
  int cut = 0;
  for (int i = 0; i < 300; ++i) {
    find_request asked = some_question(dice, all, tiny_stay(dice));
    asked.limit = 1'000;
    const auto whole = find(*seen, asked);
    if (!whole) continue;
    asked.limit = static_cast<std::uint32_t>(dice.between(1, 10));
    auto part = find(*seen, asked);
    REQUIRE(part.ok());
    cut += part->offers.size() < whole->offers.size();
    find_answer expected = *whole;
    expected.offers.resize(part->offers.size());
    CHECK(part->next.empty() == (part->offers.size() == whole->offers.size()));
    expected.next = part->next;  // see page_test.cpp
    CHECK(expected == *part);
  }
  CHECK(cut > 50);
}
