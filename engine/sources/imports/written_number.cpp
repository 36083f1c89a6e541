#include "sources/imports/written_number.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "catalog/places/place.hpp"
#include "trimmed.hpp"

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

// What stands for a currency beside its code, and the currencies that it stands for.
struct money_word {
  std::string_view word;  // folded where it has letters alone
  std::string_view codes;
};

constexpr std::string_view pounds = "GBP EGP FKP GIP LBP SDG SHP SSP SYP";
constexpr std::string_view dollars =
    "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD "
    "ARS CLP COP CUP DOP MXN UYU";

constexpr money_word money_words[]{
    {"$", dollars},       {"\u00a3", pounds},   {"\u00a5", "JPY CNY"}, {"\uffe5", "JPY CNY"},
    {"\u0e3f", "THB"},    {"\u20a1", "CRC"},    {"\u20a6", "NGN"},     {"\u20a9", "KRW KPW"},
    {"\u20aa", "ILS"},    {"\u20ab", "VND"},    {"\u20ac", "EUR"},     {"\u20ad", "LAK"},
    {"\u20ae", "MNT"},    {"\u20b1", "PHP"},    {"\u20b2", "PYG"},     {"\u20b4", "UAH"},
    {"\u20b5", "GHS"},    {"\u20b8", "KZT"},    {"\u20b9", "INR"},     {"\u20ba", "TRY"},
    {"\u20bc", "AZN"},    {"\u20bd", "RUB"},    {"\u20be", "GEL"},     {"us$", "USD"},
    {"u$", "USD"},        {"a$", "AUD"},        {"au$", "AUD"},        {"c$", "CAD"},
    {"ca$", "CAD"},       {"nz$", "NZD"},       {"hk$", "HKD"},        {"s$", "SGD"},
    {"sg$", "SGD"},       {"nt$", "TWD"},       {"mx$", "MXN"},        {"r$", "BRL"},
    {"euro", "EUR"},      {"euros", "EUR"},     {"dollar", dollars},   {"dollars", dollars},
    {"pound", pounds},    {"pounds", pounds},   {"fr", "CHF"},         {"sfr", "CHF"},
    {"franken", "CHF"},   {"kr", "DKK ISK NOK SEK"},
    {"zl", "PLN"},        {"kc", "CZK"},        {"ft", "HUF"},         {"lei", "RON MDL"},
    {"yen", "JPY"},       {"eur", "EUR"},       {"usd", "USD"},        {"gbp", "GBP"},
    {"chf", "CHF"},       {"jpy", "JPY"},       {"cad", "CAD"},        {"aud", "AUD"},
};

// Of the sign that the text begins with, its bytes; 0 if it begins with a letter.
std::size_t sign_bytes(std::string_view text) {
  if (text.starts_with('$')) return 1;
  if (text.starts_with("\u00a3") || text.starts_with("\u00a5")) return 2;
  // U+20A0 to U+20CF are the signs of currencies.
  const auto third = text.size() > 2 ? static_cast<unsigned char>(text[2]) : 0u;
  const bool is_money = (text.starts_with("\xe2\x82") && third >= 0xa0) ||
                        (text.starts_with("\xe2\x83") && third < 0x90);
  return is_money || text.starts_with("\u0e3f") || text.starts_with("\uffe5") ? 3 : 0;
}

std::size_t space_bytes(std::string_view text) {
  if (text.starts_with(' ')) return 1;
  if (text.starts_with("\u00a0")) return 2;
  return text.starts_with("\u202f") || text.starts_with("\u2009") || text.starts_with("\u2007") ? 3 : 0;
}

// Whether the word is of currencies, and `money` is none of them. A code has capitals: "all" and "try" are
// words, ALL and TRY are money.
bool is_of_others(std::string_view word, currency money) {
  if (const auto found = find_currency(word)) return *found != money;
  const bool has_sign = word.find('$') != std::string_view::npos || sign_bytes(word) > 0;
  std::string wanted = has_sign ? std::string(word) : fold(word);
  for (char& c : wanted)
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const money_word& each : money_words)
    if (each.word == wanted) return each.codes.find(money.code_text()) == std::string_view::npos;
  if (!has_sign) return false;
  // "CAD$", and a sign that is not known.
  const auto before = find_currency(word.substr(0, word.size() - 1));
  return !before || *before != money;
}

// Of the text before or behind a number, word by word; letters right before "$" belong to it.
bool are_of_others(std::string_view text, currency money) {
  std::size_t begin = 0;
  bool is_other = false;
  const auto end_word = [&](std::size_t end, std::size_t next) {
    if (begin < end) is_other |= is_of_others(text.substr(begin, end - begin), money);
    begin = next;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (const std::size_t space = space_bytes(rest)) {
      end_word(at, at + space);
      at += space;
    } else if (const std::size_t sign = sign_bytes(rest)) {
      if (rest.front() != '$') end_word(at, at);
      end_word(at + sign, at + sign);
      at += sign;
    } else {
      ++at;
    }
  }
  end_word(text.size(), text.size());
  return is_other;
}

}  // namespace

std::optional<int> parse_whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<int> parse_nights(std::string_view text) {
  text = trimmed(text);
  const auto point = text.find('.');
  if (point != std::string_view::npos) {
    const std::string_view decimals = text.substr(point + 1);
    if (decimals.empty() || !std::ranges::all_of(decimals, [](char c) { return c == '0'; }))
      return std::nullopt;
    text = text.substr(0, point);
  }
  if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
  int nights = 0;
  for (const char each : text) nights = std::min(nights * 10 + (each - '0'), largest_nights);
  return nights == 0 ? std::nullopt : std::optional(nights);
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

price_mark mark_of_price(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t first = text.find_first_of(digits);
  if (first == std::string_view::npos) return price_mark::none;
  text = text.substr(first, text.find_last_of(digits) + 1 - first);
  const std::size_t last = text.find_last_of(".,");
  if (last == std::string_view::npos) return price_mark::none;
  const auto with = [](bool is_point) { return is_point ? price_mark::point : price_mark::comma; };
  const bool is_point = text[last] == '.';
  if (text.find(is_point ? ',' : '.') != std::string_view::npos) return with(is_point);
  if (text.find(text[last]) != last) return with(!is_point);
  const bool may_group = text.size() - last == 4 && last <= 3 && text.front() != '0';
  return may_group ? price_mark::unclear : with(is_point);
}

bool has_other_currency(std::string_view text, currency money) {
  constexpr std::string_view digits = "0123456789";
  const std::size_t first = text.find_first_of(digits);
  if (first == std::string_view::npos) return false;
  return are_of_others(text.substr(0, first), money) ||
         are_of_others(text.substr(text.find_last_of(digits) + 1), money);
}

}  // namespace pronto
