#pragma once
// What stays in a hotel cost at least, without looking at its rates: plain numbers, from which an
// index is made. See pricing/lower_bound.hpp for what makes them, and why they hold.
#include <cstdint>
#include <limits>
#include <vector>

#include "catalog/day.hpp"

namespace pronto {

/// For a stay whose nights lie within `nights`, for `guests` of whom `adults` are adults:
///   it cannot be booked if a night has `never`, or guests > guests_max;
///   total >= kept x (adults >= 2 ? pair : 1) x (sum of `least` over the nights) - off,
/// where kept and off are those of `shorter` if it is shorter than `long_from` nights, else of
/// `longer`. No stay with a night outside of `nights` can be booked.
struct hotel_bounds {
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  struct reduction {
    double kept = 1;  ///< the share of the room charge that is left, with what is always added
    double off = 0;   ///< minor units, once a stay
  };

  date_range nights{0, -1};
  std::vector<std::int64_t> least;  ///< minor units, by night
  double pair = 1;
  reduction shorter;
  reduction longer;
  int long_from = 0;   ///< nights
  int guests_max = 0;
  /// Nothing of this can be said: the hotel may be had at any price on any night.
  bool unknown = false;
};

}  // namespace pronto
