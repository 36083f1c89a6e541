#pragma once
// What a generated hotel charges beside the room, and what it takes off.
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/house.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// Supplements of a house, as they are in every plan of this board; in order of their codes.
/// Calls with equal dice give equal supplements, but for what the board holds already.
std::vector<supplement> make_supplements(const house& of, const std::vector<room_type>& rooms,
                                         meal_plan board, random_stream dice);

/// Promotions of a house: none in about half of them. In order of their codes.
std::vector<promotion> make_promotions(const house& of, const std::vector<room_type>& rooms,
                                       const std::vector<rate_plan>& plans, random_stream& dice);

}  // namespace pronto::generated
