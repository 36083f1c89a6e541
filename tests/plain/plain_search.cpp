#include "plain/conditions.hpp"
#include "plain/exact.hpp"
#include "plain/plain_pricer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace plain {
namespace {

using nlohmann::json;

struct offer {
  fraction total;
  std::string hotel;
  std::string plan;
  std::string room;
  std::string total_text;
};

double great_circle_km(const json& a, const json& b) {
  constexpr double earth_radius_km = 6371.0088;
  const auto radians = [](const json& degrees) {
    return degrees.get<double>() * std::numbers::pi / 180.0;
  };
  const double latitude_a = radians(a.at("latitude"));
  const double latitude_b = radians(b.at("latitude"));
  const double across = std::sin((latitude_b - latitude_a) / 2);
  const double along = std::sin((radians(b.at("longitude")) - radians(a.at("longitude"))) / 2);
  const double haversine =
      across * across + std::cos(latitude_a) * std::cos(latitude_b) * along * along;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, haversine)));
}

bool hotel_passes(const json& hotel, const json& filters) {
  if (filters.contains("stars_min") && hotel.at("stars") < filters.at("stars_min")) return false;
  for (const json& amenity : list_of(filters, "amenities"))
    if (!names(hotel, "amenities", amenity)) return false;
  if (!filters.contains("near")) return true;
  const json& circle = filters.at("near");
  return great_circle_km(hotel, circle) <= circle.at("km").get<double>();
}

bool plan_passes(const json& plan, const json& filters) {
  const bool any_meal_plan = list_of(filters, "meal_plans").empty();
  return (any_meal_plan || names(filters, "meal_plans", plan.at("meal_plan"))) &&
         (!flag(filters, "refundable") || flag(plan, "refundable"));
}

// The hotel's best offer of the plans that pass, whatever its total.
std::optional<offer> best_offer(const json& hotel, const stay& asked, const json& filters) {
  std::optional<offer> best;
  for (const auto& [plan, room] : pairs_of(hotel)) {  // sorted: of equal totals the first stays
    if (!plan_passes(by_code(hotel.at("plans"), "plan", plan), filters)) continue;
    const json answer = price(hotel, plan, room, asked);
    if (!answer.contains("total")) continue;
    const fraction total = amount_of(answer, "total");
    if (!best || total < best->total)
      best = offer{total, hotel.at("hotel"), plan, room, answer.at("total")};
  }
  return best;
}

json currency_of_most(const std::vector<const json*>& hotels) {
  std::map<std::string, int> count;
  for (const json* hotel : hotels) ++count[hotel->at("currency").get<std::string>()];
  json most;
  int hotels_of_most = 0;
  for (const auto& [currency, of_currency] : count) {  // sorted: on a tie the lower code stays
    if (of_currency <= hotels_of_most) continue;
    most = currency;
    hotels_of_most = of_currency;
  }
  return most;
}

}  // namespace

json search(const std::vector<json>& hotels, const std::string& city, const std::string& country,
            const stay& asked, const json& filters) {
  std::vector<const json*> of_city;
  for (const json& hotel : hotels)
    if (hotel.at("city") == city && hotel.at("country") == country) of_city.push_back(&hotel);

  const json currency = currency_of_most(of_city);
  int other_currency = 0;
  std::vector<offer> offers;
  for (const json* hotel : of_city) {
    if (!hotel_passes(*hotel, filters)) continue;
    if (hotel->at("currency") != currency) {
      ++other_currency;
      continue;
    }
    const auto best = best_offer(*hotel, asked, filters);
    if (!best) continue;
    if (filters.contains("max_total") && best->total > amount_of(filters, "max_total")) continue;
    offers.push_back(*best);
  }
  std::sort(offers.begin(), offers.end(), [](const offer& a, const offer& b) {
    return std::tie(a.total, a.hotel) < std::tie(b.total, b.hotel);
  });

  json shown = json::array();
  for (std::size_t i = 0; i < std::min<std::size_t>(offers.size(), 10); ++i)
    shown.push_back({{"hotel", offers[i].hotel},
                     {"plan", offers[i].plan},
                     {"room", offers[i].room},
                     {"total", offers[i].total_text}});
  return {{"currency", currency},
          {"other_currency", other_currency},
          {"bookable", offers.size()},
          {"offers", shown}};
}

}  // namespace plain
