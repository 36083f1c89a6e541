#pragma once
// Why a search found nothing, for the person who asked.
#include <optional>
#include <string>

#include "search/places/search_area.hpp"
#include "search/request.hpp"
#include "search/wanted_currency.hpp"

namespace pronto {

/// "of 20 products (rooms in plans) none can be had: 12: no room left on at least one night; ...",
/// with the most frequent reasons; nothing if no product passes the filters and has a rate to the
/// currency that is wanted, if one is. Prices all that do, the first 200,000 or so: for a search that has no
/// offer.
std::optional<std::string> why_nothing(const search_area& in, const find_request& request,
                                       wanted_currency* wanted = nullptr);

}  // namespace pronto
