#include "pricing/stay_floor.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "pricing/lower_bound.hpp"
#include "pricing/promotions.hpp"
#include "pricing/taxes.hpp"

namespace pronto {

namespace {

// Requires: there are nights.
double dearest(std::span<const double> nights, int count) {
  if (count == 1) return std::ranges::max(nights);
  by_night<double> all(nights.begin(), nights.end());
  const auto some = static_cast<std::ptrdiff_t>(
      std::min(all.size(), static_cast<std::size_t>(std::max(count, 0))));
  std::partial_sort(all.begin(), all.begin() + some, all.end(), std::greater{});
  return std::accumulate(all.begin(), all.begin() + some, 0.0);
}

/// Of all the stays.
date_range nights_of(const stay& first, int arrivals) {
  return {first.arrival, first.departure() - 1 + arrivals - 1};
}

/// Of any of the stays, if the promotion may apply to it; else 0.
int most_nights_covered(const packed::promotion& p, const stay& first, int arrivals) {
  if (arrivals == 1) {
    const auto covers = nights_covered(p, first);
    return covers ? static_cast<int>(covers->count()) : 0;
  }
  const day last = first.arrival + arrivals - 1;
  const bool may_apply = p.booking.contains(first.booking) && p.los.contains(first.nights) &&
                         first.arrival - first.booking <= p.advance_days.max &&
                         last - first.booking >= p.advance_days.min &&
                         overlap(p.arrival, {first.arrival, last}) &&
                         overlap(p.stay, nights_of(first, arrivals));
  return may_apply ? first.nights : 0;
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
stay_floor::stay_floor(const packed::hotel& where, const stay& first, int arrivals) {
  promoted together;
  bool any_together = false;
  for (const packed::promotion& each : where.promotions) {
    const int covered = most_nights_covered(each, first, arrivals);
    if (covered == 0) continue;
    any_free_ = any_free_ || each.type == promotion_type::free_nights;
    any_together = any_together || !each.exclusive;
    promoted alone;
    (each.exclusive ? alone : together).add(each, covered);
    if (each.exclusive) sets_.push_back(alone);
  }
  if (any_together) sets_.push_back(together);
  if (any_free_) share_paid_ = least_share_paid(where);

  for (const packed::tax_fee& each : where.taxes) {
    if (each.included || !each.rooms.is_all() || !each.plans.is_all()) continue;
    // Of several stays those taxes count that hold on all of their nights.
    if (arrivals > 1 && !holds(each.dates, nights_of(first, arrivals))) continue;
    const auto tax = taxed_stay_of(each, first);
    if (!tax) continue;
    if (!each.is_percent)
      added_ += static_cast<double>(each.amount) *
                (each.basis == payer::person ? tax->persons : 1) *
                (each.period == per::night ? tax->night_count : 1);
    else if (each.period == per::stay || tax->night_count == first.nights)
      share_ += share_of(each.share);
  }
  added_ -= lost_by_rounding(where);
}

constexpr double safely_below = 1 - 1e-9;  // what double precision loses, many times over

// Free nights may take all that the nights cost.
stay_floor::line stay_floor::below() const {
  line out{1, 0};
  for (const promoted& each : sets_) {
    out.kept = std::min(out.kept, each.free_nights > 0 ? 0 : each.kept);
    out.more = std::min(out.more, -each.off);
  }
  return {out.kept * share_ * safely_below, out.more * share_ + added_};
}

double stay_floor::total(std::span<const double> nights) const {
  const double room = std::accumulate(nights.begin(), nights.end(), 0.0);
  if (!any_free_) return total(room);
  double least = room;
  for (const promoted& each : sets_) {
    double paid = room;
    if (each.free_nights > 0)
      paid = share_paid_ > 0 ? room - dearest(nights, each.free_nights) / share_paid_ : 0;
    least = std::min(least, paid * each.kept - each.off);
  }
  return with_taxes(least);
}

double stay_floor::total(double nights) const {
  double least = nights;
  for (const promoted& each : sets_) least = std::min(least, nights * each.kept - each.off);
  return with_taxes(least);
}

double stay_floor::with_taxes(double charged) const {
  return std::max(charged, 0.0) * share_ * safely_below + added_;
}

}  // namespace pronto
