#pragma once
// Which city of the gazetteer lies nearest to a point.
#include "catalog/places/gazetteer.hpp"

namespace pronto {

/// The known city that is nearest to a point in degrees, along the great circle. Compares all.
const known_city& nearest_city(double latitude, double longitude);

}  // namespace pronto
