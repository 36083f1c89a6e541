#pragma once
// OTA_HotelDescriptiveContentNotifRQ (and the same content as pulled, OTA_HotelDescriptiveInfoRS):
// what rooms a hotel has and where it stands. Private to the AlpineBits import.
#include "sources/imports/alpinebits_hotel.hpp"
#include "sources/imports/alpinebits_message.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::alpinebits {

/// Reads a HotelDescriptiveContent: room categories (Inventory/Basic), which replace all that were
/// there, and place and stars (Inventory/HotelInfo), as far as it has them.
void read_descriptive_content(const message& in, pugi::xml_node content, hotel_draft& into,
                              omissions& out);

}  // namespace pronto::alpinebits
