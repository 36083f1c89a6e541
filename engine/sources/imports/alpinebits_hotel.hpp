#pragma once
// What the messages of one hotel say so far, and the hotel that comes of it. Private to the
// AlpineBits import.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/imports/alpinebits_free_rooms.hpp"
#include "sources/imports/alpinebits_rate_plans.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::alpinebits {

struct position {
  double latitude = 0;
  double longitude = 0;
};

struct hotel_draft {
  hotel known;  ///< code, name, city, country and stars, as far as known; no rooms, no plans
  std::optional<position> where;
  std::string file;  ///< of its first message, for messages to people
  std::map<std::string, room_type> rooms;  ///< by code
  bool has_inventory = false;              ///< whether a message named rooms
  std::optional<availability> free;        ///< the last complete set
  room_numbers numbers;
  std::map<std::string, read_plan> plans;  ///< by code
};

/// Fills in the city, the country, the position and the clock that the messages did not say, by the
/// nearest city or by the city's name. A hotel of which nothing is known stands in the city Unknown
/// in Italy, AlpineBits' home, and is counted in `out`.
void complete_place(hotel_draft& of, omissions& out);

/// Gives a hotel without an Inventory message the rooms of its rates, counting each in `out`: for
/// 1 guest to as many as the rates name amounts for, since nothing says that more fit.
void guess_rooms(hotel_draft& of, omissions& out);

/// Puts rooms and plans together. The hotel's currency is that of most of its plans, on a tie the
/// lower code; plans in another, and what a plan says of rooms that the hotel lacks, are left out.
hotel finish(hotel_draft from, omissions& out);

}  // namespace pronto::alpinebits
