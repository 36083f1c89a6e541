// Indices that have followed changes, of cities with many blocks, answer as pricing every hotel does: the
// same questions go to a catalog without an index.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "pricing/lower_bound.hpp"
#include "rounds.hpp"
#include "search/brute_force.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/generated/generator.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

/// The same hotels with an index and without one.
struct two_catalogs {
  catalog indexed{std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around};
  catalog plain{std::make_shared<catalog_memory>()};

  void put(const hotel& one) {
    indexed.put(one);
    plain.put(one);
  }
  void remove(const std::string& code) {
    indexed.remove(code);
    plain.remove(code);
  }
};

// Tiny hotels are full of odd corners; those of the generator have long calendars and several seasons.
hotel_list some_hotels(random_stream& dice, std::uint64_t seed) {
  hotel_list out;
  const int count = dice.between(1, 400);
  if (dice.chance(50)) return tiny_hotels(dice, count);
  const generator_options with{.hotels = static_cast<std::uint64_t>(count),
                               .seed = seed,
                               .first_night = tiny_nights.first,
                               .nights = dice.chance(50) ? 90 : 300,
                               .cities = static_cast<std::uint32_t>(dice.between(1, 2))};
  for (std::uint64_t i = 0; i < with.hotels; ++i) out.push_back(generate_hotel(with, i));
  return out;
}

// Much of it is refused, by both alike.
change some_change(random_stream& dice, const hotel& of, const date_range& nights) {
  change out;
  out.hotel = of.code;
  const auto any = [&](std::size_t size) {
    return static_cast<std::size_t>(dice.below(static_cast<int>(size)));
  };
  const rate_plan& plan = of.plans[any(of.plans.size())];
  const room_type& room = of.rooms[any(of.rooms.size())];
  out.room = room.code;
  out.nights.first = nights.first + dice.below(nights.last - nights.first + 1);
  out.nights.last = out.nights.first + dice.below(dice.chance(80) ? 4 : 40);
  if (dice.chance(15)) {
    out.count = dice.below(3);
    return out;
  }
  out.plan = plan.code;
  if (dice.chance(60)) {
    new_rate rate{.money = of.money, .base = {}, .extra_adult = dice.between(0, 4000), .children = {}};
    for (int guests = 1; guests <= std::max(1, room.guests.std); ++guests)
      rate.base.emplace_back(guests, dice.chance(20) ? dice.between(1, 300) : dice.between(2000, 90'000));
    out.rate = std::move(rate);
  } else if (dice.chance(50)) {
    out.closed = dice.chance(50);
  } else if (dice.chance(50)) {
    out.min_los = dice.below(4);
  } else {
    out.closed_to_arrival = dice.chance(50);
  }
  return out;
}

void change_some(random_stream& dice, two_catalogs& to, hotel_list& all, const date_range& nights) {
  std::vector<change> some;
  for (int left = dice.below(40); left > 0; --left) {
    const hotel& of = *all[static_cast<std::size_t>(dice.below(static_cast<int>(all.size())))];
    if (!of.plans.empty() && !of.rooms.empty()) some.push_back(some_change(dice, of, nights));
  }
  const auto indexed = to.indexed.apply(some);
  const auto plain = to.plain.apply(some);
  for (std::size_t i = 0; i < some.size(); ++i)
    CHECK(indexed[i].has_value() == plain[i].has_value());
  for (int left = dice.below(4); left > 0 && all.size() > 1; --left) {
    const auto at = all.begin() + dice.below(static_cast<int>(all.size()));
    to.remove((*at)->code);
    if (dice.chance(50))
      to.put(**at);  // as it was first, in a place of its own
    else
      all.erase(at);
  }
}

find_request some_search(random_stream& dice, const hotel_list& all, const date_range& nights) {
  stay when = tiny_stay(dice);
  when.arrival = nights.first - 3 + dice.below(nights.last - nights.first + 6);
  if (dice.chance(30))
    when.nights = std::array{7, 8, 14, 15, 33, 60}[static_cast<std::size_t>(dice.below(6))];
  when.booking = when.arrival - dice.below(dice.chance(50) ? 14 : 200);
  find_request out = some_question(dice, all, when);
  out.sort = sort_by::total;
  if (dice.chance(60)) out.keep = {};
  if (dice.chance(30)) out.keep.stars_min = dice.between(1, 5);
  if (dice.chance(20)) ask_elsewhere(dice, all, out);
  out.days_before = out.days_after = 0;
  if (dice.chance(30)) {
    out.days_before = dice.below(dice.chance(70) ? 4 : 90);
    out.days_after = dice.below(dice.chance(70) ? 4 : 90);
  }
  out.limit = static_cast<std::uint32_t>(dice.chance(50) ? 1 : dice.between(2, 300));
  out.count = dice.chance(40);
  return out;
}

calendar_request calendar_of(random_stream& dice, const find_request& like) {
  calendar_request out;
  out.city = like.city;
  out.country = like.city.empty() ? "" : like.country;
  out.more_cities = like.more_cities;
  out.when = like.when;
  out.keep = like.keep;
  out.arrivals = dice.chance(60) ? dice.between(1, 20) : dice.between(20, 200);
  return out;
}

// But for the token of the next page, which says how many there may be.
void check_same(const result<find_answer>& got, const result<find_answer>& wanted) {
  REQUIRE(got.ok() == wanted.ok());
  if (!got) return;
  CHECK(got->offers == wanted->offers);
  CHECK(got->other_currency == wanted->other_currency);
  CHECK(got->hotels == wanted->hotels);
}

}  // namespace

TEST_CASE("an index that has followed changes finds what pricing every hotel finds") {
  const std::uint64_t first_seed = 7000;
  std::size_t offers = 0, days = 0, pages = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + rounds(15); ++seed) {
    INFO("seed ", seed);
    random_stream dice{seed};
    hotel_list all = some_hotels(dice, seed);
    two_catalogs in;
    date_range nights{last_day_ever, first_day_ever};
    for (const auto& each : all) {
      in.put(*each);
      nights = joined(nights, nights_of(*each));
    }
    if (nights.first > nights.last) continue;
    for (std::uint64_t generation = 1; generation <= 4; ++generation) {
      INFO("generation ", generation);
      if (generation > 1) change_some(dice, in, all, nights);
      const snapshot_ptr indexed = in.indexed.take(generation);
      const snapshot_ptr plain = in.plain.take(generation);
      for (int left = 25; left > 0; --left) {
        const find_request asked = some_search(dice, all, nights);
        const auto got = find(*indexed, asked);
        find_request counted = asked;
        counted.count = true;
        const auto wanted = find(*plain, counted);
        check_same(got, wanted);
        if (!got) continue;
        offers += got->offers.size();
        if (asked.count) {
          CHECK(got->bookable == wanted->bookable);
          CHECK(got->next == wanted->next);
          CHECK(got->notes == wanted->notes);
        }
        if (!got->next.empty() && dice.chance(30)) {
          find_request more = asked;
          more.page = got->next;
          find_request plain_more = counted;
          plain_more.page = got->next;
          check_same(find(*indexed, more), find(*plain, plain_more));
          ++pages;
        }
        if (dice.chance(20)) {
          const auto month = calendar_of(dice, asked);
          const auto told = find_calendar(*indexed, month);
          const auto expected = find_calendar(*plain, month);
          REQUIRE(told.ok() == expected.ok());
          if (!told) continue;
          CHECK(*told == *expected);
          days += told->days.size();
        }
      }
    }
  }
  CHECK(offers > 2000);
  CHECK(days > 2000);
  CHECK(pages > 20);
}

