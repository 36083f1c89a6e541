#include "catalog/packed/packed_rules.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace pronto::packed {

std::size_t number_of(const rule_series& in, limit what) {
  const unsigned below = (1u << static_cast<unsigned>(what)) - 1;
  return in.first + static_cast<unsigned>(std::popcount(in.limits & below));
}

// Whether `allows` each value of this limit on the days that the calendar holds, where it is not 0.
template <class Allows>
bool rules::all_allow(limit what, std::uint32_t room, date_range days, Allows allows) const {
  const unsigned bit = 1u << static_cast<unsigned>(what);
  for (const rule_series& each : series_) {
    if ((each.limits & bit) == 0) continue;
    if (each.room != room && each.room != rule_series::all_rooms) continue;
    bool out = true;
    in_->walk(number_of(each, what), in_->held_of(days), [&](day, std::span<const std::int64_t> values) {
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

void rules::mark_closed(std::uint32_t room, day first, std::span<std::uint8_t> nights) const {
  if (nights.empty()) return;
  const date_range all{first, first + static_cast<day>(nights.size()) - 1};
  const auto at = [&](day night) { return nights.begin() + (night - first); };
  for (const rule_series& each : series_) {
    if ((each.limits & 1u << static_cast<unsigned>(limit::closed)) == 0) continue;
    if (each.room != room && each.room != rule_series::all_rooms) continue;
    in_->walk(number_of(each, limit::closed), in_->held_of(all),
              [&](day from, std::span<const std::int64_t> closed) {
                auto night = at(from);
                for (const std::int64_t is : closed) *night++ |= is != 0 ? 1 : 0;
                return true;
              });
  }
  for (const booking_rule& each : listed_) {
    if (!each.closed || (each.room && *each.room != room)) continue;
    for (day night = std::max(each.dates.first, all.first);
         night <= std::min(each.dates.last, all.last); ++night)
      *at(night) = 1;
  }
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

bounds rules::narrowest(limit least, limit greatest, bounds booking_rule::*listed,
                        std::uint32_t room, date_range days) const {
  bounds out;
  const auto narrow = [&](const bounds& by) {
    out = common(out, by);
    return true;
  };
  all_allow(least, room, days,
            [&](std::int64_t n) { return narrow({.min = static_cast<int>(n)}); });
  all_allow(greatest, room, days,
            [&](std::int64_t n) { return narrow({.max = static_cast<int>(n)}); });
  all_listed_allow(room, days, [&](const booking_rule& each) { return narrow(each.*listed); });
  return out;
}

bounds rules::los(std::uint32_t room, day arrival) const {
  return narrowest(limit::least_los, limit::greatest_los, &booking_rule::los, room,
                   {arrival, arrival});
}

bounds rules::stay_through(std::uint32_t room, date_range days) const {
  return narrowest(limit::least_stay, limit::greatest_stay, &booking_rule::stay_through, room,
                   days);
}

namespace {

using day_limits = std::array<std::int64_t, limit_count>;

booking_rule rule_of(const rule_series& of, date_range days, const day_limits& with) {
  const auto value = [&](limit what) { return with[static_cast<unsigned>(what)]; };
  const auto range = [&](limit least, limit greatest) {
    bounds out;
    if (value(least) != 0) out.min = static_cast<int>(value(least));
    if (value(greatest) != 0) out.max = static_cast<int>(value(greatest));
    return out;
  };
  const auto without = [&](limit what) {
    return weekdays{static_cast<std::uint8_t>(weekdays{}.mask & ~value(what))};
  };
  booking_rule out;
  if (of.room != rule_series::all_rooms) out.room = of.room;
  out.dates = days;
  out.los = range(limit::least_los, limit::greatest_los);
  out.stay_through = range(limit::least_stay, limit::greatest_stay);
  out.arrival = without(limit::closed_arrivals);
  out.departure = without(limit::closed_departures);
  out.closed = value(limit::closed) != 0;
  return out;
}

}  // namespace

std::vector<booking_rule> rules::unpacked() const {
  std::vector<booking_rule> out;
  for (const rule_series& each : series_) {
    const date_range all = in_->nights();
    std::vector<day_limits> days(static_cast<std::size_t>(all.last - all.first) + 1);
    for (unsigned i = 0; i < limit_count; ++i) {
      if ((each.limits & 1u << i) == 0) continue;
      auto at = days.begin();
      in_->walk(number_of(each, limit{static_cast<std::uint8_t>(i)}), all,
                [&](day, std::span<const std::int64_t> values) {
                  for (const std::int64_t value : values) (*at++)[i] = value;
                  return true;
                });
    }
    for (std::size_t from = 0; from < days.size();) {
      std::size_t to = from + 1;
      while (to < days.size() && days[to] == days[from]) ++to;
      if (days[from] != day_limits{})
        out.push_back(rule_of(each,
                              {all.first + static_cast<day>(from),
                               all.first + static_cast<day>(to) - 1},
                              days[from]));
      from = to;
    }
  }
  out.insert(out.end(), listed_.begin(), listed_.end());
  return out;
}

}  // namespace pronto::packed
