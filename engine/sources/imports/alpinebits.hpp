#pragma once
// AlpineBits HotelData messages, versions 2018-10 to 2022-10; import_alpinebits is in import.hpp.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hotel.hpp"
#include "result.hpp"
#include "sources/imports/import.hpp"

namespace pronto {

/// The hotel of one message, and what of it could not be taken over.
struct imported_message {
  hotel made;
  std::vector<left_out> omitted;  ///< in order of kind
};

/// The hotel that one RatePlans message (OTA_HotelRatePlanNotifRQ) makes, its rooms being `rooms`,
/// by InvTypeCode; no place, no taxes, no inventory. Fails with data where `xml` is no such
/// message.
result<imported_message> hotel_of_rate_plans(std::string_view xml,
                                             const std::map<std::string, occupancy>& rooms);

}  // namespace pronto
