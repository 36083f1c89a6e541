#pragma once
// The least that stays in a hotel can cost, for an index over many hotels: cheaper to compare than
// exact prices are to compute, and never above one.
#include "catalog/hotel_bounds.hpp"
#include "catalog/packed_hotel.hpp"

namespace pronto {

/// The contract of hotel_bounds, by the rules of `price_stay`. Takes time for every night of every
/// product. Requires: nothing; what cannot be bounded is told to be unknown.
hotel_bounds bounds_of(const packed::hotel& where);

}  // namespace pronto
