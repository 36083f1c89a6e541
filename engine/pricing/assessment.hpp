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
    price lowest;
    bool first = true;
    for (const auto& set : promotion_sets(of_.where, eligible_)) {
      price next = with(set);
      if (first || better(next, lowest)) lowest = std::move(next);
      first = false;
    }
    return lowest;
  }

  /// How `best` came about. Requires: `taken` is what best() gave.
  breakdown explained(const price& taken) const {
    breakdown out;
    out.lines = room_lines(of_);
    std::vector<std::size_t> set;
    for (std::size_t i = 0; i < eligible_.size(); ++i)
      if (std::binary_search(taken.applied.begin(), taken.applied.end(), eligible_[i].index))
        set.push_back(i);
    const nightly<Int> left = explain_promotions(set, out.lines);
    explain_supplements(out);
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = of_.where.taxes[each.index];
      const auto amount =
          rounded(tax_amount<Int>(of_.where, each, {left, supplements_}, contained_));
      (tax.included ? out.included : out.lines).push_back(tax_line(of_, each, amount));
    }
    return out;
  }

private:
  price with(const std::vector<std::size_t>& set) const {
    price out;
    out.room = rounded(room_.sum());
    nightly<Int> left = room_;
    for (std::size_t i : application_order(of_.where, eligible_, set)) apply_one(left, i);
    if (!set.empty()) out.promotions = rounded(difference(room_, left));
    out.supplements = rounded(supplements_.sum());
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = of_.where.taxes[each.index];
      const auto amount =
          rounded(tax_amount<Int>(of_.where, each, {left, supplements_}, contained_));
      (tax.included ? out.taxes_included : out.taxes_added) += amount;
      if (!tax.included && tax.paid_at == payment::property) out.due_at_property += amount;
    }
    out.total = out.room - out.promotions + out.supplements + out.taxes_added;
    for (std::size_t i : set) out.applied.push_back(eligible_[i].index);
    return out;
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

  nightly<Int> explain_promotions(const std::vector<std::size_t>& set,
                                  std::vector<price_line>& lines) const {
    nightly<Int> left = room_;
    running_sum<Int> taken;
    for (std::size_t i : application_order(of_.where, eligible_, set)) {
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
  std::vector<applying_tax> taxes_;
  contained_shares contained_;
  std::vector<eligible_promotion> eligible_;
};

template <class Int>
price assess(const booked_stay& of, breakdown* why) {
  const assessment<Int> stay(of);
  price out = stay.best();
  if (why) *why = stay.explained(out);
  return out;
}

}  // namespace pronto::exact
