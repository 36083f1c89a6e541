// What a question may hold, how offers are ordered, and what an answer says besides.
#include "search/search.hpp"

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "catalog/places/globe.hpp"
#include "pricing/house.hpp"
#include "search/quote.hpp"
#include "search/request_check.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

json hotel_at(const std::string& code, const char* amount, const json& changes = json::object()) {
  json out = test::house();
  out["hotel"] = code;
  out["plans"][0]["rates"][0]["base"] = {{"2", amount}};
  out.update(changes);
  return out;
}

snapshot_ptr hold(const std::vector<json>& documents) {
  catalog all;
  for (const json& each : documents) all.put(test::made(each));
  return all.take(3);
}

find_request berlin() {
  find_request out;
  out.city = "Berlin";
  out.when.arrival = *parse_day("2027-03-01");
  out.when.booking = parse_day("2027-02-01");
  return out;
}

std::vector<std::string> order(const snapshot& in, const find_request& request) {
  std::vector<std::string> out;
  const auto got = find(in, request);
  for (const offer& each : got->offers) out.push_back(each.hotel);
  return out;
}

using codes = std::vector<std::string>;

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string refusal(const find_request& request) {
  static const auto in = hold({hotel_at("A", "100.00")});
  const auto got = find(*in, request);
  REQUIRE(!got);
  return describe(got.why());
}

// 50 rooms like the first, each in 20 plans like the first.
void make_thousand_products(hotel& of) {
  rate_plan& plan = of.plans.front();
  for (std::uint32_t i = 1; i < 50; ++i) {
    of.rooms.push_back(of.rooms.front());
    of.rooms.back().code = "DBL" + std::to_string(100 + i);
    product one = plan.products.front();
    one.room = i;
    plan.products.push_back(one);
  }
  const rate_plan first = plan;
  for (int i = 1; i < 20; ++i) {
    of.plans.push_back(first);
    of.plans.back().code = "BAR" + std::to_string(100 + i);
  }
}

}  // namespace

TEST_CASE("offers come by total, ties by code; by stars, name or distance if that is wanted") {
  const auto in = hold({hotel_at("D", "90.00", {{"stars", 2}, {"name", "Beta"}, {"latitude", 52.6}}),
                        hotel_at("C", "80.00", {{"stars", 4}, {"name", "Delta"}, {"latitude", 52.7}}),
                        hotel_at("B", "80.00", {{"stars", 4}, {"name", "Alpha"}, {"latitude", 52.4}}),
                        hotel_at("A", "99.00", {{"stars", 5}, {"name", "Alpha"}, {"latitude", 52.5}})});
  find_request ask = berlin();
  CHECK(order(*in, ask) == codes{"B", "C", "D", "A"});
  ask.sort = sort_by::stars;
  CHECK(order(*in, ask) == codes{"A", "B", "C", "D"});
  ask.sort = sort_by::name;
  CHECK(order(*in, ask) == codes{"B", "A", "D", "C"});
  ask.sort = sort_by::distance;
  ask.keep.near = circle{52.5, 13.4, 100};
  CHECK(order(*in, ask) == codes{"A", "B", "D", "C"});
  ask.limit = 2;
  CHECK(order(*in, ask) == codes{"A", "B"});
  CHECK(find(*in, ask)->bookable == 4);
  ask.keep.hotels = {"X", "D", "C", "D"};
  CHECK(order(*in, ask) == codes{"D", "C"});
  CHECK(find(*in, ask)->notes == codes{"no hotel 'X' in Berlin"});
}

TEST_CASE("hotels in another currency than the city's are left out and counted") {
  const auto in = hold({hotel_at("A", "90.00"), hotel_at("B", "80.00"),
                        hotel_at("C", "10.00", {{"currency", "CHF"}})});
  const auto got = find(*in, berlin());
  CHECK(order(*in, berlin()) == codes{"B", "A"});
  CHECK(got->other_currency == 1);
  CHECK(got->money.code_text() == "EUR");
  find_request ask = berlin();
  ask.keep.stars_min = 4;
  CHECK(find(*in, ask)->other_currency == 0);
}

