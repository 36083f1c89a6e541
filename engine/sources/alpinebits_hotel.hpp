#pragma once
// What the messages of one hotel say so far, and the hotel that comes of it. Private to the
// AlpineBits import.
#include <map>
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/alpinebits_rate_plans.hpp"
#include "sources/omissions.hpp"

namespace pronto::alpinebits {

struct hotel_draft {
  hotel known;  ///< code, name and place; its rooms and plans are empty
  std::map<std::string, room_type> rooms;  ///< by code
  room_numbers numbers;
  std::map<std::string, read_plan> plans;  ///< by code
};

/// Puts rooms and plans together. The hotel's currency is that of most of its plans, on a tie the
/// lower code; plans in another, and what a plan says of rooms that the hotel lacks, are left out.
hotel finish(hotel_draft from, omissions& out);

}  // namespace pronto::alpinebits
