#pragma once
// Questions to the generated hotels of refreshed_hotels.hpp.
#include <vector>

#include "search/request.hpp"

namespace pronto::bench {

inline constexpr day market_first_night = 20'800;

/// The cheapest hotel of some large cities, for stays of 1 to 7 nights all over the calendar.
std::vector<find_request> market_questions();

}  // namespace pronto::bench
