#pragma once
// The least that stays in a hotel can cost, for an index over many hotels: cheaper to compare than
// exact prices are to compute, and never above one.
#include "catalog/bounds/hotel_bounds.hpp"
#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

/// The contract of hotel_bounds, by the rules of `price_stay`. Takes time for every night of every
/// product. Requires: nothing; what cannot be bounded is told to be unknown.
hotel_bounds bounds_of(const packed::hotel& where);

/// Of what bounds_of says, that which may be another where only these nights of the hotel changed:
/// `nights`, as many as that are, in whole weeks or to the hotel's first or last night, with `least`
/// and `times` of them alone.
hotel_bounds bounds_around(const packed::hotel& where, date_range nights);

/// A percentage as a share of 1, as near as a double is: for bounds alone.
double share_of(percent of);

/// The share of all nights that free nights of a plan leave to be paid at least, over all plans. Where
/// it is below 1, a night that is paid may stand for some that are not.
double least_share_paid(const packed::hotel& where);

/// In minor units, what a total may be below the sum that it is exactly: step 12 rounds each component
/// once.
double lost_by_rounding(const packed::hotel& where);

}  // namespace pronto
