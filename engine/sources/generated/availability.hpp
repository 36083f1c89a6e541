#pragma once
// When a generated hotel can be booked: rooms left to sell, and the rules on arrival, departure and
// length of stay.
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/house.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// Rooms to sell of one type, over all nights: slowly changing counts, nights that are sold out,
/// most of them at fairs and in the high weeks.
std::vector<inventory_period> make_inventory(const house& of, random_stream& dice);

/// The rules that all rooms, and some that one room of `room_count`, have in common in all plans;
/// none in many houses. Of one scope they do not overlap.
std::vector<booking_rule> make_rules(const house& of, std::size_t room_count,
                                     random_stream& dice);

}  // namespace pronto::generated
