#include "catalog/hotel.hpp"

#include <algorithm>
#include <array>

namespace pronto {

namespace {

constexpr std::array<std::string_view, meal_plan_count> meal_plan_names{
    "room_only", "breakfast", "half_board", "full_board", "all_inclusive"};

}  // namespace

std::string_view to_string(meal_plan board) {
  return meal_plan_names[static_cast<std::size_t>(board)];
}

std::optional<meal_plan> parse_meal_plan(std::string_view text) {
  const auto found = std::find(meal_plan_names.begin(), meal_plan_names.end(), text);
  if (found == meal_plan_names.end()) return std::nullopt;
  return static_cast<meal_plan>(found - meal_plan_names.begin());
}

std::string_view to_string(charge_basis basis) {
  return basis == charge_basis::person ? "person" : "room";
}

std::string_view to_string(promotion_type type) {
  switch (type) {
    case promotion_type::free_nights: return "free_nights";
    case promotion_type::percent: return "percent";
    case promotion_type::per_night: return "per_night";
    case promotion_type::per_stay: return "per_stay";
  }
  return "unknown";
}

}  // namespace pronto
