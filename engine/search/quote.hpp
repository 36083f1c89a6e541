#pragma once
// What one hotel costs, on all its rooms and plans.
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// Every product of one hotel: its offer or the reason why there is none. Fails as `find` does, with
/// not_loaded for a hotel that may be in a city that is not held; with usage where explaining all products
/// for so many nights takes more than explained_lines_limit; with not_found, of field "currency", if there
/// is no rate to the currency that is asked for.
result<quote_answer> find_quote(const snapshot& in, const quote_request& request);

}  // namespace pronto
