#pragma once
// From the admitted stay and its room charge to the price: steps 9 to 12. Written once for any kind
// of exact integer.
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

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
        room_sum_(room_.sum()),
        supplements_(mandatory_supplements<Int>(of.where.plans[of.plan], of.room.room, of.guests,
                                                of.charge.nights, of.when)),
        taxes_(applying_taxes(of.where, of.plan, of.room.room, of.when)),
        eligible_(eligible_promotions(of.where, of.plan, of.room.room, of.when)) {
    always_.room = rounded(room_sum_);
    always_.supplements = rounded(supplements_.sum());
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = tax_of(each);
      if (!tax.included && !tax.is_percent) add_tax(always_, tax, added_tax(each, room_));
    }
  }

  /// The price with the best set of promotions: the lowest total; on a tie the fewer, then the lower
  /// list of identifiers.
  price best() const {
    option lowest{sums_with({}), {}};
    each_promotion_set(of_.where, eligible_, [&](const few<std::size_t>& set) {
      option next{sums_with(set), set};
      if (better(next, lowest)) lowest = std::move(next);
    });
    const component_sums& sums = lowest.sums;
    price out{.total = sums.total(),
              .room = sums.room,
              .promotions = sums.promotions,
              .supplements = sums.supplements,
              .taxes_added = sums.taxes_added,
              .taxes_included = sum_of_included(lowest.set),
              .due_at_property = sums.due_at_property,
              .applied = {}};
    for (const std::size_t i : lowest.set) out.applied.push_back(eligible_[i].index);
    return out;
  }

  /// The total of that price alone.
  std::int64_t lowest_total() const {
    std::int64_t lowest = sums_with({}).total();
    each_promotion_set(of_.where, eligible_, [&](const few<std::size_t>& set) {
      lowest = std::min(lowest, sums_with(set).total());
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
    const contained_shares contained = shares_contained(of_.where, taxes_, of_.charge.nights.size());
    for (const applying_tax& each : taxes_) {
      if (tax_of(each).included)
        out.included.push_back(tax_line(of_, each, included_tax(each, left, contained)));
      else
        out.lines.push_back(tax_line(of_, each, added_tax(each, left)));
    }
    return out;
  }

private:
  /// What of a price is in its total.
  struct component_sums {
    std::int64_t room = 0;
    std::int64_t promotions = 0;
    std::int64_t supplements = 0;
    std::int64_t taxes_added = 0;
    std::int64_t due_at_property = 0;

    std::int64_t total() const { return room - promotions + supplements + taxes_added; }
  };

  /// A set of promotions, as positions in `eligible_`, ascending, and what it leads to.
  struct option {
    component_sums sums;
    few<std::size_t> set;
  };

  // `eligible_` is in order of identifiers, so that positions are too.
  static bool better(const option& a, const option& b) {
    if (a.sums.total() != b.sums.total()) return a.sums.total() < b.sums.total();
    if (a.set.size() != b.set.size()) return a.set.size() < b.set.size();
    return a.set < b.set;
  }

  component_sums sums_with(const few<std::size_t>& set) const {
    component_sums out = always_;
    if (set.empty()) {
      add_percents(out, room_);
      return out;
    }
    const nightly<Int> left = left_by(set);
    out.promotions = rounded(difference(room_sum_, left.sum()));
    add_percents(out, left);
    return out;
  }

  nightly<Int> left_by(few<std::size_t> set) const {
    nightly<Int> out = room_;
    order_by_application(of_.where, eligible_, set);
    for (const std::size_t i : set) apply_one(out, i);
    return out;
  }

  const packed::tax_fee& tax_of(const applying_tax& of) const { return of_.where.taxes[of.index]; }

  static void add_tax(component_sums& to, const packed::tax_fee& tax, std::int64_t amount) {
    to.taxes_added += amount;
    if (tax.paid_at == payment::property) to.due_at_property += amount;
  }

  void add_percents(component_sums& to, const nightly<Int>& left) const {
    for (const applying_tax& each : taxes_) {
      const packed::tax_fee& tax = tax_of(each);
      if (!tax.included && tax.is_percent) add_tax(to, tax, added_tax(each, left));
    }
  }

  std::int64_t added_tax(const applying_tax& of, const nightly<Int>& left) const {
    const packed::tax_fee& tax = tax_of(of);
    if (!tax.is_percent) return rounded(fraction<Int>{tax_amount<Int>(tax, of), Int(1)});
    return rounded(percent_added<Int>(tax, of, {left, supplements_}));
  }

  std::int64_t included_tax(const applying_tax& of, const nightly<Int>& left,
                            const contained_shares& contained) const {
    const packed::tax_fee& tax = tax_of(of);
    if (!tax.is_percent) return rounded_or_limit(fraction<Int>{tax_amount<Int>(tax, of), Int(1)});
    return rounded_or_limit(percent_included<Int>(tax, of, {left, supplements_}, contained));
  }

  std::int64_t sum_of_included(const few<std::size_t>& taken) const {
    const auto is_included = [&](const applying_tax& each) { return tax_of(each).included; };
    if (std::ranges::none_of(taxes_, is_included)) return 0;
    const nightly<Int> left = left_by(taken);
    const contained_shares contained = shares_contained(of_.where, taxes_, of_.charge.nights.size());
    std::int64_t out = 0;
    for (const applying_tax& each : taxes_)
      if (is_included(each)) out += included_tax(each, left, contained);
    return out;
  }

  void apply_one(nightly<Int>& amounts, std::size_t i) const {
    apply(amounts, of_.where.promotions[eligible_[i].index], eligible_[i].covers);
  }

  static fraction<Int> difference(fraction<Int> before, fraction<Int> after) {
    after.numerator = Int(0) - after.numerator;
    before += after;
    return before;
  }

  nightly<Int> explain_promotions(few<std::size_t> set, std::vector<price_line>& lines) const {
    nightly<Int> left = room_;
    running_sum<Int> taken;
    order_by_application(of_.where, eligible_, set);
    for (std::size_t i : set) {
      const nightly<Int> before = left;
      apply_one(left, i);
      lines.push_back(promotion_line(of_, eligible_[i], -taken.add(difference(before.sum(), left.sum()))));
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
      const auto amount = each.mandatory ? sum.add(exact_amount) : rounded_or_limit(exact_amount);
      (each.mandatory ? out.lines : out.extras).push_back(supplement_line(of_, each, amount));
    }
  }

  const booked_stay& of_;
  nightly<Int> room_;
  fraction<Int> room_sum_;
  nightly<Int> supplements_;
  few<applying_tax> taxes_;
  few<eligible_promotion> eligible_;
  component_sums always_;  ///< with any set: all but what promotions take and percentages add
};

template <class Int>
price assess(const booked_stay& of, breakdown* why) {
  const assessment<Int> stay(of);
  price out = stay.best();
  if (why) *why = stay.explained(out);
  return out;
}

}  // namespace pronto::exact
