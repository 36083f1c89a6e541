// Step 9: which sets of promotions a stay may take, and what a set leaves of each night's amount.
#pragma once

#include "plain/exact.hpp"
#include "plain/guests.hpp"
#include "plain/nights.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plain {

/// Promotions of the hotel's document in the order in which they are applied.
using promotion_set = std::vector<const nlohmann::json*>;

/// The candidates: none; each eligible exclusive one alone; all eligible combinable ones together.
std::vector<promotion_set> candidate_promotions(const request& r);

/// What the set leaves of each night's amount.
std::vector<fraction> amounts_after(const promotion_set& set, const std::vector<night>& nights);

/// The sorted codes of a set.
std::vector<std::string> codes_of(const promotion_set& set);

}  // namespace plain
