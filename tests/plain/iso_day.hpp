// Days of the proleptic Gregorian calendar as numbers, for the plain pricer and its random hotels.
// Day 0 is 1970-01-01, a Thursday. Nothing here is shared with engine/: that is the point.
#pragma once

#include <string>

namespace plain {

using day = int;

/// The day number of an ISO date "YYYY-MM-DD". Throws std::invalid_argument for any other text.
day day_of(const std::string& iso_date);

/// The ISO date of a day number of the years 0000 to 9999.
std::string iso_date_of(day date);

/// 0 for Monday to 6 for Sunday.
int weekday_of(day date);

}  // namespace plain
