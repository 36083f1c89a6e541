#include "search/best_arrival.hpp"

#include <algorithm>
#include <utility>

#include "search/hotel_stays.hpp"

namespace pronto {

std::optional<best_stay> best_arrival(const packed::hotel& where, const filters& keep, stay when,
                                      const date_range& arrivals) {
  std::optional<best_stay> best;
  const day first = when.arrival = std::max(arrivals.first, when.booking);
  if (first > arrivals.last) return best;
  hotel_stays stays(where, keep, when, arrivals.last - first + 1);
  for (day arrival = first; arrival <= arrivals.last; ++arrival)
    if (auto found = stays.best(arrival); found && (!best || found->total < best->what.total))
      best = best_stay{arrival, *std::move(found)};
  return best;
}

// Mostly it is the first, so that the nights of the others need not be read.
bool has_arrival(const packed::hotel& where, const filters& keep, stay when,
                 const date_range& arrivals) {
  when.arrival = std::max(arrivals.first, when.booking);
  if (when.arrival > arrivals.last) return false;
  if (hotel_stays(where, keep, when).any(when.arrival)) return true;
  if (++when.arrival > arrivals.last) return false;
  hotel_stays later(where, keep, when, arrivals.last - when.arrival + 1);
  for (day arrival = when.arrival; arrival <= arrivals.last; ++arrival)
    if (later.any(arrival)) return true;
  return false;
}

}  // namespace pronto
