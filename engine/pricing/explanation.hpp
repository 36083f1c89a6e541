#pragma once
// The words of a price: the lines of a breakdown, each naming what made it.
#include <vector>

#include "catalog/hotel.hpp"
#include "pricing/party.hpp"
#include "pricing/price.hpp"
#include "pricing/promotions.hpp"
#include "pricing/room_charge.hpp"
#include "pricing/stay.hpp"
#include "pricing/taxes.hpp"

namespace pronto {

/// A stay that nothing refuses, with its guests settled and its nights charged. Refers to what it
/// was made from.
struct booked_stay {
  const hotel& where;
  std::uint32_t plan;
  const product& room;
  const stay& when;
  const party& guests;
  const room_charge& charge;
};

/// A line for each night's base amount, its extra adults and each paying child; they sum to the
/// room charge.
std::vector<price_line> room_lines(const booked_stay& of);

price_line promotion_line(const booked_stay& of, const eligible_promotion& by,
                          std::int64_t amount);
price_line supplement_line(const booked_stay& of, const supplement& by, std::int64_t amount);
price_line tax_line(const booked_stay& of, const applying_tax& by, std::int64_t amount);

}  // namespace pronto
