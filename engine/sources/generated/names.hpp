#pragma once
// What generated hotels are called: in the language of the place, made from parts.
#include <string>

#include "sources/generated/market.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// A name for a hotel of so many stars: "Hotel Drei Linden am Park", "Riad Jasmin". Not unique.
std::string hotel_name(const market& where, int stars, random_stream& dice);

/// A name for a home of one flat or house: "Ferienwohnung Schneider".
std::string home_name(const market& where, random_stream& dice);

/// "BER-00042": three letters of the city and the hotel's number, unique by the number. No spaces.
std::string hotel_code(const market& where, std::uint64_t number);

}  // namespace pronto::generated
