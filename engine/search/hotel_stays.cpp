#include "search/hotel_stays.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <tuple>
#include <utility>

#include "pricing/by_night.hpp"
#include "search/filter.hpp"

namespace pronto {

namespace {

bool comes_first(const priced_product& a, const priced_product& b) {
  return std::tie(a.plan, a.product) < std::tie(b.plan, b.product);
}

/// A product that may be the best, by what its nights cost.
struct contender {
  double least = 0;
  plan_stays* plan = nullptr;
  std::uint32_t product = 0;
};

}  // namespace

hotel_stays::hotel_stays(const packed::hotel& where, const filters& keep, const stay& first,
                         int arrivals)
    : where_(&where),
      keep_(&keep),
      when_(first),
      arrivals_{first.arrival, first.arrival + arrivals - 1},
      floor_(where, first, arrivals) {}

std::size_t hotel_stays::bytes() const {
  std::size_t products = 0;
  for (const packed::rate_plan& plan : where_->plans) products += plan.products.size();
  const int arrivals = std::min(arrivals_.last - arrivals_.first + 1, arrivals_at_once);
  return sizeof(hotel_stays) + where_->plans.size() * sizeof(plan_stays) +
         products * plan_stays::product_bytes(arrivals - 1 + when_.nights);
}

double hotel_stays::least(day arrival) const {
  if (least_.empty() || !open_.contains(arrival)) return 0;
  return least_[static_cast<std::size_t>(arrival - open_.first)];
}

// In the same places whichever is asked about first, since they come in any order.
void hotel_stays::open(day arrival) {
  const int before = (arrival - arrivals_.first) / arrivals_at_once * arrivals_at_once;
  open_.first = arrivals_.first + before;
  open_.last = std::min(open_.first + arrivals_at_once - 1, arrivals_.last);
  const int arrivals = open_.last - open_.first + 1;
  when_.arrival = open_.first;
  plans_.clear();
  plans_.reserve(where_->plans.size());
  for (std::uint32_t plan = 0; plan < where_->plans.size(); ++plan)
    if (keeps_plan(*keep_, where_->plans[plan])) plans_.emplace_back(*where_, plan, when_, arrivals);
  if (arrivals == 1) return least_.clear();
  least_.assign(static_cast<std::size_t>(arrivals), std::numeric_limits<double>::infinity());
  for (plan_stays& plan : plans_) plan.lower_to_least(floor_, least_);
}

// Which one does not matter, so that the nights of a product are read only where the others were refused,
// or where there is a maximum.
bool hotel_stays::any(day arrival) {
  if (!open_.contains(arrival)) open(arrival);
  when_.arrival = arrival;
  const std::int64_t most = total_max_minor(*keep_, where_->money);
  for (plan_stays& plan : plans_) {
    if (!plan.admits(when_)) continue;
    for (std::uint32_t product = 0; product < plan.products(); ++product) {
      if (keep_->total_max_e4) {
        const auto least = plan.least(product, when_, floor_);
        if (!least || *least > static_cast<double>(most)) continue;
      }
      const auto total = plan.total(product, when_);
      if (total && *total <= most) return true;
    }
  }
  return false;
}

std::optional<priced_product> hotel_stays::priced(plan_stays& plan, std::uint32_t product) const {
  if (arrivals_.first < arrivals_.last) {
    const auto total = plan.total(product, when_);
    if (!total) return std::nullopt;
    return priced_product{plan.plan(), product, *total};
  }
  auto cost = plan.cost(product, when_);
  if (!cost) return std::nullopt;
  return priced_product{plan.plan(), product, cost->total, true, *std::move(cost)};
}

// Most promising first, so that most need not be priced.
std::optional<priced_product> hotel_stays::best(day arrival, std::int64_t most) {
  if (!open_.contains(arrival)) open(arrival);
  when_.arrival = arrival;
  if (least(arrival) > static_cast<double>(most)) return std::nullopt;
  most = std::min(most, total_max_minor(*keep_, where_->money));
  few<contender> promising;
  for (plan_stays& plan : plans_) {
    if (!plan.admits(when_)) continue;
    for (std::uint32_t product = 0; product < plan.products(); ++product) {
      const auto least = plan.least(product, when_, floor_);
      if (least && *least <= static_cast<double>(most))
        promising.push_back({*least, &plan, product});
    }
  }
  std::ranges::sort(promising, {}, &contender::least);
  std::optional<priced_product> best;
  for (const contender& each : promising) {
    if (each.least > static_cast<double>(most)) break;
    auto made = priced(*each.plan, each.product);
    if (!made || made->total > most) continue;
    if (best && made->total == best->total && !comes_first(*made, *best)) continue;
    most = made->total;
    best = std::move(made);
  }
  return best;
}

}  // namespace pronto
