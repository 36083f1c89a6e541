#include "search/best_rooms.hpp"

#include <algorithm>
#include <utility>

#include "pricing/plan_stays.hpp"
#include "search/filter.hpp"
#include "search/room_assignment.hpp"

namespace pronto {

namespace {

/// For one party, the cheapest product in each type of room.
using products_by_type = std::vector<std::optional<priced_product>>;

products_by_type cheapest_by_type(const packed::hotel& where, const filters& keep,
                                  const stay& when) {
  products_by_type out(where.rooms.size());
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    plan_stays in_plan(where, plan, when);
    if (!in_plan.admits(when)) continue;
    for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
      auto& best = out[where.plans[plan].products[product].room];
      auto cost = in_plan.cost(product, when);
      if (!cost || (best && cost->total >= best->total)) continue;
      best = priced_product{plan, product, cost->total, true, *std::move(cost)};
    }
  }
  return out;
}

room_totals totals_of(const products_by_type& of) {
  room_totals out;
  for (const auto& each : of) out.push_back(each ? std::optional(each->total) : std::nullopt);
  return out;
}

}  // namespace

stay stay_of_room(const stay& first, const room_guests& guests) {
  stay out = first;
  out.adults = guests.adults;
  out.child_ages = guests.child_ages;
  return out;
}

std::optional<priced_rooms> best_rooms(const packed::hotel& where, const filters& keep,
                                       const stay& first, const std::vector<room_guests>& more) {
  std::vector<products_by_type> products;
  std::vector<room_totals> totals;
  const auto add = [&](const stay& when) {
    products.push_back(cheapest_by_type(where, keep, when));
    totals.push_back(totals_of(products.back()));
    return std::ranges::any_of(totals.back(), [](const auto& each) { return each.has_value(); });
  };
  if (!add(first)) return std::nullopt;
  for (std::size_t i = 0; i < more.size(); ++i) {
    const auto here = more.begin() + static_cast<std::ptrdiff_t>(i);
    const auto same = std::find(more.begin(), here, more[i]);
    if (same != here) {
      const auto as = static_cast<std::size_t>(same - more.begin()) + 1;
      products.push_back(products[as]);
      totals.push_back(totals[as]);
    } else if (!add(stay_of_room(first, more[i]))) {
      return std::nullopt;
    }
  }

  const auto wanted = static_cast<int>(totals.size());
  std::vector<int> left;
  for (const auto& each : where.rooms)
    left.push_back(each.inventory.rooms_left({first.arrival, first.departure() - 1}, wanted));
  const auto types = assign_rooms(totals, left);
  if (!types) return std::nullopt;
  priced_rooms out;
  for (std::size_t i = 0; i < types->size(); ++i) {
    out.rooms.push_back(*products[i][(*types)[i]]);
    if (__builtin_add_overflow(out.total, out.rooms.back().total, &out.total)) return std::nullopt;
  }
  if (!keeps_total(keep, out.total, where.money)) return std::nullopt;
  return out;
}

std::optional<best_stay> best_arrival_of_rooms(const packed::hotel& where, const filters& keep,
                                               stay first, const std::vector<room_guests>& more,
                                               const date_range& arrivals) {
  std::optional<best_stay> best;
  for (first.arrival = std::max(arrivals.first, first.booking); first.arrival <= arrivals.last;
       ++first.arrival) {
    const auto found = best_rooms(where, keep, first, more);
    if (!found || (best && found->total >= best->what.total)) continue;
    best = best_stay{first.arrival, found->rooms.front()};
    best->what.total = found->total;
  }
  return best;
}

}  // namespace pronto
