// Whether a search finds what looking at everything finds, for random hotels and questions with all
// filters, orders and ties; and whether the way in which a catalog came about shows in answers.
#include "catalog/catalog.hpp"
#include "search/search.hpp"
#include "search/tiny_hotels.hpp"
#include "sources/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <numbers>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'302;

using hotel_list = std::vector<std::shared_ptr<const hotel>>;

// What looking at everything finds.
struct expected_offer {
  const hotel* where = nullptr;
  std::uint32_t plan = 0;
  std::uint32_t product = 0;
  price cost;
  double km = 0;
};
struct expected_answer {
  currency money;
  std::uint32_t hotels = 0;
  std::uint32_t other_currency = 0;
  std::vector<expected_offer> offers;  // of all bookable hotels, in order
  bool passed = false;  // the stay lies in the past of every hotel
};

double great_circle_km(const circle& around, const hotel& at) {
  const auto radians = [](double degrees) { return degrees * std::numbers::pi / 180; };
  const double north = std::sin(radians(at.latitude - around.latitude) / 2);
  const double east = std::sin(radians(at.longitude - around.longitude) / 2);
  const double h = north * north + std::cos(radians(around.latitude)) *
                                       std::cos(radians(at.latitude)) * east * east;
  return 2 * 6371.0088 * std::asin(std::sqrt(h));
}

currency money_of_most(const hotel_list& hotels) {
  std::map<currency, int> votes;  // in order of codes
  for (const auto& each : hotels) ++votes[each->money];
  currency best;
  int most = 0;
  for (const auto& [money, count] : votes) {
    if (count <= most) continue;
    best = money;
    most = count;
  }
  return best;
}

bool wanted(const filters& keep, const hotel& candidate) {
  if (keep.stars_min && candidate.stars < *keep.stars_min) return false;
  for (const std::string& each : keep.amenities)
    if (std::ranges::count(candidate.amenities, each) == 0) return false;
  if (!keep.hotels.empty() && std::ranges::count(keep.hotels, candidate.code) == 0) return false;
  return !keep.near || great_circle_km(*keep.near, candidate) <= keep.near->km;
}

bool wanted(const filters& keep, const rate_plan& candidate) {
  if (keep.refundable && !candidate.refundable) return false;
  return keep.meal_plans.empty() || std::ranges::count(keep.meal_plans, candidate.board) > 0;
}

bool affordable(const filters& keep, std::int64_t total, currency money) {
  if (!keep.total_max_e4) return true;
  std::int64_t total_e4 = total;
  for (int i = money.decimals; i < 4; ++i) total_e4 *= 10;
  return total_e4 <= *keep.total_max_e4;
}

std::optional<expected_offer> best_offer(const hotel& of, const find_request& asked,
                                         const stay& when) {
  std::optional<expected_offer> best;
  const hotel_ptr packed = pack(of);
  for (std::uint32_t plan = 0; plan < of.plans.size(); ++plan) {
    for (std::uint32_t product = 0; product < of.plans[plan].products.size(); ++product) {
      if (!wanted(asked.keep, of.plans[plan])) continue;
      const quote answer = price_stay(*packed, plan, product, when);
      const price* cost = std::get_if<price>(&answer);
      if (!cost || !affordable(asked.keep, cost->total, of.money)) continue;
      const auto rank = [&](std::int64_t total, std::uint32_t p, std::uint32_t i) {
        return std::tuple{total, of.plans[p].code, of.rooms[of.plans[p].products[i].room].code};
      };
      if (!best ||
          rank(cost->total, plan, product) < rank(best->cost.total, best->plan, best->product))
        best = expected_offer{&of, plan, product, *cost, 0};
    }
  }
  return best;
}

void put_in_order(sort_by sort, std::vector<expected_offer>& offers) {
  std::ranges::sort(offers, [&](const expected_offer& a, const expected_offer& b) {
    if (sort == sort_by::stars && a.where->stars != b.where->stars)
      return a.where->stars > b.where->stars;
    if (sort == sort_by::distance && a.km != b.km) return a.km < b.km;
    if (sort == sort_by::name && a.where->name != b.where->name)
      return a.where->name < b.where->name;
    if (a.cost.total != b.cost.total) return a.cost.total < b.cost.total;
    return a.where->code < b.where->code;
  });
}

expected_answer look_at_everything(const hotel_list& all, const find_request& asked) {
  hotel_list here;
  for (const auto& each : all)
    if (each->city == asked.city && each->country == asked.country) here.push_back(each);
  expected_answer out;
  out.money = money_of_most(here);
  out.hotels = static_cast<std::uint32_t>(here.size());
  int in_time = 0;
  int too_late = 0;
  for (const auto& each : here) {
    if (!wanted(asked.keep, *each)) continue;
    if (each->money != out.money) {
      ++out.other_currency;
      continue;
    }
    const stay_request& r = asked.when;
    const stay when{r.arrival, r.nights, r.adults, r.child_ages,
                    r.booking.value_or(local_day(r.now_s, each->utc_offset_minutes)), r.strict};
    if (when.arrival < when.booking) {
      ++too_late;
      continue;
    }
    ++in_time;
    auto best = best_offer(*each, asked, when);
    if (!best) continue;
    if (asked.keep.near) best->km = great_circle_km(*asked.keep.near, *each);
    out.offers.push_back(std::move(*best));
  }
  out.passed = too_late > 0 && in_time == 0;
  put_in_order(asked.sort, out.offers);
  return out;
}