TEST_CASE("a hotel that sells years beyond an index is changed without a look at its city") {
  random_stream dice{41};
  two_catalogs in;
  const generator_options with{.hotels = 80, .seed = 41, .first_night = tiny_nights.first,
                               .nights = 300, .cities = 1};
  for (std::uint64_t i = 0; i < with.hotels; ++i) in.put(*generate_hotel(with, i));
  hotel endless = *generate_hotel(with, 7);
  endless.code += "-ENDLESS";
  rate all;
  all.nights = {tiny_nights.first, tiny_nights.first + 26'000};
  all.base = {{1, 20}, {2, 30}};
  for (product& each : endless.plans.front().products) each.rates = rate_calendar(std::vector{all});
  in.put(endless);
  const snapshot_ptr before = in.indexed.take(1);
  in.plain.take(1);
  change one;
  one.hotel = endless.code;
  one.plan = endless.plans.front().code;
  one.room = endless.rooms[endless.plans.front().products.front().room].code;
  one.nights = {tiny_nights.first + 20, tiny_nights.first + 22};
  one.rate = new_rate{endless.money, {{1, 15}, {2, 15}}, {}, {}};
  const std::vector<change> changes{one};
  REQUIRE(!in.indexed.apply(changes)[0]);
  REQUIRE(!in.plain.apply(changes)[0]);
  const snapshot_ptr indexed = in.indexed.take(2);
  const snapshot_ptr plain = in.plain.take(2);
  REQUIRE(indexed->destinations().size() == 1);
  REQUIRE(!indexed->destinations()[0]->bounds.blocks.empty());
  // What is made of all hotels of the city is still the same.
  CHECK(indexed->destinations()[0]->points == before->destinations()[0]->points);
  std::size_t offers = 0;
  for (int ask = 0; ask < 40; ++ask) {
    find_request asked{.city = endless.city, .country = endless.country, .when = {}, .keep = {}};
    asked.when.arrival = tiny_nights.first + (ask % 2 == 0 ? dice.below(40) : 2000 + dice.below(20'000));
    asked.when.nights = 1 + dice.below(4);
    asked.when.booking = asked.when.arrival - 1;
    asked.limit = 3;
    asked.count = false;
    const auto got = find(*indexed, asked);
    const auto wanted = find(*plain, asked);
    REQUIRE(got);
    REQUIRE(wanted);
    CHECK(got->offers == wanted->offers);
    offers += got->offers.size();
  }
  CHECK(offers > 40);
}
