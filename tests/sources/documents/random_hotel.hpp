#pragma once
// Random hotels that use everything that a hotel may have, the odd corners often, and one that
// looks like those that are generated.
#include <memory>
#include <random>

#include "catalog/hotel.hpp"

namespace pronto {

/// Valid in all that hotel.hpp asks for; the same state of the generator gives the same hotel.
hotel random_hotel(std::mt19937_64& rng);

/// 2 rooms, 2 plans and 365 nights from 2027-03-01 with a price of 5 digits for one and two guests
/// each, inventory, taxes, promotions and supplements.
hotel usual_hotel(std::mt19937_64& rng);

}  // namespace pronto
