#pragma once
// Step 9: which promotions a stay may have, and what a set of them leaves of each night.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/exact.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// The nights of the stay that a promotion covers; nothing if it does not apply to the stay, whatever
/// the room and the plan are.
std::optional<night_set> nights_covered(const packed::promotion& p, const stay& when);

/// A promotion whose conditions hold, and the nights of the stay that it covers.
struct eligible_promotion {
  std::uint32_t index = 0;  ///< into the hotel's promotions
  night_set covers;
};

/// In order of their identifiers.
few<eligible_promotion> eligible_promotions(const packed::hotel& where, std::uint32_t plan,
                                            std::uint32_t room, const stay& when);

/// Calls `tell` with each of the sets of which one is taken, or none, as positions in `eligible`,
/// ascending: each exclusive one alone; all combinable ones together.
template <class Tell>
void each_promotion_set(const packed::hotel& where, const few<eligible_promotion>& eligible,
                        Tell tell) {
  few<std::size_t> combined;
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    if (where.promotions[eligible[i].index].exclusive)
      tell(few<std::size_t>(1, i));
    else
      combined.push_back(i);
  }
  if (!combined.empty()) tell(combined);
}

/// Puts the members of a set into the order in which they apply: free nights, percents, per night,
/// per stay; within a kind by identifier. Requires: ascending.
void order_by_application(const packed::hotel& where, const few<eligible_promotion>& eligible,
                          few<std::size_t>& set);

namespace exact {

/// `discounted` of the covered nights become free: the latest, or those with the lowest amount
/// left, on a tie the earlier.
template <class Int>
void free_nights(nightly<Int>& amounts, const packed::promotion& by,
                 const night_set& covers) {
  few<std::size_t> nights;
  for (std::size_t i = 0; i < amounts.numerators.size(); ++i)
    if (covers[i]) nights.push_back(i);
  if (by.cheapest_nights)
    std::sort(nights.begin(), nights.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(amounts.numerators[a], a) < std::tie(amounts.numerators[b], b);
    });
  else
    std::reverse(nights.begin(), nights.end());
  const auto count = std::min(nights.size(), static_cast<std::size_t>(by.discounted));
  for (std::size_t i = 0; i < count; ++i) amounts.numerators[nights[i]] = 0;
}

/// Multiplies the covered nights by kept / whole.
template <class Int>
void scale(nightly<Int>& amounts, const night_set& covers, const Int& kept,
           const Int& whole) {
  for (std::size_t i = 0; i < amounts.numerators.size(); ++i) amounts.numerators[i] *= covers[i] ? kept : whole;
  amounts.denominator *= whole;
}

template <class Int>
void percent_off(nightly<Int>& amounts, percent share, const night_set& covers) {
  const std::int64_t all = 100 * micro_per_percent;
  if (share.micro == 0) return;
  const std::int64_t shared = common_divisor(share.micro, all);
  scale(amounts, covers, Int((all - share.micro) / shared), Int(all / shared));
}

template <class Int>
void amount_off_nights(nightly<Int>& amounts, std::int64_t amount,
                       const night_set& covers) {
  const Int off = Int(amount) * amounts.denominator;
  for (std::size_t i = 0; i < amounts.numerators.size(); ++i)
    if (covers[i]) amounts.numerators[i] -= std::min(off, amounts.numerators[i]);
}

/// Takes the amount off the covered nights in proportion to what is left of them.
template <class Int>
void amount_off_stay(nightly<Int>& amounts, std::int64_t amount, const night_set& covers) {
  Int left = 0;
  for (std::size_t i = 0; i < amounts.numerators.size(); ++i)
    if (covers[i]) left += amounts.numerators[i];
  const Int off = Int(amount) * amounts.denominator;
  if (off == Int(0) || left == Int(0)) return;
  if (off >= left) {
    for (std::size_t i = 0; i < amounts.numerators.size(); ++i)
      if (covers[i]) amounts.numerators[i] = 0;
    return;
  }
  const Int shared = common_divisor(left, off);
  scale(amounts, covers, Int((left - off) / shared), Int(left / shared));
}

/// What a promotion leaves of each night.
template <class Int>
void apply(nightly<Int>& amounts, const packed::promotion& by, const night_set& covers) {
  switch (by.type) {
    case promotion_type::free_nights: return free_nights(amounts, by, covers);
    case promotion_type::percent: return percent_off(amounts, by.share, covers);
    case promotion_type::per_night: return amount_off_nights(amounts, by.amount, covers);
    case promotion_type::per_stay: return amount_off_stay(amounts, by.amount, covers);
  }
}

}  // namespace exact
}  // namespace pronto
