// The plain pricer against figures worked out by hand: each rule of the prose alone, on a hotel
// that has nothing else.
#include "plain/exact.hpp"
#include "plain/iso_day.hpp"
#include "plain/plain_pricer.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using plain::stay;

// One double room for up to four at 100.00 a night and room, from Tuesday 1 June to Wednesday
// 30 June 2027.
json bare_hotel() {
  return json::parse(R"({
    "hotel": "H", "name": "Bare", "city": "Berlin", "country": "DE", "latitude": 52.52,
    "longitude": 13.405, "stars": 3, "amenities": ["wifi"], "currency": "EUR",
    "utc_offset_minutes": 60,
    "rooms": [{"room": "DBL", "name": "Double", "occupancy": {"min": 1, "std": 2, "max": 4}}],
    "plans": [{"plan": "BAR", "name": "Best", "meal_plan": "breakfast", "refundable": true,
               "charge_basis": "room", "offer": {"adult_min_age": 18},
               "rates": [{"room": "DBL", "start": "2027-06-01", "end": "2027-06-30",
                          "base": {"1": "100.00", "2": "100.00"}, "extra_adult": "30.00",
                          "children": [{"min_age": 0, "max_age": 12, "amount": "10.00"},
                                       {"min_age": 12, "max_age": 18, "amount": "20.00"}]}]}]})");
}

json& plan_of(json& hotel) { return hotel["plans"][0]; }
json& rate_of(json& hotel) { return hotel["plans"][0]["rates"][0]; }

stay of_nights(int nights, int adults = 2, std::vector<int> child_ages = {}) {
  return {"2027-06-01", nights, adults, std::move(child_ages), "2027-05-01"};
}

json answer(const json& hotel, const stay& asked) {
  return plain::price(hotel, "BAR", "DBL", asked);
}

// One field of the answer; the reason instead where the stay is not bookable.
std::string shown(const std::string& field, const json& hotel, const stay& asked) {
  const json all = answer(hotel, asked);
  return all.value(field, all.value("not_bookable", ""));
}

std::string total(const json& hotel, const stay& asked) { return shown("total", hotel, asked); }

json tax(const std::string& fields) {
  json result = json::parse(R"({"tax": "T", "name": "t", "kind": "tax", "type": "amount",
    "value": "1", "basis": "room", "period": "night", "included": false, "paid_at": "booking"})");
  result.update(json::parse(fields));
  return result;
}

json promotion(const std::string& code, const std::string& fields) {
  json result{{"promotion", code}, {"exclusive", false}};
  result.update(json::parse(fields));
  return result;
}

json supplement(int charge, const std::string& amount) {
  const json price{{"start", "2027-06-01"}, {"end", "2027-06-30"}, {"amount", amount}};
  return {{"supplement", "S"}, {"name", "s"}, {"charge", charge}, {"mandatory", true},
          {"prices", json::array({price})}};
}

std::string total_with_tax(const std::string& fields, const stay& asked) {
  json hotel = bare_hotel();
  hotel["taxes"] = json::array({tax(fields)});
  return total(hotel, asked);
}

}  // namespace

TEST_CASE("days are numbered from 1970 and weekdays from Monday") {
  CHECK(plain::day_of("1970-01-01") == 0);
  CHECK(plain::day_of("2000-03-01") == 11017);
  CHECK(plain::weekday_of(plain::day_of("1970-01-01")) == 3);
  CHECK(plain::weekday_of(plain::day_of("2027-06-01")) == 1);
  CHECK(plain::weekday_of(plain::day_of("1969-12-29")) == 0);
  for (plain::day date = plain::day_of("1895-12-31"); date < plain::day_of("2105-01-01"); ++date)
    REQUIRE(plain::day_of(plain::iso_date_of(date)) == date);
  CHECK(plain::iso_date_of(plain::day_of("2028-02-28") + 1) == "2028-02-29");
  CHECK_THROWS_AS(plain::day_of("2027-02-29"), std::invalid_argument);
  CHECK_THROWS_AS(plain::day_of("2027-6-1"), std::invalid_argument);
}

