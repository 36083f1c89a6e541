#pragma once
// Step 11: taxes and fees on the discounted amounts, added to them or contained in them.
#include <cstdint>
#include <optional>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/exact.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// A tax or fee that applies to a stay.
struct applying_tax {
  std::uint32_t index = 0;      ///< into the hotel's taxes
  night_set nights;             ///< those that it is charged for, if it is charged per night
  int night_count = 0;          ///< how many of them there are
  int persons = 0;              ///< who are not exempt
};

/// A tax of a stay on a room and plan that it is for: the nights that it is charged for, one after
/// the other, if it is charged per night, and who pays.
struct taxed_stay {
  int first_night = 0;  ///< index into the stay
  int night_count = 0;
  int persons = 0;
};

/// Nothing if it does not apply to the stay.
std::optional<taxed_stay> taxed_stay_of(const packed::tax_fee& tax, const stay& when);

/// In order of their identifiers.
few<applying_tax> applying_taxes(const packed::hotel& where, std::uint32_t plan,
                                 std::uint32_t room, const stay& when);

namespace exact {

/// What a percentage is taken of: a stay's nights after discounts, and its supplements.
template <class Int>
struct tax_base {
  const nightly<Int>& nights;
  const nightly<Int>& supplements;
};

/// The percentages that are contained in each night of a stay: in its amount, and in its
/// supplements. In millionths of a percent.
struct contained_shares {
  by_night<std::int64_t> nights;
  by_night<std::int64_t> supplements;
};

/// A percentage is taken of all nights (per stay) or of those it is charged for.
inline bool taxed(const packed::tax_fee& tax, const applying_tax& of, std::size_t night) {
  return tax.period == per::stay || of.nights[night];
}

inline contained_shares shares_contained(const packed::hotel& where,
                                         const few<applying_tax>& taxes,
                                         std::size_t nights) {
  contained_shares out{by_night<std::int64_t>(nights), by_night<std::int64_t>(nights)};
  for (const applying_tax& of : taxes) {
    const packed::tax_fee& tax = where.taxes[of.index];
    if (!tax.included || !tax.is_percent) continue;
    for (std::size_t i = 0; i < nights; ++i) {
      if (!taxed(tax, of, i)) continue;
      out.nights[i] += tax.share.micro;
      if (tax.on_supplements) out.supplements[i] += tax.share.micro;
    }
  }
  return out;
}

/// amount x share / (100 % + others).
template <class Int>
fraction<Int> part_of(const fraction<Int>& amount, percent share, std::int64_t others_micro) {
  if (share.micro == 0) return {};
  const std::int64_t whole = 100 * micro_per_percent + others_micro;
  const std::int64_t shared = common_divisor(share.micro, whole);
  return {amount.numerator * Int(share.micro / shared), amount.denominator * Int(whole / shared)};
}

/// The sum over the nights that an added tax is taken of.
template <class Int>
fraction<Int> share_added(const nightly<Int>& amounts, const packed::tax_fee& tax,
                          const applying_tax& of) {
  fraction<Int> base{0, amounts.denominator};
  for (std::size_t i = 0; i < amounts.numerators.size(); ++i)
    if (taxed(tax, of, i)) base.numerator += amounts.numerators[i];
  return part_of(base, tax.share, 0);
}

/// The sum over the nights that an included tax is taken of, each with all that it contains.
template <class Int>
fraction<Int> share_included(const nightly<Int>& amounts, const packed::tax_fee& tax,
                             const applying_tax& of, const by_night<std::int64_t>& contained) {
  fraction<Int> out;
  const std::size_t nights = amounts.numerators.size();
  for (std::size_t i = 0; i < nights;) {  // runs of nights that contain the same
    fraction<Int> run{0, amounts.denominator};
    const std::int64_t others = contained[i];
    for (; i < nights && contained[i] == others; ++i)
      if (taxed(tax, of, i)) run.numerator += amounts.numerators[i];
    if (run.numerator != Int(0)) out += part_of(run, tax.share, others);
  }
  return out;
}

/// What a tax or fee that is an amount comes to, whatever the nights cost.
template <class Int>
Int tax_amount(const packed::tax_fee& tax, const applying_tax& of) {
  Int out = Int(tax.amount);
  if (tax.basis == payer::person) out *= Int(of.persons);
  if (tax.period == per::night) out *= Int(of.night_count);
  return out;
}

/// What one that is a percentage and added comes to. Taxes are not taxed: it is taken of the amounts as
/// they are.
template <class Int>
fraction<Int> percent_added(const packed::tax_fee& tax, const applying_tax& of,
                            const tax_base<Int>& base) {
  auto out = share_added(base.nights, tax, of);
  if (tax.on_supplements) out += share_added(base.supplements, tax, of);
  return out;
}

/// What one that is a percentage and included comes to. Requires: `of` is one of those that
/// shares_contained saw.
template <class Int>
fraction<Int> percent_included(const packed::tax_fee& tax, const applying_tax& of,
                               const tax_base<Int>& base, const contained_shares& contained) {
  auto out = share_included(base.nights, tax, of, contained.nights);
  if (tax.on_supplements) out += share_included(base.supplements, tax, of, contained.supplements);
  return out;
}

}  // namespace exact
}  // namespace pronto
