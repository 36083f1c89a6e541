// Writes hotel documents: the reverse of document.cpp and the files beside it, field by field in
// the order of docs/hotel.schema.json.
#include <algorithm>

#include "sources/documents/document.hpp"
#include "sources/documents/rates_writer.hpp"
#include "sources/documents/words.hpp"
#include "sources/json/json_writer.hpp"

namespace pronto {

namespace document {
namespace {

void put_limits(std::string_view name, const bounds& from, json_writer& to) {
  const bounds all;
  if (from == all) return;
  to.key(name);
  to.open_object();
  if (from.min != all.min) to.field("min", from.min);
  if (from.max != all.max) to.field("max", from.max);
  to.close_object();
}

void put_open_ends(date_range from, json_writer& to) {
  if (from.first != first_day_ever) to.field("start", format_day(from.first));
  if (from.last != last_day_ever) to.field("end", format_day(from.last));
}

void put_open_range(std::string_view name, date_range from, json_writer& to) {
  if (from == date_range{}) return;
  to.key(name);
  to.open_object();
  put_open_ends(from, to);
  to.close_object();
}

// For what has both ends in documents: an open one becomes the end of the calendar.
void put_closed_ends(date_range from, json_writer& to) {
  to.field("start", format_day(std::max(from.first, first_calendar_day)));
  to.field("end", format_day(std::min(from.last, last_calendar_day)));
}

void put_days(std::string_view name, weekdays days, json_writer& to) {
  if (days != weekdays{}) to.field(name, format_weekdays(days));
}

template <class T>
void put_scope(std::string_view name, const scope& from, const std::vector<T>& of,
               json_writer& to) {
  if (!from) return;
  to.key(name);
  to.open_list();
  for (const std::uint32_t index : *from) to.text(of[index].code);
  to.close_list();
}

// A list with an object for each element, whose fields `write` puts.
template <class T, class Write>
void put_list(std::string_view name, const std::vector<T>& from, const Write& write,
              json_writer& to) {
  to.key(name);
  to.open_list();
  for (const T& each : from) {
    to.open_object();
    write(each);
    to.close_object();
  }
  to.close_list();
}

// The same; nothing where the list is empty.
template <class T, class Write>
void put_list_if_any(std::string_view name, const std::vector<T>& from, const Write& write,
                     json_writer& to) {
  if (!from.empty()) put_list(name, from, write, to);
}

void write(const room_type& from, json_writer& to) {
  to.field("room", from.code);
  to.field("name", from.name);
  to.key("occupancy");
  to.open_object();
  to.field("min", from.guests.min);
  to.field("std", from.guests.std);
  to.field("max", from.guests.max);
  to.field_if_any("max_child", from.guests.max_child);
  to.close_object();
  if (!from.inventory) return;
  const auto range = [&](const inventory_period& each) {
    put_closed_ends(each.nights, to);
    to.field("count", each.count);
  };
  put_list("inventory", *from.inventory, range, to);
}

void put_offer(const offer_rule& from, json_writer& to) {
  if (from == offer_rule{}) return;
  const bounds all;
  to.key("offer");
  to.open_object();
  to.field_if_any("adult_min_age", from.adult_min_age);
  if (from.child_age.min != all.min) to.field("child_min_age", from.child_age.min);
  if (from.child_age.max != all.max) to.field("child_max_age", from.child_age.max);
  put_limits("adults", from.adults, to);
  put_limits("children", from.children, to);
  put_limits("los", from.los, to);
  put_days("arrival_days", from.arrival, to);
  put_days("departure_days", from.departure, to);
  put_limits("advance_days", from.advance_days, to);
  to.close_object();
}

void put_free_nights(const std::optional<free_nights_offer>& from, json_writer& to) {
  if (!from) return;
  to.key("free_nights");
  to.open_object();
  to.field("required", from->required);
  to.field("discounted", from->discounted);
  to.field("repeating", from->repeating);
  to.close_object();
}

void put_family(const std::optional<family_offer>& from, json_writer& to) {
  if (!from) return;
  to.key("family");
  to.open_object();
  to.field("max_age", from->max_age);
  to.field("min_count", from->min_count);
  to.field("free_count", from->free_count);
  to.close_object();
}

void write(const booking_rule& from, const hotel& of, json_writer& to) {
  if (from.room) to.field("room", of.rooms[*from.room].code);
  put_closed_ends(from.dates, to);
  put_limits("los", from.los, to);
  put_limits("stay_through", from.stay_through, to);
  put_days("arrival_days", from.arrival, to);
  put_days("departure_days", from.departure, to);
  to.field_if_true("closed", from.closed);
}

void write(const supplement& from, const hotel& of, json_writer& to) {
  to.field("supplement", from.code);
  to.field("name", from.name);
  to.field("charge", static_cast<int>(from.charge));
  to.field("mandatory", from.mandatory);
  put_days("days", from.days, to);
  const auto price = [&](const supplement_price& each) {
    put_closed_ends(each.nights, to);
    to.field("amount", format_amount(each.amount, of.money.decimals));
    if (each.room) to.field("room", of.rooms[*each.room].code);
  };
  put_list("prices", from.prices, price, to);
}

void write(const rate_plan& from, const hotel& of, json_writer& to) {
  to.field("plan", from.code);
  to.field("name", from.name);
  to.field("meal_plan", meal_plans.word(from.board));
  to.field("refundable", from.refundable);
  to.field("charge_basis", charge_bases.word(from.basis));
  if (from.unit_multiplier != 1) to.field("unit_multiplier", from.unit_multiplier);
  put_offer(from.offer, to);
  put_free_nights(from.free_nights, to);
  put_family(from.family, to);
  write_rates(from, of, to);
  put_list_if_any("rules", from.rules, [&](const booking_rule& r) { write(r, of, to); }, to);
  put_list_if_any("supplements", from.supplements,
                  [&](const supplement& s) { write(s, of, to); }, to);
}

void put_charged_nights(const tax_fee& from, json_writer& to) {
  if (!from.nights_max && from.nights_excluded == 0) return;
  to.key("nights");
  to.open_object();
  to.field_if_any("max", from.nights_max);
  if (from.nights_excluded != 0) to.field("excluded", from.nights_excluded);
  to.close_object();
}

void write(const tax_fee& from, const hotel& of, json_writer& to) {
  to.field("tax", from.code);
  to.field("name", from.name);
  to.field("kind", tax_kinds.word(from.kind));
  to.field("type", percent_or_amount.word(from.is_percent));
  to.field("value", from.is_percent ? format_percent(from.share)
                                    : format_amount(from.amount, of.money.decimals));
  to.field("basis", payers.word(from.basis));
  to.field("period", periods.word(from.period));
  put_charged_nights(from, to);
  put_limits("los", from.los, to);
  put_open_ends(from.dates, to);
  put_scope("rooms", from.rooms, of.rooms, to);
  put_scope("plans", from.plans, of.plans, to);
  to.field_if_any("exempt_below", from.exempt_below);
  to.field("included", from.included);
  to.field_if_true("on_supplements", from.on_supplements);
  to.field("paid_at", payments.word(from.paid_at));
}

void put_reduction(const promotion& from, const hotel& of, json_writer& to) {
  switch (from.type) {
    case promotion_type::percent:
      to.field("value", format_percent(from.share));
      return;
    case promotion_type::per_night:
    case promotion_type::per_stay:
      to.field("value", format_amount(from.amount, of.money.decimals));
      return;
    case promotion_type::free_nights:
      to.field("required", from.required);
      to.field("discounted", from.discounted);
      to.field("selection", selections.word(from.cheapest_nights));
      return;
  }
}

void write(const promotion& from, const hotel& of, json_writer& to) {
  to.field("promotion", from.code);
  to.field("type", promotion_types.word(from.type));
  put_reduction(from, of, to);
  to.field("exclusive", from.exclusive);
  put_open_range("booking", from.booking, to);
  put_limits("advance_days", from.advance_days, to);
  put_open_range("arrival", from.arrival, to);
  put_open_range("stay", from.stay, to);
  put_days("days", from.days, to);
  to.field_if_true("all_nights", from.all_nights);
  put_limits("los", from.los, to);
  put_scope("rooms", from.rooms, of.rooms, to);
  put_scope("plans", from.plans, of.plans, to);
}

void write(const hotel& from, json_writer& to) {
  to.open_object();
  to.field("hotel", from.code);
  to.field("name", from.name);
  to.field("city", from.city);
  to.field("country", from.country);
  to.field("latitude", from.latitude);
  to.field("longitude", from.longitude);
  to.field("stars", from.stars);
  to.key("amenities");
  to.open_list();
  for (const std::string& each : from.amenities) to.text(each);
  to.close_list();
  to.field("currency", from.money.code_text());
  to.field("utc_offset_minutes", from.utc_offset_minutes);
  put_list("rooms", from.rooms, [&](const room_type& r) { write(r, to); }, to);
  put_list("plans", from.plans, [&](const rate_plan& p) { write(p, from, to); }, to);
  put_list_if_any("taxes", from.taxes, [&](const tax_fee& t) { write(t, from, to); }, to);
  put_list_if_any("promotions", from.promotions,
                  [&](const promotion& p) { write(p, from, to); }, to);
  to.close_object();
}

}  // namespace
}  // namespace document

std::string write_hotel(const hotel& from) {
  json_writer to;
  document::write(from, to);
  return to.take();
}

}  // namespace pronto
