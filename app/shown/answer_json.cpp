#include "app/shown/answer_json.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

#include "app/shown/question_json.hpp"

namespace pronto {

namespace {

using json = nlohmann::ordered_json;

json money(std::int64_t minor, const currency& in) { return format_amount(minor, in.decimals); }

// To the metre: the digits after it say nothing of a hotel.
json kilometres(const std::optional<double>& km) {
  return km ? json(std::round(*km * 1000) / 1000) : json();
}

json optional_day(day date) {
  if (date == first_day_ever || date == last_day_ever) return nullptr;
  return format_day(date);
}

json to_json(const used_rate& of) {
  return {{"from", of.from.code_text()},
          {"to", of.to.code_text()},
          {"date", format_day(of.date)},
          {"rate", of.rate}};
}

json to_json(const std::vector<used_rate>& rates) {
  auto out = json::array();
  for (const auto& each : rates) out.push_back(to_json(each));
  return out;
}

json to_json(const price_line& line, const currency& in) {
  json out{{"kind", to_string(line.kind)}, {"id", line.id}, {"text", line.text}};
  out["amount"] = money(line.amount, in);
  if (line.night) out["night"] = format_day(*line.night);
  if (line.rate_dates)
    out["rate"] = {{"start", optional_day(line.rate_dates->first)},
                   {"end", optional_day(line.rate_dates->last)},
                   {"guests", line.guests}};
  return out;
}

json to_json(const std::vector<price_line>& lines, const currency& in) {
  auto out = json::array();
  for (const auto& each : lines) out.push_back(to_json(each, in));
  return out;
}

// What a room costs, and what made that.
void add_cost(const price& of, const std::vector<std::string>& promotions, const breakdown& why,
              const currency& in, json& to) {
  to["room_total"] = money(of.total, in);
  to["currency"] = in.code_text();
  to["room_charge"] = money(of.room, in);
  to["promotions"] = money(of.promotions, in);
  to["supplements"] = money(of.supplements, in);
  to["taxes_added"] = money(of.taxes_added, in);
  to["taxes_included"] = money(of.taxes_included, in);
  to["due_at_property"] = money(of.due_at_property, in);
  to["applied"] = promotions;
  to["lines"] = to_json(why.lines, in);
  to["included"] = to_json(why.included, in);
  to["extras"] = to_json(why.extras, in);
}

json to_json(const offered_room& from, const currency& in) {
  json out{{"room", from.room},
           {"room_name", from.room_name},
           {"plan", from.plan},
           {"plan_name", from.plan_name},
           {"meal_plan", to_string(from.board)},
           {"refundable", from.refundable}};
  add_cost(from.cost, from.promotions, from.why, in, out);
  out["token"] = from.token;
  return out;
}

json to_json(const offer& from) {
  json out{{"hotel", from.hotel}, {"hotel_name", from.hotel_name}, {"city", from.city},
           {"country", from.country}, {"stars", from.stars}};
  out["distance_km"] = kilometres(from.distance_km);
  out["room"] = from.room;
  out["room_name"] = from.room_name;
  out["plan"] = from.plan;
  out["plan_name"] = from.plan_name;
  out["meal_plan"] = to_string(from.board);
  out["refundable"] = from.refundable;
  out["arrival"] = format_day(from.arrival);
  out["departure"] = format_day(from.departure);
  out["total"] = money(from.total, from.money);
  add_cost(from.cost, from.promotions, from.why, from.money, out);
  out["token"] = from.token;
  out["more_rooms"] = json::array();
  for (const auto& each : from.more_rooms)
    out["more_rooms"].push_back(to_json(each, from.money));
  out["converted"] = json();
  if (const auto& to = from.converted)
    out["converted"] = {{"total", money(to->total, to->money)},
                        {"currency", to->money.code_text()},
                        {"rate", to->by ? to_json(*to->by) : json()}};
  return out;
}

json to_json(const shown_price& from) {
  json out{{"hotel", from.hotel}, {"room", from.room}, {"plan", from.plan}};
  out["arrival"] = format_day(from.arrival);
  out["departure"] = format_day(from.arrival + from.nights);
  out["adults"] = from.adults;
  out["children"] = from.child_ages;
  out["booking_date"] = format_day(from.booking);
  out["total"] = money(from.total(), from.money);
  out["currency"] = from.money.code_text();
  out["room_charge"] = money(from.room_charge, from.money);
  out["promotions"] = money(from.promotions, from.money);
  out["supplements"] = money(from.supplements, from.money);
  out["taxes_added"] = money(from.taxes_added, from.money);
  out["generation"] = from.generation;
  return out;
}

// Where totals are in a currency that was asked for.
json converted(const day_offer& from, const currency& to) {
  return {{"total", money(from.total, to)},
          {"currency", to.code_text()},
          {"rate", from.by ? to_json(*from.by) : json()}};
}

// Every day has every field, and its money the form of an offer's.
json to_json(const calendar_day& from, const calendar_answer& of, bool is_converted) {
  json out{{"arrival", format_day(from.arrival)},
           {"departure", format_day(from.arrival + of.nights)}};
  const auto& best = from.best;
  out["total"] = best ? json(money(best->own_total, best->own_money)) : json();
  out["currency"] = best ? json(best->own_money.code_text()) : json();
  out["converted"] = best && is_converted ? converted(*best, of.money) : json();
  out["city"] = best ? json(best->city) : json();
  out["country"] = best ? json(best->country) : json();
  out["hotel"] = best ? json(best->hotel) : json();
  out["hotel_name"] = best ? json(best->hotel_name) : json();
  out["room"] = best ? json(best->room) : json();
  out["plan"] = best ? json(best->plan) : json();
  out["gap"] = from.gap ? json(to_string(*from.gap)) : json();
  out["reason"] = from.refused ? json(to_string(*from.refused)) : json();
  return out;
}

json to_json(const searched_city& from) {
  return {{"city", from.city}, {"country", from.country}, {"hotels", from.hotels}};
}

json to_json(const std::vector<searched_city>& cities) {
  auto out = json::array();
  for (const auto& each : cities) out.push_back(to_json(each));
  return out;
}

// Of one city or of several, all that were looked at stand in `cities`.
template <class Answer>
void add_cities(const Answer& answer, json& to) {
  to["city"] = text_or_null(answer.city);
  to["country"] = text_or_null(answer.country);
  to["cities"] = to_json(answer.cities);
  if (!answer.city.empty())
    to["cities"].push_back(to_json(searched_city{answer.city, answer.country, answer.hotels}));
}

json to_json(const std::vector<offer>& offers) {
  auto out = json::array();
  for (const auto& each : offers) out.push_back(to_json(each));
  return out;
}

}  // namespace

json to_json(const find_answer& answer, const find_request& question) {
  json out{{"question", to_json(question)}, {"generation", answer.generation}};
  add_cities(answer, out);
  out["currency"] = answer.money.code_text();
  out["hotels"] = answer.hotels;
  out["other_currency"] = answer.other_currency;
  out["without_rate"] = answer.without_rate;
  out["rates"] = to_json(answer.rates);
  out["bookable"] = answer.bookable;
  out["offers"] = to_json(answer.offers);
  out["offers_before"] = answer.offers_before;
  out["generation_changed"] = answer.generation_changed;
  out["next"] = text_or_null(answer.next);
  out["notes"] = answer.notes;
  return out;
}

json to_json(const quote_answer& answer, const quote_request& question) {
  json out{{"question", to_json(question)},
           {"generation", answer.generation},
           {"hotel", answer.hotel},
           {"hotel_name", answer.hotel_name},
           {"stars", answer.stars},
           {"city", answer.city},
           {"country", answer.country}};
  out["currency"] = answer.money.code_text();
  out["booking_date"] = format_day(answer.booking);
  out["other_currency"] = 0;  // one hotel has one
  out["bookable"] = answer.offers.size();
  out["filtered"] = answer.filtered;
  out["rates"] = to_json(answer.rates);
  out["offers"] = to_json(answer.offers);
  out["not_bookable"] = json::array();
  for (const auto& each : answer.not_bookable)
    out["not_bookable"].push_back({{"room", each.room},
                                   {"plan", each.plan},
                                   {"reason", to_string(each.why)},
                                   {"least", each.least ? json(*each.least) : json()},
                                   {"most", each.most ? json(*each.most) : json()}});
  out["notes"] = answer.notes;
  return out;
}

json to_json(const calendar_answer& answer, const calendar_request& question) {
  json out{{"question", to_json(question)}, {"generation", answer.generation}};
  add_cities(answer, out);
  out["hotel"] = text_or_null(answer.hotel);
  out["hotel_name"] = answer.hotel.empty() ? json() : json(answer.hotel_name);
  out["currency"] = answer.money.code_text();
  out["hotels"] = answer.hotels;
  out["other_currency"] = answer.other_currency;
  out["without_rate"] = answer.without_rate;
  out["rates"] = to_json(answer.rates);
  out["nights"] = answer.nights;
  out["days"] = json::array();
  for (const auto& each : answer.days)
    out["days"].push_back(to_json(each, answer, !question.currency_code.empty()));
  out["notes"] = answer.notes;
  return out;
}

json to_json(const hotels_answer& answer, const hotels_request& question) {
  json out{{"question", to_json(question)},
           {"generation", answer.generation},
           {"count", answer.count}};
  out["cities"] = to_json(answer.cities);
  out["hotels"] = json::array();
  for (const auto& each : answer.hotels) {
    json one{{"hotel", each.code}, {"hotel_name", each.name},    {"city", each.city},
             {"country", each.country}, {"stars", each.stars},   {"latitude", each.latitude},
             {"longitude", each.longitude}};
    one["distance_km"] = kilometres(each.distance_km);
    one["currency"] = each.money.code_text();
    one["amenities"] = each.amenities;
    out["hotels"].push_back(std::move(one));
  }
  out["notes"] = answer.notes;
  return out;
}

json to_json(const price_check_answer& answer) {
  json out{{"state", to_string(answer.state)}, {"generation", answer.generation}};
  out["city"] = text_or_null(answer.city);
  out["country"] = text_or_null(answer.country);
  out["shown"] = to_json(answer.shown);
  out["now"] = answer.now ? to_json(*answer.now) : json();
  out["changes"] = json::array();
  for (const auto& each : answer.changes)
    out["changes"].push_back({{"part", to_string(each.part)},
                              {"shown", money(each.shown, answer.shown.money)},
                              {"now", money(each.now, answer.shown.money)}});
  const auto reason = [&] {
    if (answer.refused) return json(to_string(*answer.refused));
    return answer.gone ? json(to_string(*answer.gone)) : json();
  };
  out["reason"] = reason();
  out["notes"] = answer.notes;
  return out;
}

json to_json(const engine_status& status) {
  json out{{"version", status.version},
           {"source", status.source},
           {"part", status.part},
           {"left_out", status.left_out},
           {"generation", status.generation},
           {"hotels", status.hotels},
           {"destinations", status.destinations},
           {"destinations_held", status.destinations_held},
           {"loads", status.loads},
           {"drops", status.drops},
           {"loading", status.loading},
           {"done_bytes", status.done_bytes},
           {"total_bytes", status.total_bytes},
           {"passes", status.passes},
           {"changed", status.changed},
           {"last_pass_s", status.last_pass_s},
           {"rejected", status.rejected}};
  out["rejections"] = json::array();
  for (const auto& each : status.rejections) out["rejections"].push_back(fields_of(each));
  out["failed_passes"] = status.failed_passes;
  out["source_failure"] = status.failed_passes > 0 ? fields_of(status.source_failure) : json();
  out["handlers"] = status.handlers;
  out["handlers_restarted"] = status.handlers_restarted;
  out["inflight"] = status.inflight;
  out["answered"] = status.answered;
  out["refused_overloaded"] = status.refused_overloaded;
  const auto& connections = status.connections;
  out["connections"] = {{"open", connections.open},
                        {"most", connections.most},
                        {"refused", connections.refused},
                        {"cut", connections.cut},
                        {"ignored", connections.ignored},
                        {"unsent_bytes", connections.unsent_bytes},
                        {"announced_bytes", connections.announced_bytes}};
  out["changes_applied"] = status.changes_applied;
  out["changes_refused"] = status.changes_refused;
  out["changes_waiting"] = status.changes_waiting;
  out["snapshots_held"] = status.snapshots_held;
  out["memory"] = to_json(status.memory);
  out["popular"] = to_json(status.popular);
  const auto& rates = status.rates;
  out["exchange_rates"] =
      rates.file.empty()
          ? json()
          : json{{"file", rates.file},
                 {"rates", rates.rates},
                 {"last_date", rates.last_date.empty() ? json() : json(rates.last_date)},
                 {"wrong", rates.wrong.text.empty() ? json() : fields_of(rates.wrong)}};
  return out;
}

json to_json(const popular_status& popular) {
  const auto asked = popular.hits + popular.misses;
  return {{"budget_bytes", popular.budget_bytes},
          {"bytes", popular.bytes},
          {"tables", popular.tables},
          {"whole", popular.whole},
          {"counted", popular.counted},
          {"left_out", popular.left_out},
          {"shapes_known", popular.shapes_known},
          {"hits", popular.hits},
          {"misses", popular.misses},
          {"hit_rate", asked == 0 ? json()
                                  : json(static_cast<double>(popular.hits) /
                                         static_cast<double>(asked))},
          {"others", popular.others},
          {"busy_us", popular.busy_us},
          {"publications", popular.publications},
          {"unknown_cities", popular.unknown_cities}};
}

json to_json(const memory_status& memory) {
  json out{{"live_bytes", memory.live_bytes}};
  out["parts"] = json::array();
  for (const auto& each : memory.parts)
    out["parts"].push_back({{"name", each.name},
                            {"live_bytes", each.live_bytes},
                            {"live_blocks", each.live_blocks}});
  out["retired_bytes"] = memory.retired_bytes;
  out["allocator"] = memory.allocator;
  out["allocator_bytes"] = memory.allocator_bytes;
  out["resident_bytes"] = memory.resident_bytes;
  out["budget_bytes"] = memory.budget_bytes;
  out["foreign_frees"] = memory.foreign_frees;
  out["foreign_allocations"] = memory.foreign_allocations;
  out["snapshots"] = json::array();
  for (const auto& each : memory.snapshots)
    out["snapshots"].push_back({{"generation", each.generation},
                                {"age_ms", each.age_ms},
                                {"awaited_from_handlers", each.awaited}});
  out["verdict"] = memory.verdict;
  return out;
}

json to_json(const failure& what) { return {{"error", fields_of(what)}}; }

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

json fields_of(const failure& what) {
  return {{"code", to_string(what.code)},
          {"text", what.text},
          {"file", text_or_null(what.file)},
          {"line", what.line > 0 ? json(what.line) : json()},
          {"field", text_or_null(what.field)},
          {"value", text_or_null(what.value)}};
}

std::string to_text(const json& from) {
  return from.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace pronto
