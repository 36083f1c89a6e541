#pragma once
// The hotels with the lowest totals where the arrival may vary, without pricing all of them.
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

/// The first `request.limit` hotels by their lowest total over all arrivals, then code, each with the
/// earliest arrival of that total. Requires what cheapest_search does.
std::vector<ranked_hotel> cheapest_of_arrivals(const destination& in, const find_request& request);

}  // namespace pronto