TEST_CASE("amounts are exact, and are rounded half-up to the currency's minor unit") {
  CHECK(plain::fraction_of("12.50") == plain::fraction(25, 2));
  CHECK(plain::rounded_to_minor(plain::fraction_of("192.975"), 2) == 19298);
  CHECK(plain::rounded_to_minor(plain::fraction_of("192.97499"), 2) == 19297);
  CHECK(plain::rounded_to_minor(plain::fraction_of("0.5"), 0) == 1);
  CHECK(plain::decimal_text(7, 2) == "0.07");
  CHECK(plain::decimal_text(1000, 3) == "1.000");
  CHECK(plain::decimal_text(146, 0) == "146");
  for (const char* bad : {"", "-1", "1.", ".5", "1e3", "1.2.3", "1,5"})
    CHECK_THROWS_AS(plain::fraction_of(bad), std::invalid_argument);
  CHECK_THROWS_AS(plain::decimals_of("XXX"), std::invalid_argument);
}

TEST_CASE("taxes on 100.00 a night for 10 nights come to the figures of other systems") {
  CHECK(total(bare_hotel(), of_nights(10)) == "1000.00");
  CHECK(total_with_tax(R"({"type": "percent", "value": "10"})", of_nights(10)) == "1100.00");
  CHECK(total_with_tax(R"({"period": "stay", "value": "200"})", of_nights(10)) == "1200.00");
  CHECK(total_with_tax(R"({"value": "50"})", of_nights(10)) == "1500.00");

  json for_three = bare_hotel();
  rate_of(for_three)["extra_adult"] = "0.00";
  for_three["taxes"] =
      json::array({tax(R"({"basis": "person", "period": "stay", "value": "50"})")});
  CHECK(total(for_three, of_nights(10, 3)) == "1150.00");

  const std::string each_night = R"("basis": "person", "value": "50")";
  CHECK(total_with_tax("{" + each_night + "}", of_nights(10, 2)) == "2000.00");
  CHECK(total_with_tax("{" + each_night + R"(, "los": {"max": 5}})", of_nights(10, 2)) ==
        "1000.00");
}

TEST_CASE("three nights of two adults at 10 cost 60 by person and 30 by room") {
  json hotel = bare_hotel();
  rate_of(hotel)["base"] = {{"1", "10"}, {"2", "10"}};
  CHECK(total(hotel, of_nights(3)) == "30.00");
  plan_of(hotel)["charge_basis"] = "person";
  CHECK(total(hotel, of_nights(3)) == "60.00");
}

TEST_CASE("every reason is given, by the rule that it belongs to") {
  struct broken {
    std::string reason;
    std::string patch;  // RFC 7396
  };
  const std::vector<broken> on_the_plan{
      {"offer_guests", R"({"offer": {"child_min_age": 6}})"},
      {"offer_guests", R"({"offer": {"child_max_age": 5}})"},
      {"offer_occupancy", R"({"offer": {"adults": {"min": 3}}})"},
      {"offer_occupancy", R"({"offer": {"children": {"max": 0}}})"},
      {"offer_los", R"({"offer": {"los": {"max": 2}}})"},
      {"offer_arrival", R"({"offer": {"arrival_days": "1011111"}})"},
      {"offer_departure", R"({"offer": {"departure_days": "1111011"}})"},
      {"advance_booking", R"({"offer": {"advance_days": {"min": 32}}})"},
      {"advance_booking", R"({"offer": {"advance_days": {"max": 30}}})"},
      {"stop_sell", R"({"rules": [{"start": "2027-06-03", "end": "2027-06-03", "closed": true}]})"},
      {"rule_arrival", R"({"rules": [{"start": "2027-06-01", "end": "2027-06-01",
                                      "arrival_days": "1011111"}]})"},
      {"rule_los",
       R"({"rules": [{"start": "2027-06-01", "end": "2027-06-01", "los": {"min": 4}}]})"},
      {"rule_departure", R"({"rules": [{"start": "2027-06-04", "end": "2027-06-04",
                                        "departure_days": "1111011"}]})"},
      {"rule_stay_through",
       R"({"rules": [{"start": "2027-06-04", "end": "2027-06-09", "stay_through": {"min": 4}}]})"},
      {"missing_rate", R"({"rates": [{"room": "DBL", "start": "2027-06-01", "end": "2027-06-02",
                                      "base": {"1": "1", "2": "1"}}]})"}};
  const stay asked = of_nights(3, 2, {5});  // Tuesday to Friday
  CHECK(total(bare_hotel(), asked) == "330.00");
  for (const broken& one : on_the_plan) {
    CAPTURE(one.patch);
    json hotel = bare_hotel();
    plan_of(hotel).merge_patch(json::parse(one.patch));
    CHECK(answer(hotel, asked) == json{{"not_bookable", one.reason}});
  }
  CHECK(total(bare_hotel(), of_nights(3, 5)) == "invalid_occupancy");

  json hotel = bare_hotel();
  hotel["rooms"][0]["inventory"] =
      json::parse(R"([{"start": "2027-06-01", "end": "2027-06-02", "count": 3},
                      {"start": "2027-06-03", "end": "2027-06-03", "count": 0}])");
  CHECK(total(hotel, of_nights(2)) == "200.00");
  CHECK(total(hotel, of_nights(3)) == "no_vacancy");  // none to sell
  stay later = of_nights(1);
  later.arrival = "2027-06-04";
  CHECK(total(hotel, later) == "no_vacancy");  // no count sent
}

