#include "sources/documents/terms.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace pronto::document {

namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

void check_order(const object_reader& in, date_range range) {
  if (range.first > range.last)
    in.field("start").complain("start is after end, " + format_day(range.last));
}

}  // namespace

bool is_code(std::string_view text) {
  return !text.empty() && code_points(text) <= code_length_limit &&
         std::none_of(text.begin(), text.end(), is_control);
}

std::optional<std::string> read_code(const spot& at) {
  const auto text = at.value().as_text();
  if (text && is_code(*text)) return std::string{*text};
  at.complain_expected("a code: text of 1 to " + std::to_string(code_length_limit) +
                       " characters, none of them a control character");
  return std::nullopt;
}

std::optional<currency> read_currency(const spot& at) {
  const auto code = at.value().as_text();
  const auto found = code ? find_currency(*code) : std::nullopt;
  if (!found) at.complain_expected("a currency of ISO 4217 in upper case, such as \"EUR\"");
  return found;
}

std::optional<day> read_day(const spot& at) {
  const auto text = at.value().as_text();
  const auto date = text ? parse_day(*text) : std::nullopt;
  if (!date) at.complain_expected("a date such as \"2027-03-01\", of the years 1970 to 9999");
  return date;
}

std::optional<weekdays> read_weekdays(const spot& at) {
  const auto text = at.value().as_text();
  const auto days = text ? parse_weekdays(*text) : std::nullopt;
  if (!days) at.complain_expected("7 digits 0 or 1 from Monday, such as \"1111100\"");
  return days;
}

std::optional<bounds> read_bounds(const spot& at) {
  object_reader in{at, "a range of numbers"};
  bounds out;
  out.min = in.optional("min", nights_reader).value_or(out.min);
  out.max = in.optional("max", nights_reader).value_or(out.max);
  in.finish();
  if (out.min > out.max)
    in.field("min").complain("min is above max, " + std::to_string(out.max));
  return out;
}

std::optional<date_range> read_open_range(const spot& at) {
  object_reader in{at, "a range of dates"};
  const date_range out = optional_range(in);
  in.finish();
  return out;
}

std::optional<percent> read_percent(const spot& at) {
  const auto text = at.value().as_text();
  if (!text) {
    at.complain_expected("a percentage as text, such as \"12.5\"");
    return std::nullopt;
  }
  const auto share = parse_percent(*text);
  if (share) return *share;
  at.complain(at.shown() + " " + std::string{explain(share.error())} +
              "; a percentage is 0 to 100, with up to 6 decimals");
  return std::nullopt;
}

std::optional<std::int64_t> amount_reader::operator()(const spot& at) const {
  const auto text = at.value().as_text();
  if (!text) {
    at.complain_expected("an amount as text, such as \"" +
                         format_amount(in.money_known ? 8000 : 80, in.money.decimals) + "\"");
    return std::nullopt;
  }
  const auto amount = parse_amount(*text, in.money_known ? in.money.decimals : max_decimals);
  if (amount) return *amount;
  std::string what = at.shown() + " " + std::string{explain(amount.error())};
  if (amount.error() == number_error::too_many_decimals && in.money_known)
    what += "; " + std::string{in.money.code_text()} + " has " + std::to_string(in.money.decimals);
  at.complain(std::move(what));
  return std::nullopt;
}

std::optional<std::uint32_t> index_reader::operator()(const spot& at) const {
  const auto code = read_code(at);
  if (!code) return std::nullopt;
  const auto found = std::lower_bound(in.codes.begin(), in.codes.end(), *code);
  if (found != in.codes.end() && *found == *code)
    return static_cast<std::uint32_t>(found - in.codes.begin());
  if (in.complete)
    at.complain("there is no " + std::string{in.kind} + " " + at.shown() + " in this hotel");
  return std::nullopt;
}

std::optional<std::vector<std::uint32_t>> scope_reader::operator()(const spot& at) const {
  if (!check_list(at, limit)) return std::nullopt;
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; const json_value& each : at.value().elements()) {
    const spot element{each, at, i++};
    const auto index = index_reader{in}(element);
    if (!index) continue;
    if (std::find(out.begin(), out.end(), *index) != out.end())
      element.complain("the " + std::string{in.kind} + " " + element.shown() + " is named twice");
    else
      out.push_back(*index);
  }
  std::sort(out.begin(), out.end());
  return out;
}

date_range required_range(object_reader& in) {
  const auto start = in.wanted("start", read_day);
  const auto end = in.wanted("end", read_day);
  if (!start || !end) return {0, -1};  // told already; it overlaps nothing
  check_order(in, {*start, *end});
  return {*start, *end};
}

date_range optional_range(object_reader& in) {
  const date_range all;
  date_range out{in.optional("start", read_day).value_or(all.first),
                 in.optional("end", read_day).value_or(all.last)};
  check_order(in, out);
  return out;
}

void check_overlaps(const spot& list, std::vector<stretch> ranges, std::string_view what,
                    std::string_view scope) {
  find_overlaps(std::move(ranges), [&](const stretch& later, const stretch& earlier) {
    std::string text = "its " + std::string{what} + " overlap those of element " +
                       std::to_string(earlier.index) + " of this list";
    if (!scope.empty()) text += ", which is for " + std::string{scope};
    list.complain_at(later.index, std::move(text));
  });
}

void check_codes_once(const spot& list, std::string_view field,
                      const std::vector<std::string_view>& codes) {
  auto sorted = codes;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) == sorted.end()) return;
  std::map<std::string_view, std::size_t> first;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes[i].empty()) continue;  // missing or wrong, which is told
    const auto [earlier, fresh] = first.emplace(codes[i], i);
    if (!fresh)
      list.complain_at(i, field, "the code stands twice: element " +
                                     std::to_string(earlier->second) + " of this list has it too");
  }
}

}  // namespace pronto::document
