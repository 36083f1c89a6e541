#include "app/shown/question_json.hpp"

#include <array>

#include "app/shown/answer_json.hpp"
#include "catalog/currency.hpp"
#include "catalog/day.hpp"

namespace pronto {

namespace {

using json = nlohmann::ordered_json;

// With two decimals, or the four that it can have.
std::string amount_text(std::int64_t e4) {
  constexpr std::int64_t hundredth = 100;
  return e4 % hundredth == 0 ? format_amount(e4 / hundredth, 2) : format_amount(e4, 4);
}

template <class Request>
json where(const Request& from) {
  json out{{"cities", json::array()}};
  if (!from.city.empty()) out["cities"].push_back(from.city);
  for (const auto& each : from.more_cities) out["cities"].push_back(each);
  out["country"] = text_or_null(from.country);
  return out;
}

// The booking date is null where it is each hotel's today.
void add_stay(const stay_request& from, json& to) {
  to["arrival"] = format_day(from.arrival);
  to["nights"] = from.nights;
  to["adults"] = from.adults;
  to["child_ages"] = from.child_ages;
  to["booking_date"] = from.booking ? json(format_day(*from.booking)) : json();
  to["strict"] = from.strict;
}

void add_product_filters(const filters& from, json& to) {
  to["meal_plans"] = json::array();
  for (const auto each : from.meal_plans) to["meal_plans"].push_back(to_string(each));
  to["refundable"] = from.refundable;
  to["max_total"] = from.total_max_e4 ? json(amount_text(*from.total_max_e4)) : json();
}

void add_hotel_filters(const filters& from, json& to) {
  to["stars"] = from.stars_min ? json(*from.stars_min) : json();
  to["amenities"] = from.amenities;
  to["near"] = json();
  if (from.near)
    to["near"] = {{"latitude", from.near->latitude},
                  {"longitude", from.near->longitude},
                  {"km", from.near->km}};
  to["hotels"] = from.hotels;
}

}  // namespace

std::string_view to_string(sort_by order) {
  constexpr std::array<std::string_view, sort_by_count> names{"total", "stars", "distance", "name"};
  return names[static_cast<std::size_t>(order)];
}

json to_json(const find_request& question) {
  json out = where(question);
  add_stay(question.when, out);
  out["arrival_first"] = format_day(question.when.arrival - question.days_before);
  out["arrival_last"] = format_day(question.when.arrival + question.days_after);
  out["more_rooms"] = json::array();
  for (const auto& each : question.more_rooms)
    out["more_rooms"].push_back({{"adults", each.adults}, {"child_ages", each.child_ages}});
  add_product_filters(question.keep, out);
  add_hotel_filters(question.keep, out);
  out["currency"] = text_or_null(question.currency_code);
  out["sort"] = to_string(question.sort);
  out["limit"] = question.limit;
  return out;
}

json to_json(const quote_request& question) {
  json out{{"hotel", question.hotel}};
  add_stay(question.when, out);
  add_product_filters(question.keep, out);
  out["currency"] = text_or_null(question.currency_code);
  return out;
}

json to_json(const calendar_request& question) {
  json out = where(question);
  out["hotel"] = text_or_null(question.hotel);
  add_stay(question.when, out);
  out["arrivals"] = question.arrivals;
  add_product_filters(question.keep, out);
  add_hotel_filters(question.keep, out);
  out["currency"] = text_or_null(question.currency_code);
  return out;
}

json to_json(const hotels_request& question) {
  json out = where(question);
  add_hotel_filters(question.keep, out);
  out["limit"] = question.limit;
  out["skip"] = question.skip;
  return out;
}

}  // namespace pronto