TEST_CASE("of several reasons the first in the order of the rules is given") {
  json hotel = bare_hotel();
  plan_of(hotel)["offer"]["los"] = {{"max", 2}};
  plan_of(hotel)["offer"]["arrival_days"] = "0000000";
  plan_of(hotel)["rules"] = json::parse(
      R"([{"start": "2027-06-01", "end": "2027-06-09", "arrival_days": "0000000"},
          {"room": "DBL", "start": "2027-06-01", "end": "2027-06-09", "closed": true}])");
  CHECK(total(hotel, of_nights(3, 5)) == "invalid_occupancy");
  CHECK(total(hotel, of_nights(3)) == "offer_los");
  CHECK(total(hotel, of_nights(2)) == "offer_arrival");
  plan_of(hotel).erase("offer");
  CHECK(total(hotel, of_nights(2)) == "stop_sell");  // over all rules before the arrival is
}

TEST_CASE("the departure day counts for staying through, and not for closing") {
  json hotel = bare_hotel();
  const json on_departure{{"start", "2027-06-04"}, {"end", "2027-06-04"}};
  plan_of(hotel)["rules"] = json::array({on_departure});
  plan_of(hotel)["rules"][0]["closed"] = true;
  CHECK(total(hotel, of_nights(3)) == "300.00");
  plan_of(hotel)["rules"] = json::array({on_departure});
  plan_of(hotel)["rules"][0]["stay_through"] = {{"max", 2}};
  CHECK(total(hotel, of_nights(3)) == "rule_stay_through");
  plan_of(hotel)["rules"][0]["room"] = "SGL";  // for another room
  CHECK(total(hotel, of_nights(3)) == "300.00");
}

TEST_CASE("a child counts by the plan's ages") {
  json hotel = bare_hotel();
  CHECK(total(hotel, of_nights(1, 2, {17})) == "120.00");
  plan_of(hotel)["offer"]["adult_min_age"] = 17;
  CHECK(total(hotel, of_nights(1, 2, {17})) == "130.00");
  plan_of(hotel).erase("offer");  // everyone is an adult
  CHECK(total(hotel, of_nights(1, 2, {0})) == "130.00");
  stay strict = of_nights(1, 2, {0});
  strict.strict = true;
  CHECK(total(hotel, strict) == "offer_guests");
}

TEST_CASE("an offer counts the guests as the plan's ages class them") {
  json hotel = bare_hotel();
  plan_of(hotel)["offer"] = {{"adult_min_age", 12}, {"children", {{"max", 0}}}};
  CHECK(total(hotel, of_nights(1, 2, {11})) == "offer_occupancy");
  CHECK(total(hotel, of_nights(1, 2, {12})) == "130.00");
  plan_of(hotel)["offer"] = {{"adult_min_age", 12}, {"adults", {{"min", 2}, {"max", 2}}}};
  CHECK(total(hotel, of_nights(1, 2, {12})) == "offer_occupancy");
  CHECK(total(hotel, of_nights(1, 1, {12})) == "100.00");
  // Before step 3: the child of 11 is charged as an adult, and is none to the offer.
  CHECK(total(hotel, of_nights(1, 1, {11})) == "offer_occupancy");
}

TEST_CASE("the oldest children become adults while full payers are missing") {
  json hotel = bare_hotel();
  // Of 5 and 15 the one of 15 completes the two, the one of 5 pays its band.
  CHECK(total(hotel, of_nights(1, 1, {5, 15})) == "110.00");
  // With at most 3 children of 4 guests one full payer is enough.
  hotel["rooms"][0]["occupancy"]["max_child"] = 3;
  CHECK(total(hotel, of_nights(1, 1, {5, 15})) == "130.00");
}

