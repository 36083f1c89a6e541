#include "pricing/admission.hpp"

#include <algorithm>

namespace pronto {

std::optional<reason> refused_by_room(const occupancy& room, const stay& when) {
  const int guests = when.guests();
  if (guests < room.min || guests > room.max) return reason::invalid_occupancy;
  return std::nullopt;
}

std::optional<reason> refused_by_offer(const offer_rule& offer, const party& guests,
                                       const stay& when) {
  for (int age : guests.child_ages)
    if (age < offer.child_age.min || age >= offer.child_age.max) return reason::offer_guests;
  if (!offer.adults.contains(guests.adults)) return reason::offer_occupancy;
  if (!offer.children.contains(static_cast<int>(guests.child_ages.size())))
    return reason::offer_occupancy;
  if (!offer.los.contains(when.nights)) return reason::offer_los;
  if (!offer.arrival.contains(when.arrival)) return reason::offer_arrival;
  if (!offer.departure.contains(when.departure())) return reason::offer_departure;
  if (!offer.advance_days.contains(when.arrival - when.booking)) return reason::advance_booking;
  return std::nullopt;
}

std::optional<reason> refused_by_rules(std::span<const booking_rule> rules, std::uint32_t room,
                                       const stay& when) {
  // The first reason in the order of their declaration, over all rules that hold.
  std::optional<reason> first;
  const auto refuse = [&](reason why) {
    if (!first || why < *first) first = why;
  };
  for (const booking_rule& rule : rules) {
    if (rule.room && *rule.room != room) continue;
    if (rule.dates.last < when.arrival || rule.dates.first > when.departure()) continue;
    // The departure day is no night: a rule of it alone closes nothing.
    if (rule.closed && rule.dates.first < when.departure()) refuse(reason::stop_sell);
    if (rule.dates.contains(when.arrival)) {
      if (!rule.arrival.contains(when.arrival)) refuse(reason::rule_arrival);
      if (!rule.los.contains(when.nights)) refuse(reason::rule_los);
    }
    if (rule.dates.contains(when.departure()) && !rule.departure.contains(when.departure()))
      refuse(reason::rule_departure);
    if (!rule.stay_through.contains(when.nights)) refuse(reason::rule_stay_through);
  }
  return first;
}

std::optional<reason> refused_by_inventory(const packed::room_type& room, const stay& when) {
  if (!room.inventory) return std::nullopt;
  const auto& periods = *room.inventory;
  auto period = std::lower_bound(
      periods.begin(), periods.end(), when.arrival,
      [](const inventory_period& p, day night) { return p.nights.last < night; });
  day night = when.arrival;
  while (night < when.departure()) {
    if (period == periods.end() || !period->nights.contains(night) || period->count < 1)
      return reason::no_vacancy;
    if (period->nights.last >= when.departure() - 1) return std::nullopt;
    night = period->nights.last + 1;
    ++period;
  }
  return std::nullopt;
}

}  // namespace pronto
