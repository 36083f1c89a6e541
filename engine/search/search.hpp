#pragma once
// Answers from one snapshot. Pure: the same snapshot and request give the same answer, whatever
// order the hotels were loaded in. Reads the snapshot only; any number of threads may ask at once.
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/request.hpp"

namespace pronto {

/// The best offer of each hotel that the question is about and that passes the filters. Within a hotel the lowest total
/// wins, ties by arrival, plan code, then room code; hotels by the wanted order, ties by total, then
/// code.
/// Fails with usage (a value out of its limits, arrival before the booking date), not_found (with
/// suggestions for a typo), ambiguous (two cities of that name), unavailable (nothing is loaded),
/// not_loaded (the snapshot knows the city and does not hold it). Notes what was asked for in `asked`.
result<find_answer> find(const snapshot& in, const find_request& request,
                         asked_shapes* asked = nullptr);

/// Every product of one hotel: its offer or the reason why there is none. Fails as `find` does, with
/// not_loaded for a hotel that may be in a city that is not held; with usage where explaining all products
/// for so many nights takes more than explained_lines_limit; with not_found, of field "currency", if there
/// is no rate to the currency that is asked for.
result<quote_answer> find_quote(const snapshot& in, const quote_request& request);

}  // namespace pronto
