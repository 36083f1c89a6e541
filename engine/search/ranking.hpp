#pragma once
// Which hotels a question is answered with: by a table of popular answers, by bounds, or by pricing all.
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/day.hpp"
#include "search/places/search_area.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"
#include "search/tokens/page_token.hpp"
#include "search/wanted_currency.hpp"

namespace pronto {

/// The hotels that a question is answered with, in no order, and what is known of the others.
struct ranking {
  std::vector<ranked_hotel> hotels;
  bool are_first_alone = false;          ///< whether others may follow that were not counted
  std::optional<std::uint32_t> counted;  ///< how many there are, where not all of them are here
  std::optional<day> passed;             ///< the booking date that all arrivals lie before
};

/// The first `request.limit` of them, or all. Behind the end of a page, if there is one: where only the first
/// are found those before it are left out, and where all are here they are not. Counts in `counts` the hotels
/// that are left out for their currency, and notes in `asked_for` what was asked for.
ranking rank(const search_area& area, const find_request& request, const page_end* after,
             wanted_currency* wanted, asked_shapes* asked_for, find_answer& counts);

/// Whether the hotels of a question are looked at one after the other, be it to count them.
bool looks_at_all(const search_area& area, const find_request& request);

/// Leaves those that come behind the last hotel of a page.
void keep_those_behind(const page_end& end, sort_by sort, std::vector<ranked_hotel>& of);

}  // namespace pronto
