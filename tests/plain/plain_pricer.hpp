// The plain pricer: the rules of what a stay costs, written as an executable form of their prose
// and of nothing else. It walks day by day, in exact fractions, over hotel documents as they are
// written, and shares no line with engine/, so that the two can be held against each other.
//
// Hotels are documents in the verbose form and must be valid: an invalid one throws, from the JSON
// library or as std::invalid_argument. Whether a document is valid is not judged here.
#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace plain {

struct stay {
  std::string arrival;  // ISO date
  int nights = 1;       // at least 1
  int adults = 1;
  std::vector<int> child_ages;  // by their real ages, in any order
  std::string booking_date;     // ISO date
  bool strict = false;          // a child that a plan counts as an adult is `offer_guests`
};

/// Digits after the point of a few currencies; std::invalid_argument for one it does not know.
int decimals_of(const std::string& currency);

/// What one pair of plan and room costs for a stay: {total, room, promotions, supplements,
/// taxes_added, taxes_included, due_at_property, applied: [codes, sorted]}, amounts as strings with
/// exactly the currency's decimals; or {not_bookable: reason}, the first in the order of the rules.
/// `decimals` serves a currency that decimals_of does not know.
nlohmann::json price(const nlohmann::json& hotel, const std::string& plan, const std::string& room,
                     const stay& asked, std::optional<int> decimals = std::nullopt);

/// All pairs of plan code and room code for which the plan has at least one rate, sorted.
std::vector<std::pair<std::string, std::string>> pairs_of(const nlohmann::json& hotel);

/// {"expected": {"PLAN/ROOM": price}, "cheapest": "PLAN/ROOM" or null} over all pairs. Ties go to
/// the lower plan code, then the lower room code.
nlohmann::json quote(const nlohmann::json& hotel, const stay& asked,
                     std::optional<int> decimals = std::nullopt);

/// The cheapest offers of a city: {currency, other_currency, bookable, offers: [{hotel, plan, room,
/// total}]}, one offer a hotel, the first ten. City and country are compared as they are written.
/// `filters` may hold stars_min, meal_plans, refundable (false asks for nothing), amenities,
/// near {latitude, longitude, km} and max_total; an empty list asks for nothing. A city without
/// hotels has the currency null.
nlohmann::json search(const std::vector<nlohmann::json>& hotels, const std::string& city,
                      const std::string& country, const stay& asked,
                      const nlohmann::json& filters);

}  // namespace plain
