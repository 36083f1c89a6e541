#pragma once
// The bounds of a stay in all hotels of a block at once, with the widest vectors that the processor
// has (Highway: one source, chosen at run time). First what does not depend on the arrival, which
// may vary then.
#include <array>
#include <cstdint>
#include <span>

#include "catalog/bounds/bound_block.hpp"
#include "pricing/by_night.hpp"

namespace pronto {

struct bound_question {
  day arrival = 0;
  int nights = 1;
  int adults = 1;
  int guests = 1;     ///< children included
  int stars_min = 0;  ///< hotels of fewer are said not to be bookable
};

/// For each hotel of a block what its nights make of a bound: fixed + by_code x (sum of the codes of
/// the stay's nights), infinity where it cannot be booked whenever that is; both 0 where nothing is
/// known of it.
struct alignas(64) stay_terms {
  std::array<float, bound_block::width> by_code;
  std::array<float, bound_block::width> fixed;

  /// Says that a hotel cannot be booked.
  void leave_out(std::size_t hotel);
};

/// For each hotel of a block a number that no total of the stay there is below, in minor units;
/// infinity where it cannot be booked.
struct alignas(64) stay_bounds {
  std::array<float, bound_block::width> of;
};

/// Whatever the arrival of the question is. Requires: nights >= 1, guests >= adults >= 1.
void find_terms(const bound_block& in, const bound_question& about, stay_terms& out);

/// Returns the least of them. Requires: `terms` are those of the block and the question.
float find_bounds(const bound_block& in, const stay_terms& terms, const bound_question& about,
                  stay_bounds& out);

/// A bit for each hotel of the block whose bound is at most `most`, the lowest for the first.
std::uint64_t hotels_within(const stay_bounds& bounds, float most);

/// The least of them for each arrival from the question's on. Requires: as above.
void find_lowest(const bound_block& in, const stay_terms& terms, const bound_question& about,
                 std::span<float> lowest);

/// What each night costs at least in one hotel of the block, before anything is taken off; nothing if
/// nothing is known of them. Requires: the hotel's bound is finite.
by_night<double> least_nights(const bound_block& in, std::size_t hotel,
                              const bound_question& about);

/// Where more is known of a hotel: no total is below kept x (what its nights cost together) + more.
/// Requires: something is known of its nights; as above.
void set_terms(const bound_block& in, std::size_t hotel, const bound_question& about, double kept,
               double more, stay_terms& out);

}  // namespace pronto
