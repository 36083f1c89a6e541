#include "search/all_combinations.hpp"

#include <algorithm>
#include <variant>

#include "pricing/price.hpp"

namespace pronto {

namespace {

bool wanted(const filters& keep, const rate_plan& plan) {
  if (keep.refundable && !plan.refundable) return false;
  return keep.meal_plans.empty() || std::ranges::count(keep.meal_plans, plan.board) > 0;
}

}  // namespace

int rooms_left(const room_type& of, const stay& when) {
  if (!of.inventory) return 1'000;
  int least = 1'000;
  for (day night = when.arrival; night < when.departure(); ++night) {
    int here = 0;
    for (const auto& each : *of.inventory)
      if (each.nights.contains(night)) here = each.count;
    least = std::min(least, here);
  }
  return std::max(least, 0);
}

all_combinations::all_combinations(const hotel& of, const packed::hotel& packed,
                                   const find_request& asked, const stay& first) {
  std::vector<stay> stays{first};
  for (const auto& each : asked.more_rooms) {
    stays.push_back(first);
    stays.back().adults = each.adults;
    stays.back().child_ages = each.child_ages;
  }
  for (const stay& when : stays) {
    choices_.emplace_back();
    for (std::uint32_t plan = 0; plan < of.plans.size(); ++plan)
      for (std::uint32_t at = 0; at < of.plans[plan].products.size(); ++at) {
        const quote got = price_stay(packed, plan, at, when);
        const auto* cost = std::get_if<price>(&got);
        if (cost != nullptr && wanted(asked.keep, of.plans[plan]))
          choices_.back().emplace_back(of.plans[plan].products[at].room, cost->total);
      }
  }
  for (const auto& each : of.rooms) left_.push_back(rooms_left(each, first));
  choose(0, 0);
}

void all_combinations::choose(std::size_t room, std::int64_t sum) {
  if (room == choices_.size()) {
    if (!lowest_ || sum < *lowest_) lowest_ = sum;
    return;
  }
  for (const auto& [type, total] : choices_[room]) {
    if (left_[type] == 0) continue;
    --left_[type];
    choose(room + 1, sum + total);
    ++left_[type];
  }
}

}  // namespace pronto
