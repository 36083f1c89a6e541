#pragma once
// Which stays a question is about, and which search would be about the same hotels.
#include "catalog/day.hpp"
#include "catalog/packed/packed_hotel.hpp"
#include "pricing/stay.hpp"
#include "search/request.hpp"

namespace pronto {

/// The search for the first offer of a calendar's first day.
find_request search_of(const calendar_request& of);

/// A search that is about the same hotels.
find_request search_of(const hotels_request& of);

/// The arrivals that will do.
date_range arrivals_of(const find_request& request);
date_range arrivals_of(const calendar_request& request);

/// The stay as the clock of this hotel sees it.
stay stay_at(const packed::hotel& where, const stay_request& when);

}  // namespace pronto