TEST_CASE("the maximum total is in the city's currency, whatever its decimals") {
  const auto in = hold({hotel_at("A", "90.00"), hotel_at("B", "80.01")});
  find_request ask = berlin();
  ask.keep.total_max_e4 = 80'0100;
  CHECK(order(*in, ask) == codes{"B"});
  ask.keep.total_max_e4 = 80'0099;
  CHECK(order(*in, ask).empty());
}

TEST_CASE("a maximum total may be large, as in currencies whose unit is worth little") {
  const auto in = hold({hotel_at("A", "250000000.00", {{"currency", "IDR"}}),
                        hotel_at("B", "9000000000.00", {{"currency", "IDR"}})});
  find_request ask = berlin();
  const auto with = [&](std::int64_t rupiahs, int sen = 0) {
    ask.keep.total_max_e4 = rupiahs * 10'000 + sen * 100;
    return order(*in, ask);
  };
  CHECK(find(*in, ask)->money.code_text() == "IDR");
  CHECK(with(249'999'999, 99).empty());
  CHECK(with(250'000'000) == codes{"A"});
  CHECK(with(8'999'999'999, 99) == codes{"A"});
  CHECK(with(9'000'000'000) == codes{"A", "B"});
  CHECK(with(1'000'000'000'000) == codes{"A", "B"});
}

TEST_CASE("a value that is long is told shortened, and not inside a letter") {
  find_request ask = berlin();
  ask.city = "x" + repeated("ö", 1000);
  CHECK(refusal(ask).starts_with("city: 'xööööööööö...' is not possible; expected at most "));
  ask = berlin();
  ask.currency_code = "x" + repeated("ö", 50);
  CHECK(refusal(ask) ==
        "currency: 'xööööööööö...' is no currency; expected a code of ISO 4217 such as EUR");
}

TEST_CASE("without a booking date it is today at the hotel") {
  json early = hotel_at("A", "100.00");
  early["plans"][0]["offer"]["advance_days"] = {{"max", 0}};
  const auto in = hold({early});
  find_request ask = berlin();
  ask.when.booking.reset();
  const std::int64_t arrival_s = std::int64_t{*parse_day("2027-03-01")} * 86400;
  ask.when.now_s = arrival_s - 3600;  // 23:00 UTC is midnight in Berlin
  CHECK(order(*in, ask) == codes{"A"});
  ask.when.now_s = arrival_s - 3601;
  CHECK(order(*in, ask).empty());
  ask.when.now_s = arrival_s + 86400;
  CHECK(describe(find(*in, ask).why()) ==
        "arrival: the arrival 2027-03-01 lies before the booking date 2027-03-02, which is today "
        "at the hotel; give a later arrival, or a booking date");
}

TEST_CASE("a stay outside of the calendar has no offers, and the answer says why") {
  const auto in = hold({hotel_at("A", "100.00")});
  find_request ask = berlin();
  ask.when.arrival = *parse_day("2027-12-31");
  ask.when.nights = 2;
  const auto got = find(*in, ask);
  CHECK(got->offers.empty());
  CHECK(got->notes == codes{"the calendar of Berlin runs from 2027-03-01 to 2027-12-31; the stay "
                            "has nights outside of it"});
}

TEST_CASE("a search without an offer says why, the most frequent reason first") {
  json full = hotel_at("A", "100.00");
  full["rooms"][0]["inventory"] = json::array();
  json late = hotel_at("B", "100.00");
  late["plans"][0]["offer"]["advance_days"] = {{"max", 0}};
  const auto in = hold({full, late, hotel_at("C", "90.00")});
  find_request ask = berlin();
  ask.keep.total_max_e4 = 1'0000;
  CHECK(find(*in, ask)->notes ==
        codes{"of 3 products (rooms in plans) none can be had: 1: dearer than the maximum; 1: too "
              "early or too late to book this plan; 1: no room left on at least one night"});
  ask.keep.hotels = {"A"};
  CHECK(find(*in, ask)->notes == codes{"of 1 product (a room in a plan) none can be had: no room "
                                       "left on at least one night"});
  ask.keep.hotels = {"X"};
  CHECK(find(*in, ask)->notes == codes{"no hotel 'X' in Berlin"});
  CHECK(find(*in, berlin())->notes.empty());
}

TEST_CASE("where the arrival may vary, the best of each hotel counts, the earliest of a tie") {
  json weekend = hotel_at("A", "100.00");
  json rates = json::array();
  for (const auto& [night, amount] : {std::pair{"2027-03-01", "100.00"}, {"2027-03-02", "80.00"},
                                      {"2027-03-03", "70.00"}, {"2027-03-04", "70.00"},
                                      {"2027-03-05", "60.00"}}) {
    json each = weekend["plans"][0]["rates"][0];
    each["start"] = each["end"] = night;
    each["base"] = {{"2", amount}};
    rates.push_back(each);
  }
  weekend["plans"][0]["rates"] = rates;
  const auto in = hold({weekend, hotel_at("B", "75.00")});
  find_request ask = berlin();
  ask.when.arrival = *parse_day("2027-03-02");
  ask.days_before = 1;
  ask.days_after = 2;
  auto got = find(*in, ask);
  REQUIRE(got);
  REQUIRE(got->offers.size() == 2);
  CHECK(got->offers[0].hotel == "A");
  CHECK(got->offers[0].cost.total == 7000);
  CHECK(format_day(got->offers[0].arrival) == "2027-03-03");
  CHECK(format_day(got->offers[0].departure) == "2027-03-04");
  CHECK(format_day(got->offers[1].arrival) == "2027-03-01");
  CHECK(got->notes.empty());

  ask.days_before = 3;  // and two of them before there are rates
  got = find(*in, ask);
  REQUIRE(got->notes.size() == 1);
  CHECK(got->notes[0].ends_with("some stays have nights outside of it, before 2027-03-01"));

  ask.when.booking = parse_day("2027-03-02");  // later than the first arrivals
  got = find(*in, ask);
  REQUIRE(got);
  CHECK(format_day(got->offers[1].arrival) == "2027-03-02");
  ask.when.booking = parse_day("2027-03-05");
  CHECK(describe(find(*in, ask).why()).find("2027-03-04 lies before the booking date 2027-03-05") !=
        std::string::npos);
}

TEST_CASE("a circle that no hotel of the city lies in is said") {
  find_request ask = berlin();
  ask.keep.near = circle{0, 0, 1};
  CHECK(find(*hold({hotel_at("A", "100.00")}), ask)->notes ==
        codes{"no hotel in Berlin lies in the circle"});
}

TEST_CASE("codes of hotels that are elsewhere, and amenities that nobody has, are said") {
  const auto in = hold({hotel_at("A", "100.00", {{"city", "Munich"}, {"amenities", {"spa"}}}),
                        hotel_at("B", "100.00", {{"city", "München"}}),
                        hotel_at("C", "100.00", {{"city", "München"}, {"amenities", {"bar"}}}),
                        hotel_at("D", "100.00", {{"city", "Berlin"}, {"amenities", {"gym"}}})});
  find_request ask = berlin();
  ask.city = "Munich";
  ask.keep.hotels = {"D", "C", "B", "A", "X"};  // however its city is spelt
  CHECK(find(*in, ask)->notes == codes{"no hotel 'D' in München", "no hotel 'X' in München"});
  ask.more_cities = {"Berlin"};
  CHECK(find(*in, ask)->notes == codes{"no hotel 'X' in any of the cities"});
  ask.keep.hotels.clear();
  ask.keep.amenities = {"pool", "gym"};
  ask.count = false;
  CHECK(find(*in, ask)->notes ==
        codes{"no hotel in any of the cities has 'pool'", "amenities there: bar, gym, spa"});
  ask.more_cities.clear();
  CHECK(find(*in, ask)->notes == codes{"no hotel in München has 'pool'",
                                       "no hotel in München has 'gym'", "amenities there: bar, spa"});
}

TEST_CASE("a search that filters leave without a hotel names the one that none passes") {
  const json spa = {{"stars", 4}, {"amenities", {"spa"}}};
  const auto in = hold({hotel_at("A", "100.00", spa), hotel_at("B", "90.00", {{"stars", 5}}),
                        hotel_at("C", "80.00", {{"stars", 3}})});
  find_request ask = berlin();
  const auto notes_of = [&] { return find(*in, ask)->notes; };
  ask.keep.stars_min = 5;
  CHECK(notes_of().empty());
  ask.keep.amenities = {"spa"};
  CHECK(notes_of() == codes{"no hotel passes all filters together"});
  ask.more_rooms = {{.adults = 2}};
  CHECK(notes_of() == codes{"no hotel passes all filters together"});
  ask.more_rooms.clear();
  ask.keep.amenities = {"gym"};  // said once
  CHECK(notes_of() == codes{"no hotel in Berlin has 'gym'", "amenities there: spa"});
  ask.keep.amenities.clear();
  ask.keep.hotels = {"C"};
  CHECK(notes_of() == codes{"the only hotel does not have 5 stars"});
  ask.keep.hotels = {"A", "C", "X"};
  CHECK(notes_of() == codes{"no hotel 'X' in Berlin", "none of the 2 hotels has 5 stars"});
  ask.city.clear();
  ask.keep.hotels = {"A", "C"};
  ask.keep.stars_min.reset();
  ask.keep.amenities = {"gym"};
  CHECK(notes_of() == codes{"none of the 2 hotels has 'gym'"});
  ask.keep.amenities.clear();
  ask.keep.near = circle{0, 0, 1};
  CHECK(notes_of() == codes{"none of these hotels lies in the circle"});
  ask.count = false;
  CHECK(notes_of().empty());
}

TEST_CASE("a search that filters leave without a plan says which none has") {
  json free = hotel_at("A", "100.00");
  free["plans"][0]["refundable"] = true;
  json bound = hotel_at("B", "100.00");
  bound["plans"][0]["refundable"] = false;
  find_request ask = berlin();
  ask.keep.refundable = true;
  CHECK(find(*hold({free, bound}), ask)->notes.empty());
  CHECK(find(*hold({bound}), ask)->notes == codes{"the only hotel does not have a refundable plan"});
  ask.keep.meal_plans = {meal_plan::all_inclusive};
  CHECK(find(*hold({free, bound}), ask)->notes ==
        codes{"none of the 2 hotels has a refundable plan with the meals that are asked for"});
}

TEST_CASE("an amenity that is typed otherwise is suggested") {
  const auto in = hold({hotel_at("A", "100.00", {{"amenities", {"sauna", "wifi"}}})});
  find_request ask = berlin();
  ask.keep.amenities = {"WiFi"};
  CHECK(find(*in, ask)->notes == codes{"no hotel in Berlin has 'WiFi'; did you mean 'wifi'?",
                                       "amenities there: sauna, wifi"});
}

TEST_CASE("a hotel without an exchange rate is not called too dear") {
  find_request ask = berlin();
  ask.currency_code = "USD";
  CHECK(find(*hold({hotel_at("A", "100.00")}), ask)->notes ==
        codes{"no table of exchange rates is loaded; the engine is started with one: --exchange-rates "
              "FILE, or exchange-rates in config.ini (where it was, its status says what is wrong with the "
              "file)",
              "1 hotel is left out: there is no exchange rate from EUR to USD of the booking date or "
              "before it"});
}

TEST_CASE("reasons that are not named are counted") {
  const auto with = [](const char* code, const json& offer) {
    json out = hotel_at(code, "100.00");
    out["plans"][0]["offer"].update(offer);
    return out;
  };
  json full = hotel_at("A", "100.00");
  full["rooms"][0]["inventory"] = json::array();
  json small = hotel_at("B", "100.00");
  small["rooms"][0]["occupancy"] = {{"min", 1}, {"std", 1}, {"max", 1}};
  const auto in = hold({full, small, with("C", {{"advance_days", {{"max", 0}}}}),
                        with("D", {{"los", {{"min", 2}}}}), with("E", {{"adults", {{"max", 1}}}}),
                        with("F", {{"adults", {{"max", 1}}}})});
  const auto notes = find(*in, berlin())->notes;
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].starts_with("of 6 products (rooms in plans) none can be had: 2: "));
  CHECK(notes[0].ends_with("; 2: for other reasons"));
}

TEST_CASE("a search without an offer on any arrival says on how many it looked") {
  json full = hotel_at("A", "100.00");
  full["rooms"][0]["inventory"] = json::array();
  find_request ask = berlin();
  ask.days_after = 6;
  CHECK(find(*hold({full}), ask)->notes ==
        codes{"of 7 products (rooms in plans, each on 7 arrivals) none can be had: 7: no room left "
              "on at least one night"});
}

TEST_CASE("arrivals that vary are within the limits of one arrival, and are no more than a year") {
  const auto with = [](int before, int after, const char* arrival = "2027-03-01") {
    find_request ask = berlin();
    ask.when.arrival = *parse_day(arrival);
    ask.when.booking = std::min(*ask.when.booking, ask.when.arrival);
    ask.days_before = before;
    ask.days_after = after;
    return refusal(ask);
  };
  CHECK(with(-1, 0) == "days_before: '-1' is not possible; expected a number from 0 to 365");
  CHECK(with(0, 366) == "days_after: '366' is not possible; expected a number from 0 to 365");
  CHECK(with(200, 166) == "days_after: '166' is not possible; expected a number from 0 to 165");
  CHECK(with(2, 0, "1970-01-02").starts_with("arrival: '-1' is not possible"));
  CHECK(with(0, 365, "9998-12-31").starts_with("arrival: "));
}

TEST_CASE("a value that cannot be is refused with its field and what was expected") {
  const auto with = [](auto change) {
    find_request ask = berlin();
    change(ask);
    return refusal(ask);
  };
  CHECK(with([](auto& r) { r.when.nights = 0; }) ==
        "nights: '0' is not possible; expected a number from 1 to 365");
  CHECK(with([](auto& r) { r.when.adults = 99; }) ==
        "adults: '99' is not possible; expected a number from 1 to 32");
  CHECK(with([](auto& r) { r.when.child_ages = {18}; }) ==
        "children: '18' is not possible; expected a number from 0 to 17: the age of a child in "
        "years; older guests are adults");
  CHECK(with([](auto& r) { r.when.child_ages.assign(17, 3); }) ==
        "children: '17 children' is not possible; expected at most 16");
  CHECK(with([](auto& r) { r.when.booking = r.when.arrival + 1; }) ==
        "arrival: the arrival 2027-03-01 lies before the booking date 2027-03-02; give a later "
        "arrival or an earlier booking date");
  CHECK(with([](auto& r) { r.keep.stars_min = 6; }) ==
        "stars: '6' is not possible; expected a number from 0 to 5");
  CHECK(with([](auto& r) { r.keep.near = circle{91, 0, 1}; }) ==
        "near: '91' is not possible; expected a number from -90 to 90");
  CHECK(with([](auto& r) { r.keep.near = circle{0, 0, circle_km_limit + 1}; }) ==
        "near: '20017' is not possible; expected a number from 0 to 20016");
  CHECK(with([](auto& r) { r.limit = 0; }) ==
        "limit: '0' is not possible; expected a number from 1 to 1000");
  CHECK(with([](auto& r) { r.sort = sort_by::distance; }) ==
        "sort: 'distance' is not possible; expected a circle to measure from: give --near "
        "LAT,LON,KM too");
  CHECK(with([](auto& r) { r.when.booking = first_day_ever; }) ==
        "booking-date: '-2147483648' is not possible; expected a date from 1970 to 9998");
  CHECK(with([](auto& r) { r.when.now_s = -1; }) ==
        "now: '-1' is not possible; expected seconds since 1970, before the year 9999");
  CHECK(with([](auto& r) { r.limit = 1000, r.when.nights = 365, r.explain = true; }) ==
        "limit: '1000' is not possible; expected at most 273 where each offer is explained for 365 "
        "nights");
  CHECK(with([](auto& r) { r.keep.amenities.assign(1001, "x"); }) ==
        "amenities: '1001 values' is not possible; expected at most 1000");
  CHECK(with([](auto& r) { r.city.assign(1000, 'x'); }) ==
        "city: 'xxxxxxxxxxxxxxxxxxxx...' is not possible; expected at most 400 bytes");
}

TEST_CASE("whatever a hotel and its city may be called can be asked for") {
  std::string longest;
  for (std::size_t i = 0; i < code_length_limit; ++i) longest += "\xF0\x90\x90\xA8";  // a letter
  CHECK(longest.size() == name_limit_bytes);
  const auto in = hold({hotel_at(longest, "90.00", {{"city", longest}})});
  find_request ask = berlin();
  ask.city = longest;
  ask.keep.hotels = {longest};
  CHECK(order(*in, ask) == codes{longest});
  ask.city = "";
  CHECK(order(*in, ask) == codes{longest});
  CHECK(find_quote(*in, {.hotel = longest, .when = ask.when, .keep = {}}));
}

TEST_CASE("a circle as wide as it may be is the globe") {
  CHECK(distance_km(0, 0, 0, 180) <= circle_km_limit);
  const auto in = hold({hotel_at("A", "90.00", {{"latitude", -52.5}, {"longitude", 13.5}})});
  find_request ask = berlin();
  ask.keep.near = circle{52.5, -166.5, circle_km_limit};
  CHECK(order(*in, ask) == codes{"A"});
}

TEST_CASE("a quote is not explained where that takes more lines than an answer may have") {
  json large = hotel_at("A", "100.00");
  const json room = large["rooms"][0];
  const json rate = large["plans"][0]["rates"][0];
  for (int i = 1; i < 30; ++i) {
    large["rooms"].push_back(room);
    large["rooms"].back()["room"] = "R" + std::to_string(i);
    large["plans"][0]["rates"].push_back(rate);
    large["plans"][0]["rates"].back()["room"] = "R" + std::to_string(i);
  }
  const json plan = large["plans"][0];
  for (int i = 1; i < 10; ++i) {
    large["plans"].push_back(plan);
    large["plans"].back()["plan"] = "P" + std::to_string(i);
  }
  const auto in = hold({large});
  quote_request ask{.hotel = "A", .when = berlin().when, .keep = {}, .explain = true};
  ask.when.nights = 365;
  const auto got = find_quote(*in, ask);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::usage);
  CHECK(describe(got.why()) ==
        "nights: 300 rooms and plans for 365 nights would be explained in more than 200000 lines; ask "
        "for fewer nights, or without the lines that explain each price");
  ask.when.nights = 30;
  CHECK(find_quote(*in, ask)->offers.at(0).why.lines.size() == 30);
  ask.when.nights = 365;
  ask.explain = false;
  CHECK(find_quote(*in, ask));
}

TEST_CASE("lines of taxes and supplements count too where offers are explained") {
  hotel where = test::made(hotel_at("A", "100.00"));
  for (int i = 0; i < 100; ++i) {
    tax_fee fee;
    fee.code = "T" + std::to_string(100 + i);
    fee.kind = tax_kind::fee;
    fee.amount = 100;
    fee.basis = payer::room;
    fee.period = per::stay;
    where.taxes.push_back(fee);
  }
  constexpr int hotels = 250;
  catalog city;
  for (int i = 0; i < hotels; ++i) {
    where.code = "H" + std::to_string(i);
    REQUIRE_FALSE(city.put(where));
  }
  const auto in = city.take(1);
  find_request ask = berlin();
  ask.more_rooms.assign(rooms_of_stay_limit - 1, {});
  ask.explain = true;
  ask.limit = hotels;
  const auto got = find(*in, ask);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::usage);
  CHECK(describe(got.why()) ==
        "limit: the offers would be explained in more than 200000 lines; ask for fewer offers or nights, or "
        "without the lines that explain each price");
  ask.limit = hotels - 10;
  CHECK(find(*in, ask));
  ask.limit = hotels;
  ask.explain = false;
  CHECK(find(*in, ask));

  rate_plan& plan = where.plans.front();
  for (int i = 0; i < 100; ++i) {
    supplement extra;
    extra.code = "S" + std::to_string(100 + i);
    extra.charge = supplement_charge::per_stay;
    extra.prices.push_back({{*parse_day("2027-03-01"), *parse_day("2027-12-31")}, 100, {}});
    plan.supplements.push_back(extra);
  }
  make_thousand_products(where);
  catalog one;
  where.code = "A";
  REQUIRE_FALSE(one.put(where));
  const auto held = one.take(1);
  quote_request quote{.hotel = "A", .when = berlin().when, .keep = {}, .explain = true};
  const auto no = find_quote(*held, quote);
  REQUIRE_FALSE(no);
  CHECK(no.why().field == "nights");
  quote.explain = false;
  CHECK(find_quote(*held, quote)->offers.size() == 1'000);
}

TEST_CASE("why nothing can be had is looked for in fewer products where stays are long") {
  hotel where = test::made(hotel_at("A", "100.00"));
  where.rooms.front().guests = {1, 1, 1, {}};
  make_thousand_products(where);
  catalog city;
  for (int i = 0; i < 21; ++i) {
    where.code = "H" + std::to_string(i);
    REQUIRE_FALSE(city.put(where));
  }
  const auto in = city.take(1);
  find_request ask = berlin();
  ask.when.nights = usual_nights;
  CHECK(find(*in, ask)->notes.at(0).starts_with("of 21,000 products (rooms in plans) none can be had: "));
  ask.when.nights = 300;  // a tenth
  CHECK(find(*in, ask)->notes.at(0).starts_with("of the first 20,000 products (rooms in plans) none can"));
}

TEST_CASE("a quote gives every product: its offer or the reason against it") {
  json two = hotel_at("A", "100.00");
  two["rooms"].push_back({{"room", "SGL"}, {"name", "Single"}, {"occupancy", {{"min", 1}, {"std", 1}, {"max", 1}}}});
  json rate = two["plans"][0]["rates"][0];
  rate["room"] = "SGL";
  two["plans"][0]["rates"].push_back(rate);
  json cheap = two["plans"][0];
  cheap["plan"] = "ADV";
  cheap["refundable"] = false;
  cheap["rates"][0]["base"] = {{"2", "70.00"}};
  two["plans"].push_back(cheap);
  const auto in = hold({two});

  quote_request ask{.hotel = "A", .when = berlin().when, .keep = {}};
  auto got = find_quote(*in, ask);
  REQUIRE(got->offers.size() == 2);
  CHECK(got->offers[0].plan == "ADV");
  CHECK(got->offers[0].cost.total == 7000);
  CHECK(got->offers[1].plan == "BAR");
  CHECK(got->not_bookable ==
        std::vector<refused_product>{{"SGL", "ADV", reason::invalid_occupancy, 1, 1},
                                     {"SGL", "BAR", reason::invalid_occupancy, 1, 1}});
  ask.keep.refundable = true;
  got = find_quote(*in, ask);
  CHECK(got->offers.size() == 1);
  CHECK(got->filtered == 1);
  ask.hotel = "a";
  CHECK(describe(find_quote(*in, ask).why()) ==
        "hotel: no hotel 'a' among the 1 that are loaded; did you mean A (House, Berlin)?");
}

TEST_CASE("distances are those of the great circle") {
  CHECK(distance_km(52.52, 13.405, 48.137, 11.575) == doctest::Approx(504.4).epsilon(0.002));
  CHECK(distance_km(0, 0, 0, 180) == doctest::Approx(20015.11).epsilon(0.0001));
  CHECK(distance_km(10, 20, 10, 20) == 0);
}
