#pragma once
// Small random hotels of few different values, so that ties, sold-out nights and odd corners of the
// rules are frequent: the opposite of the generator's, which are to look real.
#include <memory>
#include <vector>

#include "catalog/hotel.hpp"
#include "pricing/stay.hpp"
#include "sources/generated/random.hpp"

namespace pronto {

/// The nights over which tiny hotels have rates, with holes.
inline constexpr date_range tiny_nights{20'000, 20'041};

/// A hotel that holds what hotel.hpp promises, with the code "H" and the number, in one of three
/// cities and, in most cases, the money of its country.
hotel tiny_hotel(generated::random_stream& dice, int number);

/// A stay that often fits: within the nights, of a few guests, booked some days before.
stay tiny_stay(generated::random_stream& dice);

}  // namespace pronto
