#pragma once
// Listings files of Inside Airbnb. Private to that import.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hotel.hpp"
#include "catalog/places/gazetteer.hpp"
#include "result.hpp"
#include "sources/files/csv.hpp"
#include "sources/imports/omissions.hpp"

namespace pronto::airbnb {

struct listing {
  std::string name;
  std::string city;        ///< as the listing has it, else the name of the nearest known city
  const known_city* near;  ///< gives country and clock
  double latitude = 0;
  double longitude = 0;
  std::string room_name;
  std::vector<std::string> amenities;  ///< sorted, each once
  currency money;                      ///< the usual one of the country
  int included = 1;                    ///< guests that the price covers, 1 to `most`
  int most = 1;                        ///< guests that there is room for
  std::int64_t extra_guest = 0;        ///< a night, for each guest above `included`
  std::int64_t cleaning_fee = 0;       ///< once a stay
  int min_nights = 0;  ///< of a stay, where the calendar has no limits of its own; 0 for none
  int max_nights = 0;
  std::optional<failure> unclear_limit;  ///< one that is there and cannot be read
  bool refundable = false;
  std::string file;  ///< where it stands, for messages
  std::uint64_t line = 0;
};

using listings = std::map<std::string, listing, std::less<>>;  ///< by id

/// Whether the header is that of a listings file.
bool is_listings(const csv_reader& file);

/// Nights, and listings whose calendar has no limits, with one that cannot be read.
inline constexpr std::string_view limits_missing = "limits_missing";
inline constexpr std::string_view limits_missing_text =
    "nights or listings without a least or a greatest length of stay; taken as open";

/// Reads the next record of the file into `into`, or counts in `out` why it cannot be. Requires:
/// is_listings, and that the file stands on a record.
void read_listing(const csv_reader& file, listings& into, omissions& out);

/// "{TV,"Cable TV",Wifi}" or ["TV", "Cable TV"], as "cable_tv", "tv", "wifi".
std::vector<std::string> split_amenities(std::string_view text);

/// A failure of code data at a field of the record on which the file stands.
failure fault(const csv_reader& file, std::string_view field, std::string_view value,
              std::string text);

/// The field of this name in the record; empty where the file has no such column.
std::string_view field(const csv_reader& file, std::string_view name);

}  // namespace pronto::airbnb
