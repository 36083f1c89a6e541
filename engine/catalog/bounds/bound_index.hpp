#pragma once
// The bounds of all hotels of a destination, in blocks. A block whose hotels did not change is
// shared with the index before.
#include <cstddef>
#include <memory_resource>
#include <span>
#include <vector>

#include "catalog/bounds/bound_block.hpp"
#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

/// Makes the bounds of one hotel: pricing's, which the catalog does not know.
using bounds_maker = hotel_bounds (*)(const packed::hotel&);
/// Makes those of the nights that may have others where only these nights changed, likewise.
using night_bounds_maker = hotel_bounds (*)(const packed::hotel&, date_range);

/// A hotel of which only some nights changed.
struct changed_nights {
  std::size_t place = 0;  ///< among the hotels of its destination
  const packed::hotel* to = nullptr;
  date_range nights;
};

struct bound_index {
  explicit bound_index(std::pmr::memory_resource* from) : blocks(from) {}

  /// Of bound_block::width hotels each, in the order of the destination's; none if there is no
  /// index.
  std::pmr::vector<bound_block_ptr> blocks;
  bool left_out = false;  ///< whether there is none because there was no room for it
};

/// Requires: both lists of hotels in order of their codes; `before` is the index of `hotels_before`.
/// Without an index where the nights of the hotels are too far apart for one.
bound_index make_bound_index(std::span<const hotel_ptr> hotels, bounds_maker make,
                             const bound_index& before, std::span<const hotel_ptr> hotels_before,
                             std::pmr::memory_resource* from);

/// Whether blocks as long as these can tell the bounds of a hotel that has a place in them and sells these
/// nights now. One of which nothing is known needs no nights in them.
bool can_tell(const bound_index& in, std::size_t place, date_range nights);

/// The index with what changed of these hotels. Requires: `before` has blocks; in order of places;
/// it can tell each hotel with its nights.
bound_index with_changed_nights(const bound_index& before, std::span<const changed_nights> changed,
                                bounds_maker whole, night_bounds_maker around,
                                std::pmr::memory_resource* from);

}  // namespace pronto
