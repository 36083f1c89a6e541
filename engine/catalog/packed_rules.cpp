#include "catalog/packed_rules.hpp"

#include <algorithm>
#include <bit>

#include "catalog/hotel.hpp"

namespace pronto::packed {

// Whether `allows` each value of this limit on the days that the calendar holds, where it is not 0.
template <class Allows>
bool rules::all_allow(limit what, std::uint32_t room, date_range days, Allows allows) const {
  const unsigned bit = 1u << static_cast<unsigned>(what);
  for (const rule_series& each : series_) {
    if ((each.limits & bit) == 0) continue;
    if (each.room != room && each.room != rule_series::all_rooms) continue;
    const auto number = each.first + static_cast<unsigned>(std::popcount(each.limits & (bit - 1)));
    bool out = true;
    in_->walk(number, in_->held_of(days), [&](day, std::span<const std::int64_t> values) {
      return out = std::ranges::all_of(
                 values, [&](std::int64_t value) { return value == 0 || allows(value); });
    });
    if (!out) return false;
  }
  return true;
}

// Whether each listed rule that is for one of these days `allows`.
template <class Allows>
bool rules::all_listed_allow(std::uint32_t room, date_range days, Allows allows) const {
  return std::ranges::all_of(listed_, [&](const booking_rule& each) {
    if (each.room && *each.room != room) return true;
    return each.dates.last < days.first || days.last < each.dates.first || allows(each);
  });
}

bool rules::closed(std::uint32_t room, date_range nights) const {
  return !all_allow(limit::closed, room, nights, [](std::int64_t) { return false; }) ||
         !all_listed_allow(room, nights, [](const booking_rule& each) { return !each.closed; });
}

bool rules::takes_arrivals(std::uint32_t room, day arrival) const {
  const int bit = 1 << weekday_of(arrival);
  return all_allow(limit::closed_arrivals, room, {arrival, arrival},
                   [&](std::int64_t closed) { return (closed & bit) == 0; }) &&
         all_listed_allow(room, {arrival, arrival}, [&](const booking_rule& each) {
           return each.arrival.contains(arrival);
         });
}

bool rules::takes_departures(std::uint32_t room, day departure) const {
  const int bit = 1 << weekday_of(departure);
  return all_allow(limit::closed_departures, room, {departure, departure},
                   [&](std::int64_t closed) { return (closed & bit) == 0; }) &&
         all_listed_allow(room, {departure, departure}, [&](const booking_rule& each) {
           return each.departure.contains(departure);
         });
}

bool rules::takes_los(std::uint32_t room, day arrival, int nights) const {
  return all_allow(limit::least_los, room, {arrival, arrival},
                   [&](std::int64_t least) { return least <= nights; }) &&
         all_allow(limit::greatest_los, room, {arrival, arrival},
                   [&](std::int64_t greatest) { return nights <= greatest; }) &&
         all_listed_allow(room, {arrival, arrival}, [&](const booking_rule& each) {
           return each.los.contains(nights);
         });
}

bool rules::takes_stay_through(std::uint32_t room, date_range days, int nights) const {
  return all_allow(limit::least_stay, room, days,
                   [&](std::int64_t least) { return least <= nights; }) &&
         all_allow(limit::greatest_stay, room, days,
                   [&](std::int64_t greatest) { return nights <= greatest; }) &&
         all_listed_allow(room, days, [&](const booking_rule& each) {
           return each.stay_through.contains(nights);
         });
}

}  // namespace pronto::packed
