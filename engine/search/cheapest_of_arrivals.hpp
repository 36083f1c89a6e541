#pragma once
// The hotels with the lowest totals where the arrival may vary, without pricing all of them.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/best_product.hpp"
#include "search/request.hpp"

namespace pronto {

/// The first `request.limit` hotels by their lowest total over all arrivals, then code, each with the
/// earliest arrival of that total. Requires what `cheapest` does.
std::vector<ranked_hotel> cheapest_of_arrivals(const destination& in, const find_request& request);

/// Of each hotel the best, and of those the first `limit`, in order.
void keep_best(std::vector<ranked_hotel>& of, std::size_t limit);

/// Nothing above this total counts any more.
void lower_maximum(filters& of, std::int64_t total, currency money);

}  // namespace pronto
