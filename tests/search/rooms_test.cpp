// Several rooms in one stay: what is found is what trying every combination finds.
#include "search/best_rooms.hpp"

#include "pricing/lower_bound.hpp"
#include "search/all_combinations.hpp"
#include "search/brute_force.hpp"
#include "search/request_check.hpp"
#include "search/room_assignment.hpp"
#include "search/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'430;

room_guests some_guests(random_stream& dice) {
  room_guests out{.adults = dice.between(1, 3)};
  if (dice.chance(25)) out.child_ages.push_back(dice.below(12));
  return out;
}

}  // namespace

TEST_CASE("rooms are assigned at the lowest sum that their numbers allow") {
  random_stream dice{seed};
  int possible = 0;
  int contested = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto types = static_cast<std::size_t>(dice.between(1, 4));
    std::vector<room_totals> parties(static_cast<std::size_t>(dice.between(1, 5)));
    for (auto& each : parties)
      for (std::size_t type = 0; type < types; ++type)
        each.push_back(dice.chance(75) ? std::optional<std::int64_t>(dice.below(20) - 3)
                                       : std::nullopt);
    std::vector<int> left;
    for (std::size_t type = 0; type < types; ++type) left.push_back(dice.below(4));

    std::optional<std::int64_t> lowest;
    std::vector<std::size_t> choice(parties.size());
    for (bool more = true; more;) {
      std::vector<int> taken(types);
      std::int64_t sum = 0;
      bool fits = true;
      for (std::size_t p = 0; p < parties.size(); ++p) {
        fits = fits && parties[p][choice[p]] && ++taken[choice[p]] <= left[choice[p]];
        if (fits) sum += *parties[p][choice[p]];
      }
      if (fits && (!lowest || sum < *lowest)) lowest = sum;
      more = false;
      for (auto& each : choice) {
        if (++each < types) {
          more = true;
          break;
        }
        each = 0;
      }
    }

    const auto got = assign_rooms(parties, left);
    REQUIRE(got.has_value() == lowest.has_value());
    if (!got) continue;
    ++possible;
    std::int64_t sum = 0;
    std::int64_t unbound = 0;
    for (std::size_t p = 0; p < parties.size(); ++p) {
      REQUIRE(parties[p][(*got)[p]]);
      REQUIRE(--left[(*got)[p]] >= 0);
      sum += *parties[p][(*got)[p]];
      unbound += *std::ranges::min(parties[p], [](const auto& a, const auto& b) {
        return a && (!b || *a < *b);
      });
    }
    REQUIRE(sum == *lowest);
    contested += sum > unbound;
  }
  MESSAGE("seed " << seed << ": " << possible << " possible, " << contested << " contested");
  CHECK(possible > 5'000);
  CHECK(contested > 500);
}

