#pragma once
// A price calendar for people: months with a total under each day.
#include <string>

#include "app/terminal/terminal.hpp"
#include "search/request.hpp"

namespace pronto {

/// The months of the answer, each a grid of weeks, Monday first; the cheapest days are green, the
/// dearest red. Where the screen is too narrow for a grid, one line for each day. Below it the
/// cheapest stay, and why days have no offer.
std::string to_text(const calendar_answer& answer, const calendar_request& request,
                    const appearance& look);

}  // namespace pronto
