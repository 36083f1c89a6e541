#pragma once
// The filters of a search as the corpus of rules writes them.
#include <nlohmann/json.hpp>

#include "search/request.hpp"

namespace conformance {

/// Each member is optional: {"stars_min", "meal_plans", "refundable", "amenities",
/// "near": {"latitude", "longitude", "km"}, "max_total": "123.45"}.
pronto::filters filters_of(const nlohmann::json& from);

}  // namespace conformance
