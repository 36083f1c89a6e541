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
/// Fails with usage (a value out of its limits, arrival before the booking date, a page token that cannot be
/// read or is of another question, more pairs of hotels and arrivals than pairs_limit, offers explained in more
/// than explained_lines_limit), not_found (with suggestions for a typo; of field "near" where no hotel
/// is in the circle), ambiguous (two cities of that name), unavailable (nothing is loaded),
/// not_loaded (the snapshot knows the city and does not hold it). Notes what was asked for in `asked`.
result<find_answer> find(const snapshot& in, const find_request& request,
                         asked_shapes* asked = nullptr);

}  // namespace pronto