TEST_CASE("a family offer frees the youngest, who still count for the tier by person") {
  json hotel = bare_hotel();
  plan_of(hotel)["charge_basis"] = "person";
  rate_of(hotel)["base"] = {{"1", "90.00"}, {"2", "70.00"}};
  hotel["rooms"][0]["occupancy"]["max_child"] = 3;
  CHECK(total(hotel, of_nights(1, 1)) == "90.00");
  CHECK(total(hotel, of_nights(1, 1, {4})) == "80.00");
  plan_of(hotel)["family"] = {{"max_age", 13}, {"min_count", 1}, {"free_count", 1}};
  CHECK(total(hotel, of_nights(1, 1, {4})) == "70.00");
  CHECK(total(hotel, of_nights(1, 1, {12, 4})) == "90.00");  // the one of 12 pays
  plan_of(hotel)["family"]["free_count"] = 2;
  CHECK(total(hotel, of_nights(1, 1, {15, 4})) == "90.00");  // no more than are young enough
  plan_of(hotel)["family"]["free_count"] = 1;
  plan_of(hotel)["family"]["min_count"] = 2;
  CHECK(total(hotel, of_nights(1, 1, {4})) == "80.00");
  CHECK(total(hotel, of_nights(1, 1, {12, 4})) == "90.00");
  CHECK(total(hotel, of_nights(1, 1, {13, 4})) == "100.00");  // 13 is not below 13
  plan_of(hotel)["supplements"] = json::array({supplement(21, "5.00")});  // the free one pays none
  CHECK(shown("supplements", hotel, of_nights(1, 1, {12, 4})) == "10.00");
}

TEST_CASE("a missing tier, extra adult or band is a missing rate") {
  json hotel = bare_hotel();
  rate_of(hotel)["base"].erase("1");
  CHECK(total(hotel, of_nights(1, 1)) == "missing_rate");
  CHECK(total(hotel, of_nights(1, 2)) == "100.00");
  rate_of(hotel).erase("extra_adult");
  CHECK(total(hotel, of_nights(1, 3)) == "missing_rate");
  rate_of(hotel)["children"].erase(1);
  CHECK(total(hotel, of_nights(1, 2, {11})) == "110.00");
  CHECK(total(hotel, of_nights(1, 2, {12})) == "missing_rate");
}

TEST_CASE("a weekly price is pro-rated, and cut at the end of a season") {
  json hotel = bare_hotel();
  plan_of(hotel)["unit_multiplier"] = 7;
  rate_of(hotel)["base"] = {{"2", "700.00"}};
  CHECK(total(hotel, of_nights(7)) == "700.00");
  CHECK(total(hotel, of_nights(3)) == "300.00");
  rate_of(hotel)["end"] = "2027-06-02";
  json season = rate_of(hotel);
  season.update({{"start", "2027-06-03"}, {"end", "2027-06-30"}, {"base", {{"2", "100.00"}}}});
  plan_of(hotel)["rates"].push_back(season);
  CHECK(total(hotel, of_nights(3)) == "214.29");  // 700 * 2/7 + 100 * 1/7
}

TEST_CASE("free nights are the last of the stay or of each block, in chunks of one night") {
  json hotel = bare_hotel();
  plan_of(hotel)["free_nights"] = {{"required", 3}, {"discounted", 2}, {"repeating", false}};
  CHECK(total(hotel, of_nights(2)) == "200.00");
  CHECK(total(hotel, of_nights(3)) == "100.00");
  CHECK(total(hotel, of_nights(8)) == "600.00");
  plan_of(hotel)["free_nights"]["repeating"] = true;
  CHECK(total(hotel, of_nights(5)) == "200.00");  // P F F P F
  CHECK(total(hotel, of_nights(8)) == "300.00");

  plan_of(hotel)["unit_multiplier"] = 7;
  rate_of(hotel)["base"] = {{"2", "700.00"}};
  plan_of(hotel)["free_nights"]["repeating"] = false;
  CHECK(total(hotel, of_nights(7)) == "700.00");
  CHECK(total(hotel, of_nights(8)) == "700.00");  // a single night is left over, and free
  CHECK(total(hotel, of_nights(8, 3)) == "730.00");  // 30 a week for the third; the night all free
}

TEST_CASE("supplements are charged by their code, some of them not on free nights") {
  struct charged {
    int code;
    std::string amount;
  };
  // Three nights of two adults and a child, the last night free; 6.00 on the last two nights.
  const std::vector<charged> all{{1, "6.00"},   {19, "6.00"},  {21, "18.00"}, {12, "4.00"},
                                 {18, "4.00"}, {20, "12.00"}, {24, "6.00"}};
  for (const charged& one : all) {
    CAPTURE(one.code);
    json hotel = bare_hotel();
    plan_of(hotel)["free_nights"] = {{"required", 3}, {"discounted", 1}, {"repeating", false}};
    plan_of(hotel)["supplements"] = json::array({supplement(one.code, "6.00")});
    plan_of(hotel)["supplements"][0]["prices"][0]["start"] = "2027-06-02";
    CHECK(shown("supplements", hotel, of_nights(3, 2, {5})) == one.amount);
    plan_of(hotel)["supplements"][0]["mandatory"] = false;
    CHECK(shown("supplements", hotel, of_nights(3, 2, {5})) == "0.00");
  }
}

