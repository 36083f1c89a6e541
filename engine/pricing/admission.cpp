#include "pricing/admission.hpp"

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

std::optional<reason> refused_by_rules(const packed::rules& rules, std::uint32_t room,
                                       const stay& when) {
  // The departure day is no night, but a day of the stay.
  if (rules.closed(room, {when.arrival, when.departure() - 1})) return reason::stop_sell;
  if (!rules.takes_arrivals(room, when.arrival)) return reason::rule_arrival;
  if (!rules.takes_los(room, when.arrival, when.nights)) return reason::rule_los;
  if (!rules.takes_departures(room, when.departure())) return reason::rule_departure;
  if (!rules.takes_stay_through(room, {when.arrival, when.departure()}, when.nights))
    return reason::rule_stay_through;
  return std::nullopt;
}

std::optional<reason> refused_by_inventory(const packed::room_type& room, const stay& when) {
  if (!room.inventory.has_rooms({when.arrival, when.departure() - 1})) return reason::no_vacancy;
  return std::nullopt;
}

bounds allowed_instead(reason refused, const packed::hotel& where, const packed::rate_plan& plan,
                       const packed::product& product, const stay& when) {
  const occupancy& guests = where.rooms[product.room].guests;
  switch (refused) {
    case reason::invalid_occupancy: return {guests.min, guests.max};
    case reason::offer_los: return plan.offer.los;
    case reason::advance_booking: return plan.offer.advance_days;
    case reason::rule_los: return plan.rules.los(product.room, when.arrival);
    case reason::rule_stay_through:
      return plan.rules.stay_through(product.room, {when.arrival, when.departure()});
    default: return {};
  }
}

}  // namespace pronto
