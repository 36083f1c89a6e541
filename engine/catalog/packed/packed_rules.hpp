#pragma once
// The booking rules of one plan as the catalog holds them: what all rules together say of each day,
// in series of the hotel's calendar, apart for each room that rules name.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "catalog/hotel.hpp"
#include "catalog/packed/calendar.hpp"
#include "catalog/packed/packed_list.hpp"

namespace pronto::packed {

/// What rules limit. Each is a series, with 0 on days without such a limit.
enum class limit : std::uint8_t {
  least_los,          ///< on arrival
  greatest_los,       ///< on arrival; -1 where no length is allowed
  least_stay,         ///< forward
  greatest_stay,      ///< forward; -1 where no length is allowed
  closed,             ///< 1
  closed_arrivals,    ///< weekdays
  closed_departures,  ///< weekdays
};
inline constexpr unsigned limit_count = 7;

/// The series of the rules for one room, or of those for all rooms: those limits that there are on
/// any day, numbered in order.
struct rule_series {
  static constexpr std::uint32_t all_rooms = 0xffff'ffff;
  std::uint32_t room = all_rooms;
  std::uint16_t first = 0;
  std::uint8_t limits = 0;  ///< bit by limit

  bool operator==(const rule_series&) const = default;
};

/// The number of the series of a limit. Requires: `in` has this limit.
std::size_t number_of(const rule_series& in, limit what);

/// Each of these asks for a room all the rules that are for it.
class rules {
public:
  rules() = default;
  /// `listed`: those that the calendar does not hold all days of.
  rules(const calendar* in, std::span<const rule_series> series,
        std::span<const booking_rule> listed)
      : in_(in), series_(series), listed_(listed) {}

  /// Whether one of these nights is closed.
  bool closed(std::uint32_t room, date_range nights) const;
  /// Sets to 1 those of consecutive nights that are closed.
  void mark_closed(std::uint32_t room, day first, std::span<std::uint8_t> nights) const;
  bool takes_arrivals(std::uint32_t room, day arrival) const;
  bool takes_departures(std::uint32_t room, day departure) const;
  /// Whether this length of stay is allowed on arrival.
  bool takes_los(std::uint32_t room, day arrival, int nights) const;
  /// Whether this length of stay is allowed on all of these days.
  bool takes_stay_through(std::uint32_t room, date_range days, int nights) const;

  /// The lengths that these two allow, all rules together; of no length where one forbids each.
  bounds los(std::uint32_t room, day arrival) const;
  bounds stay_through(std::uint32_t room, date_range days) const;

  /// Rules that come to the same, one for each room and run of days that have the same limits.
  std::vector<booking_rule> unpacked() const;

  // For whoever copies a hotel.
  std::span<const rule_series> series() const { return series_; }
  std::span<const booking_rule> listed() const { return listed_; }

private:
  template <class Allows>
  bool all_allow(limit what, std::uint32_t room, date_range days, Allows allows) const;
  bounds narrowest(limit least, limit greatest, bounds booking_rule::*listed, std::uint32_t room,
                   date_range days) const;
  template <class Allows>
  bool all_listed_allow(std::uint32_t room, date_range days, Allows allows) const;

  const calendar* in_ = nullptr;
  list<rule_series> series_;
  list<booking_rule> listed_;
};

}  // namespace pronto::packed
