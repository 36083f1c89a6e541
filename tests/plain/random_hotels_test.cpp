// That random hotels are valid, use everything, and are mostly bookable: a comparison on them is
// worth no more than what they reach.
#include "plain/exact.hpp"
#include "plain/iso_day.hpp"
#include "plain/random_hotels.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using nlohmann::json;
using plain::day;
using plain::day_of;

constexpr std::uint64_t seed = 20270601;
constexpr int hotel_count = 500;
constexpr int stays_of_each = 6;

std::vector<json> random_hotels() {
  std::mt19937_64 rng(seed);
  std::vector<json> hotels;
  for (int i = 0; i < hotel_count; ++i) hotels.push_back(plain::random_hotel(rng, i));
  return hotels;
}

const json& list_of(const json& object, const char* field) {
  static const json nothing = json::array();
  return object.contains(field) ? object.at(field) : nothing;
}

// -------------------------------------------------------------- validity, by the list of errors

// Texts by the scope they belong to, so that codes and ranges can be checked inside each.
using scoped_ranges = std::map<std::string, std::vector<std::pair<day, day>>>;

void check_no_overlap(scoped_ranges scopes) {
  for (auto& scope : scopes) {
    CAPTURE(scope.first);
    auto& ranges = scope.second;
    std::sort(ranges.begin(), ranges.end());
    for (std::size_t i = 1; i < ranges.size(); ++i)
      REQUIRE(ranges[i - 1].second < ranges[i].first);
  }
}

void check_codes(const json& objects, const char* field) {
  std::set<std::string> codes;
  for (const json& object : objects)
    REQUIRE(codes.insert(object.at(field).get<std::string>()).second);
}

// Every object of the document that has dates, bounds or a weekday pattern, wherever it stands.
void check_values(const json& value) {
  if (value.is_object()) {
    if (value.contains("start") && value.contains("end"))
      REQUIRE(day_of(value.at("start")) <= day_of(value.at("end")));
    if (value.contains("min") && value.contains("max"))
      REQUIRE(value.at("min") <= value.at("max"));
    for (const auto& [key, inner] : value.items())
      if (key.find("days") != std::string::npos && inner.is_string())
        REQUIRE(inner.get<std::string>().size() == 7);
  }
  if (value.is_structured())
    for (const json& inner : value) check_values(inner);
}

void check_amount(const json& amount, int decimals) {
  const auto text = amount.get<std::string>();
  CAPTURE(text);
  const auto point = text.find('.');
  REQUIRE(plain::fraction_of(text) >= 0);
  REQUIRE((point == std::string::npos ? 0 : text.size() - point - 1) <=
          static_cast<std::size_t>(decimals));
}

void check_money(const json& object, int decimals) {
  for (const auto& [key, value] : object.items()) {
    if (key == "amount" || key == "extra_adult") check_amount(value, decimals);
    if (key == "base")
      for (const json& amount : value) check_amount(amount, decimals);
    if (key == "value" && object.at("type") == "percent")
      REQUIRE(plain::fraction_of(value) <= 100);
    if (key == "value" && object.at("type") != "percent") check_amount(value, decimals);
    if (value.is_structured())
      for (const json& inner : value.is_object() ? json::array({value}) : value)
        if (inner.is_object()) check_money(inner, decimals);
  }
}

void check_plan(const json& plan, const std::set<std::string>& rooms) {
  scoped_ranges rates;
  for (const json& rate : plan.at("rates")) {
    REQUIRE(rooms.count(rate.at("room")) == 1);
    REQUIRE(!rate.at("base").empty());
    rates[rate.at("room")].emplace_back(day_of(rate.at("start")), day_of(rate.at("end")));
    scoped_ranges bands;
    for (const json& band : list_of(rate, "children"))
      bands["ages"].emplace_back(band.at("min_age"), band.at("max_age").get<int>() - 1);
    check_no_overlap(bands);
  }
  check_no_overlap(rates);

  scoped_ranges rules;
  for (const json& rule : list_of(plan, "rules"))
    rules[rule.value("room", "all")].emplace_back(day_of(rule.at("start")), day_of(rule.at("end")));
  check_no_overlap(rules);

  check_codes(list_of(plan, "supplements"), "supplement");
  for (const json& supplement : list_of(plan, "supplements"))
    for (const json& price : supplement.at("prices"))
      if (price.contains("room")) REQUIRE(rooms.count(price.at("room")) == 1);
  if (plan.contains("free_nights"))
    REQUIRE(plan.at("free_nights").at("discounted") <= plan.at("free_nights").at("required"));
}

