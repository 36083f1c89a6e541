#pragma once
// The words of a price: the lines of a breakdown, each naming what made it.
#include <vector>

#include "pricing/booked_stay.hpp"
#include "pricing/price.hpp"
#include "pricing/promotions.hpp"
#include "pricing/taxes.hpp"

namespace pronto {

/// A line for each night's base amount, its extra adults and each paying child; they sum to the
/// room charge.
std::vector<price_line> room_lines(const booked_stay& of);

price_line promotion_line(const booked_stay& of, const eligible_promotion& by,
                          std::int64_t amount);
price_line supplement_line(const booked_stay& of, const packed::supplement& by,
                           std::int64_t amount);
price_line tax_line(const booked_stay& of, const applying_tax& by, std::int64_t amount);

}  // namespace pronto