void check_offer(const offer& found, const expected_offer& expected) {
  const hotel& where = *expected.where;
  const rate_plan& plan = where.plans[expected.plan];
  CHECK(found.hotel == where.code);
  CHECK(found.plan == plan.code);
  CHECK(found.room == where.rooms[plan.products[expected.product].room].code);
  CHECK(found.board == plan.board);
  CHECK(found.refundable == plan.refundable);
  CHECK(found.stars == where.stars);
  CHECK(found.money == where.money);
  CHECK(found.cost == expected.cost);
}

void check_answer(const result<find_answer>& answer, const expected_answer& expected,
                  const find_request& asked) {
  REQUIRE(answer.ok() != expected.passed);
  if (expected.passed) {
    CHECK(answer.why().code == failure_code::usage);
    return;
  }
  CHECK(answer->money == expected.money);
  CHECK(answer->hotels == expected.hotels);
  CHECK(answer->other_currency == expected.other_currency);
  CHECK(answer->bookable == expected.offers.size());
  REQUIRE(answer->offers.size() == std::min<std::size_t>(asked.limit, expected.offers.size()));
  for (std::size_t i = 0; i < answer->offers.size(); ++i)
    check_offer(answer->offers[i], expected.offers[i]);
}

filters some_filters(random_stream& dice, const hotel& near) {
  filters out;
  if (dice.chance(25)) out.stars_min = dice.below(6);
  for (int i = 0; i < meal_plan_count; ++i)
    if (dice.chance(12)) out.meal_plans.push_back(static_cast<meal_plan>(i));
  out.refundable = dice.chance(20);
  for (const char* each : {"pool", "wifi"})
    if (dice.chance(15)) out.amenities.emplace_back(each);
  if (dice.chance(40)) out.near = circle{near.latitude, near.longitude, dice.between(0, 90) / 10.0};
  if (dice.chance(20)) out.total_max_e4 = std::int64_t{dice.between(1, 60)} * 100'000;
  if (dice.chance(10))
    for (int i = 0; i < 12; ++i) out.hotels.push_back("H" + std::to_string(dice.below(80)));
  return out;
}

find_request some_question(random_stream& dice, const hotel_list& all, const stay& when) {
  const hotel& one = *all[static_cast<std::size_t>(dice.below(static_cast<int>(all.size())))];
  find_request out;
  out.city = one.city;
  out.country = one.country;
  out.when = {when.arrival, when.nights, when.adults, when.child_ages, when.booking, 0, false};
  if (dice.chance(20)) {
    out.when.booking.reset();
    const std::int64_t day_s = 86'400;
    out.when.now_s = std::int64_t{when.arrival + 1 - dice.below(5)} * day_s + dice.below(86'400);
  }
  out.when.strict = dice.chance(10);
  out.keep = some_filters(dice, one);
  out.sort = static_cast<sort_by>(dice.below(4));
  if (!out.keep.near && out.sort == sort_by::distance) out.sort = sort_by::total;
  out.limit = static_cast<std::uint32_t>(dice.chance(70) ? dice.between(1, 12) : 1'000);
  return out;
}

hotel_list tiny_hotels(random_stream& dice, int count) {
  hotel_list out;
  for (int i = 0; i < count; ++i) {
    hotel made = tiny_hotel(dice, i);
    if (i > 0 && dice.chance(25)) {
      // The twin of another one: it costs the same.
      std::string code = made.code;
      made = *out[static_cast<std::size_t>(dice.below(i))];
      made.code = std::move(code);
      if (dice.chance(50)) made.stars = dice.below(6);
    }
    out.push_back(std::make_shared<const hotel>(std::move(made)));
  }
  return out;
}

snapshot_ptr snapshot_of(catalog& in, const hotel_list& all) {
  for (const auto& each : all) in.put(*each);
  return in.take(1);
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
    catalog held;
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 60; ++i) {
      const find_request asked = some_question(dice, all, tiny_stay(dice));
      const expected_answer expected = look_at_everything(all, asked);
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
  catalog held;
  const auto seen = snapshot_of(held, all);
  int offers = 0;
  for (int i = 0; i < 150; ++i) {
    stay when = tiny_stay(dice);
    when.arrival += dice.below(80);
    when.booking = when.arrival - dice.below(60);
    find_request asked = some_question(dice, all, when);
    asked.keep.hotels.clear();
    if (asked.keep.total_max_e4) *asked.keep.total_max_e4 *= 5;
    const expected_answer expected = look_at_everything(all, asked);
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
    CHECK(expected == *part);
  }
  CHECK(cut > 50);
}
