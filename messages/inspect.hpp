#pragma once
// What of each question, answer and status goes over the wire: everything. See wire.hpp for the
// form of these functions.
#include <cstdint>
#include <string>
#include <vector>

#include <caf/deserializer.hpp>
#include <caf/detail/stringification_inspector.hpp>
#include <caf/serializer.hpp>

#include "catalog/change.hpp"
#include "catalog/currency.hpp"
#include "messages/change_answer.hpp"
#include "messages/reply.hpp"
#include "messages/status.hpp"
#include "messages/wire.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/request.hpp"

namespace pronto {

constexpr unsigned wire_values(failure_code) { return failure_code_count; }
constexpr unsigned wire_values(meal_plan) { return meal_plan_count; }
constexpr unsigned wire_values(reason) { return reason_count; }
constexpr unsigned wire_values(line_kind) { return line_kind_count; }
constexpr unsigned wire_values(day_gap) { return day_gap_count; }
constexpr unsigned wire_values(price_state) { return price_state_count; }
constexpr unsigned wire_values(sold_out_by) { return sold_out_by_count; }
constexpr unsigned wire_values(price_part) { return price_part_count; }
constexpr unsigned wire_values(sort_by) { return sort_by_count; }

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, failure& x) {
  auto& [code, text, file, line, at, value] = x;
  return wire::object(f, "failure", wire::field("code", code), wire::field("text", text),
                      wire::field("file", file), wire::field("line", line),
                      wire::field("field", at), wire::field("value", value));
}

template <class Inspector, class T>
typename Inspector::result_type inspect(Inspector& f, reply<T>& x) {
  return wire::object(f, "reply", wire::field("value", x.value), wire::field("why", x.why));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, currency& x) {
  auto& [code, decimals] = x;
  auto& [first, second, third] = code;
  return wire::checked_object(
      f, "currency", [&x] { return x.decimals <= max_decimals; }, wire::field("first", first),
      wire::field("second", second), wire::field("third", third),
      wire::field("decimals", decimals));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, date_range& x) {
  auto& [first, last] = x;
  return wire::object(f, "date_range", wire::field("first", first), wire::field("last", last));
}

// -- questions ------------------------------------------------------------------------------------

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, stay_request& x) {
  auto& [arrival, nights, adults, child_ages, booking, now_s, strict] = x;
  return wire::object(f, "stay_request", wire::field("arrival", arrival),
                      wire::field("nights", nights), wire::field("adults", adults),
                      wire::field("child_ages", child_ages), wire::field("booking", booking),
                      wire::field("now_s", now_s), wire::field("strict", strict));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, room_guests& x) {
  auto& [adults, child_ages] = x;
  return wire::object(f, "room_guests", wire::field("adults", adults),
                      wire::field("child_ages", child_ages));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, circle& x) {
  auto& [latitude, longitude, km] = x;
  return wire::object(f, "circle", wire::field("latitude", latitude),
                      wire::field("longitude", longitude), wire::field("km", km));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, filters& x) {
  auto& [stars_min, meal_plans, refundable, amenities, near, total_max_e4, hotels] = x;
  return wire::object(f, "filters", wire::field("stars_min", stars_min),
                      wire::field("meal_plans", meal_plans),
                      wire::field("refundable", refundable), wire::field("amenities", amenities),
                      wire::field("near", near), wire::field("total_max_e4", total_max_e4),
                      wire::field("hotels", hotels));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, find_request& x) {
  auto& [city, country, when, keep, sort, limit, explain, count, days_before, days_after,
        more_cities, more_rooms, page, currency_code] = x;
  return wire::object(f, "find_request", wire::field("city", city),
                      wire::field("country", country), wire::field("when", when),
                      wire::field("keep", keep), wire::field("sort", sort),
                      wire::field("limit", limit), wire::field("explain", explain),
                      wire::field("count", count), wire::field("days_before", days_before),
                      wire::field("days_after", days_after),
                      wire::field("more_cities", more_cities),
                      wire::field("more_rooms", more_rooms), wire::field("page", page),
                      wire::field("currency_code", currency_code));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, quote_request& x) {
  auto& [hotel, when, keep, explain, currency_code] = x;
  return wire::object(f, "quote_request", wire::field("hotel", hotel), wire::field("when", when),
                      wire::field("keep", keep), wire::field("explain", explain),
                      wire::field("currency_code", currency_code));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, calendar_request& x) {
  auto& [city, country, hotel, when, arrivals, keep, more_cities, currency_code] = x;
  return wire::object(f, "calendar_request", wire::field("city", city),
                      wire::field("country", country), wire::field("hotel", hotel),
                      wire::field("when", when), wire::field("arrivals", arrivals),
                      wire::field("keep", keep), wire::field("more_cities", more_cities),
                      wire::field("currency_code", currency_code));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, hotels_request& x) {
  auto& [city, country, keep, more_cities, limit, skip] = x;
  return wire::object(f, "hotels_request", wire::field("city", city),
                      wire::field("country", country), wire::field("keep", keep),
                      wire::field("more_cities", more_cities), wire::field("limit", limit),
                      wire::field("skip", skip));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, price_check_request& x) {
  auto& [token, now_s] = x;
  return wire::object(f, "price_check_request", wire::field("token", token),
                      wire::field("now_s", now_s));
}

