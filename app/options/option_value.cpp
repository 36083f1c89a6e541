#include "app/options/option_value.hpp"

#include <charconv>
#include <utility>

#include "shortened.hpp"
#include "split.hpp"
#include "trimmed.hpp"

namespace pronto {

namespace {

constexpr std::size_t longest_shown = 60;  // bytes of a strange value that are told

/// Whether all of the text is one number of T's kind.
template <class T>
bool read_whole(std::string_view text, T& to) {
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, to);
  return error == std::errc() && stopped == end;
}

}  // namespace

failure usage_failure(std::string_view option, std::string_view value, std::string_view expected) {
  std::string shown = shortened(value, longest_shown);
  std::string text(option);
  text.append(" ").append(shown.empty() ? "''" : shown).append(": expected ").append(expected);
  return {failure_code::usage, std::move(text), "", 0, std::string(option), std::move(shown)};
}

result<std::int64_t> parse_number(std::string_view option, std::string_view text,
                                  std::int64_t least, std::int64_t most, std::string_view about) {
  std::int64_t number = 0;
  if (read_whole(text, number) && least <= number && number <= most) return number;
  return usage_failure(option, text,
                       "a whole number from " + std::to_string(least) + " to " +
                           std::to_string(most) + ", " + std::string(about));
}

result<std::int64_t> parse_number(std::string_view option, const std::optional<std::string>& typed,
                                  std::int64_t least, std::int64_t most, std::string_view about,
                                  std::int64_t otherwise) {
  return typed ? parse_number(option, *typed, least, most, about) : result<std::int64_t>(otherwise);
}

result<day> parse_date(std::string_view option, std::string_view text) {
  if (const auto date = parse_day(text)) return *date;
  return usage_failure(option, text, "a date of the calendar as YYYY-MM-DD, such as 2027-03-01");
}

result<date_range> parse_month(std::string_view option, std::string_view text) {
  const auto first = parse_day(std::string(text) + "-01");
  if (!first) return usage_failure(option, text, "a month as YYYY-MM, such as 2027-05");
  day last = *first + 27;
  const auto month = format_day(*first).substr(0, 7);
  while (last < last_calendar_day && format_day(last + 1).starts_with(month)) ++last;
  return date_range{*first, last};
}

result<std::vector<std::string>> parse_list(std::string_view option, std::string_view text,
                                            std::string_view expected) {
  std::vector<std::string> parts;
  for (const auto part : split(text, ',')) {
    if (part.empty()) return usage_failure(option, text, expected);
    parts.emplace_back(part);
  }
  return parts;
}

std::optional<std::uint64_t> parse_bytes(std::string_view text) {
  constexpr std::pair<char, double> units[] = {{'K', 1e3}, {'M', 1e6}, {'G', 1e9}, {'T', 1e12}};
  const auto drop = [&](char last) {  // in either case
    const bool is_there = !text.empty() && (text.back() == last || text.back() == last + ('a' - 'A'));
    if (is_there) text.remove_suffix(1);
    return is_there;
  };
  double scale = 1;
  drop('B');
  for (const auto& [unit, bytes] : units)
    if (drop(unit)) {
      scale = bytes;
      break;
    }
  double number = 0;
  constexpr double most = 1e15;
  if (!parse_decimal(trimmed(text), 0, most / scale, number)) return std::nullopt;
  const auto bytes = static_cast<std::uint64_t>(number * scale);
  if (bytes == 0 && number > 0) return std::nullopt;  // 0 says something else
  return bytes;
}

bool parse_decimal(std::string_view text, double least, double most, double& to) {
  return read_whole(text, to) && least <= to && to <= most;  // which no NaN is
}

}  // namespace pronto
