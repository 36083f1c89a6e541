#include "search/best_arrival.hpp"

#include <algorithm>

namespace pronto {

std::optional<best_stay> best_arrival(const packed::hotel& where, const filters& keep, stay when,
                                      const date_range& arrivals) {
  std::optional<best_stay> best;
  const day first = std::max(arrivals.first, when.booking);
  for (when.arrival = first; when.arrival <= arrivals.last; ++when.arrival) {
    const auto found = best_product(where, keep, when);
    if (found && (!best || found->total < best->what.total))
      best = best_stay{when.arrival, *found};
  }
  return best;
}

}  // namespace pronto
