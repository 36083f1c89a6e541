#pragma once
// Whether two hotels are equal in everything, the contents of their calendars included.
#include <string>

#include "catalog/hotel.hpp"

namespace pronto {

/// The first part in which they differ, "plans[1].products[0].rates[17]"; empty if they are equal.
std::string difference(const hotel& a, const hotel& b);

}  // namespace pronto
