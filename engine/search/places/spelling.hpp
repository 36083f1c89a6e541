#pragma once
// How near a name is to what a person typed.
#include <cstddef>
#include <limits>
#include <optional>
#include <ranges>
#include <string_view>
#include <vector>

namespace pronto {

/// The fewest letters that must be added, left out, replaced or swapped with their neighbour to
/// turn one text into the other, no stretch of it twice (Damerau and Levenshtein, optimal string
/// alignment). Letters are code points; text that is no valid UTF-8 is cut into letters somehow.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The typing errors by which `typed` strays from `name`; nothing if there are too many for a name
/// of this length (a third of its letters, at least 1, at most 3) to be what was meant. Where a
/// part of the name was typed, from the beginning of a word and 3 letters or more, that counts as
/// one. Both are folded.
std::optional<std::size_t> typing_errors(std::string_view typed, std::string_view name);

/// Those of which `errors_of` gives the fewest typing errors, in their order: as std::optional<std::size_t>,
/// nothing where one is not meant.
template <std::ranges::forward_range Range, class ErrorsOf>
std::vector<const std::ranges::range_value_t<Range>*> nearest(const Range& among, ErrorsOf errors_of) {
  std::vector<const std::ranges::range_value_t<Range>*> out;
  auto fewest = std::numeric_limits<std::size_t>::max();
  for (const auto& each : among) {
    const std::optional<std::size_t> errors = errors_of(each);
    if (!errors || *errors > fewest) continue;
    if (*errors < fewest) out.clear();
    fewest = *errors;
    out.push_back(&each);
  }
  return out;
}

}  // namespace pronto
