#include "search/brute_force.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

namespace pronto {

using generated::random_stream;

namespace {

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

std::optional<expected_offer> best_offer(const hotel& of, const packed::hotel& packed,
                                         const find_request& asked, const stay& when) {
  std::optional<expected_offer> best;
  for (std::uint32_t plan = 0; plan < of.plans.size(); ++plan) {
    for (std::uint32_t product = 0; product < of.plans[plan].products.size(); ++product) {
      if (!wanted(asked.keep, of.plans[plan])) continue;
      const quote answer = price_stay(packed, plan, product, when);
      const price* cost = std::get_if<price>(&answer);
      if (!cost || !affordable(asked.keep, cost->total, of.money)) continue;
      const auto rank = [&](std::int64_t total, std::uint32_t p, std::uint32_t i) {
        return std::tuple{total, of.plans[p].code, of.rooms[of.plans[p].products[i].room].code};
      };
      if (!best ||
          rank(cost->total, plan, product) < rank(best->cost.total, best->plan, best->product))
        best = expected_offer{&of, plan, product, *cost, 0, when.arrival, cost->total};
    }
  }
  return best;
}

// Filters but for the circle or the list that stands for a city left aside.
bool is_asked_about(const find_request& asked, const hotel& one) {
  const auto& listed = asked.keep.hotels;
  if (!asked.city.empty())
    return (one.city == asked.city || std::ranges::count(asked.more_cities, one.city) > 0) &&
           (asked.country.empty() || one.country == asked.country);
  if (!listed.empty()) return std::ranges::count(listed, one.code) > 0;
  return great_circle_km(*asked.keep.near, one) <= asked.keep.near->km;
}

void put_in_order(sort_by sort, std::vector<expected_offer>& offers) {
  std::ranges::sort(offers, [&](const expected_offer& a, const expected_offer& b) {
    if (sort == sort_by::stars && a.where->stars != b.where->stars)
      return a.where->stars > b.where->stars;
    if (sort == sort_by::distance && a.km != b.km) return a.km < b.km;
    if (sort == sort_by::name && a.where->name != b.where->name)
      return a.where->name < b.where->name;
    if (a.total != b.total) return a.total < b.total;
    return a.where->code < b.where->code;
  });
}

}  // namespace

packed_hotels pack_all(const hotel_list& all) {
  packed_hotels out;
  for (const auto& each : all) out[each.get()] = pack(*each);
  return out;
}

expected_answer look_at_everything(const hotel_list& all, const packed_hotels& packed,
                                   const find_request& asked, const plain_rates& rates) {
  const bool converts = !asked.currency_code.empty();
  find_request in_own_money = asked;  // the maximum is no amount of the hotel's
  if (converts) in_own_money.keep.total_max_e4.reset();
  hotel_list here;
  for (const auto& each : all)
    if (is_asked_about(asked, *each)) here.push_back(each);
  expected_answer out;
  out.money = converts ? *find_currency(asked.currency_code) : money_of_most(here);
  out.hotels = static_cast<std::uint32_t>(here.size());
  int in_time = 0;
  int too_late = 0;
  for (const auto& each : here) {
    if (!wanted(asked.keep, *each)) continue;
    if (!converts && each->money != out.money) {
      ++out.other_currency;
      continue;
    }
    const stay_request& r = asked.when;
    stay when{r.arrival, r.nights, r.adults, r.child_ages,
                    r.booking.value_or(local_day(r.now_s, each->utc_offset_minutes)), r.strict};
    std::optional<expected_offer> best;
    bool any_in_time = false;
    for (int shift = -asked.days_before; shift <= asked.days_after; ++shift) {
      when.arrival = r.arrival + shift;
      if (when.arrival < when.booking) continue;
      any_in_time = true;
      const auto found = best_offer(*each, *packed.at(each.get()), in_own_money, when);
      if (found && (!best || found->cost.total < best->cost.total)) best = found;
    }
    ++(any_in_time ? in_time : too_late);
    if (any_in_time && !rates.has_rate(each->money, out.money, when.booking)) {
      ++out.without_rate;
      continue;
    }
    if (!best) continue;
    if (converts) {
      best->total = *rates.convert(best->cost.total, each->money, out.money, when.booking);
      if (!affordable(asked.keep, best->total, out.money)) continue;
    }
    if (asked.keep.near) best->km = great_circle_km(*asked.keep.near, *each);
    out.offers.push_back(std::move(*best));
  }
  out.passed = too_late > 0 && in_time == 0;
  put_in_order(asked.sort, out.offers);
  return out;
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

void ask_elsewhere(random_stream& dice, const hotel_list& all, find_request& to) {
  const auto any = [&]() -> const hotel& {
    return *all[static_cast<std::size_t>(dice.below(static_cast<int>(all.size())))];
  };
  const hotel& one = any();
  to.country.clear();
  switch (dice.below(3)) {
    case 0:
      for (int i = dice.between(1, 4); i > 0; --i) to.more_cities.push_back(any().city);
      break;
    case 1:
      to.city.clear();
      to.keep.hotels.clear();
      to.keep.near = circle{one.latitude + dice.between(-20, 20) / 10.0, one.longitude,
                            static_cast<double>(dice.chance(50) ? dice.between(0, 400)
                                                                : dice.between(0, 20'000))};
      break;
    default:
      to.city.clear();
      to.keep.hotels.clear();
      for (int i = dice.between(1, 12); i > 0; --i) to.keep.hotels.push_back(any().code);
      break;
  }
  if (!to.keep.near && to.sort == sort_by::distance) to.sort = sort_by::total;
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
  out.count = dice.chance(50);
  if (dice.chance(25)) {
    out.days_before = dice.below(4);
    out.days_after = dice.below(7);
  }
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

}  // namespace pronto
