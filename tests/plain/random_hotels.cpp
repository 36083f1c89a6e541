#include "plain/random_hotels.hpp"

#include "plain/iso_day.hpp"
#include "plain/random_parts.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace plain {
namespace {

using nlohmann::json;

struct place {
  std::string city;
  std::string country;
  double latitude;
  double longitude;
  int utc_offset_minutes;
  std::string currency;
};

struct money {
  std::string currency;
  int unit_minor;  // about one euro
};

const std::vector<place>& places() {
  static const std::vector<place> all{
      {"Berlin", "DE", 52.52, 13.405, 60, "EUR"},
      {"München", "DE", 48.137, 11.575, 60, "EUR"},
      {"Zürich", "CH", 47.376, 8.541, 60, "CHF"},
      {"Tokyo", "JP", 35.68, 139.76, 540, "JPY"},
      {"Kuwait City", "KW", 29.37, 47.98, 180, "KWD"},
      {"San José", "CR", 9.93, -84.08, -360, "USD"},
      {"San Jose", "US", 37.34, -121.89, -480, "USD"}};
  return all;
}

const std::vector<money>& moneys() {
  static const std::vector<money> all{
      {"EUR", 100}, {"USD", 100}, {"CHF", 100}, {"JPY", 160}, {"KWD", 300}};
  return all;
}

// ------------------------------------------------------------------------------------------ rooms

json random_inventory(frame& f) {
  json inventory = json::array();
  for (day date = f.first; date <= f.last;) {
    if (f.draw.chance(4)) date += f.draw.between(1, 3);  // a gap: nothing to sell
    const int count = f.draw.chance(5) ? 0 : f.draw.between(1, 6);
    const day end = date + (count == 0 ? f.draw.between(0, 3) : f.draw.between(3, 40));
    inventory.push_back(
        {{"start", iso_date_of(date)}, {"end", iso_date_of(end)}, {"count", count}});
    date = end + 1;
  }
  return inventory;
}

json random_room(frame& f, const std::string& code) {
  const int standard = f.draw.one_of({1, 2, 2, 2, 3, 4});
  const int max = standard + f.draw.between(0, 3);
  const int min = f.draw.chance(75) ? 1 : f.draw.between(1, standard);
  json occupancy{{"min", min}, {"std", standard}, {"max", max}};
  if (f.draw.chance(40)) occupancy["max_child"] = f.draw.between(0, max);
  json room{{"room", code}, {"name", code + " room"}, {"occupancy", occupancy}};
  if (restricts(f, 45)) room["inventory"] = random_inventory(f);
  return room;
}

// ------------------------------------------------------------------------------------------ rates

// What the rates of one room in one plan have in common.
struct rate_style {
  int standard;
  int most_nights;         // of one rate
  int gap_percent;         // of a gap after a rate
  int left_out_percent;    // of a tier, a band or the extra adult left out of one rate
  bool has_extra_adult;
  std::vector<std::pair<int, int>> child_ages;  // [from, to) of each band
  int lowest_amount;
};

std::vector<std::pair<int, int>> random_child_bands(frame& f) {
  using bands = std::vector<std::pair<int, int>>;
  static const std::vector<bands> complete{
      {{0, 18}}, {{0, 3}, {3, 18}}, {{0, 6}, {6, 12}, {12, 18}}};
  static const std::vector<bands> partial{{}, {{2, 14}}, {{0, 4}, {8, 16}}, {{3, 6}}};
  return f.draw.chance(80) ? f.draw.one_of(complete) : f.draw.one_of(partial);
}

rate_style random_style(frame& f, int standard) {
  rate_style style{standard, 40, 5, 2, f.draw.chance(88), random_child_bands(f), 20};
  style.lowest_amount = f.draw.chance(3) ? 0 : f.draw.one_of({5, 15, 40, 80});
  if (f.dense_calendars > 0 && f.draw.chance(25)) {
    --f.dense_calendars;
    style.most_nights = f.draw.one_of({1, 1, 3});
    style.gap_percent = 1;
    style.left_out_percent = 1;
  }
  return style;
}

json random_rate(frame& f, const rate_style& style) {
  json rate{{"base", json::object()}};
  const int lowest = style.lowest_amount;
  for (int guests = 1; guests <= style.standard; ++guests)
    if (!f.draw.chance(style.left_out_percent))
      rate["base"][std::to_string(guests)] = random_amount(f, lowest, lowest * 2 + 10 * guests);
  if (rate["base"].empty()) rate["base"]["1"] = random_amount(f, lowest, lowest * 2 + 10);
  if (style.has_extra_adult && !f.draw.chance(style.left_out_percent))
    rate["extra_adult"] = random_amount(f, 5, 60);
  json bands = json::array();
  for (const auto& [from, to] : style.child_ages) {
    if (f.draw.chance(style.left_out_percent)) continue;
    const std::string amount = f.draw.chance(10) ? "0" : random_amount(f, 1, 40);
    bands.push_back({{"min_age", from}, {"max_age", to}, {"amount", amount}});
  }
  if (!bands.empty()) rate["children"] = bands;
  return rate;
}

void add_rates(frame& f, json& rates, const std::string& room, const rate_style& style) {
  day date = f.first;
  if (f.draw.chance(8)) date += f.draw.between(1, 25);
  while (date <= f.last) {
    const day end = std::min(f.last, date + f.draw.between(1, style.most_nights) - 1);
    json rate = random_rate(f, style);
    rate.update({{"room", room}, {"start", iso_date_of(date)}, {"end", iso_date_of(end)}});
    rates.push_back(rate);
    date = end + 1;
    if (f.draw.chance(style.gap_percent)) date += f.draw.between(1, 3);
  }
}

// The rates of a room that costs what another does, so that the two tie.
void copy_rates(json& rates, const std::string& from, const std::string& to) {
  const json before = rates;
  for (json rate : before) {
    if (rate.at("room") != from) continue;
    rate["room"] = to;
    rates.push_back(rate);
  }
}

json random_rates(frame& f, const json& rooms) {
  json rates = json::array();
  std::string before;
  for (const json& room : rooms) {
    const std::string code = room.at("room");
    if (f.draw.chance(10)) continue;  // the plan does not have this room
    if (!before.empty() && f.draw.chance(f.few_amounts ? 50 : 5)) {
      copy_rates(rates, before, code);
    } else {
      add_rates(f, rates, code, random_style(f, room.at("occupancy").at("std")));
    }
    before = code;
  }
  return rates;
}

// ------------------------------------------------------------------------------------------ plans

json random_offer(frame& f) {
  json offer = json::object();
  if (f.draw.chance(85)) offer["adult_min_age"] = f.draw.one_of({10, 12, 14, 16, 18, 18});
  if (restricts(f, 8)) offer["child_min_age"] = f.draw.between(1, 4);
  if (restricts(f, 10)) offer["child_max_age"] = f.draw.between(8, 16);
  if (restricts(f, 10)) offer["adults"] = random_bounds(f, 1, 2, 3);
  if (restricts(f, 8)) offer["children"] = random_bounds(f, 0, 1, 2);
  if (restricts(f, 14)) offer["los"] = random_bounds(f, 1, 4, 6);
  if (restricts(f, 10)) offer["arrival_days"] = random_weekdays(f);
  if (restricts(f, 10)) offer["departure_days"] = random_weekdays(f);
  if (restricts(f, 14)) offer["advance_days"] = random_bounds(f, 0, 20, 90);
  return offer;
}

json random_rule(frame& f, day start, day end) {
  json rule{{"start", iso_date_of(start)}, {"end", iso_date_of(end)}};
  if (restricts(f, 20)) rule["los"] = random_bounds(f, 1, 3, 7);
  if (restricts(f, 12)) rule["stay_through"] = random_bounds(f, 1, 3, 7);
  if (restricts(f, 12)) rule["arrival_days"] = random_weekdays(f);
  if (restricts(f, 14)) rule["departure_days"] = random_weekdays(f);
  if (end - start < 6 ? restricts(f, 30) : restricts(f, 1)) rule["closed"] = true;
  if (!rule.contains("closed") && f.draw.chance(5)) rule["closed"] = false;
  return rule;
}

// Rules of one scope: a room, or all rooms where `room` is empty. They do not overlap.
void add_rules(frame& f, json& rules, const std::string& room) {
  for (day date = f.first - f.draw.between(0, 5); date <= f.last;) {
    if (f.draw.chance(40)) date += f.draw.between(1, 25);
    const day end = date + (f.draw.chance(30) ? f.draw.between(0, 5) : f.draw.between(6, 50));
    json rule = random_rule(f, date, end);
    if (!room.empty()) rule["room"] = room;
    rules.push_back(rule);
    date = end + 1;
  }
}

json random_rules(frame& f) {
  json rules = json::array();
  if (f.draw.chance(50)) add_rules(f, rules, "");
  for (const std::string& room : f.rooms)
    if (f.draw.chance(40)) add_rules(f, rules, room);
  return rules;
}

json random_free_nights(frame& f) {
  const int required = f.draw.between(f.draw.chance(10) ? 1 : 2, 7);
  const int discounted = f.draw.chance(5) ? required : f.draw.between(1, std::min(required, 3));
  return {{"required", required},
          {"discounted", discounted},
          {"repeating", f.draw.chance(50)}};
}

json random_family(frame& f) {
  return {{"max_age", f.draw.one_of({3, 6, 10, 14, 17})},
          {"min_count", f.draw.one_of({1, 1, 2})},
          {"free_count", f.draw.one_of({1, 1, 2, 3})}};
}

json random_plan(frame& f, const std::string& code, const json& rooms) {
  json plan{{"plan", code},
            {"name", code + " plan"},
            {"meal_plan", f.draw.one_of({"room_only", "breakfast", "half_board", "full_board",
                                         "all_inclusive"})},
            {"refundable", f.draw.chance(60)},
            {"charge_basis", f.draw.one_of({"person", "room"})},
            {"rates", f.draw.chance(2) ? json::array() : random_rates(f, rooms)}};
  if (f.draw.chance(30)) plan["unit_multiplier"] = f.draw.between(1, 7);
  if (f.draw.chance(88)) plan["offer"] = random_offer(f);
  if (f.draw.chance(35)) plan["free_nights"] = random_free_nights(f);
  if (f.draw.chance(50)) plan["family"] = random_family(f);
  if (f.draw.chance(70)) plan["rules"] = random_rules(f);
  if (f.draw.chance(70)) plan["supplements"] = random_supplements(f);
  return plan;
}

json random_plans(frame& f, const json& rooms) {
  json plans = json::array();
  for (const std::string& code : f.plans) {
    json plan = random_plan(f, code, rooms);
    if (f.few_amounts && !plans.empty() && f.draw.chance(40)) {  // a tie of plans
      plan = plans.at(0);
      plan["plan"] = code;
    }
    plans.push_back(plan);
  }
  return plans;
}

// ------------------------------------------------------------------------------------- the hotel

// One to three of the codes, in any order.
std::vector<std::string> some_codes(dice& draw, std::vector<std::string> codes) {
  std::vector<std::string> some;
  const int count = draw.between(1, 3);
  for (int i = 0; i < count; ++i) {
    const std::string code = draw.one_of(codes);
    codes.erase(std::find(codes.begin(), codes.end(), code));
    some.push_back(code);
  }
  return some;
}

const money& random_money(frame& f, const place& at) {
  if (f.draw.chance(15)) return f.draw.one_of(moneys());
  return *std::find_if(moneys().begin(), moneys().end(),
                       [&](const money& of) { return of.currency == at.currency; });
}

frame random_frame(std::mt19937_64& rng) {
  frame f{dice(rng)};
  f.first = day_of("2026-10-01") + f.draw.between(0, 600);  // over two new years and a 29 February
  f.last = f.first + f.draw.between(60, 120) - 1;
  f.strictness = f.draw.one_of({0, 1, 1, 2, 2});
  f.few_amounts = f.draw.chance(12);
  f.dense_calendars = f.draw.between(0, 1);
  f.rooms = some_codes(f.draw, {"SGL", "DBL", "TRP", "FAM", "STE"});
  f.plans = some_codes(f.draw, {"BAR", "NRF", "WEEK", "LONG", "HB", "FAMILY"});
  return f;
}

double moved(frame& f, double degrees) {
  return degrees + f.draw.between(-15000, 15000) / 100000.0;
}

}  // namespace

