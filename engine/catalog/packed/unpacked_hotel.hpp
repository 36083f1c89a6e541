#pragma once
// The plain form of a packed hotel: another document than the one that it was made of, with the same
// prices.
#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

/// Rules stand as runs of days with the same limits; inventory as its nights with rooms; neighbouring
/// rates that are alike may be one where it makes no difference to prices.
hotel unpack(const packed::hotel& from);

}  // namespace pronto
