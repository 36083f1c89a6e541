#pragma once
// The cheapest of several stays in one hotel that differ by their arrival.
#include <optional>

#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

struct best_stay {
  day arrival = 0;
  priced_product what;
};

/// The lowest total over all arrivals that do not lie before the booking date, the earliest of a tie;
/// otherwise as hotel_stays::best for `when`, whose own arrival does not count.
std::optional<best_stay> best_arrival(const packed::hotel& where, const filters& keep, stay when,
                                      const date_range& arrivals);

/// Whether there is such a total, which is found out faster.
bool has_arrival(const packed::hotel& where, const filters& keep, stay when,
                 const date_range& arrivals);

}  // namespace pronto
