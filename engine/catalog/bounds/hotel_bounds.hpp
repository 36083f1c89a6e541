#pragma once
// What stays in a hotel cost at least, without looking at its rates: plain numbers, from which an
// index is made. See pricing/lower_bound.hpp for what makes them, and why they hold.
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "catalog/day.hpp"

namespace pronto {

/// Who stays, as far as bounds tell parties apart. Most are two adults, so theirs are the tightest.
enum class party_kind : std::uint8_t {
  couple,            ///< two adults
  single,            ///< one adult
  trio,              ///< three adults
  single_with_more,  ///< one adult and children
  three_with_child,  ///< two adults and a child
  large,             ///< two adults or more, four guests or more
};
inline constexpr std::size_t party_kind_count = 6;

/// Requires: guests >= adults >= 1.
constexpr party_kind party_kind_of(int adults, int guests) {
  if (adults == 1) return guests == 1 ? party_kind::single : party_kind::single_with_more;
  if (guests >= 4) return party_kind::large;
  if (guests == 3) return adults == 3 ? party_kind::trio : party_kind::three_with_child;
  return party_kind::couple;
}

/// For a stay whose nights lie within `nights`, for `guests` of whom `adults` are adults:
///   it cannot be booked if a night has `never`, or guests > guests_max;
///   total >= share x (kept x times x (sum of `least` over the nights) - max(times, 1) x off)
///            + (an_adult x adults + a_room) x min(nights, amount_nights),
/// where times are those of party_kind_of(adults, guests); kept and off are those of `shorter` if it
/// is shorter than `long_from` nights, else of `longer`; share is 1 if it is longer than `share_nights`;
/// the rest is of `taxes`. No stay with a night outside of `nights` can be booked.
struct hotel_bounds {
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  struct reduction {
    double kept = 1;  ///< the share of the room charge that is left
    double off = 0;   ///< minor units, once a stay
  };

  /// What is added to every stay.
  struct additions {
    double share = 1;       ///< of the charge, percents and itself; 1 or more
    int share_nights = 0;   ///< nights of the longest stay that has it
    double an_adult = 0;    ///< minor units a night
    double a_room = 0;      ///< likewise
    int amount_nights = 0;  ///< of a longer stay so many nights have these
  };

  date_range nights{0, -1};
  std::vector<std::int64_t> least;  ///< minor units, by night
  /// 1 for a couple; infinite for those whom nothing takes.
  std::array<double, party_kind_count> times{1, 1, 1, 1, 1, 1};
  reduction shorter;
  reduction longer;
  additions taxes;
  int long_from = 0;   ///< nights
  int guests_max = 0;
  /// Nothing of this can be said: the hotel may be had at any price on any night.
  bool unknown = false;
};

}  // namespace pronto
