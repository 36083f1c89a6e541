#pragma once
// Taxes and fees of generated hotels: the shapes that cities and houses really use, with amounts
// that are made up.
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/house.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// In order of their codes. What the city levies is the same in all its hotels of the same stars.
std::vector<tax_fee> make_taxes(const house& of, const std::vector<room_type>& rooms,
                                const std::vector<rate_plan>& plans, std::uint64_t seed,
                                random_stream& dice);

}  // namespace pronto::generated