TEST_CASE("prices of a supplement that hold on one night add up, if weekday and room are right") {
  json hotel = bare_hotel();
  json extra = supplement(24, "8.00");
  extra["days"] = "1101111";  // not on Wednesday 2 June
  extra["prices"] = json::parse(
      R"([{"start": "2027-06-02", "end": "2027-06-09", "amount": "8.00"},
          {"start": "2027-06-03", "end": "2027-06-03", "amount": "0.50", "room": "DBL"},
          {"start": "2027-06-03", "end": "2027-06-09", "amount": "70.00", "room": "SGL"}])");
  plan_of(hotel)["supplements"] = json::array({extra});
  CHECK(shown("supplements", hotel, of_nights(2)) == "0.00");
  CHECK(shown("supplements", hotel, of_nights(3)) == "8.50");  // of the first covered night
  CHECK(shown("supplements", hotel, of_nights(7)) == "8.50");
}

TEST_CASE("the supplements of a stay are rounded once, as a sum") {
  json hotel = bare_hotel();
  json second = supplement(12, "0.01");
  second["supplement"] = "S2";
  plan_of(hotel)["supplements"] = json::array({supplement(12, "0.01"), second});
  for (json& extra : plan_of(hotel)["supplements"]) extra["prices"][0]["end"] = "2027-06-01";
  CHECK(shown("supplements", hotel, of_nights(4)) == "0.01");  // 0.0025 twice is 0.005
}

TEST_CASE("the one set of promotions is taken that costs least") {
  json hotel = bare_hotel();
  const auto taken = [&] {
    const json all = answer(hotel, of_nights(4));
    return all.at("total").get<std::string>() + " " + all.at("applied").dump();
  };
  hotel["promotions"] =
      json::array({promotion("B", R"({"type": "percent", "value": "10"})"),
                   promotion("A", R"({"type": "per_stay", "value": "50"})")});
  CHECK(taken() == R"(310.00 ["A","B"])");  // 400 - 40 - 50, not a part of them
  hotel["promotions"].push_back(
      promotion("X", R"({"type": "percent", "value": "22.5", "exclusive": true})"));
  CHECK(taken() == R"(310.00 ["X"])");  // on a tie the fewer
  hotel["promotions"].push_back(
      promotion("W", R"({"type": "percent", "value": "22.5", "exclusive": true})"));
  CHECK(taken() == R"(310.00 ["W"])");  // and then the lower code
  hotel["promotions"] = json::array({promotion("A", R"({"type": "percent", "value": "0"})")});
  CHECK(taken() == R"(400.00 [])");
}