void check_scopes(const json& object, const std::set<std::string>& rooms,
                  const std::set<std::string>& plans) {
  for (const json& room : list_of(object, "rooms")) REQUIRE(rooms.count(room) == 1);
  for (const json& plan : list_of(object, "plans")) REQUIRE(plans.count(plan) == 1);
}

void check_valid(const json& hotel) {
  std::set<std::string> rooms;
  std::set<std::string> plans;
  scoped_ranges inventory;
  for (const json& room : hotel.at("rooms")) {
    rooms.insert(room.at("room"));
    const json& occupancy = room.at("occupancy");
    REQUIRE(occupancy.at("min") <= occupancy.at("std"));
    REQUIRE(occupancy.at("std") <= occupancy.at("max"));
    for (const json& range : list_of(room, "inventory"))
      inventory[room.at("room")].emplace_back(day_of(range.at("start")), day_of(range.at("end")));
  }
  check_no_overlap(inventory);
  for (const json& plan : hotel.at("plans")) plans.insert(plan.at("plan"));
  for (const json& plan : hotel.at("plans")) check_plan(plan, rooms);
  check_codes(hotel.at("rooms"), "room");
  check_codes(hotel.at("plans"), "plan");
  check_codes(list_of(hotel, "taxes"), "tax");
  check_codes(list_of(hotel, "promotions"), "promotion");
  for (const json& tax : list_of(hotel, "taxes")) {
    REQUIRE(!(tax.at("period") == "stay" && tax.contains("nights")));
    check_scopes(tax, rooms, plans);
  }
  for (const json& promotion : list_of(hotel, "promotions")) {
    check_scopes(promotion, rooms, plans);
    if (promotion.at("type") == "free_nights")
      REQUIRE(promotion.at("discounted") <= promotion.at("required"));
  }
  check_values(hotel);
  check_money(hotel, plain::decimals_of(hotel.at("currency")));
}

// --------------------------------------------------------------------------------- what is used

using tally = std::map<std::string, int>;

// Every field by its path, and with its value where the value is a choice.
void count_fields(const json& value, const std::string& path, std::set<std::string>& seen) {
  if (value.is_array())
    for (const json& inner : value) count_fields(inner, path, seen);
  if (value.is_boolean() || path == "plans.supplements.charge" || path == "plans.unit_multiplier" ||
      path == "plans.charge_basis" || path == "plans.meal_plan" || path == "currency")
    seen.insert(path + "=" + value.dump());
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.items()) {
    const std::string inner_path = path.empty() ? key : path + "." + key;
    seen.insert(inner_path);
    count_fields(inner, inner_path, seen);
  }
}

std::string kind_of_tax(const json& tax) {
  std::string kind = tax.at("type").get<std::string>() + " " +
                     tax.at("basis").get<std::string>() + " " + tax.at("period").get<std::string>();
  if (tax.at("included")) kind += " included";
  if (tax.value("on_supplements", false)) kind += " on supplements";
  return kind;
}

std::string kind_of_promotion(const json& promotion) {
  return promotion.at("type").get<std::string>() + " " + promotion.value("selection", "") +
         (promotion.at("exclusive") ? "exclusive" : "combinable");
}

bool overlap(const json& a, const json& b) {
  return a.at("start") <= b.at("end") && b.at("start") <= a.at("end");
}

bool any_two(const json& objects, bool (*holds)(const json&, const json&)) {
  for (const json& a : objects)
    for (const json& b : objects)
      if (&a != &b && holds(a, b)) return true;
  return false;
}

