#pragma once
// The offer that is told of a product.
#include "search/best_product.hpp"

namespace pronto {

/// With its breakdown if `explain`. Requires: the product can be booked.
offer make_offer(const packed::hotel& where, const priced_product& what, const filters& keep,
                 const stay& when, bool explain);

}  // namespace pronto
