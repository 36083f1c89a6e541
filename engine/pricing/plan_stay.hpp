#pragma once
// A stay as one rate plan of a hotel takes it, to find the cheapest of the plan's rooms: prices without
// what only whoever books wants to know of them.
#include <cstdint>
#include <optional>

#include "catalog/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/party.hpp"
#include "pricing/room_charge.hpp"
#include "pricing/stay.hpp"

namespace pronto {

class plan_stay {
public:
  /// Refers to the hotel and the stay. Requires: `when` within the limits of stay.hpp.
  plan_stay(const packed::hotel& where, std::uint32_t plan, const stay& when);

  /// Whether the plan takes such guests at such a time, in some room.
  bool admits() const { return guests_.has_value(); }

  /// What each night costs after free nights of the plan, in minor units as near as a double is;
  /// false if the product cannot be booked. That it can is only known when it has a total.
  bool room_nights(std::uint32_t product, by_night<double>& out) const;

  /// The total of what `price_stay` gives for the product; nothing where that gives no price.
  std::optional<std::int64_t> total(std::uint32_t product) const;

private:
  struct charged {
    party guests;
    room_charge charge;
  };
  std::optional<charged> charge(const packed::product& of) const;

  const packed::hotel& where_;
  const stay& when_;
  std::uint32_t plan_;
  const packed::rate_plan& by_;
  std::optional<party> guests_;  ///< not settled yet
};

}  // namespace pronto