void count_corners(const json& hotel, std::set<std::string>& seen) {
  for (const json& tax : list_of(hotel, "taxes")) seen.insert("tax: " + kind_of_tax(tax));
  for (const json& promotion : list_of(hotel, "promotions"))
    seen.insert("promotion: " + kind_of_promotion(promotion));
  for (const json& plan : hotel.at("plans")) {
    if (plan.at("rates").empty()) seen.insert("plan without rates");
    if (any_two(list_of(plan, "rules"), [](const json& a, const json& b) {
          return a.contains("room") && !b.contains("room") && overlap(a, b);
        }))
      seen.insert("rules of a room and of all rooms overlap");
    for (const json& supplement : list_of(plan, "supplements"))
      if (any_two(supplement.at("prices"), overlap)) seen.insert("supplement prices overlap");
    for (const json& rate : plan.at("rates")) {
      const int nights = day_of(rate.at("end")) - day_of(rate.at("start")) + 1;
      if (nights % plan.value("unit_multiplier", 1) != 0) seen.insert("season cuts a unit");
      if (!rate.contains("extra_adult")) seen.insert("rate without extra adult");
      if (!rate.contains("children")) seen.insert("rate without child bands");
      if (!rate.at("base").contains("1")) seen.insert("rate without its first tier");
      if (nights == 1) seen.insert("daily rate");
    }
  }
}

const std::vector<std::string>& wanted_features() {
  static const std::vector<std::string> wanted{
      "rooms.occupancy.max_child", "rooms.inventory.count", "plans.offer.adult_min_age",
      "plans.offer.child_min_age", "plans.offer.child_max_age", "plans.offer.adults.min",
      "plans.offer.adults.max", "plans.offer.children.min", "plans.offer.children.max",
      "plans.offer.los.min", "plans.offer.los.max", "plans.offer.arrival_days",
      "plans.offer.departure_days", "plans.offer.advance_days.min",
      "plans.offer.advance_days.max", "plans.free_nights.repeating=true",
      "plans.free_nights.repeating=false", "plans.family.max_age", "plans.rates.extra_adult",
      "plans.rates.children.amount", "plans.rates.base.4", "plans.rules.room",
      "plans.rules.los.min", "plans.rules.los.max", "plans.rules.stay_through.min",
      "plans.rules.stay_through.max", "plans.rules.arrival_days", "plans.rules.departure_days",
      "plans.rules.closed=true", "plans.rules.closed=false", "plans.supplements.days",
      "plans.supplements.prices.room", "plans.supplements.mandatory=true",
      "plans.supplements.mandatory=false", "plans.supplements.charge=1",
      "plans.supplements.charge=12", "plans.supplements.charge=18",
      "plans.supplements.charge=19", "plans.supplements.charge=20",
      "plans.supplements.charge=21", "plans.supplements.charge=24", "plans.unit_multiplier=1",
      "plans.unit_multiplier=2", "plans.unit_multiplier=3", "plans.unit_multiplier=4",
      "plans.unit_multiplier=5", "plans.unit_multiplier=6", "plans.unit_multiplier=7",
      "plans.charge_basis=\"person\"", "plans.charge_basis=\"room\"",
      "plans.meal_plan=\"room_only\"", "plans.meal_plan=\"breakfast\"",
      "plans.meal_plan=\"half_board\"", "plans.meal_plan=\"full_board\"",
      "plans.meal_plan=\"all_inclusive\"", "currency=\"EUR\"", "currency=\"USD\"",
      "currency=\"CHF\"", "currency=\"JPY\"", "currency=\"KWD\"", "taxes.nights.max",
      "taxes.nights.excluded", "taxes.los.min", "taxes.los.max", "taxes.start", "taxes.end",
      "taxes.rooms", "taxes.plans", "taxes.exempt_below", "promotions.booking.start",
      "promotions.booking.end", "promotions.advance_days.min", "promotions.advance_days.max",
      "promotions.arrival.start", "promotions.arrival.end", "promotions.stay.start",
      "promotions.stay.end", "promotions.days", "promotions.all_nights=true",
      "promotions.los.min", "promotions.los.max", "promotions.rooms", "promotions.plans",
      "tax: percent room night", "tax: percent room night included",
      "tax: percent room night on supplements",
      "tax: percent room night included on supplements", "tax: percent person stay",
      "tax: percent room stay included", "tax: percent room stay on supplements",
      "tax: percent person stay included on supplements", "tax: amount room night",
      "tax: amount room stay", "tax: amount person night", "tax: amount person stay",
      "tax: amount person night included", "tax: amount room stay included",
      "promotion: percent combinable", "promotion: percent exclusive",
      "promotion: per_night combinable", "promotion: per_night exclusive",
      "promotion: per_stay combinable", "promotion: per_stay exclusive",
      "promotion: free_nights lastcombinable", "promotion: free_nights lastexclusive",
      "promotion: free_nights cheapestcombinable", "promotion: free_nights cheapestexclusive",
      "plan without rates", "rules of a room and of all rooms overlap",
      "supplement prices overlap", "season cuts a unit", "rate without extra adult",
      "rate without child bands", "rate without its first tier", "daily rate"};
  return wanted;
}

}  // namespace

