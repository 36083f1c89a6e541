#include "app/options/suggest.hpp"

#include <algorithm>

#include "search/places/spelling.hpp"

namespace pronto {

namespace {

constexpr std::size_t longest_word = 64;  // nobody slips into a longer one

}  // namespace

std::string nearest(std::string_view typed, const std::vector<std::string>& candidates) {
  if (typed.size() > longest_word) return {};
  std::string best;
  std::size_t best_edits = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const auto& each : candidates) {
    const auto n = edit_distance(typed, each);
    if (n < best_edits) {
      best_edits = n;
      best = each;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates) {
  const auto best = nearest(typed, candidates);
  return best.empty() ? std::string() : "; did you mean '" + best + "'?";
}

}  // namespace pronto
