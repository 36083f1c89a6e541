#pragma once
// Dates are day numbers: days since 1970-01-01 in the proleptic Gregorian calendar. A night is
// named by the date on which it begins.
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace pronto {

using day = std::int32_t;

/// Open ends of a range of dates.
inline constexpr day first_day_ever = std::numeric_limits<day>::min();
inline constexpr day last_day_ever = std::numeric_limits<day>::max();

/// The dates that can be written: 1970-01-01 to 9999-12-31.
inline constexpr day first_calendar_day = 0;
inline constexpr day last_calendar_day = 2'932'896;

/// Parses "2027-03-01", years 1970 to 9999; nothing for any other text or a date that is none.
std::optional<day> parse_day(std::string_view text);

/// "2027-03-01". Requires a date between the years 0 and 9999.
std::string format_day(day date);

/// 0 for Monday to 6 for Sunday.
int weekday_of(day date);

/// The local date at `utc_seconds` (Unix time) for a clock that is `utc_offset_minutes` ahead.
day local_day(std::int64_t utc_seconds, int utc_offset_minutes);

/// Dates from `first` to `last`, both included; everything by default.
struct date_range {
  day first = first_day_ever;
  day last = last_day_ever;

  bool contains(day date) const { return first <= date && date <= last; }
  bool operator==(const date_range&) const = default;
};

/// From the first day of either to the last of either.
constexpr date_range joined(date_range a, date_range b) {
  return {a.first < b.first ? a.first : b.first, a.last < b.last ? b.last : a.last};
}
/// The days of both; the last before the first if there are none.
constexpr date_range common(date_range a, date_range b) {
  return {a.first < b.first ? b.first : a.first, a.last < b.last ? a.last : b.last};
}

/// Whether there is a day in both.
constexpr bool overlap(date_range a, date_range b) {
  const date_range both = common(a, b);
  return both.first <= both.last;
}
/// Whether all days of `part`, which has some, are in `whole`.
constexpr bool holds(date_range whole, date_range part) {
  return whole.first <= part.first && part.last <= whole.last;
}

/// A set of weekdays: bit 0 is Monday; all seven by default.
struct weekdays {
  std::uint8_t mask = 0x7f;

  bool contains(day date) const { return (mask >> weekday_of(date)) & 1; }
  bool operator==(const weekdays&) const = default;
};

/// Parses a pattern of 7 digits from Monday, "1111100"; nothing for any other text.
std::optional<weekdays> parse_weekdays(std::string_view text);

/// "1111100".
std::string format_weekdays(weekdays days);

}  // namespace pronto
