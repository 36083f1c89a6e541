#include "catalog/day.hpp"

#include <chrono>

namespace pronto {

namespace {

// Digits only: std::stoi and friends would take signs and spaces.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = digits(text.substr(0, 4));
  const auto m = digits(text.substr(5, 2));
  const auto d = digits(text.substr(8, 2));
  if (!y || !m || !d || *y < 1970) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*y},
                                         std::chrono::month{static_cast<unsigned>(*m)},
                                         std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<day>(std::chrono::sys_days{date}.time_since_epoch().count());
}

std::string format_day(day date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date}}};
  const auto two = [](unsigned n) {
    return std::string{static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
  };
  const auto y = static_cast<unsigned>(static_cast<int>(ymd.year()));
  return two(y / 100) + two(y % 100) + "-" + two(static_cast<unsigned>(ymd.month())) + "-" +
         two(static_cast<unsigned>(ymd.day()));
}

int weekday_of(day date) {
  // 1970-01-01 was a Thursday, which is 3 from Monday.
  const int shifted = (date % 7 + 3) % 7;
  return shifted < 0 ? shifted + 7 : shifted;
}

day local_day(std::int64_t utc_seconds, int utc_offset_minutes) {
  const std::int64_t local = utc_seconds + std::int64_t{60} * utc_offset_minutes;
  const std::int64_t seconds_a_day = 86400;
  const std::int64_t floored = local >= 0 ? local / seconds_a_day
                                          : -((-local + seconds_a_day - 1) / seconds_a_day);
  return static_cast<day>(floored);
}

std::optional<weekdays> parse_weekdays(std::string_view text) {
  if (text.size() != 7) return std::nullopt;
  weekdays out{0};
  for (std::size_t i = 0; i < 7; ++i) {
    if (text[i] != '0' && text[i] != '1') return std::nullopt;
    if (text[i] == '1') out.mask = static_cast<std::uint8_t>(out.mask | (1u << i));
  }
  return out;
}

std::string format_weekdays(weekdays days) {
  std::string out(7, '0');
  for (std::size_t i = 0; i < 7; ++i)
    if ((days.mask >> i) & 1) out[i] = '1';
  return out;
}

}  // namespace pronto
