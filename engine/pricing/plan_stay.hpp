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
  /// The stay in one room of the plan, with what its nights cost by the rates.
  struct in_room {
    std::uint32_t product = 0;
    party guests;
    room_charge charge;

    /// What each night costs after free nights of the plan, in minor units as near as a double is.
    by_night<double> nights() const;
  };

  /// Refers to the hotel and the stay. Requires: `when` within the limits of stay.hpp.
  plan_stay(const packed::hotel& where, std::uint32_t plan, const stay& when);

  std::uint32_t plan() const { return plan_; }
  /// Whether the plan takes such guests at such a time, in some room.
  bool admits() const { return guests_.has_value(); }

  /// Nothing if the product cannot be booked; that it can is only known when it has a total.
  std::optional<in_room> in(std::uint32_t product) const;

  /// The total of what `price_stay` gives for the product; nothing where that gives no price.
  /// Requires: made by `in`.
  std::optional<std::int64_t> total(const in_room& of) const;

private:
  const packed::hotel* where_;
  const stay* when_;
  std::uint32_t plan_;
  const packed::rate_plan* by_;
  std::optional<party> guests_;  ///< not settled yet
};

}  // namespace pronto