TEST_CASE("several rooms are found as trying every combination finds them") {
  random_stream dice{seed + 1};
  int offers = 0;
  int mixed = 0;
  for (int round = 0; round < 45; ++round) {
    const hotel_list all = tiny_hotels(dice, dice.between(1, 40));
    const packed_hotels packed = pack_all(all);
    catalog held(std::make_shared<catalog_memory>(), {}, bounds_of);
    const auto seen = snapshot_of(held, all);
    std::map<std::string, const hotel*> by_code;
    for (const auto& each : all) by_code[each->code] = each.get();
    for (int i = 0; i < 25; ++i) {
      CAPTURE(round);
      CAPTURE(i);
      const stay when = tiny_stay(dice);
      find_request asked = some_question(dice, all, when);
      asked.when.booking = when.booking;
      asked.days_before = asked.days_after = 0;
      asked.keep.total_max_e4.reset();
      asked.sort = sort_by::total;
      asked.limit = 1'000;
      for (int rooms = dice.between(1, 3); rooms > 0; --rooms)
        asked.more_rooms.push_back(dice.chance(40)
                                       ? room_guests{asked.when.adults, asked.when.child_ages}
                                       : some_guests(dice));

      // The hotels and filters as of a question about one room; the totals by trying.
      find_request one = asked;
      one.more_rooms.clear();
      const auto expected_of_one = look_at_everything(all, packed, one);
      std::vector<std::pair<std::int64_t, std::string>> expected;
      for (const auto& each : expected_of_one.offers) {
        stay first{asked.when.arrival, asked.when.nights, asked.when.adults,
                   asked.when.child_ages, *asked.when.booking, asked.when.strict};
        if (const auto lowest = all_combinations(*each.where, *packed.at(each.where), asked, first).lowest())
          expected.emplace_back(*lowest, each.where->code);
      }
      std::ranges::sort(expected);

      const auto got = find(*seen, asked);
      REQUIRE(got.ok() != expected_of_one.passed);
      if (!got) continue;
      REQUIRE(got->offers.size() == expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        const offer& each = got->offers[k];
        CHECK(each.total == expected[k].first);
        CHECK(each.hotel == expected[k].second);
        REQUIRE(each.more_rooms.size() == asked.more_rooms.size());
        const hotel& where = *by_code[each.hotel];
        std::map<std::string, int> taken{{each.room, 1}};
        std::int64_t sum = each.cost.total;
        for (const auto& room : each.more_rooms) {
          ++taken[room.room];
          sum += room.cost.total;
        }
        CHECK(sum == each.total);
        for (const auto& type : where.rooms)
          CHECK(taken[type.code] <=
                rooms_left(type, {asked.when.arrival, asked.when.nights, 1, {}, 0, false}));
        mixed += taken.size() > 2;
        ++offers;
      }
    }
  }
  MESSAGE("seed " << seed + 1 << ": " << offers << " offers, " << mixed << " of mixed rooms");
  CHECK(offers > 1'000);
  CHECK(mixed > 20);
}

TEST_CASE("the maximum is for all rooms together, and the best arrival is that of their sum") {
  random_stream dice{seed + 2};
  const hotel_list all = tiny_hotels(dice, 60);
  catalog held;
  const auto seen = snapshot_of(held, all);
  int compared = 0;
  for (int i = 0; i < 80; ++i) {
    find_request asked = some_question(dice, all, tiny_stay(dice));
    asked.when.booking = tiny_nights.first - 10;
    asked.keep = {};
    asked.sort = sort_by::total;
    asked.limit = 1'000;
    asked.days_before = 0;
    asked.days_after = 0;
    asked.more_rooms = {some_guests(dice)};
    std::map<std::string, std::int64_t> lowest;
    const day first = asked.when.arrival;
    for (int shift = 0; shift < 4; ++shift) {
      asked.when.arrival = first + shift;
      const auto got = find(*seen, asked);
      REQUIRE(got);
      for (const auto& each : got->offers) {
        const auto [at, is_new] = lowest.emplace(each.hotel, each.total);
        if (!is_new) at->second = std::min(at->second, each.total);
      }
    }
    asked.when.arrival = first;
    asked.days_after = 3;
    const auto got = find(*seen, asked);
    REQUIRE(got);
    CHECK(got->offers.size() == lowest.size());
    for (const auto& each : got->offers) CHECK(each.total == lowest[each.hotel]);
    if (got->offers.empty()) continue;
    ++compared;
    std::int64_t most = got->offers[got->offers.size() / 2].total;
    asked.keep.total_max_e4 = most;
    for (int d = got->money.decimals; d < 4; ++d) *asked.keep.total_max_e4 *= 10;
    const auto cheaper = find(*seen, asked);
    REQUIRE(cheaper);
    for (const auto& each : cheaper->offers) CHECK(each.total <= most);
    CHECK(cheaper->offers.size() ==
          static_cast<std::size_t>(std::ranges::count_if(
              got->offers, [&](const offer& each) { return each.total <= most; })));
  }
  CHECK(compared > 40);
}

TEST_CASE("rooms beyond the limits are refused") {
  random_stream dice{seed + 3};
  const hotel_list all = tiny_hotels(dice, 5);
  catalog held;
  const auto seen = snapshot_of(held, all);
  find_request asked;
  asked.city = all.front()->city;
  asked.country = all.front()->country;
  asked.when.arrival = tiny_nights.first + 3;
  asked.when.booking = tiny_nights.first;
  asked.more_rooms.assign(7, {.adults = 1});
  CHECK(find(*seen, asked).ok());
  asked.more_rooms.push_back({.adults = 1});
  CHECK(find(*seen, asked).why().field == "room");
  asked.more_rooms.resize(2);
  asked.more_rooms.back().adults = 0;
  CHECK(find(*seen, asked).why().field == "adults");
  asked.more_rooms.back() = {.adults = 1, .child_ages = {18}};
  CHECK(find(*seen, asked).why().field == "children");
}

TEST_CASE("several rooms on one arrival too are asked of no more hotels than can be priced") {
  constexpr int nights_of_trip = 14;
  constexpr std::uint64_t large_city = 16'680;
  CHECK_FALSE(too_much(large_city, 1, "room", pairs_limit(nights_of_trip, true), 2));
  CHECK_FALSE(too_much(large_city, 7, "room", pairs_limit(nights_of_trip, true), rooms_of_stay_limit));

  hotel bare;  // in which nothing can be had
  bare.city = "Berlin";
  bare.country = "DE";
  bare.money = *find_currency("EUR");
  catalog held;
  const auto most = pairs_limit(nights_limit, true) / rooms_of_stay_limit;
  for (std::uint64_t i = 0; i <= most; ++i) {
    bare.code = "H" + std::to_string(i);
    REQUIRE_FALSE(held.put(bare));
  }
  find_request asked;
  asked.city = "Berlin";
  asked.when.arrival = tiny_nights.first;
  asked.when.booking = tiny_nights.first;
  asked.when.nights = nights_limit;
  asked.more_rooms.assign(rooms_of_stay_limit - 1, {.adults = 1});
  const auto no = find(*held.take(1), asked);
  REQUIRE_FALSE(no);
  CHECK(no.why().code == failure_code::usage);
  CHECK(no.why().field == "room");
  CHECK(no.why().text == "9616 hotels for 8 rooms on 1 arrival are more than the 76923 pairs that such a "
                         "question may be about; ask for fewer rooms or nights, or narrow the hotels by "
                         "filters");
  held.remove("H0");
  CHECK(find(*held.take(2), asked));
}
