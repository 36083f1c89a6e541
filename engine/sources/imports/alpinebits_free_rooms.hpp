#pragma once
// FreeRooms: OTA_HotelInvCountNotifRQ (since 2020-10) and OTA_HotelAvailNotifRQ (2018-10), how many
// rooms can be booked. Private to the AlpineBits import.
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/imports/alpinebits_message.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::alpinebits {

/// So many rooms of a category, or one single room of it, on each night of a range.
struct free_rooms {
  std::string category;
  std::string single;  ///< the room's code; empty for the category as a whole
  date_range nights;
  int count = 0;
};

/// A complete set: what it does not name is not free.
struct availability {
  std::vector<free_rooms> free;     ///< in order of categories
  std::vector<date_range> closed;  ///< closing seasons
};

/// Reads the Inventories or AvailStatusMessages element of a complete set. Bookable are rooms of
/// CountType 2, and in 2018-10 the BookingLimit less the BookingThreshold.
/// Where a closing season cannot be read, no room is free: it may be any night that is closed.
availability read_free_rooms(const message& in, pugi::xml_node list, omissions& out);

/// The rooms of a category by night: its single rooms added up, closing seasons left out, in order,
/// without overlap; nights without a room are in no period. At most `inventory_count_limit` a night.
std::vector<inventory_period> inventory_of(const availability& in, const std::string& category);

}  // namespace pronto::alpinebits
