#pragma once
// Whether a stay is let in at all, before any amount is looked at: steps 1, 2, 5 and 6.
#include <optional>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/party.hpp"
#include "pricing/price.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// Step 1.
std::optional<reason> refused_by_room(const occupancy& room, const stay& when);

/// Step 2, on the guests as step 0 classed them.
std::optional<reason> refused_by_offer(const offer_rule& offer, const party& guests,
                                       const stay& when);

/// Step 5: the rules for the room and those for all rooms.
std::optional<reason> refused_by_rules(const packed::rules& rules, std::uint32_t room,
                                       const stay& when);

/// Step 6.
std::optional<reason> refused_by_inventory(const packed::room_type& room, const stay& when);

/// The numbers that would be allowed in place of the one that was refused: guests, nights, or days from
/// booking to arrival; without limits where the reason is about no number.
bounds allowed_instead(reason refused, const packed::hotel& where, const packed::rate_plan& plan,
                       const packed::product& product, const stay& when);

}  // namespace pronto
