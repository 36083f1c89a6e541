#include "plain/guests.hpp"

#include "plain/conditions.hpp"

#include <algorithm>
#include <functional>

namespace plain {
namespace {

using nlohmann::json;

bool is_child_to(const json& plan, int age) {
  if (!plan.contains("offer") || !plan.at("offer").contains("adult_min_age")) return false;
  return age < plan.at("offer").at("adult_min_age").get<int>();
}

int full_payers(const json& occupancy) {
  const int standard = occupancy.at("std");
  if (!occupancy.contains("max_child")) return standard;
  return std::min(occupancy.at("max").get<int>() - occupancy.at("max_child").get<int>(), standard);
}

bool outside_child_ages(const json& offer, int age) {
  return (offer.contains("child_min_age") && age < offer.at("child_min_age").get<int>()) ||
         (offer.contains("child_max_age") && age >= offer.at("child_max_age").get<int>());
}

}  // namespace

request::request(const json& of_hotel, const std::string& plan_code, const std::string& room_code,
                 const stay& of_stay)
    : hotel(of_hotel),
      plan(by_code(of_hotel.at("plans"), "plan", plan_code)),
      room(by_code(of_hotel.at("rooms"), "room", room_code)),
      asked(of_stay),
      arrival(day_of(of_stay.arrival)),
      departure(arrival + of_stay.nights),
      days_in_advance(arrival - day_of(of_stay.booking_date)) {}

const std::string& request::plan_code() const {
  return plan.at("plan").get_ref<const std::string&>();
}

const std::string& request::room_code() const {
  return room.at("room").get_ref<const std::string&>();
}

party classed_by_age(const request& r) {
  party guests;
  guests.adults = r.asked.adults;
  for (const int age : r.asked.child_ages) {
    if (is_child_to(r.plan, age)) {
      guests.children.push_back(age);
    } else {
      ++guests.adults;
      guests.child_became_adult = true;
    }
  }
  std::sort(guests.children.begin(), guests.children.end(), std::greater<>());
  return guests;
}

refusal refused_by_occupancy(const request& r) {
  const int guests = r.asked.adults + static_cast<int>(r.asked.child_ages.size());
  if (!within(r.room, "occupancy", guests)) return "invalid_occupancy";
  return std::nullopt;
}

refusal refused_by_offer(const request& r, const party& guests) {
  if (r.asked.strict && guests.child_became_adult) return "offer_guests";
  if (!r.plan.contains("offer")) return std::nullopt;
  const json& offer = r.plan.at("offer");
  for (const int age : guests.children)
    if (outside_child_ages(offer, age)) return "offer_guests";
  if (!within(offer, "adults", guests.adults)) return "offer_occupancy";
  if (!within(offer, "children", static_cast<int>(guests.children.size())))
    return "offer_occupancy";
  if (!within(offer, "los", r.asked.nights)) return "offer_los";
  if (!on_weekday(offer, "arrival_days", r.arrival)) return "offer_arrival";
  if (!on_weekday(offer, "departure_days", r.departure)) return "offer_departure";
  if (!within(offer, "advance_days", r.days_in_advance)) return "advance_booking";
  return std::nullopt;
}

void promote_oldest_to_adults(const request& r, party& guests) {
  const int full = full_payers(r.room.at("occupancy"));
  while (guests.adults < full && !guests.children.empty()) {
    guests.children.erase(guests.children.begin());
    ++guests.adults;
  }
}

void free_youngest_of_family(const request& r, party& guests) {
  if (!r.plan.contains("family")) return;
  const json& family = r.plan.at("family");
  const int max_age = family.at("max_age");
  const auto young = static_cast<int>(std::count_if(
      guests.children.begin(), guests.children.end(), [&](int age) { return age < max_age; }));
  if (young < 1 || young < family.at("min_count").get<int>()) return;
  guests.free_children = std::min(young, family.at("free_count").get<int>());
  for (int freed = 0; freed < guests.free_children; ++freed) guests.children.pop_back();
}

}  // namespace plain
