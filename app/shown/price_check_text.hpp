#pragma once
// What became of a shown price, for people.
#include <string>

#include "app/terminal/terminal.hpp"
#include "search/request.hpp"

namespace pronto {

/// Whether it is available, for how much more or less, or why not; the sums that differ; and, where
/// the price changed, how the new one comes about.
std::string to_text(const price_check_answer& answer, const appearance& look);

}  // namespace pronto
