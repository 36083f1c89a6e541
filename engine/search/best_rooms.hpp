#pragma once
// The cheapest rooms of a hotel for several parties in one stay.
#include <optional>
#include <vector>

#include "search/best_arrival.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

/// A product for each room that is asked for.
struct priced_rooms {
  std::vector<priced_product> rooms;
  std::int64_t total = 0;
};

/// The stay of one of the further rooms.
stay stay_of_room(const stay& first, const room_guests& guests);

/// The products with the lowest sum of totals, each room priced as a stay of its own, such that on
/// every night as many rooms are left of each type as are taken of it; if that sum passes the
/// maximum. For a room that may be of several products of its type, the first of a tie.
std::optional<priced_rooms> best_rooms(const packed::hotel& where, const filters& keep,
                                       const stay& first, const std::vector<room_guests>& more);

/// As `best_arrival`, for the sum of all rooms: `what.total` is that, and its product is the first's.
std::optional<best_stay> best_arrival_of_rooms(const packed::hotel& where, const filters& keep,
                                               stay first, const std::vector<room_guests>& more,
                                               const date_range& arrivals);

}  // namespace pronto