json random_hotel(std::mt19937_64& rng, int index) {
  frame f = random_frame(rng);
  const place& at = f.draw.one_of(places());
  const money& paid_in = random_money(f, at);
  f.decimals = decimals_of(paid_in.currency);
  f.unit_minor = paid_in.unit_minor;

  const std::string number = std::to_string(index);
  const std::string zeros(6 - std::min<std::size_t>(6, number.size()), '0');
  json hotel{{"hotel", "R" + zeros + number},
             {"name", "Hotel " + number},
             {"city", at.city},
             {"country", at.country},
             {"latitude", moved(f, at.latitude)},
             {"longitude", moved(f, at.longitude)},
             {"stars", f.draw.between(0, 5)},
             {"amenities", json::array()},
             {"currency", paid_in.currency},
             {"utc_offset_minutes", at.utc_offset_minutes},
             {"rooms", json::array()}};
  for (const char* amenity : {"gym", "parking", "pets", "pool", "spa", "wifi"})
    if (f.draw.chance(50)) hotel["amenities"].push_back(amenity);
  for (const std::string& room : f.rooms) hotel["rooms"].push_back(random_room(f, room));
  hotel["plans"] = random_plans(f, hotel.at("rooms"));
  if (f.draw.chance(85)) hotel["taxes"] = random_taxes(f);
  if (f.draw.chance(90)) hotel["promotions"] = random_promotions(f);
  return hotel;
}

