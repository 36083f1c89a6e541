#include "search/tally.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <variant>

#include "search/filter.hpp"

namespace pronto {

std::size_t tally::all() const {
  return std::accumulate(refused.begin(), refused.end(), too_dear);
}

std::optional<reason> tally::most_frequent() const {
  const auto most = std::ranges::max_element(refused);
  if (*most == 0) return std::nullopt;
  return static_cast<reason>(most - refused.begin());
}

void count_refusals(const packed::hotel& where, const filters& keep, const stay& when, tally& to) {
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    for (std::uint32_t at = 0; at < where.plans[plan].products.size(); ++at) {
      const auto answer = price_stay(where, plan, at, when);
      if (const auto* why = std::get_if<reason>(&answer))
        ++to.refused[static_cast<std::size_t>(*why)];
      else
        ++to.too_dear;  // or it would be an offer
    }
  }
}

}  // namespace pronto