// -- changes --------------------------------------------------------------------------------------

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, child_band& x) {
  auto& [min_age, max_age, amount] = x;
  return wire::object(f, "child_band", wire::field("min_age", min_age),
                      wire::field("max_age", max_age), wire::field("amount", amount));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, new_rate& x) {
  auto& [money, base, extra_adult, children] = x;
  return wire::object(f, "new_rate", wire::field("money", money), wire::field("base", base),
                      wire::field("extra_adult", extra_adult),
                      wire::field("children", children));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, change& x) {
  auto& [hotel, plan, room, nights, rate, closed, closed_to_arrival, closed_to_departure, min_los,
         max_los, min_stay_through, max_stay_through, count] = x;
  return wire::object(f, "change", wire::field("hotel", hotel), wire::field("plan", plan),
                      wire::field("room", room), wire::field("nights", nights),
                      wire::field("rate", rate), wire::field("closed", closed),
                      wire::field("closed_to_arrival", closed_to_arrival),
                      wire::field("closed_to_departure", closed_to_departure),
                      wire::field("min_los", min_los), wire::field("max_los", max_los),
                      wire::field("min_stay_through", min_stay_through),
                      wire::field("max_stay_through", max_stay_through),
                      wire::field("count", count));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, refused_change& x) {
  auto& [index, why] = x;
  return wire::object(f, "refused_change", wire::field("index", index), wire::field("why", why));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, change_answer& x) {
  auto& [generation, applied, refused] = x;
  return wire::object(f, "change_answer", wire::field("generation", generation),
                      wire::field("applied", applied), wire::field("refused", refused));
}

