#pragma once
// The hotels of a destination with the lowest totals, without pricing all of them.
#include <optional>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/best_product.hpp"
#include "search/request.hpp"

namespace pronto {

/// The first `request.limit` hotels by total, then code: exactly those, and in that order, that
/// pricing every hotel would give. Prices them in order of their bounds, until no bound is within the
/// last total that counts. Requires: the destination has an index; request.sort is by total.
std::vector<ranked_hotel> cheapest(const destination& in, const find_request& request);

}  // namespace pronto
