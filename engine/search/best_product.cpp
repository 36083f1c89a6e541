#include "search/best_product.hpp"

#include <utility>

#include "search/filter.hpp"

namespace pronto {

std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when) {
  std::optional<priced_product> best;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
      auto answer = price_stay(where, plan, product, when);
      auto* cost = std::get_if<price>(&answer);
      if (cost && (!best || cost->total < best->cost.total))
        best = priced_product{plan, product, std::move(*cost)};
    }
  }
  if (best && !keeps_total(keep, best->cost.total, where.money)) return std::nullopt;
  return best;
}

}  // namespace pronto
