#pragma once
// The bounds of a stay in all hotels of a block at once, with the widest vectors that the processor
// has (Highway: one source, chosen at run time).
#include <array>

#include "catalog/bound_block.hpp"
#include "pricing/by_night.hpp"

namespace pronto {

/// For each hotel of a block a number that no total of the stay there is below, in minor units;
/// infinity where it cannot be booked.
struct alignas(64) stay_bounds {
  std::array<float, bound_block::width> of;
};

struct bound_question {
  day arrival = 0;
  int nights = 1;
  int adults = 1;
  int guests = 1;     ///< children included
  int stars_min = 0;  ///< hotels of fewer are said not to be bookable
};

/// Returns the least of them. Requires: nights >= 1, guests >= adults >= 1.
float scan(const bound_block& in, const bound_question& about, stay_bounds& out);

/// What each night costs at least in one hotel of the block, before anything is taken off; nothing if
/// nothing is known of them. Requires: the hotel's bound is finite.
by_night<double> least_nights(const bound_block& in, std::size_t hotel,
                              const bound_question& about);

}  // namespace pronto
