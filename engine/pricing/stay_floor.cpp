#include "pricing/stay_floor.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "pricing/lower_bound.hpp"
#include "pricing/promotions.hpp"
#include "pricing/taxes.hpp"

namespace pronto {

namespace {

double dearest(std::span<const double> nights, int count) {
  by_night<double> all(nights.begin(), nights.end());
  const auto some = static_cast<std::ptrdiff_t>(
      std::min(all.size(), static_cast<std::size_t>(std::max(count, 0))));
  std::partial_sort(all.begin(), all.begin() + some, all.end(), std::greater{});
  return std::accumulate(all.begin(), all.begin() + some, 0.0);
}

}  // namespace

void stay_floor::promoted::add(const packed::promotion& by, int covered) {
  switch (by.type) {
    case promotion_type::free_nights: free_nights += by.discounted; break;
    case promotion_type::percent: kept *= 1 - share_of(by.share); break;
    case promotion_type::per_night: off += static_cast<double>(by.amount) * covered; break;
    case promotion_type::per_stay: off += static_cast<double>(by.amount); break;
  }
}

// Steps 9, 11 and 12; supplements only add.
stay_floor::stay_floor(const packed::hotel& where, const stay& when) {
  promoted together;
  bool any_together = false;
  for (const packed::promotion& each : where.promotions) {
    const auto covers = nights_covered(each, when);
    if (!covers) continue;
    any_free_ = any_free_ || each.type == promotion_type::free_nights;
    const int covered = static_cast<int>(covers->count());
    any_together = any_together || !each.exclusive;
    promoted alone;
    (each.exclusive ? alone : together).add(each, covered);
    if (each.exclusive) sets_.push_back(alone);
  }
  if (any_together) sets_.push_back(together);
  if (any_free_) share_paid_ = least_share_paid(where);

  for (const packed::tax_fee& each : where.taxes) {
    if (each.included || each.rooms || each.plans) continue;
    const auto tax = taxed_stay_of(each, when);
    if (!tax) continue;
    if (!each.is_percent)
      added_ += static_cast<double>(each.amount) *
                (each.basis == payer::person ? tax->persons : 1) *
                (each.period == per::night ? tax->night_count : 1);
    else if (each.period == per::stay || tax->night_count == when.nights)
      share_ += share_of(each.share);
  }
  added_ -= lost_by_rounding(where);
}

double stay_floor::total(std::span<const double> nights) const {
  const double room = std::accumulate(nights.begin(), nights.end(), 0.0);
  double least = room;
  for (const promoted& each : sets_) {
    double paid = room;
    if (each.free_nights > 0)
      paid = share_paid_ > 0 ? room - dearest(nights, each.free_nights) / share_paid_ : 0;
    least = std::min(least, paid * each.kept - each.off);
  }
  constexpr double safely_below = 1 - 1e-9;  // what double precision loses, many times over
  return std::max(least, 0.0) * share_ * safely_below + added_;
}

}  // namespace pronto
