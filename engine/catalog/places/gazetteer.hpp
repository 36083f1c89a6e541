#pragma once
// The cities that travellers go to: what they are called, where they lie, what time they keep.
//
// It serves to understand a destination however it is spelled and to make up realistic data. It
// is not a list of what can be booked: a hotel may stand in a place that is not here.
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace pronto {

/// A city, with text in UTF-8, composed (NFC). It names a place in one country; the same name may
/// stand for a place in another.
struct known_city {
  std::string_view name;            ///< as English has it: "Munich"
  std::string_view country;         ///< alpha-2 code, see country.hpp: "DE"
  double latitude;                  ///< degrees, north positive
  double longitude;                 ///< degrees, east positive, -180 to 180
  std::int16_t utc_offset_minutes;  ///< standard time, without daylight saving: 60
  std::array<std::string_view, 4> other_names;  ///< then empty ones; read `alternatives` instead

  /// Its names in the languages and scripts of the place ("München", "東京"), further spellings
  /// ("Muenchen", "Bombay"), and the island, resort or sight for which travellers go there ("Bali"
  /// for Denpasar). Never its English name; may be none. Valid for as long as this object.
  std::span<const std::string_view> alternatives() const;
};

/// All of them, in rough order of importance as a destination: the first n are a fair choice of n
/// from all continents. No two have both name and country in common.
std::span<const known_city> known_cities();

}  // namespace pronto
