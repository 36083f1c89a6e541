#pragma once
// How much a hotel may hold, in whichever way it comes: a document that holds more is rejected, and so is
// a change by which a hotel would. Far above what any hotel has, so that none takes the memory or the time
// of the others. docs/hotel.schema.json states all of them.
#include <cstddef>

namespace pronto {

inline constexpr std::size_t code_length_limit = 100;  ///< of a hotel, a room, a plan, in characters
inline constexpr std::size_t city_length_limit = 100;  ///< of a city's name, in characters
inline constexpr std::size_t text_length_limit = 1000;  ///< of any other text, in characters
inline constexpr std::size_t character_bytes_limit = 4;  ///< of one character, in UTF-8
inline constexpr int stars_limit = 5;
/// Pairs of a room and a plan that has rates for it: a search prices each of them.
inline constexpr std::size_t products_limit = 1000;
inline constexpr std::size_t rates_limit = 100'000;     ///< of one plan
inline constexpr std::size_t rules_limit = 10'000;      ///< of one plan
inline constexpr std::size_t inventory_limit = 10'000;  ///< ranges of one room
inline constexpr std::size_t amounts_limit = 64;        ///< of one rate by guests, and its bands
/// Amounts of all rates of a hotel. One number of a document may stand for 100,000 of them, so they are
/// counted before any is made.
inline constexpr std::size_t hotel_amounts_limit = 2'000'000;

// Numbers.
inline constexpr int guests_limit = 999;
inline constexpr int age_limit = 200;
inline constexpr int days_limit = 9999;  ///< of a length of stay, and of all else that is counted in days
inline constexpr int inventory_count_limit = 1'000'000;
/// How far a hotel's clock is ahead of UTC.
inline constexpr int utc_offset_least_minutes = -12 * 60;
inline constexpr int utc_offset_most_minutes = 14 * 60;

}  // namespace pronto
