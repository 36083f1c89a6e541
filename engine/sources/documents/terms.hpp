#pragma once
// What the parts of a hotel document are made of: codes, dates, amounts and ranges, each within
// its limits (limits.hpp).
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/documents/limits.hpp"
#include "sources/json/object_reader.hpp"

namespace pronto::document {

inline constexpr count_between guests_reader{0, guests_limit};
inline constexpr count_between age_reader{0, age_limit};
inline constexpr count_between nights_reader{0, days_limit};
inline constexpr text_of_length name_reader{0, text_length_limit};

/// The codes of the rooms or plans in order, which is that of their indices.
struct code_list {
  std::string_view kind;  ///< "room", "plan"
  std::vector<std::string> codes;
  bool complete = false;  ///< if not, for errors, a code that is not here may still be right
};

/// What one document settles for all its parts.
struct terms {
  currency money;
  bool money_known = false;  ///< if not, decimals of amounts are not checked
  code_list rooms{"room", {}};
  code_list plans{"plan", {}};
};

/// Whether this may be a code: 1 to `code_length_limit` characters, none of them a control one.
bool is_code(std::string_view text);
std::optional<std::string> read_code(const spot& at);
std::optional<currency> read_currency(const spot& at);
std::optional<day> read_day(const spot& at);
std::optional<weekdays> read_weekdays(const spot& at);
/// {"min", "max"} of numbers from 0 to `days_limit` (days, nights, guests).
std::optional<bounds> read_bounds(const spot& at);
/// {"start", "end"}, each of which may be missing.
std::optional<date_range> read_open_range(const spot& at);
/// "0" to "100" with up to 6 decimals.
std::optional<percent> read_percent(const spot& at);

/// An amount as decimal text, in minor units of the document's currency.
struct amount_reader {
  const terms& in;
  std::optional<std::int64_t> operator()(const spot& at) const;
};

/// The code of a room or plan of the hotel, as its index.
struct index_reader {
  const code_list& in;
  std::optional<std::uint32_t> operator()(const spot& at) const;
};
/// A list of such codes, each once.
struct scope_reader {
  const code_list& in;
  std::size_t limit;
  std::optional<std::vector<std::uint32_t>> operator()(const spot& at) const;
};

/// Fields "start" and "end" of an object, both required; complains if they are the wrong way round.
/// An empty range where one is missing or wrong.
date_range required_range(object_reader& in);
/// The same where both may be missing.
date_range optional_range(object_reader& in);

/// A range of dates or ages in a list, to be compared with the others of its scope.
struct stretch {
  std::int64_t scope = 0;  ///< only ranges of one scope are compared
  std::int64_t first = 0;
  std::int64_t last = 0;   ///< included
  std::size_t index = 0;   ///< in the list
};
/// Calls `tell(later, earlier)` for each range that overlaps one of its scope that starts earlier.
/// Ranges with first > last, which is an error of its own, are left out.
template <class Tell>
void find_overlaps(std::vector<stretch> ranges, const Tell& tell) {
  std::erase_if(ranges, [](const stretch& s) { return s.first > s.last; });
  std::sort(ranges.begin(), ranges.end(), [](const stretch& a, const stretch& b) {
    return std::tie(a.scope, a.first, a.index) < std::tie(b.scope, b.first, b.index);
  });
  const stretch* furthest = nullptr;
  for (const stretch& each : ranges) {
    const bool same_scope = furthest && furthest->scope == each.scope;
    if (same_scope && each.first <= furthest->last) tell(each, *furthest);
    if (!same_scope || each.last > furthest->last) furthest = &each;
  }
}

/// Complains about each range that overlaps an earlier one, at its place in the list.
void check_overlaps(const spot& list, std::vector<stretch> ranges, std::string_view what,
                    std::string_view scope = "");

/// Complains where a free nights offer gives away more than it requires. Requires both fields.
void check_discounted(const object_reader& in, int required, int discounted);

/// Complains about each element of the list whose code, in `field`, an earlier one has.
void check_codes_once(const spot& list, std::string_view field,
                      const std::vector<std::string_view>& codes);

/// Reads a list of at most `limit` objects with codes into the order of these, and checks that none
/// stands twice.
template <class Read>
std::optional<std::vector<value_of<Read>>> read_coded(const spot& at, std::string_view code_field,
                                                      std::size_t limit, const Read& read) {
  auto out = list_of{read, limit}(at);
  if (!out) return out;
  std::vector<std::string_view> codes;
  codes.reserve(out->size());
  for (const auto& each : *out) codes.push_back(each.code);
  check_codes_once(at, code_field, codes);
  std::stable_sort(out->begin(), out->end(),
                   [](const auto& a, const auto& b) { return a.code < b.code; });
  return out;
}

// The larger parts, each in a file of its own.

std::optional<rate_plan> read_plan(const spot& at, const terms& in);
std::optional<tax_fee> read_tax(const spot& at, const terms& in);
std::optional<promotion> read_promotion(const spot& at, const terms& in);
std::optional<supplement> read_supplement(const spot& at, const terms& in);
/// Whether the rates of these plans have no more amounts than a hotel may have, by the sizes of
/// their lists alone; complains if not.
bool check_amounts(const spot& plans);
/// The fields "rates" and "nightly" of a plan: the products that they make, in order of rooms.
std::vector<product> read_rates(object_reader& plan, const terms& in);

}  // namespace pronto::document
