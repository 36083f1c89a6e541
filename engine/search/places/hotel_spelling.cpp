#include "search/places/hotel_spelling.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "catalog/places/place.hpp"
#include "upper_case.hpp"

namespace pronto {

namespace {

constexpr std::size_t told_max = 3;
constexpr std::size_t slip_min = 4;  // letters of a code; shorter ones are one slip from many others
constexpr std::size_t looked_at_max = 100'000;  // some milliseconds
constexpr std::size_t name_part_min = 4;  // letters; less are the beginning of many names

bool is_digit(char c) { return '0' <= c && c <= '9'; }

char lower(char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// "BER-00307" as "ber307". Into `to`, since it is done with all codes.
void plain_code(std::string_view code, std::string& to) {
  to.clear();
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = lower(code[i]);
    const bool is_leading = to.empty() || !is_digit(to.back());
    const bool zeros_only = c == '0' && is_leading && i + 1 < code.size() && is_digit(code[i + 1]);
    if (!zeros_only && (is_digit(c) || ('a' <= c && c <= 'z') || (c & 0x80) != 0)) to += c;
  }
}

// Whether one of their letters was left out, added or replaced, or two neighbours were swapped: at most
// 1 by edit_distance, which asks for memory, and would take too long of all codes.
bool is_one_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto differ = std::ranges::mismatch(a, b, {}, lower, lower).in1 - a.begin();
  a.remove_prefix(static_cast<std::size_t>(differ));
  b.remove_prefix(static_cast<std::size_t>(differ));
  const auto same = [](std::string_view x, std::string_view y) {
    return std::ranges::equal(x, y, {}, lower, lower);
  };
  if (a.size() < b.size()) return same(a, b.substr(1));
  if (a.empty()) return true;
  if (same(a.substr(1), b.substr(1))) return true;
  return a.size() > 1 && lower(a[0]) == lower(b[1]) && lower(a[1]) == lower(b[0]) &&
         same(a.substr(2), b.substr(2));
}

// Folding all names would take as long as a thousand questions: most begin with another letter.
bool may_begin_so(std::string_view name, std::string_view folded) {
  return !name.empty() && ((name[0] & 0x80) != 0 || lower(name[0]) == folded[0]);
}

// In which ways a hotel may be meant, the likelier first.
enum { by_name, by_plain_code, by_slip, ways };
using codes_by_way = std::array<std::vector<std::string_view>, ways>;

std::vector<std::string_view> first_of(codes_by_way found) {
  for (auto& each : found)
    if (!each.empty()) return std::move(each);
  return {};
}

}  // namespace

std::vector<std::string_view> hotels_meant(const snapshot& in, std::string_view typed) {
  codes_by_way found;
  const auto folded = fold(typed);
  std::string wanted;
  std::string plain;
  plain_code(typed, wanted);
  const auto note = [&](int way, std::string_view code) {
    auto& to = found[static_cast<std::size_t>(way)];
    if (to.size() < told_max) to.push_back(code);
  };
  std::size_t looked_at = 0;
  for (const auto& place : in.destinations())
    for (const auto& each : place->hotels) {
      if (++looked_at > looked_at_max) return first_of(std::move(found));
      if (folded.size() >= name_part_min && may_begin_so(each->name, folded) &&
          fold(each->name).starts_with(folded))
        note(by_name, each->code);
      plain_code(each->code, plain);
      if (!wanted.empty() && plain == wanted)
        note(by_plain_code, each->code);
      else if (typed.size() >= slip_min && is_one_slip(typed, each->code))
        note(by_slip, each->code);
      if (found[by_name].size() == told_max) return found[by_name];
    }
  return first_of(std::move(found));
}

namespace {

std::vector<std::string> codes_from(const snapshot& in, std::string_view start, std::size_t limit) {
  std::vector<std::string_view> found;
  const auto code_of = [](const hotel_ptr& each) -> std::string_view { return each->code; };
  for (const auto& place : in.destinations()) {
    auto next = std::ranges::lower_bound(place->hotels, start, {}, code_of);
    for (std::size_t i = 0; i < limit && next != place->hotels.end(); ++i, ++next) {
      if (!code_of(*next).starts_with(start)) break;
      found.push_back(code_of(*next));
    }
  }
  std::ranges::sort(found);
  return {found.begin(), found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, found.size()))};
}

}  // namespace

std::vector<std::string> complete_hotel(const snapshot& in, std::string_view typed,
                                        std::size_t limit) {
  auto out = codes_from(in, typed, limit);
  if (!out.empty()) return out;
  return codes_from(in, upper_case(typed), limit);
}

}  // namespace pronto