TEST_CASE("combined promotions apply free nights, percents, per night, per stay") {
  json hotel = bare_hotel();
  rate_of(hotel)["end"] = "2027-06-02";
  json season = rate_of(hotel);
  season.update({{"start", "2027-06-03"}, {"end", "2027-06-30"}, {"base", {{"2", "60.00"}}}});
  plan_of(hotel)["rates"].push_back(season);
  hotel["promotions"] = json::array({
      promotion("A", R"({"type": "per_stay", "value": "30"})"),
      promotion("B", R"({"type": "per_night", "value": "70"})"),
      promotion("C", R"({"type": "percent", "value": "10"})"),
      promotion("D", R"({"type": "free_nights", "required": 3, "discounted": 1,
                         "selection": "cheapest"})")});
  // 100 100 60: the third is free; 90 90; 20 20; 5 5.
  CHECK(total(hotel, of_nights(3)) == "10.00");
  hotel["promotions"][3]["selection"] = "last";
  hotel["promotions"][3]["stay"] = {{"end", "2027-06-03"}};
  // 100 100 60 60: the third is free; 90 90 0 54; 20 20 0 0; 5 5.
  CHECK(total(hotel, of_nights(4)) == "10.00");
}

TEST_CASE("promotions of one kind apply in the order of their codes") {
  json hotel = bare_hotel();
  rate_of(hotel)["start"] = "2027-06-02";
  json before = rate_of(hotel);
  before.update({{"start", "2027-06-01"}, {"end", "2027-06-01"}, {"base", {{"2", "60.00"}}}});
  plan_of(hotel)["rates"].push_back(before);
  const auto free_night = [](const std::string& code, const std::string& selection) {
    json result = promotion(code, R"({"type": "free_nights", "required": 3, "discounted": 1})");
    result["selection"] = selection;
    return result;
  };
  // 60 100 100: first the one of 60, then the last.
  hotel["promotions"] = json::array({free_night("B", "last"), free_night("A", "cheapest")});
  CHECK(total(hotel, of_nights(3)) == "100.00");
  // First the last, which then is the cheapest too.
  hotel["promotions"] = json::array({free_night("B", "cheapest"), free_night("A", "last")});
  CHECK(total(hotel, of_nights(3)) == "160.00");
}

TEST_CASE("free nights are chosen before a percent makes another night the cheapest") {
  json hotel = bare_hotel();
  hotel["promotions"] = json::array({
      promotion("A", R"({"type": "percent", "value": "10", "days": "0001000"})"),
      promotion("B", R"({"type": "free_nights", "required": 3, "discounted": 1,
                         "selection": "cheapest"})")});
  CHECK(total(hotel, of_nights(3)) == "190.00");  // Tuesday is free, 10 off Thursday
}

TEST_CASE("the taxes of the nights that are left decide between promotions") {
  json hotel = bare_hotel();
  hotel["promotions"] = json::array({
      promotion("A", R"({"type": "per_stay", "value": "50", "exclusive": true,
                         "stay": {"end": "2027-06-01"}})"),
      promotion("B", R"({"type": "per_stay", "value": "49", "exclusive": true,
                         "stay": {"start": "2027-06-02"}})")});
  CHECK(answer(hotel, of_nights(2)).at("applied") == json::array({"A"}));
  hotel["taxes"] =
      json::array({tax(R"({"type": "percent", "value": "50", "start": "2027-06-02"})")});
  CHECK(answer(hotel, of_nights(2)).at("applied") == json::array({"B"}));
  CHECK(total(hotel, of_nights(2)) == "176.50");  // 100 + 51 and 25.50 on the 51
}

TEST_CASE("the cheapest nights are those that others left lowest, then the earlier") {
  json hotel = bare_hotel();
  plan_of(hotel)["free_nights"] = {{"required", 3}, {"discounted", 1}, {"repeating", false}};
  hotel["promotions"] =
      json::array({promotion("A", R"({"type": "free_nights", "required": 3, "discounted": 1,
                                      "selection": "cheapest"})")});
  CHECK(total(hotel, of_nights(3)) == "200.00");  // the night at 0 comes first: nothing is gained
  hotel["promotions"][0]["discounted"] = 2;
  CHECK(total(hotel, of_nights(3)) == "100.00");
  hotel["taxes"] = json::array({tax(R"({"type": "percent", "value": "50", "end": "2027-06-01"})")});
  CHECK(total(hotel, of_nights(3)) == "100.00");  // the first night is free, and so not taxed
}

TEST_CASE("a promotion needs all its conditions") {
  const std::vector<std::string> failing{
      R"({"booking": {"start": "2027-05-02"}})", R"({"booking": {"end": "2027-04-30"}})",
      R"({"advance_days": {"min": 32}})",        R"({"advance_days": {"max": 30}})",
      R"({"arrival": {"start": "2027-06-02"}})", R"({"arrival": {"end": "2027-05-31"}})",
      R"({"stay": {"start": "2027-06-05"}})",    R"({"stay": {"end": "2027-05-31"}})",
      R"({"los": {"min": 5}})",                  R"({"los": {"max": 3}})",
      R"({"rooms": ["SGL"]})",                   R"({"plans": ["NRF"]})",
      R"({"all_nights": true, "days": "1111011"})"};
  const auto promoted = [](const json& conditions) {
    json hotel = bare_hotel();
    hotel["promotions"] = json::array({promotion("A", R"({"type": "percent", "value": "10"})")});
    hotel["promotions"][0].update(conditions);
    return total(hotel, of_nights(4));  // Tuesday to Friday night, booked 31 days ahead
  };
  CHECK(promoted(json::object()) == "360.00");
  for (const std::string& condition : failing) {
    CAPTURE(condition);
    CHECK(promoted(json::parse(condition)) == "400.00");
  }
  CHECK(promoted({{"days", "1111011"}}) == "370.00");
  CHECK(promoted({{"stay", {{"start", "2027-06-04"}}}}) == "390.00");
  CHECK(promoted({{"booking", {{"start", "2027-05-01"}, {"end", "2027-05-01"}}}}) == "360.00");
  const json three_of_two{{"type", "free_nights"}, {"required", 3}, {"discounted", 1},
                          {"selection", "last"},   {"days", "1110001"}};
  CHECK(promoted(three_of_two) == "400.00");
}

TEST_CASE("included percents are parts of one whole, night by night") {
  json hotel = bare_hotel();
  hotel["taxes"] = json::array({
      tax(R"({"tax": "A", "type": "percent", "value": "19", "included": true})"),
      tax(R"({"tax": "B", "type": "percent", "value": "5", "included": true,
              "start": "2027-06-02"})")});
  // First night 100 * 19/119, second 100 * 19/124 and 100 * 5/124.
  CHECK(shown("taxes_included", hotel, of_nights(2)) == "35.32");  // 31.29 and 4.03
  CHECK(total(hotel, of_nights(2)) == "200.00");
  hotel["taxes"].push_back(tax(R"({"tax": "C", "type": "percent", "value": "10",
                                   "paid_at": "property"})"));
  CHECK(shown("taxes_included", hotel, of_nights(2)) == "35.32");
  CHECK(shown("due_at_property", hotel, of_nights(2)) == "20.00");
  CHECK(total(hotel, of_nights(2)) == "220.00");
  hotel["taxes"][2]["paid_at"] = "booking";
  CHECK(shown("due_at_property", hotel, of_nights(2)) == "0.00");
  CHECK(total(hotel, of_nights(2)) == "220.00");
}

TEST_CASE("on supplements only the included percents that are on them share") {
  json hotel = bare_hotel();
  rate_of(hotel)["base"]["2"] = "115.00";
  plan_of(hotel)["supplements"] = json::array({supplement(1, "33.00")});
  hotel["taxes"] = json::array(
      {tax(R"({"tax": "A", "type": "percent", "value": "10", "included": true,
               "on_supplements": true})"),
       tax(R"({"tax": "B", "type": "percent", "value": "5", "included": true})")});
  // 115 * 10/115 and 33 * 10/110; 115 * 5/115.
  CHECK(shown("taxes_included", hotel, of_nights(1)) == "18.00");
}

TEST_CASE("percents on supplements take each night's share of them") {
  json hotel = bare_hotel();
  plan_of(hotel)["supplements"] = json::array({supplement(12, "30.00")});
  const auto with = [&](const std::string& fields) {
    hotel["taxes"] = json::array({tax(fields)});
    return answer(hotel, of_nights(3));
  };
  const std::string ten = R"("type": "percent", "value": "10")";
  CHECK(with("{" + ten + "}").at("taxes_added") == "30.00");
  CHECK(with("{" + ten + R"(, "on_supplements": true})").at("taxes_added") == "33.00");
  CHECK(with("{" + ten + R"(, "on_supplements": true, "nights": {"max": 1}})")
            .at("taxes_added") == "11.00");
  CHECK(with("{" + ten + R"(, "on_supplements": true, "included": true})").at("taxes_included") ==
        "30.00");  // 330 * 10/110
  // A percent of the stay is one of all its nights, whatever its dates.
  CHECK(with("{" + ten + R"(, "period": "stay", "end": "2027-06-01"})").at("taxes_added") ==
        "30.00");
  CHECK(with("{" + ten + R"(, "period": "stay", "end": "2027-05-31"})").at("taxes_added") ==
        "0.00");
}

TEST_CASE("a tax counts its own nights and the persons who are not exempt") {
  const stay asked = of_nights(4, 2, {15, 5});
  const auto added = [&](const std::string& fields) {
    json hotel = bare_hotel();
    hotel["taxes"] = json::array({tax(fields)});
    return shown("taxes_added", hotel, asked);
  };
  CHECK(added(R"({"value": "2"})") == "8.00");
  CHECK(added(R"({"value": "2", "nights": {"max": 3}})") == "6.00");
  CHECK(added(R"({"value": "2", "nights": {"excluded": 1, "max": 5}})") == "6.00");
  CHECK(added(R"({"value": "2", "nights": {"excluded": 4}})") == "0.00");
  CHECK(added(R"({"value": "2", "start": "2027-06-03", "nights": {"excluded": 3}})") == "2.00");
  CHECK(added(R"({"value": "2", "basis": "person"})") == "32.00");
  CHECK(added(R"({"value": "2", "basis": "person", "exempt_below": 15})") == "24.00");
  CHECK(added(R"({"value": "2", "basis": "person", "exempt_below": 16})") == "16.00");
  CHECK(added(R"({"value": "2", "rooms": ["SGL"]})") == "0.00");
  CHECK(added(R"({"value": "2", "plans": ["BAR"]})") == "8.00");
}

TEST_CASE("a child charged as an adult is still a child to a tax") {
  json hotel = bare_hotel();
  plan_of(hotel).erase("offer");
  hotel["taxes"] = json::array({tax(R"({"value": "2", "basis": "person", "exempt_below": 16})")});
  CHECK(shown("room", hotel, of_nights(1, 2, {15})) == "130.00");
  CHECK(shown("taxes_added", hotel, of_nights(1, 2, {15})) == "4.00");
}

TEST_CASE("amounts have exactly the decimals of the currency") {
  json hotel = bare_hotel();
  hotel["currency"] = "JPY";
  rate_of(hotel)["base"] = {{"2", "101"}};
  plan_of(hotel)["unit_multiplier"] = 2;
  CHECK(total(hotel, of_nights(3)) == "152");  // 151.5 is rounded up
  hotel["currency"] = "KWD";
  CHECK(total(hotel, of_nights(3)) == "151.500");
  hotel["currency"] = "CLF";
  CHECK_THROWS_AS(answer(hotel, of_nights(3)), std::invalid_argument);
  CHECK(plain::price(hotel, "BAR", "DBL", of_nights(3), 4).at("total") == "151.5000");
}

TEST_CASE("a quote has every pair with a rate, and of equal totals the lower codes") {
  json hotel = bare_hotel();
  hotel["rooms"].push_back(json::parse(
      R"({"room": "APT", "name": "Apartment", "occupancy": {"min": 1, "std": 2, "max": 2}})"));
  json same_price = rate_of(hotel);
  same_price["room"] = "APT";
  plan_of(hotel)["rates"].push_back(same_price);
  json empty_plan = plan_of(hotel);
  empty_plan.update({{"plan", "AAA"}, {"rates", json::array()}});
  hotel["plans"].push_back(empty_plan);

  const json two = plain::quote(hotel, of_nights(1));
  CHECK(two.at("expected").size() == 2);
  CHECK(two.at("cheapest") == "BAR/APT");
  CHECK(plain::quote(hotel, of_nights(1, 3)).at("cheapest") == "BAR/DBL");
  CHECK(plain::quote(hotel, of_nights(1, 5)).at("cheapest").is_null());
}

TEST_CASE("a search ranks one offer a hotel, in the currency of most of the city's hotels") {
  std::vector<json> hotels;
  const auto add = [&](const std::string& code, const std::string& amount, const json& changes) {
    json hotel = bare_hotel();
    hotel["hotel"] = code;
    rate_of(hotel)["base"]["2"] = amount;
    hotel.merge_patch(changes);
    hotels.push_back(hotel);
  };
  add("C", "90", json::object());
  add("B", "90", {{"stars", 5}});
  add("A", "120", {{"latitude", 52.62}});
  add("D", "50", {{"currency", "USD"}});
  add("E", "10", {{"city", "Bonn"}});
  const auto found = [&](const json& filters) {
    const json result = plain::search(hotels, "Berlin", "DE", of_nights(1), filters);
    std::string codes = result.at("currency").get<std::string>() + " " +
                        result.at("other_currency").dump() + " " + result.at("bookable").dump();
    for (const json& offer : result.at("offers"))
      codes += " " + offer.at("hotel").get<std::string>();
    return codes;
  };
  CHECK(found(json::object()) == "EUR 1 3 B C A");
  CHECK(found({{"stars_min", 4}}) == "EUR 0 1 B");
  CHECK(found({{"max_total", "90.00"}}) == "EUR 1 2 B C");
  CHECK(found({{"amenities", json::array({"wifi"})}}) == "EUR 1 3 B C A");
  CHECK(found({{"amenities", {"wifi", "pool"}}}) == "EUR 0 0");
  CHECK(found({{"meal_plans", json::array({"half_board"})}}) == "EUR 1 0");
  CHECK(found({{"refundable", true}}) == "EUR 1 3 B C A");
  // A tenth of a degree of latitude is 11.12 km.
  CHECK(found(json::parse(
            R"({"near": {"latitude": 52.52, "longitude": 13.405, "km": 11.1}})")) == "EUR 1 2 B C");
  CHECK(found(json::parse(
            R"({"near": {"latitude": 52.52, "longitude": 13.405, "km": 11.2}})")) ==
        "EUR 1 3 B C A");
  CHECK(plain::search(hotels, "Berlin", "US", of_nights(1), json::object()) ==
        json::parse(R"({"currency": null, "other_currency": 0, "bookable": 0, "offers": []})"));
}
