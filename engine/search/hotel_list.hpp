#pragma once
// What a snapshot holds, without prices.
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// The cities, or the hotels, that the question is about. Fails as `find` does of its cities, circle
/// and hotels, and with usage for a country that is no code; one without hotels has no cities, and a note.
result<hotels_answer> list_hotels(const snapshot& in, const hotels_request& request);

}  // namespace pronto