TEST_CASE("random hotels are valid documents") {
  std::size_t largest_bytes = 0;
  std::size_t all_bytes = 0;
  for (const json& hotel : random_hotels()) {
    CAPTURE(hotel.at("hotel"));
    check_valid(hotel);
    const std::size_t bytes = hotel.dump().size();
    largest_bytes = std::max(largest_bytes, bytes);
    all_bytes += bytes;
  }
  MESSAGE("seed " << seed << ": " << all_bytes / hotel_count << " bytes a hotel, at most "
                  << largest_bytes);
  CHECK(all_bytes / hotel_count < 20'000);
}

TEST_CASE("random hotels use every field and corner of the rules, each in three at least") {
  tally hotels_with;
  for (const json& hotel : random_hotels()) {
    std::set<std::string> seen;
    count_fields(hotel, "", seen);
    count_corners(hotel, seen);
    for (const std::string& feature : seen) ++hotels_with[feature];
  }
  for (const std::string& feature : wanted_features()) {
    CAPTURE(feature);
    CHECK(hotels_with[feature] >= 3);
  }
}

TEST_CASE("random stays are often bookable, and else reach every reason") {
  std::mt19937_64 rng(seed);
  tally reasons;
  tally used;
  int pairs = 0;
  int bookable = 0;
  for (int i = 0; i < hotel_count; ++i) {
    const json hotel = plain::random_hotel(rng, i);
    for (int k = 0; k < stays_of_each; ++k) {
      const json all = plain::quote(hotel, plain::random_stay(rng, hotel)).at("expected");
      for (const json& answer : all) {
        ++pairs;
        if (answer.contains("not_bookable")) {
          ++reasons[answer.at("not_bookable").get<std::string>()];
          continue;
        }
        ++bookable;
        ++used["applied " + std::to_string(answer.at("applied").size())];
        for (const auto& [field, amount] : answer.items())
          if (amount.is_string() && plain::fraction_of(amount) > 0) ++used[field];
      }
    }
  }
  MESSAGE("seed " << seed << ": " << pairs << " pairs, " << bookable << " bookable");
  CHECK(bookable * 100 > pairs * 35);
  for (const char* reason :
       {"invalid_occupancy", "offer_guests", "offer_occupancy", "offer_los", "offer_arrival",
        "offer_departure", "advance_booking", "stop_sell", "rule_arrival", "rule_los",
        "rule_departure", "rule_stay_through", "no_vacancy", "missing_rate"}) {
    CAPTURE(reason);
    CHECK(reasons[reason] * 500 > pairs);
  }
  CHECK(reasons.size() == 14);
  for (const char* field : {"room", "promotions", "supplements", "taxes_added", "taxes_included",
                            "due_at_property", "applied 0", "applied 1", "applied 2",
                            "applied 3"}) {
    CAPTURE(field);
    CHECK(used[field] * 50 > bookable);
  }
}

TEST_CASE("a seed makes the same hotels and stays on any platform") {
  // FNV-1a of the documents, whose keys are sorted and whose numbers print alike everywhere.
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](const std::string& text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  };
  std::mt19937_64 rng(7);
  for (int i = 0; i < 20; ++i) {
    const json hotel = plain::random_hotel(rng, i);
    const plain::stay asked = plain::random_stay(rng, hotel);
    add(hotel.dump());
    add(asked.arrival + asked.booking_date + std::to_string(asked.nights));
    add(std::to_string(asked.adults) + json(asked.child_ages).dump());
  }
  CHECK(hash == 4390384150742007267U);
}
