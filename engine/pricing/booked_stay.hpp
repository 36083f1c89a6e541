#pragma once
// A stay that nothing refuses: what steps 9 to 12 work on.
#include "catalog/packed/packed_hotel.hpp"
#include "pricing/party.hpp"
#include "pricing/room_charge.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// Its guests are settled and its nights charged. Refers to what it was made from.
struct booked_stay {
  const packed::hotel& where;
  std::uint32_t plan;
  const packed::product& room;
  const stay& when;
  const party& guests;
  const room_charge& charge;
};

}  // namespace pronto
