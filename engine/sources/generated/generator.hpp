#pragma once
// Makes hotels that look like real ones, any number of them, from a seed: the same options give the
// same hotels on every machine.
#include <cstdint>
#include <memory>

#include "catalog/hotel.hpp"

namespace pronto {

struct generator_options {
  std::uint64_t hotels = 3000;
  std::uint64_t seed = 1;
  day first_night = 0;       ///< the calendars' first night
  int nights = 365;          ///< 1 to 1000
  std::uint32_t cities = 0;  ///< the first so many of the gazetteer (all, if it has fewer);
                             ///< 0: as suits the number of hotels
};

/// The hotel of this number, from 0 to options.hotels - 1; each is made by itself, in any order.
std::shared_ptr<const hotel> generate_hotel(const generator_options& options, std::uint64_t number);

}  // namespace pronto
