#pragma once
// Which cities or hotels there are, for people.
#include <string>

#include "app/terminal/terminal.hpp"
#include "search/request.hpp"

namespace pronto {

/// A table of them over a line that says how many there are.
std::string to_text(const hotels_answer& answer, const hotels_request& request,
                    const appearance& look);

}  // namespace pronto
