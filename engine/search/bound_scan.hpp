#pragma once
// The bounds of a stay in all hotels of a block at once, with the widest vectors that the processor
// has (Highway: one source, chosen at run time).
#include <array>

#include "catalog/bound_block.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// For each hotel of a block a number that no total of the stay there is below, in minor units;
/// infinity where it cannot be booked.
using stay_bounds = std::array<float, bound_block::width>;

struct bound_question {
  day arrival = 0;
  int nights = 1;
  int adults = 1;
  int guests = 1;     ///< children included
  int stars_min = 0;  ///< hotels of fewer are said not to be bookable
};

/// Requires: `out` is aligned to 64 bytes; nights >= 1, guests >= adults >= 1.
void scan(const bound_block& in, const bound_question& about, stay_bounds& out);

}  // namespace pronto