// -- answers --------------------------------------------------------------------------------------

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, price_line& x) {
  auto& [kind, amount, id, text, night, rate_dates, guests] = x;
  return wire::object(f, "price_line", wire::field("kind", kind), wire::field("amount", amount),
                      wire::field("id", id), wire::field("text", text),
                      wire::field("night", night), wire::field("rate_dates", rate_dates),
                      wire::field("guests", guests));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, price& x) {
  auto& [total, room, promotions, supplements, taxes_added, taxes_included, due, applied] = x;
  return wire::object(f, "price", wire::field("total", total), wire::field("room", room),
                      wire::field("promotions", promotions),
                      wire::field("supplements", supplements),
                      wire::field("taxes_added", taxes_added),
                      wire::field("taxes_included", taxes_included),
                      wire::field("due_at_property", due), wire::field("applied", applied));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, breakdown& x) {
  auto& [lines, included, extras] = x;
  return wire::object(f, "breakdown", wire::field("lines", lines),
                      wire::field("included", included), wire::field("extras", extras));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, used_rate& x) {
  auto& [from, to, date, rate] = x;
  return wire::object(f, "used_rate", wire::field("from", from), wire::field("to", to),
                      wire::field("date", date), wire::field("rate", rate));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, converted_total& x) {
  auto& [money, total, by] = x;
  return wire::object(f, "converted_total", wire::field("money", money),
                      wire::field("total", total), wire::field("by", by));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, offered_room& x) {
  auto& [room, room_name, plan, plan_name, board, refundable, cost, promotions, why, token] = x;
  return wire::object(f, "offered_room", wire::field("room", room),
                      wire::field("room_name", room_name), wire::field("plan", plan),
                      wire::field("plan_name", plan_name), wire::field("board", board),
                      wire::field("refundable", refundable), wire::field("cost", cost),
                      wire::field("promotions", promotions), wire::field("why", why),
                      wire::field("token", token));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, offer& x) {
  auto& [hotel, hotel_name, city, country, stars, distance_km, room, room_name, plan, plan_name, board,
         refundable, arrival, departure, money, cost, promotions, why, token, more_rooms, total,
        converted] = x;
  return wire::object(f, "offer", wire::field("hotel", hotel),
                      wire::field("hotel_name", hotel_name), wire::field("city", city),
                      wire::field("country", country), wire::field("stars", stars),
                      wire::field("distance_km", distance_km), wire::field("room", room),
                      wire::field("room_name", room_name), wire::field("plan", plan),
                      wire::field("plan_name", plan_name), wire::field("board", board),
                      wire::field("refundable", refundable), wire::field("arrival", arrival),
                      wire::field("departure", departure), wire::field("money", money),
                      wire::field("cost", cost), wire::field("promotions", promotions),
                      wire::field("why", why), wire::field("token", token),
                      wire::field("more_rooms", more_rooms), wire::field("total", total),
                      wire::field("converted", converted));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, searched_city& x) {
  auto& [city, country, hotels] = x;
  return wire::object(f, "searched_city", wire::field("city", city),
                      wire::field("country", country), wire::field("hotels", hotels));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, find_answer& x) {
  auto& [generation, city, country, cities, money, hotels, other_currency, bookable, offers, notes,
        offers_before, generation_changed, next, rates, without_rate] = x;
  return wire::object(f, "find_answer", wire::field("generation", generation),
                      wire::field("city", city), wire::field("country", country),
                      wire::field("cities", cities),
                      wire::field("money", money), wire::field("hotels", hotels),
                      wire::field("other_currency", other_currency),
                      wire::field("bookable", bookable), wire::field("offers", offers),
                      wire::field("notes", notes),
                      wire::field("offers_before", offers_before),
                      wire::field("generation_changed", generation_changed),
                      wire::field("next", next), wire::field("rates", rates),
                      wire::field("without_rate", without_rate));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, refused_product& x) {
  auto& [room, plan, why, least, most] = x;
  return wire::object(f, "refused_product", wire::field("room", room), wire::field("plan", plan),
                      wire::field("why", why), wire::field("least", least),
                      wire::field("most", most));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, quote_answer& x) {
  auto& [generation, hotel, hotel_name, city, country, stars, money, booking, offers,
         not_bookable, filtered, notes, rates] = x;
  return wire::object(f, "quote_answer", wire::field("generation", generation),
                      wire::field("hotel", hotel), wire::field("hotel_name", hotel_name),
                      wire::field("city", city), wire::field("country", country),
                      wire::field("stars", stars), wire::field("money", money),
                      wire::field("booking", booking), wire::field("offers", offers),
                      wire::field("not_bookable", not_bookable),
                      wire::field("filtered", filtered), wire::field("notes", notes),
                      wire::field("rates", rates));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, day_offer& x) {
  auto& [total, hotel, hotel_name, room, plan, city, country, own_total, own_money, by] = x;
  return wire::object(f, "day_offer", wire::field("total", total), wire::field("hotel", hotel),
                      wire::field("hotel_name", hotel_name), wire::field("room", room),
                      wire::field("plan", plan), wire::field("city", city),
                      wire::field("country", country), wire::field("own_total", own_total),
                      wire::field("own_money", own_money), wire::field("by", by));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, calendar_day& x) {
  auto& [arrival, best, gap, refused] = x;
  return wire::object(f, "calendar_day", wire::field("arrival", arrival),
                      wire::field("best", best), wire::field("gap", gap),
                      wire::field("refused", refused));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, calendar_answer& x) {
  auto& [generation, city, country, hotel, hotel_name, money, nights, hotels, other_currency, days,
         notes, cities, rates, without_rate] = x;
  return wire::object(f, "calendar_answer", wire::field("generation", generation),
                      wire::field("city", city), wire::field("country", country),
                      wire::field("hotel", hotel), wire::field("hotel_name", hotel_name),
                      wire::field("money", money), wire::field("nights", nights),
                      wire::field("hotels", hotels),
                      wire::field("other_currency", other_currency), wire::field("days", days),
                      wire::field("notes", notes), wire::field("cities", cities),
                      wire::field("rates", rates), wire::field("without_rate", without_rate));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, listed_hotel& x) {
  auto& [code, name, city, country, stars, latitude, longitude, distance_km, money, amenities] = x;
  return wire::object(f, "listed_hotel", wire::field("code", code), wire::field("name", name),
                      wire::field("city", city), wire::field("country", country),
                      wire::field("stars", stars), wire::field("latitude", latitude),
                      wire::field("longitude", longitude),
                      wire::field("distance_km", distance_km), wire::field("money", money),
                      wire::field("amenities", amenities));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, hotels_answer& x) {
  auto& [generation, cities, hotels, count, notes] = x;
  return wire::object(f, "hotels_answer", wire::field("generation", generation),
                      wire::field("cities", cities), wire::field("hotels", hotels),
                      wire::field("count", count), wire::field("notes", notes));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, shown_price& x) {
  auto& [hotel, room, plan, arrival, nights, adults, child_ages, strict, booking, is_booking_said,
         money, room_charge, promotions, supplements, taxes_added, generation] = x;
  return wire::object(f, "shown_price", wire::field("hotel", hotel), wire::field("room", room),
                      wire::field("plan", plan), wire::field("arrival", arrival),
                      wire::field("nights", nights), wire::field("adults", adults),
                      wire::field("child_ages", child_ages), wire::field("strict", strict),
                      wire::field("booking", booking),
                      wire::field("is_booking_said", is_booking_said),
                      wire::field("money", money), wire::field("room_charge", room_charge),
                      wire::field("promotions", promotions),
                      wire::field("supplements", supplements),
                      wire::field("taxes_added", taxes_added),
                      wire::field("generation", generation));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, changed_part& x) {
  auto& [part, shown, now] = x;
  return wire::object(f, "changed_part", wire::field("part", part), wire::field("shown", shown),
                      wire::field("now", now));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, price_check_answer& x) {
  auto& [generation, city, country, shown, state, now, changes, gone, refused, notes] = x;
  return wire::object(f, "price_check_answer", wire::field("generation", generation),
                      wire::field("city", city), wire::field("country", country),
                      wire::field("shown", shown), wire::field("state", state),
                      wire::field("now", now), wire::field("changes", changes),
                      wire::field("gone", gone), wire::field("refused", refused),
                      wire::field("notes", notes));
}

