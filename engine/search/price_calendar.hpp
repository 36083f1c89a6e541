#pragma once
// On which day a stay is cheapest: the lowest total for each arrival of a range.
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/request.hpp"

namespace pronto {

/// For each arrival the lowest total of the hotels that the question is about and that pass the filters,
/// ties by hotel code, then plan code, then room code: the first offer that `find` gives for that day
/// alone. Fails as `find` and `find_quote` do (of one hotel, where there is no rate to the currency that is
/// asked for); with usage if more hotels pass the filters than may be priced for
/// so many arrivals, and if all arrivals lie before the booking date everywhere. Notes what was
/// asked for in `asked`.
result<calendar_answer> find_calendar(const snapshot& in, const calendar_request& request,
                                      asked_shapes* asked = nullptr);

}  // namespace pronto
