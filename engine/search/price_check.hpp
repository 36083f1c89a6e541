#pragma once
// Whether a price that was shown still holds.
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// Prices what the token says again: `available` for the same total, `price_changed` with the sums
/// that differ, or `sold_out` with the reason. It is booked on the date that was said with the
/// question that the price comes from or, if none was, on the hotel's today. Fails with usage for a
/// time that cannot be and for a token that cannot be read (see read_token), unavailable (nothing is
/// loaded) and not_loaded (the hotel may be in a city that is not held).
result<price_check_answer> check_price(const snapshot& in, const price_check_request& request);

}  // namespace pronto
