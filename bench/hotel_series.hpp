#pragma once
// The nightly numbers of a hotel as plain arrays: what its calendars say, and nothing else. For
// benchmarks of how they are packed.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalog/hotel.hpp"

namespace pronto::bench {

enum class component : std::uint8_t { presence, amounts, rate_starts, inventory, restrictions };
inline constexpr std::size_t components = 5;
const char* name_of(component part);

struct nightly_series {
  component part;
  std::vector<std::int64_t> values;  ///< one for each night
  std::vector<std::uint8_t> counts;  ///< 1 where the value matters
};

/// One room of a plan, by the numbers of its series.
struct priced_series {
  std::size_t presence = 0;        ///< 1 on the nights that have a rate
  std::vector<std::size_t> base;   ///< by the guest counts that there are, ascending
};

struct hotel_series {
  std::size_t nights = 0;
  std::size_t rate_nights = 0;  ///< pairs of a product and a night with a price
  std::vector<nightly_series> all;
  std::vector<priced_series> products;
};

/// Of each product: on which nights there is a rate, its amounts for each number of guests, extra
/// adult and child band, and where a rate begins that is not told by a night without one before it.
/// Of each room that has an inventory: the rooms to sell. Of the rules of each plan, apart for each
/// room that they name: least and greatest lengths of stay on arrival and through, days closed, and
/// days closed to arrival and departure. The nights are those that any rate holds; the restrictions
/// hold one day more, for departures, and it is left out here.
hotel_series series_of(const hotel& from);

}  // namespace pronto::bench
