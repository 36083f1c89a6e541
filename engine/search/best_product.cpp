#include "search/best_product.hpp"

#include <algorithm>
#include <tuple>

#include "search/filter.hpp"

namespace pronto {

bool has_lower_total(const ranked_hotel& a, const ranked_hotel& b) {
  return std::tie(a.best.total, a.where->code) < std::tie(b.best.total, b.where->code);
}

std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when, total_wanted wanted) {
  std::optional<priced_product> best;
  if (keep.total_max_e4) wanted.most = std::min(wanted.most, total_max_minor(keep, where.money));
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
      const auto total = total_of_stay(where, plan, product, when, wanted);
      if (!total || *total > wanted.most || (best && *total == best->total)) continue;
      best = priced_product{plan, product, *total};
      wanted.most = *total;
    }
  }
  return best;
}

}  // namespace pronto