// -- status ---------------------------------------------------------------------------------------

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, memory_part& x) {
  auto& [name, live_bytes, live_blocks] = x;
  return wire::object(f, "memory_part", wire::field("name", name),
                      wire::field("live_bytes", live_bytes),
                      wire::field("live_blocks", live_blocks));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, snapshot_status& x) {
  auto& [generation, age_ms, awaited] = x;
  return wire::object(f, "snapshot_status", wire::field("generation", generation),
                      wire::field("age_ms", age_ms), wire::field("awaited", awaited));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, memory_status& x) {
  auto& [parts, live_bytes, retired_bytes, allocator_bytes, resident_bytes, budget_bytes,
         foreign_frees, foreign_allocations, allocator, snapshots, verdict] = x;
  return wire::object(
      f, "memory_status", wire::field("parts", parts), wire::field("live_bytes", live_bytes),
      wire::field("retired_bytes", retired_bytes),
      wire::field("allocator_bytes", allocator_bytes),
      wire::field("resident_bytes", resident_bytes),
      wire::field("budget_bytes", budget_bytes),
      wire::field("foreign_frees", foreign_frees),
      wire::field("foreign_allocations", foreign_allocations),
      wire::field("allocator", allocator),
      wire::field("snapshots", snapshots), wire::field("verdict", verdict));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, popular_status& x) {
  auto& [budget_bytes, bytes, tables, whole, counted, left_out, shapes_known, hits, misses, others,
         busy_us, publications, unknown_cities] = x;
  return wire::object(f, "popular_status", wire::field("budget_bytes", budget_bytes),
                      wire::field("bytes", bytes), wire::field("tables", tables),
                      wire::field("whole", whole), wire::field("counted", counted),
                      wire::field("left_out", left_out),
                      wire::field("shapes_known", shapes_known), wire::field("hits", hits),
                      wire::field("misses", misses), wire::field("others", others),
                      wire::field("busy_us", busy_us),
                      wire::field("publications", publications),
                      wire::field("unknown_cities", unknown_cities));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, asked_shape& x) {
  auto& [key, country, nights, adults, child_ages, stars_min, times] = x;
  return wire::object(f, "asked_shape", wire::field("key", key),
                      wire::field("country", country), wire::field("nights", nights),
                      wire::field("adults", adults), wire::field("child_ages", child_ages),
                      wire::field("stars_min", stars_min), wire::field("times", times));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, asked_summary& x) {
  auto& [shapes, hits, misses, others] = x;
  return wire::object(f, "asked_summary", wire::field("shapes", shapes),
                      wire::field("hits", hits), wire::field("misses", misses),
                      wire::field("others", others));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, rates_status& x) {
  auto& [file, rates, last_date, wrong] = x;
  return wire::object(f, "rates_status", wire::field("file", file), wire::field("rates", rates),
                      wire::field("last_date", last_date), wire::field("wrong", wrong));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, connections_status& x) {
  auto& [open, most, refused, cut, ignored, unsent_bytes, announced_bytes] = x;
  return wire::object(f, "connections_status", wire::field("open", open), wire::field("most", most),
                      wire::field("refused", refused), wire::field("cut", cut),
                      wire::field("ignored", ignored), wire::field("unsent_bytes", unsent_bytes),
                      wire::field("announced_bytes", announced_bytes));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, engine_status& x) {
  auto& [version, generation, hotels, destinations, destinations_held, loads, drops, loading,
         done_bytes, total_bytes, source, part, left_out, passes, changed, last_pass_s, rejected,
         rejections, failed_passes, source_failure, handlers, handlers_restarted, inflight,
         answered, refused_overloaded, connections, changes_applied, changes_refused, changes_waiting,
         snapshots_held, memory, popular, rates] = x;
  return wire::object(
      f, "engine_status", wire::field("version", version), wire::field("generation", generation),
      wire::field("hotels", hotels), wire::field("destinations", destinations),
      wire::field("destinations_held", destinations_held), wire::field("loads", loads),
      wire::field("drops", drops), wire::field("loading", loading),
      wire::field("done_bytes", done_bytes),
      wire::field("total_bytes", total_bytes), wire::field("source", source),
      wire::field("part", part), wire::field("left_out", left_out),
      wire::field("passes", passes), wire::field("changed", changed),
      wire::field("last_pass_s", last_pass_s), wire::field("rejected", rejected),
      wire::field("rejections", rejections), wire::field("failed_passes", failed_passes),
      wire::field("source_failure", source_failure), wire::field("handlers", handlers),
      wire::field("handlers_restarted", handlers_restarted), wire::field("inflight", inflight),
      wire::field("answered", answered), wire::field("refused_overloaded", refused_overloaded),
      wire::field("connections", connections), wire::field("changes_applied", changes_applied),
      wire::field("changes_refused", changes_refused),
      wire::field("changes_waiting", changes_waiting),
      wire::field("snapshots_held", snapshots_held), wire::field("memory", memory),
      wire::field("popular", popular), wire::field("rates", rates));
}

