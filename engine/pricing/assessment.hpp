#pragma once
// From the admitted stay and its room charge to the price: steps 9 to 12. Written once for any kind
// of exact integer.
#include "pricing/booked_stay.hpp"
#include "pricing/explanation.hpp"
#include "pricing/price.hpp"
#include "pricing/promotions.hpp"
#include "pricing/rounding.hpp"
#include "pricing/supplements.hpp"
#include "pricing/taxes.hpp"

namespace pronto::exact {

template <class Int>
nightly<Int> room_amounts(const room_charge& charge) {
  nightly<Int> out{{}, Int(charge.unit)};
  out.numerators.reserve(charge.nights.size());
  for (const charged_night& night : charge.nights) out.numerators.push_back(Int(night.amount()));
  return out;
}

/// One stay being priced: what does not depend on the promotions that are taken, and the price that
/// a set of them gives.
template <class Int>
class assessment {
public:
  explicit assessment(const booked_stay& of)
      : of_(of),
        room_(room_amounts<Int>(of.charge)),
        supplements_(mandatory_supplements<Int>(of.where.plans[of.plan], of.room.room, of.guests,
                                                of.charge.nights, of.when)),
        taxes_(applying_taxes(of.where, of.plan, of.room.room, of.when)),
        contained_(shares_contained(of.where, taxes_, of.charge.nights.size())),
        eligible_(eligible_promotions(of.where, of.plan, of.room.room, of.when)) {}

  /// The price with the best set of promotions: the lowest total; on a tie the fewer, then the lower
  /// list of identifiers.
  price best() const {
    option lowest = with({});
    each_promotion_set(of_.where, eligible_, [&](const few<std::size_t>& set) {
      option next = with(set);
      if (better(next.cost, lowest.cost)) lowest = std::move(next);
    });
    for (const applying_tax& each : taxes_)
      if (of_.where.taxes[each.index].included)
        lowest.cost.taxes_included += amount_of(each, lowest.left);
    return std::move(lowest.cost);
  }

  /// The total of that price alone.
  std::int64_t lowest_total() const {
    std::int64_t lowest = with({}).cost.total;
    each_promotion_set(of_.where, eligible_, [&](const few<std::size_t>& set) {
      lowest = std::min(lowest, with(set).cost.total);
    });
    return lowest;
  }

  /// How `best` came about. Requires: `taken` is what best() gave.
  breakdown explained(const price& taken) const {
    breakdown out;
    out.lines = room_lines(of_);
    few<std::size_t> set;
    for (std::size_t i = 0; i < eligible_.size(); ++i)
      if (std::binary_search(taken.applied.begin(), taken.applied.end(), eligible_[i].index))
        set.push_back(i);
    const nightly<Int> left = explain_promotions(set, out.lines);
    explain_supplements(out);
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = of_.where.taxes[each.index];
      const auto amount = amount_of(each, left);
      (tax.included ? out.included : out.lines).push_back(tax_line(of_, each, amount));
    }
    return out;
  }

private:
  /// What a set of promotions leads to, but for what is included in it.
  struct option {
    price cost;
    nightly<Int> left;  ///< of the room charge
  };

  option with(const few<std::size_t>& set) const {
    option out{{}, room_};
    price& cost = out.cost;
    cost.room = rounded(room_.sum());
    if (!set.empty()) {
      few<std::size_t> order = set;
      order_by_application(of_.where, eligible_, order);
      for (std::size_t i : order) apply_one(out.left, i);
      cost.promotions = rounded(difference(room_, out.left));
    }
    cost.supplements = rounded(supplements_.sum());
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = of_.where.taxes[each.index];
      if (tax.included) continue;
      const auto amount = amount_of(each, out.left);
      cost.taxes_added += amount;
      if (tax.paid_at == payment::property) cost.due_at_property += amount;
    }
    cost.total = cost.room - cost.promotions + cost.supplements + cost.taxes_added;
    for (std::size_t i : set) cost.applied.push_back(eligible_[i].index);
    return out;
  }

  std::int64_t amount_of(const applying_tax& tax, const nightly<Int>& left) const {
    return rounded(tax_amount<Int>(of_.where, tax, {left, supplements_}, contained_));
  }

  static bool better(const price& a, const price& b) {
    if (a.total != b.total) return a.total < b.total;
    if (a.applied.size() != b.applied.size()) return a.applied.size() < b.applied.size();
    return a.applied < b.applied;
  }

  void apply_one(nightly<Int>& amounts, std::size_t i) const {
    apply(amounts, of_.where.promotions[eligible_[i].index], eligible_[i].covers);
  }

  static fraction<Int> difference(const nightly<Int>& before, const nightly<Int>& after) {
    fraction<Int> out = before.sum();
    fraction<Int> rest = after.sum();
    rest.numerator = Int(0) - rest.numerator;
    out += rest;
    return out;
  }

  nightly<Int> explain_promotions(few<std::size_t> set, std::vector<price_line>& lines) const {
    nightly<Int> left = room_;
    running_sum<Int> taken;
    order_by_application(of_.where, eligible_, set);
    for (std::size_t i : set) {
      const nightly<Int> before = left;
      apply_one(left, i);
      lines.push_back(promotion_line(of_, eligible_[i], -taken.add(difference(before, left))));
    }
    return left;
  }

  void explain_supplements(breakdown& out) const {
    running_sum<Int> sum;
    for (const packed::supplement& each : of_.where.plans[of_.plan].supplements) {
      const auto charged = charge_supplement<Int>(each, of_.room.room, of_.guests,
                                                  of_.charge.nights, of_.when);
      if (!charged) continue;
      const auto exact_amount = charged->sum();
      const auto amount = each.mandatory ? sum.add(exact_amount) : rounded(exact_amount);
      (each.mandatory ? out.lines : out.extras).push_back(supplement_line(of_, each, amount));
    }
  }

  const booked_stay& of_;
  nightly<Int> room_;
  nightly<Int> supplements_;
  few<applying_tax> taxes_;
  contained_shares contained_;
  few<eligible_promotion> eligible_;
};

template <class Int>
price assess(const booked_stay& of, breakdown* why) {
  const assessment<Int> stay(of);
  price out = stay.best();
  if (why) *why = stay.explained(out);
  return out;
}

}  // namespace pronto::exact
