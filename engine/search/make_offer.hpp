#pragma once
// The offer that is told of a product.
#include <cstdint>
#include <vector>

#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

/// What of the question, and of the snapshot that answers it, an offer shows.
struct offer_terms {
  const filters& keep;
  std::uint64_t generation = 0;
  bool is_booking_said = false;  ///< the booking date, by whoever asked
  bool explain = false;          ///< with its breakdown
};

/// With a token of its price. Requires: the product can be booked for that stay.
offer make_offer(const packed::hotel& where, const priced_product& what, const stay& when,
                 const offer_terms& terms);

/// As it was priced, with this breakdown; whether one is asked for does not count. Requires: its cost is
/// known.
offer make_offer(const packed::hotel& where, priced_product what, const stay& when,
                 const offer_terms& terms, breakdown why);

/// The lines that explain it, of all its rooms.
std::int64_t lines_of(const offer& of);

/// Of several rooms, the first for the guests of `first`. Requires: they can be booked together.
offer make_offer_of_rooms(const packed::hotel& where, const stay& first,
                          const std::vector<room_guests>& more, const offer_terms& terms);

}  // namespace pronto
