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
  const plan_stay* plan = nullptr;
  plan_stay::in_room what;
};

few<plan_stay> plans_of(const packed::hotel& where, const filters& keep, const stay& when) {
  few<plan_stay> out;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan) {
    if (!keeps_plan(keep, where.plans[plan])) continue;
    out.emplace_back(where, plan, when);
    if (!out.back().admits()) out.pop_back();
  }
  return out;
}

few<contender> contenders(const packed::hotel& where, const few<plan_stay>& plans,
                          const stay_floor& floor, std::int64_t most) {
  few<contender> out;
  for (const plan_stay& plan : plans)
    for (std::uint32_t product = 0; product < where.plans[plan.plan()].products.size(); ++product) {
      auto in = plan.in(product);
      if (!in) continue;
      const auto nights = in->nights();
      const double least = floor.total({nights.data(), nights.size()});
      if (least <= static_cast<double>(most)) out.emplace_back(least, &plan, *std::move(in));
    }
  return out;
}

}  // namespace

// Most promising first, so that most need not be priced.
std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when, const stay_floor& floor,
                                           std::int64_t most) {
  if (keep.total_max_e4) most = std::min(most, total_max_minor(keep, where.money));
  const auto plans = plans_of(where, keep, when);
  const auto all = contenders(where, plans, floor, most);
  few<const contender*> promising;
  for (const contender& each : all) promising.push_back(&each);
  std::ranges::stable_sort(promising, {}, [](const contender* each) { return each->floor; });
  std::optional<priced_product> best;
  for (const contender* each : promising) {
    if (each->floor > static_cast<double>(most)) break;
    const auto total = each->plan->total(each->what);
    if (!total || *total > most) continue;
    const priced_product made{each->plan->plan(), each->what.product, *total};
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
