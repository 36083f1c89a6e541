#pragma once
// Why a search found nothing, for the person who asked.
#include <optional>
#include <string>

#include "search/places/search_area.hpp"
#include "search/request.hpp"
#include "search/wanted_currency.hpp"

namespace pronto {

/// "of 20 products (rooms in plans) none can be had: 12: no room left on at least one night; ...",
/// with the most frequent reasons; where no plan passes the filters, that; nothing if no product has a
/// rate to the currency that is wanted, if one is. Prices all that do, the first 200,000 or so, fewer for
/// long stays: for a search that has no offer.
std::optional<std::string> why_nothing(const search_area& in, const find_request& request,
                                       wanted_currency* wanted = nullptr);

/// "none of the 5 hotels has 5 stars": of the hotels that the question is about, as its list and its
/// circle leave them, why none passes the filters of hotels; nothing if one does.
/// Requires: they are in order.
std::optional<std::string> why_none_passes(const search_area& in, const filters& keep);

}  // namespace pronto
