#include "sources/imports/written_number.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "catalog/currency.hpp"

namespace pronto {

namespace {

bool is_digit(char c) { return '0' <= c && c <= '9'; }

// What stands around the number: signs of currencies (other than ASCII too), letters, spaces.
bool is_around(char c) {
  return c == '$' || c == ' ' || static_cast<unsigned char>(c) >= 0x80 || ('A' <= c && c <= 'Z') ||
         ('a' <= c && c <= 'z');
}

// A minus as pages typeset it, and what is taken for one. That of ASCII is no part of any amount anyway.
bool has_dash(std::string_view text) {
  constexpr std::string_view dashes[] = {
      "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212",
      "\u207b", "\u208b", "\u2796", "\ufe58", "\ufe63", "\uff0d"};
  return std::ranges::any_of(dashes, [&](std::string_view each) {
    return text.find(each) != std::string_view::npos;
  });
}

}  // namespace

std::optional<int> parse_whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::int64_t> parse_written_price(std::string_view text, int decimals,
                                                char decimal_mark) {
  if (has_dash(text)) return std::nullopt;
  while (!text.empty() && is_around(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_around(text.back())) text.remove_suffix(1);
  const char group_mark = decimal_mark == '.' ? ',' : '.';
  const std::size_t mark = text.find(decimal_mark);
  const std::string_view whole = text.substr(0, mark);
  std::string plain;
  std::size_t in_group = 0;
  bool grouped = false;
  for (const char c : whole) {
    if (c == group_mark && (grouped ? in_group == 3 : in_group >= 1 && in_group <= 3)) {
      grouped = true;
      in_group = 0;
    } else if (is_digit(c)) {
      plain += c;
      ++in_group;
    } else {
      return std::nullopt;
    }
  }
  if (grouped && in_group != 3) return std::nullopt;
  if (mark != std::string_view::npos) {
    std::string_view fraction = text.substr(mark + 1);
    if (fraction.empty()) return std::nullopt;
    while (fraction.size() > static_cast<std::size_t>(decimals) && fraction.back() == '0')
      fraction.remove_suffix(1);
    if (!fraction.empty()) plain.append(".").append(fraction);
  }
  const auto amount = parse_amount(plain, decimals);
  if (!amount) return std::nullopt;
  return *amount;
}

}  // namespace pronto
