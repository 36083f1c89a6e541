#include "search/best_product.hpp"

#include <algorithm>
#include <tuple>

#include "pricing/by_night.hpp"
#include "pricing/plan_stay.hpp"
#include "search/filter.hpp"

namespace pronto {

bool has_lower_total(const ranked_hotel& a, const ranked_hotel& b) {
  return std::tie(a.best.total, a.where->code) < std::tie(b.best.total, b.where->code);
}

namespace {

bool comes_first(const priced_product& a, const priced_product& b) {
  return std::tie(a.plan, a.product) < std::tie(b.plan, b.product);
}

/// A product that may be the best, by what its nights cost.
struct contender {
  double floor = 0;
  std::uint32_t plan = 0;
  std::uint32_t product = 0;
};

few<contender> contenders(const packed::hotel& where, const filters& keep, const stay& when,
                          const stay_floor& floor, std::int64_t most) {
  few<contender> out;
  by_night<double> nights;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    const plan_stay in_plan(where, plan, when);
    if (!in_plan.admits()) continue;
    for (std::uint32_t product = 0; product < where.plans[plan].products.size(); ++product) {
      if (!in_plan.room_nights(product, nights)) continue;
      const contender made{floor.total({nights.data(), nights.size()}), plan, product};
      if (made.floor <= static_cast<double>(most)) out.push_back(made);
    }
  }
  return out;
}

}  // namespace

// Most promising first, so that most need not be priced.
std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when, const stay_floor& floor,
                                           std::int64_t most) {
  if (keep.total_max_e4) most = std::min(most, total_max_minor(keep, where.money));
  auto all = contenders(where, keep, when, floor, most);
  std::ranges::stable_sort(all, {}, &contender::floor);
  std::optional<priced_product> best;
  for (const contender& each : all) {
    if (each.floor > static_cast<double>(most)) break;
    const auto total = plan_stay(where, each.plan, when).total(each.product);
    if (!total || *total > most) continue;
    const priced_product made{each.plan, each.product, *total};
    if (best && *total == best->total && !comes_first(made, *best)) continue;
    best = made;
    most = *total;
  }
  return best;
}

std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when) {
  return best_product(where, keep, when, stay_floor(where, when));
}

}  // namespace pronto