// -- compiled once --------------------------------------------------------------------------------

// CAF writes, reads and prints every message: what that takes is in inspect.cpp, or each file that
// sends a message would compile all of it again. A type that is missing here is merely slow to
// compile.
#define PRONTO_INSPECT(kind, type)                                       \
  kind template caf::error inspect(caf::serializer&, type&);             \
  kind template caf::error inspect(caf::deserializer&, type&);           \
  kind template void inspect(caf::detail::stringification_inspector&, type&);

#define PRONTO_INSPECT_MESSAGES(kind)             \
  PRONTO_INSPECT(kind, find_request)              \
  PRONTO_INSPECT(kind, find_answer)               \
  PRONTO_INSPECT(kind, quote_request)             \
  PRONTO_INSPECT(kind, quote_answer)              \
  PRONTO_INSPECT(kind, calendar_request)          \
  PRONTO_INSPECT(kind, calendar_answer)           \
  PRONTO_INSPECT(kind, hotels_request)            \
  PRONTO_INSPECT(kind, hotels_answer)             \
  PRONTO_INSPECT(kind, price_check_request)       \
  PRONTO_INSPECT(kind, price_check_answer)        \
  PRONTO_INSPECT(kind, change)                    \
  PRONTO_INSPECT(kind, change_answer)             \
  PRONTO_INSPECT(kind, engine_status)             \
  PRONTO_INSPECT(kind, asked_summary)             \
  PRONTO_INSPECT(kind, reply<find_answer>)        \
  PRONTO_INSPECT(kind, reply<quote_answer>)       \
  PRONTO_INSPECT(kind, reply<calendar_answer>)    \
  PRONTO_INSPECT(kind, reply<hotels_answer>)      \
  PRONTO_INSPECT(kind, reply<price_check_answer>) \
  PRONTO_INSPECT(kind, reply<engine_status>)      \
  PRONTO_INSPECT(kind, reply<change_answer>)      \
  PRONTO_INSPECT(kind, reply<std::uint64_t>)      \
  PRONTO_INSPECT(kind, reply<std::vector<std::string>>)

PRONTO_INSPECT_MESSAGES(extern)

}  // namespace pronto
