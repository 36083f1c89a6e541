#include "conformance/search_filters.hpp"

#include "catalog/currency.hpp"

namespace conformance {

using namespace pronto;
using nlohmann::json;

pronto::filters filters_of(const json& from) {
  filters out;
  if (from.contains("stars_min")) out.stars_min = from["stars_min"];
  for (const json& each : from.value("meal_plans", json::array()))
    out.meal_plans.push_back(parse_meal_plan(each.get<std::string>()).value());
  out.refundable = from.value("refundable", false);
  out.amenities = from.value("amenities", std::vector<std::string>{});
  if (from.contains("near"))
    out.near = circle{from["near"]["latitude"], from["near"]["longitude"], from["near"]["km"]};
  if (from.contains("max_total"))
    out.total_max_e4 = *parse_amount(from["max_total"].get<std::string>(), 4);
  return out;
}

}  // namespace conformance
