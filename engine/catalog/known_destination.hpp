#pragma once
// What a source says of a city without bringing its hotels.
#include <compare>
#include <cstdint>
#include <string>

#include "catalog/places/globe.hpp"

namespace pronto {

/// Names a destination, in its catalog and in its source.
struct destination_key {
  std::string key;      ///< its folded canonical name, as of place_key
  std::string country;  ///< ISO 3166-1 alpha-2

  auto operator<=>(const destination_key&) const = default;
};

struct known_destination {
  destination_key at;
  std::string city;          ///< as most of its hotels write it; on a tie the lower spelling
  std::uint32_t hotels = 0;  ///< that the source has of it; 0: none any more
  /// Holds where they stand, and may be larger; empty where the source does not know.
  globe_box area{};

  bool operator==(const known_destination&) const = default;
};

}  // namespace pronto
