#pragma once
// The least that stays in a hotel can cost, for an index over many hotels: cheaper to compare than
// exact prices are to compute, and never above one.
#include <optional>

#include "catalog/hotel_bounds.hpp"
#include "catalog/packed_hotel.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// The contract of hotel_bounds, by the rules of `price_stay`. Takes time for every night of every
/// product. Requires: nothing; what cannot be bounded is told to be unknown.
hotel_bounds bounds_of(const packed::hotel& where);

/// Of what bounds_of says, that which may be another where only these nights of the hotel changed:
/// `nights`, as many as that are, in whole weeks or to the hotel's first or last night, with `least`
/// and `times` of them alone.
hotel_bounds bounds_around(const packed::hotel& where, date_range nights);

/// What a total is at least when the stay is known: kept x room charge + added, for every product of
/// the hotel, the room charge being that after free nights of its plan.
struct known_reduction {
  double kept = 0;
  double added = 0;  ///< minor units; below 0 if more may be taken off
};

/// By the promotions whose conditions hold and the taxes that apply to all rooms and plans; nothing
/// where a promotion may hold that depends on the nights.
std::optional<known_reduction> reduction_of(const packed::hotel& where, const stay& when);

}  // namespace pronto
