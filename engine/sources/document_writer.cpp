// Writes hotel documents: the reverse of document.cpp and the files beside it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "sources/document.hpp"
#include "sources/document_words.hpp"
#include "sources/rates_writer.hpp"

namespace pronto {

namespace document {
namespace {

// Keeps the fields in the order of the format's description, which is easier to read.
using json = nlohmann::ordered_json;

constexpr day first_day_of_1970 = 0;
constexpr day last_day_of_9999 = 2'932'896;

json limits(const bounds& from) {
  json out = json::object();
  if (from.min != bounds{}.min) out["min"] = from.min;
  if (from.max != bounds{}.max) out["max"] = from.max;
  return out;
}

json open_range(date_range from) {
  json out = json::object();
  if (from.first != first_day_ever) out["start"] = format_day(from.first);
  if (from.last != last_day_ever) out["end"] = format_day(from.last);
  return out;
}

// For what has both ends in documents: an open one becomes the end of the calendar.
void put_range(date_range from, json& to) {
  to["start"] = format_day(std::max(from.first, first_day_of_1970));
  to["end"] = format_day(std::min(from.last, last_day_of_9999));
}

void put_unless_empty(const char* name, json value, json& to) {
  if (!value.empty()) to[name] = std::move(value);
}

void put_unless_all(const char* name, weekdays days, json& to) {
  if (days != weekdays{}) to[name] = format_weekdays(days);
}

template <class T>
void put_if_any(const char* name, const std::optional<T>& value, json& to) {
  if (value) to[name] = *value;
}

void put_if_true(const char* name, bool value, json& to) {
  if (value) to[name] = true;
}

template <class T>
void put_scope(const char* name, const scope& from, const std::vector<T>& of, json& to) {
  if (!from) return;
  to[name] = json::array();
  for (const std::uint32_t index : *from) to[name].push_back(of[index].code);
}

// An element for each of a list; nothing where the list is empty.
template <class T, class Write>
void put_list(const char* name, const std::vector<T>& from, const Write& write, json& to) {
  for (const T& each : from) to[name].push_back(write(each));
}

json written(const room_type& from) {
  json out{{"room", from.code},
           {"name", from.name},
           {"occupancy",
            {{"min", from.guests.min}, {"std", from.guests.std}, {"max", from.guests.max}}}};
  put_if_any("max_child", from.guests.max_child, out["occupancy"]);
  if (!from.inventory) return out;
  out["inventory"] = json::array();
  for (const inventory_period& each : *from.inventory) {
    json range;
    put_range(each.nights, range);
    range["count"] = each.count;
    out["inventory"].push_back(std::move(range));
  }
  return out;
}

json written(const offer_rule& from) {
  json out = json::object();
  put_if_any("adult_min_age", from.adult_min_age, out);
  const json child_age = limits(from.child_age);
  if (child_age.contains("min")) out["child_min_age"] = child_age["min"];
  if (child_age.contains("max")) out["child_max_age"] = child_age["max"];
  put_unless_empty("adults", limits(from.adults), out);
  put_unless_empty("children", limits(from.children), out);
  put_unless_empty("los", limits(from.los), out);
  put_unless_all("arrival_days", from.arrival, out);
  put_unless_all("departure_days", from.departure, out);
  put_unless_empty("advance_days", limits(from.advance_days), out);
  return out;
}

json written(const booking_rule& from, const hotel& of) {
  json out = json::object();
  if (from.room) out["room"] = of.rooms[*from.room].code;
  put_range(from.dates, out);
  put_unless_empty("los", limits(from.los), out);
  put_unless_empty("stay_through", limits(from.stay_through), out);
  put_unless_all("arrival_days", from.arrival, out);
  put_unless_all("departure_days", from.departure, out);
  put_if_true("closed", from.closed, out);
  return out;
}

json written(const supplement& from, const hotel& of) {
  json out{{"supplement", from.code},
           {"name", from.name},
           {"charge", static_cast<int>(from.charge)},
           {"mandatory", from.mandatory}};
  put_unless_all("days", from.days, out);
  out["prices"] = json::array();
  for (const supplement_price& each : from.prices) {
    json price;
    put_range(each.nights, price);
    price["amount"] = format_amount(each.amount, of.money.decimals);
    if (each.room) price["room"] = of.rooms[*each.room].code;
    out["prices"].push_back(std::move(price));
  }
  return out;
}

json written(const rate_plan& from, const hotel& of) {
  json out{{"plan", from.code},
           {"name", from.name},
           {"meal_plan", meal_plans.word(from.board)},
           {"refundable", from.refundable},
           {"charge_basis", charge_bases.word(from.basis)}};
  if (from.unit_multiplier != 1) out["unit_multiplier"] = from.unit_multiplier;
  put_unless_empty("offer", written(from.offer), out);
  if (from.free_nights)
    out["free_nights"] = {{"required", from.free_nights->required},
                          {"discounted", from.free_nights->discounted},
                          {"repeating", from.free_nights->repeating}};
  if (from.family)
    out["family"] = {{"max_age", from.family->max_age},
                     {"min_count", from.family->min_count},
                     {"free_count", from.family->free_count}};
  write_rates(from, of, out);
  put_list("rules", from.rules, [&](const booking_rule& r) { return written(r, of); }, out);
  put_list("supplements", from.supplements, [&](const supplement& s) { return written(s, of); },
           out);
  return out;
}

json written(const tax_fee& from, const hotel& of) {
  json out{{"tax", from.code},
           {"name", from.name},
           {"kind", tax_kinds.word(from.kind)},
           {"type", percent_or_amount.word(from.is_percent)},
           {"value", from.is_percent ? format_percent(from.share)
                                     : format_amount(from.amount, of.money.decimals)},
           {"basis", payers.word(from.basis)},
           {"period", periods.word(from.period)}};
  json nights = json::object();
  put_if_any("max", from.nights_max, nights);
  if (from.nights_excluded != 0) nights["excluded"] = from.nights_excluded;
  put_unless_empty("nights", std::move(nights), out);
  put_unless_empty("los", limits(from.los), out);
  out.update(open_range(from.dates));
  put_scope("rooms", from.rooms, of.rooms, out);
  put_scope("plans", from.plans, of.plans, out);
  put_if_any("exempt_below", from.exempt_below, out);
  out["included"] = from.included;
  put_if_true("on_supplements", from.on_supplements, out);
  out["paid_at"] = payments.word(from.paid_at);
  return out;
}

json written(const promotion& from, const hotel& of) {
  json out{{"promotion", from.code}, {"type", promotion_types.word(from.type)}};
  if (from.type == promotion_type::free_nights) {
    out["required"] = from.required;
    out["discounted"] = from.discounted;
    out["selection"] = selections.word(from.cheapest_nights);
  } else {
    out["value"] = from.type == promotion_type::percent
                       ? format_percent(from.share)
                       : format_amount(from.amount, of.money.decimals);
  }
  out["exclusive"] = from.exclusive;
  put_unless_empty("booking", open_range(from.booking), out);
  put_unless_empty("advance_days", limits(from.advance_days), out);
  put_unless_empty("arrival", open_range(from.arrival), out);
  put_unless_empty("stay", open_range(from.stay), out);
  put_unless_all("days", from.days, out);
  put_if_true("all_nights", from.all_nights, out);
  put_unless_empty("los", limits(from.los), out);
  put_scope("rooms", from.rooms, of.rooms, out);
  put_scope("plans", from.plans, of.plans, out);
  return out;
}

json written(const hotel& from) {
  json out{{"hotel", from.code},
           {"name", from.name},
           {"city", from.city},
           {"country", from.country},
           {"latitude", from.latitude},
           {"longitude", from.longitude},
           {"stars", from.stars},
           {"amenities", from.amenities},
           {"currency", from.money.code_text()},
           {"utc_offset_minutes", from.utc_offset_minutes},
           {"rooms", json::array()},
           {"plans", json::array()}};
  put_list("rooms", from.rooms, [](const room_type& r) { return written(r); }, out);
  put_list("plans", from.plans, [&](const rate_plan& p) { return written(p, from); }, out);
  put_list("taxes", from.taxes, [&](const tax_fee& t) { return written(t, from); }, out);
  put_list("promotions", from.promotions, [&](const promotion& p) { return written(p, from); },
           out);
  return out;
}

}  // namespace
}  // namespace document

std::string write_hotel(const hotel& from) { return document::written(from).dump(); }

}  // namespace pronto
