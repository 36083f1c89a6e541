#pragma once
// What the parts of one generated hotel agree on before any of them is made.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/day.hpp"
#include "sources/generated/market.hpp"

namespace pronto::generated {

enum class lodging : std::uint8_t {
  hotel,     ///< a price for every night
  seasonal,  ///< a price list by seasons
  home,      ///< a flat or a house: one room, one plan
};

struct house {
  market where;
  price_scale scale;
  lodging kind = lodging::hotel;
  int stars = 3;                     ///< 0 for homes
  date_range nights;                 ///< of the calendars
  std::int64_t usual = 0;            ///< price of the plainest room, minor units
  std::vector<fair> fairs;
  std::optional<int> adult_min_age;  ///< of all its plans
};

/// The form in which a hotel holds its parts.
template <class T>
void put_in_order(std::vector<T>& parts) {
  std::ranges::sort(parts, {}, &T::code);
}

}  // namespace pronto::generated
