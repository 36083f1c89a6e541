#pragma once
// What the nights of a stay cost by the plan's rates, free nights included: steps 7 and 8.
#include <cstdint>
#include <optional>
#include <span>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/party.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// What is charged for one night: the rate's amounts for `unit` nights, of which this is one.
struct charged_night {
  std::int64_t base = 0;  ///< minor units for `unit` nights; so are the others
  std::int64_t extra_adults = 0;
  std::int64_t children = 0;
  bool free = false;  ///< by step 8; then none of it is charged

  std::int64_t amount() const { return free ? 0 : base + extra_adults + children; }
};

/// What all nights of the same guests have in common.
struct charge_terms {
  std::int64_t unit = 1;  ///< the plan's unit multiplier: each night costs amount() / unit
  int tier = 0;            ///< guests whose base amount it is
  int charged_adults = 0;  ///< b: how often the base is charged per person
  int extra_adults = 0;
};

struct room_charge : charge_terms {
  by_night<charged_night> nights;  ///< in order, one for each night of the stay
};

/// Step 7 alone, for any nights one after the other. Nothing if a night has no rate, or its rate no
/// amount for these guests (`missing_rate`). Requires: 1 to nights_limit nights.
std::optional<room_charge> charge_nights(const packed::rate_plan& plan, const packed::product& of,
                                         const occupancy& room, const party& guests, day first,
                                         int nights);

/// The same for a stay, then step 8.
std::optional<room_charge> charge_room(const packed::rate_plan& plan, const packed::product& of,
                                       const occupancy& room, const party& guests,
                                       const stay& when);

/// As charge_room, but that a night's parts are told as one, its `base`: from the terms of the same
/// guests, and what was charged before each night of the stay and before its departure.
room_charge charge_room(const packed::rate_plan& plan, const packed::product& of,
                        const charge_terms& terms, std::span<const std::int64_t> sums,
                        const stay& when);

}  // namespace pronto