namespace {

// The first and last night of all rates; for a hotel without any, some days of its own.
std::pair<day, day> calendar_of(const json& hotel) {
  std::string first = "9999-12-31";
  std::string last = "0000-01-01";
  for (const json& plan : hotel.at("plans")) {
    for (const json& rate : plan.at("rates")) {
      first = std::min(first, rate.at("start").get<std::string>());  // ISO dates sort as texts
      last = std::max(last, rate.at("end").get<std::string>());
    }
  }
  if (first > last) return {day_of("2027-01-01"), day_of("2027-03-31")};
  return {day_of(first), day_of(last)};
}

day random_arrival(dice& draw, const json& hotel, int nights) {
  const auto [first, last] = calendar_of(hotel);
  if (draw.chance(96)) return draw.between(first, std::max(first, last - nights + 1));
  return draw.between(first - 3, last + 3);
}

// Ages at which something in the hotel changes.
std::vector<int> ages_of(const json& hotel) {
  std::vector<int> ages{3, 6, 12};  // of the usual child bands
  for (const json& plan : hotel.at("plans")) {
    if (plan.contains("family")) ages.push_back(plan.at("family").at("max_age"));
    if (!plan.contains("offer")) continue;
    for (const char* field : {"adult_min_age", "child_min_age", "child_max_age"})
      if (plan.at("offer").contains(field)) ages.push_back(plan.at("offer").at(field));
  }
  if (hotel.contains("taxes"))
    for (const json& tax : hotel.at("taxes"))
      if (tax.contains("exempt_below")) ages.push_back(tax.at("exempt_below"));
  return ages;
}

void random_guests(dice& draw, const json& hotel, stay& asked) {
  int guests = draw.between(1, 8);
  if (draw.chance(92)) {
    const json& rooms = hotel.at("rooms");
    const int which = draw.between(0, static_cast<int>(rooms.size()) - 1);
    const json& occupancy = rooms.at(static_cast<std::size_t>(which)).at("occupancy");
    const int high = occupancy.at(draw.chance(50) ? "std" : "max");
    guests = draw.between(occupancy.at("min"), high);
  }
  asked.adults = draw.chance(35) ? guests : draw.between(1, guests);
  const std::vector<int> ages = ages_of(hotel);
  for (int child = asked.adults; child < guests; ++child) {
    const int age = draw.chance(40) ? draw.one_of(ages) - draw.between(0, 1) : draw.between(0, 17);
    asked.child_ages.push_back(std::clamp(age, 0, 17));
  }
}

}  // namespace

stay random_stay(std::mt19937_64& rng, const json& hotel) {
  dice draw(rng);
  stay asked;
  asked.nights = draw.one_of({1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 7, 8, 10, 14});
  if (draw.chance(3)) asked.nights = draw.between(15, 30);
  const day arrival = random_arrival(draw, hotel, asked.nights);
  random_guests(draw, hotel, asked);
  const int days_in_advance = draw.chance(10) ? 0 : draw.between(0, draw.chance(80) ? 50 : 200);
  asked.arrival = iso_date_of(arrival);
  asked.booking_date = iso_date_of(arrival - days_in_advance);
  return asked;
}

}  // namespace plain
