#include "search/places/spelling.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace pronto {

namespace {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead >= 0xf0 ? 4u : lead >= 0xe0 ? 3u : lead >= 0xc0 ? 2u : 1u;
    char32_t point = 0;
    const auto end = std::min(text.size(), i + size);
    for (; i < end; ++i) point = (point << 8) | static_cast<unsigned char>(text[i]);
    out += point;
  }
  return out;
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

bool begins_a_word(std::string_view typed, std::string_view name) {
  for (auto at = name.find(typed); at != name.npos; at = name.find(typed, at + 1))
    if (at == 0 || name[at - 1] == ' ') return true;
  return false;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const auto from = code_points(a);
  const auto to = code_points(b);
  // Rows of the table of distances between all prefixes: this one and the two before it.
  std::vector<std::size_t> row(to.size() + 1);
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> above_that(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(above_that, above);
    std::swap(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const bool is_same = from[i - 1] == to[j - 1];
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (is_same ? 0 : 1)});
      const bool is_swapped =
          i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (is_swapped) row[j] = std::min(row[j], above_that[j - 2] + 1);
    }
  }
  return row[to.size()];
}

std::optional<std::size_t> typing_errors(std::string_view typed, std::string_view name) {
  constexpr std::size_t part_min = 3;
  constexpr std::size_t errors_max = 3;
  const auto longer = std::max(letters(typed), letters(name));
  const auto shorter = std::min(letters(typed), letters(name));
  if (shorter >= part_min && begins_a_word(typed, name)) return typed == name ? 0 : 1;
  const auto allowed = std::clamp<std::size_t>(longer / 3, 1, errors_max);
  if (longer - shorter > allowed) return std::nullopt;
  const auto errors = edit_distance(typed, name);
  return errors <= allowed ? std::optional(errors) : std::nullopt;
}

}  // namespace pronto
