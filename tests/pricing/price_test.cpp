// Every step of the rules, every 'where implementations go wrong', and the worked figures.
#include "pricing/price.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "pricing/house.hpp"

using namespace pronto;
using namespace pronto::test;
using nlohmann::json;

namespace {

json& plan(json& document) { return document["plans"][0]; }
json& rate_of(json& document) { return document["plans"][0]["rates"][0]; }
json& room(json& document) { return document["rooms"][0]; }

json tax(const json& changes) {
  json out = {{"tax", "T"},      {"name", "Tax"},     {"kind", "tax"},     {"type", "amount"},
              {"value", "1.00"}, {"basis", "room"},   {"period", "night"}, {"included", false},
              {"paid_at", "booking"}};
  out.update(changes);
  return out;
}

json promo(const std::string& code, const json& changes) {
  json out = {{"promotion", code}, {"type", "percent"}, {"value", "10"}, {"exclusive", false}};
  out.update(changes);
  if (out["type"] == "free_nights") out.erase("value");
  return out;
}

json supplement(int charge, const json& changes = json::object()) {
  json out = {{"supplement", "S"},
              {"name", "Cleaning"},
              {"charge", charge},
              {"mandatory", true},
              {"prices", {{{"start", "2027-03-01"}, {"end", "2027-12-31"}, {"amount", "12.00"}}}}};
  out.update(changes);
  return out;
}

json with_supplement(int charge, const json& changes = json::object()) {
  json h = house();
  plan(h)["supplements"] = json::array({supplement(charge, changes)});
  return h;
}

json with_rule(const json& rule) {
  json h = house();
  json whole = {{"start", "2027-03-01"}, {"end", "2027-12-31"}};
  whole.update(rule);
  plan(h)["rules"] = json::array({whole});
  return h;
}

json with_taxes(const std::vector<json>& taxes) {
  json h = house();
  h["taxes"] = taxes;
  return h;
}

json with_promotions(const std::vector<json>& promotions) {
  json h = house();
  h["promotions"] = promotions;
  return h;
}

}  // namespace

TEST_CASE("step 0: children are classed by the plan's own adult age") {
  json h = house();
  CHECK(cost(h, {.adults = 1, .child_ages = {12}}) == "100.00");  // two adults
  CHECK(cost(h, {.adults = 2, .child_ages = {12}}) == "130.00");  // an extra adult
  CHECK(cost(h, {.adults = 2, .child_ages = {11}}) == "120.00");
  CHECK(cost(h, {.adults = 2, .child_ages = {12}, .strict = true}) == "offer_guests");
  plan(h).erase("offer");  // bands without an adult age: still everyone is an adult
  CHECK(cost(h, {.adults = 2, .child_ages = {4}}) == "130.00");
  CHECK(cost(h, {.adults = 2, .child_ages = {4}, .strict = true}) == "offer_guests");
}

TEST_CASE("step 1: the room takes from min to max guests; max_child is no limit of its own") {
  json h = house();
  room(h)["occupancy"] = {{"min", 2}, {"std", 2}, {"max", 3}, {"max_child", 0}};
  CHECK(cost(h, {.adults = 1}) == "invalid_occupancy");
  CHECK(cost(h, {.adults = 4}) == "invalid_occupancy");
  CHECK(cost(h, {.adults = 2, .child_ages = {4}}) == "120.00");
}

TEST_CASE("step 2: the offer's conditions, in their order") {
  const auto refused = [](const json& offer, const asked& when) {
    json h = house();
    plan(h)["offer"] = {{"adult_min_age", 12}};
    plan(h)["offer"].update(offer);
    return cost(h, when);
  };
  const asked family{.adults = 2, .child_ages = {4}};
  CHECK(refused({{"child_min_age", 5}}, family) == "offer_guests");
  CHECK(refused({{"child_min_age", 4}}, family) == "120.00");
  CHECK(refused({{"child_max_age", 4}}, family) == "offer_guests");
  CHECK(refused({{"child_max_age", 5}}, family) == "120.00");
  // Ages are tested for those who are still children.
  CHECK(refused({{"child_max_age", 5}}, {.adults = 2, .child_ages = {13}}) == "130.00");
  CHECK(refused({{"adults", {{"max", 2}}}}, {.adults = 3}) == "offer_occupancy");
  CHECK(refused({{"adults", {{"min", 2}}}}, {.adults = 1}) == "offer_occupancy");
  CHECK(refused({{"children", {{"max", 0}}}}, family) == "offer_occupancy");
  CHECK(refused({{"children", {{"min", 1}}}}, {}) == "offer_occupancy");
  CHECK(refused({{"los", {{"min", 3}}}}, {.nights = 2}) == "offer_los");
  CHECK(refused({{"los", {{"max", 3}}}}, {.nights = 4}) == "offer_los");
  CHECK(refused({{"arrival_days", "0111111"}}, {}) == "offer_arrival");
  CHECK(refused({{"departure_days", "1011111"}}, {}) == "offer_departure");
  CHECK(refused({{"advance_days", {{"min", 29}}}}, {}) == "advance_booking");
  CHECK(refused({{"advance_days", {{"min", 28}, {"max", 28}}}}, {}) == "100.00");
  CHECK(refused({{"advance_days", {{"max", 27}}}}, {}) == "advance_booking");
  CHECK(refused({{"los", {{"min", 2}}}, {"arrival_days", "0111111"}}, {}) == "offer_los");
  CHECK(refused({{"arrival_days", "0111111"}, {"departure_days", "1011111"}}, {}) ==
        "offer_arrival");
}

TEST_CASE("step 3: the oldest children fill the places that pay in full") {
  json h = house();
  room(h)["occupancy"] = {{"min", 1}, {"std", 2}, {"max", 4}, {"max_child", 2}};
  rate_of(h)["base"] = {{"1", "60.00"}, {"2", "100.00"}};
  CHECK(cost(h, {.adults = 1, .child_ages = {1, 11}}) == "105.00");  // the 11 pays as an adult
  room(h)["occupancy"]["max_child"] = 3;  // one full payer only
  CHECK(cost(h, {.adults = 1, .child_ages = {1, 11}}) == "85.00");
}

TEST_CASE("step 4: the youngest of a family are free, where enough are young enough") {
  json h = house();
  plan(h)["family"] = {{"max_age", 10}, {"min_count", 2}, {"free_count", 1}};
  CHECK(cost(h, {.adults = 2, .child_ages = {1, 9}}) == "120.00");
  CHECK(cost(h, {.adults = 2, .child_ages = {9}}) == "120.00");
  CHECK(cost(h, {.adults = 2, .child_ages = {1, 10}}) == "125.00");  // only one is below 10
}

TEST_CASE("step 5: booking rules") {
  CHECK(cost(with_rule({{"closed", true}})) == "stop_sell");
  CHECK(cost(with_rule({{"closed", true}, {"start", "2027-03-03"}, {"end", "2027-03-03"}}),
             {.nights = 3}) == "stop_sell");
  CHECK(cost(with_rule({{"arrival_days", "0111111"}})) == "rule_arrival");
  CHECK(cost(with_rule({{"los", {{"min", 2}}}})) == "rule_los");
  CHECK(cost(with_rule({{"los", {{"max", 2}}}}), {.nights = 3}) == "rule_los");
  CHECK(cost(with_rule({{"departure_days", "1011111"}})) == "rule_departure");
  CHECK(cost(with_rule({{"stay_through", {{"min", 2}}}})) == "rule_stay_through");
  // Rules of arrival and length count on the arrival day only, that of departure on its own.
  CHECK(cost(with_rule({{"los", {{"min", 9}}}, {"start", "2027-03-02"}}), {.nights = 3}) ==
        "300.00");
  CHECK(cost(with_rule({{"departure_days", "0000000"}, {"end", "2027-03-02"}}), {.nights = 3}) ==
        "300.00");
  // The rules for the room and those for all rooms count, all of them.
  json h = with_rule({{"room", "DBL"}});
  plan(h)["rules"].push_back(
      {{"start", "2027-03-01"}, {"end", "2027-03-01"}, {"los", {{"min", 2}}}});
  CHECK(cost(h) == "rule_los");
  // Closed comes first, over all rules.
  plan(h)["rules"][0]["closed"] = true;
  CHECK(cost(h) == "stop_sell");
}

TEST_CASE("step 5 goes wrong: closed on the departure day closes nothing") {
  const json closed = with_rule({{"closed", true}, {"start", "2027-03-03"}, {"end", "2027-03-03"}});
  CHECK(cost(closed, {.nights = 2}) == "200.00");
  CHECK(cost(closed, {.nights = 3}) == "stop_sell");
}

TEST_CASE("step 5 goes wrong: a stay-through rule of the departure day counts") {
  const json rule = with_rule(
      {{"stay_through", {{"min", 5}}}, {"start", "2027-03-03"}, {"end", "2027-03-03"}});
  CHECK(cost(rule, {.nights = 1}) == "100.00");
  CHECK(cost(rule, {.nights = 2}) == "rule_stay_through");
}

TEST_CASE("step 6: where the hotel counts its rooms, each night needs one") {
  json h = house();
  const auto period = [](const char* start, const char* end, int count) {
    return json{{"start", start}, {"end", end}, {"count", count}};
  };
  room(h)["inventory"] = {period("2027-03-01", "2027-03-02", 1), period("2027-03-03", "2027-03-03", 0),
                          period("2027-03-04", "2027-03-05", 2)};
  CHECK(cost(h, {.nights = 2}) == "200.00");
  CHECK(cost(h, {.nights = 3}) == "no_vacancy");
  CHECK(cost(h, {.arrival = "2027-03-04", .nights = 2}) == "200.00");
  CHECK(cost(h, {.arrival = "2027-03-05", .nights = 2}) == "no_vacancy");  // none is stated
  room(h)["inventory"] = json::array();
  CHECK(cost(h) == "no_vacancy");
}

TEST_CASE("step 7: a charge by the room takes the adults' tier, one by the person multiplies it") {
  json h = house();
  rate_of(h)["base"] = {{"1", "70.00"}, {"2", "100.00"}};
  CHECK(cost(h, {.adults = 1}) == "70.00");
  CHECK(cost(h, {.adults = 3}) == "130.00");
  plan(h)["charge_basis"] = "person";
  CHECK(cost(h, {.adults = 1}) == "70.00");
  CHECK(cost(h, {.adults = 2}) == "200.00");
  CHECK(cost(h, {.adults = 3}) == "230.00");
}

TEST_CASE("step 7 goes wrong: free children count for the per-person tier") {
  json h = house();
  plan(h)["charge_basis"] = "person";
  room(h)["occupancy"] = {{"min", 1}, {"std", 3}, {"max", 4}, {"max_child", 3}};  // F = 1
  rate_of(h)["base"] = {{"1", "90.00"}, {"2", "80.00"}, {"3", "70.00"}};
  plan(h)["family"] = {{"max_age", 10}, {"min_count", 1}, {"free_count", 2}};
  CHECK(cost(h, {.adults = 1, .child_ages = {4, 5}}) == "70.00");
}

TEST_CASE("step 7: a missing tier, extra adult or band is a missing rate") {
  json h = house();
  rate_of(h)["base"] = {{"2", "100.00"}};
  CHECK(cost(h, {.adults = 1}) == "missing_rate");
  h = house();
  rate_of(h).erase("extra_adult");
  CHECK(cost(h, {.adults = 3}) == "missing_rate");
  h = house();
  rate_of(h).erase("children");
  CHECK(cost(h, {.adults = 2, .child_ages = {4}}) == "missing_rate");
  CHECK(cost(house(), {.arrival = "2027-12-31", .nights = 2}) == "missing_rate");
  CHECK(cost(house(), {.arrival = "2027-02-28"}) == "missing_rate");
}

TEST_CASE("step 7: a weekly price is pro-rated, and cut at the season's end") {
  json h = house();
  plan(h)["unit_multiplier"] = 7;
  rate_of(h)["base"] = {{"2", "700.00"}};
  rate_of(h)["end"] = "2027-03-10";
  json summer = rate_of(h);
  summer["start"] = "2027-03-11";
  summer["end"] = "2027-12-31";
  summer["base"] = {{"2", "1400.00"}};
  plan(h)["rates"].push_back(summer);
  CHECK(cost(h, {.nights = 1}) == "100.00");
  CHECK(cost(h, {.nights = 10}) == "1000.00");
  CHECK(cost(h, {.nights = 12}) == "1400.00");
  rate_of(h)["base"] = {{"2", "100.00"}};
  CHECK(cost(h, {.nights = 1}) == "14.29");
  CHECK(cost(h, {.nights = 2}) == "28.57");  // rounded once, for the stay
}

TEST_CASE("step 8: free nights, the last of each block or the last of the stay") {
  json h = house();
  plan(h)["free_nights"] = {{"required", 4}, {"discounted", 1}, {"repeating", true}};
  CHECK(cost(h, {.nights = 3}) == "300.00");
  CHECK(cost(h, {.nights = 4}) == "300.00");
  CHECK(cost(h, {.nights = 8}) == "600.00");
  CHECK(cost(h, {.nights = 9}) == "700.00");
  plan(h)["free_nights"] = {{"required", 4}, {"discounted", 2}, {"repeating", true}};
  CHECK(cost(h, {.nights = 7}) == "400.00");  // a last incomplete block included: nights 0 1 4 5 pay
  plan(h)["free_nights"] = {{"required", 4}, {"discounted", 1}, {"repeating", false}};
  CHECK(cost(h, {.nights = 8}) == "700.00");
  // Extra adults and children too.
  CHECK(cost(h, {.nights = 4, .adults = 3}) == "390.00");
}

TEST_CASE("step 8 goes wrong: the last single night of a weekly rate can be free") {
  json h = house();
  plan(h)["unit_multiplier"] = 7;
  rate_of(h)["base"] = {{"2", "700.00"}};
  plan(h)["free_nights"] = {{"required", 7}, {"discounted", 1}, {"repeating", false}};
  CHECK(cost(h, {.nights = 7}) == "700.00");   // one chunk of seven
  CHECK(cost(h, {.nights = 8}) == "700.00");   // a chunk of one at the end: free
  CHECK(cost(h, {.nights = 9}) == "900.00");   // a chunk of two
}

TEST_CASE("step 9: each kind of promotion") {
  CHECK(cost(with_promotions({promo("A", {{"value", "12.5"}})}), {.nights = 2}) == "175.00");
  CHECK(cost(with_promotions({promo("A", {{"type", "per_night"}, {"value", "7.00"}})}),
             {.nights = 3}) == "279.00");
  CHECK(cost(with_promotions({promo("A", {{"type", "per_night"}, {"value", "150.00"}})})) ==
        "0.00");
  CHECK(cost(with_promotions({promo("A", {{"type", "per_stay"}, {"value", "7.00"}})}),
             {.nights = 3}) == "293.00");
  CHECK(cost(with_promotions({promo("A", {{"type", "free_nights"},
                                          {"required", 3},
                                          {"discounted", 1},
                                          {"selection", "last"}})}),
             {.nights = 7}) == "600.00");  // once per stay
}

TEST_CASE("a promotion that is not for all nights says for which") {
  const auto text = [](const json& condition, int nights) {
    breakdown why;
    priced(with_promotions({promo("A", condition)}), {.nights = nights}, &why);
    const auto line = std::ranges::find(why.lines, line_kind::promotion, &price_line::kind);
    REQUIRE(line != why.lines.end());
    return line->text;
  };
  CHECK(text({{"value", "8"}}, 3) == "8 % off");
  CHECK(text({{"value", "8"}, {"stay", {{"end", "2027-03-01"}}}}, 3) ==
        "8 % off, on 1 of 3 nights: 2027-03-01");
  CHECK(text({{"value", "8"}, {"stay", {{"start", "2027-03-02"}}}}, 3) ==
        "8 % off, on 2 of 3 nights: 2027-03-02, 2027-03-03");
}

TEST_CASE("step 9: free nights take the last nights, or the cheapest, on a tie the earlier") {
  json h = with_promotions({promo(
      "A", {{"type", "free_nights"}, {"required", 2}, {"discounted", 1}, {"selection", "cheapest"}})});
  rate_of(h)["end"] = "2027-03-01";
  json later = rate_of(h);
  later["start"] = "2027-03-02";
  later["end"] = "2027-03-31";
  later["base"] = {{"2", "40.00"}};
  plan(h)["rates"].push_back(later);
  CHECK(cost(h, {.nights = 2}) == "100.00");
  h["promotions"][0]["selection"] = "last";
  CHECK(cost(h, {.nights = 2}) == "100.00");
  plan(h)["rates"][1]["base"] = {{"2", "140.00"}};
  CHECK(cost(h, {.nights = 2}) == "100.00");
  h["promotions"][0]["selection"] = "cheapest";
  CHECK(cost(h, {.nights = 2}) == "140.00");
  // A night that is free already counts, and comes first.
  plan(h)["free_nights"] = {{"required", 2}, {"discounted", 1}, {"repeating", false}};
  CHECK(cost(h, {.nights = 2}) == "100.00");
}

TEST_CASE("step 9: conditions, each of which must hold") {
  const auto off = [](const json& condition, const asked& when = {}) {
    return cost(with_promotions({promo("A", condition)}), when);
  };
  CHECK(off({{"booking", {{"end", "2027-01-31"}}}}) == "100.00");
  CHECK(off({{"booking", {{"start", "2027-02-01"}, {"end", "2027-02-01"}}}}) == "90.00");
  CHECK(off({{"advance_days", {{"max", 27}}}}) == "100.00");
  CHECK(off({{"advance_days", {{"min", 28}}}}) == "90.00");
  CHECK(off({{"arrival", {{"start", "2027-03-02"}}}}) == "100.00");
  CHECK(off({{"los", {{"min", 2}}}}) == "100.00");
  CHECK(off({{"rooms", {"DBL"}}, {"plans", {"BAR"}}}) == "90.00");
  CHECK(off({{"rooms", json::array()}}) == "100.00");
  // Its stay dates and weekdays say which nights it covers; one suffices unless all must be.
  CHECK(off({{"stay", {{"start", "2027-03-02"}}}}, {.nights = 2}) == "190.00");
  CHECK(off({{"stay", {{"start", "2027-03-02"}}}, {"all_nights", true}}, {.nights = 2}) ==
        "200.00");
  CHECK(off({{"days", "0100000"}}, {.nights = 2}) == "190.00");
  CHECK(off({{"days", "0010000"}}, {.nights = 2}) == "200.00");
  CHECK(off({{"type", "free_nights"}, {"required", 2}, {"discounted", 1}, {"selection", "last"},
             {"days", "0100000"}},
            {.nights = 2}) == "200.00");  // only one night is covered
}

TEST_CASE("step 9: combinable ones together, in the order of their kinds; exclusive ones alone") {
  // Percents one after the other, then the amount: 100 x .9 x .8 - 7.
  std::vector<json> all = {promo("Z", {{"value", "10"}}), promo("B", {{"value", "20"}}),
              promo("A", {{"type", "per_night"}, {"value", "7.00"}})};
  CHECK(cost(with_promotions(all)) == "65.00");
  json alone = promo("X", {{"value", "40"}, {"exclusive", true}});
  all.push_back(alone);
  CHECK(cost(with_promotions(all)) == "60.00");
  all.back()["value"] = "30";
  CHECK(cost(with_promotions(all)) == "65.00");
}

TEST_CASE("step 9: on a tie fewer promotions, then the lower identifiers") {
  const auto taken = [](const std::vector<json>& promotions) {
    const json h = with_promotions(promotions);
    std::vector<std::string> out;
    for (auto index : priced(h).applied) out.push_back(made(h).promotions[index].code);
    return out;
  };
  using codes = std::vector<std::string>;
  CHECK(taken({promo("A", {{"value", "0"}})}) == codes{});
  CHECK(taken({promo("B", {{"exclusive", true}}), promo("A", {{"exclusive", true}})}) ==
        codes{"A"});
  CHECK(taken({promo("A", {{"value", "5"}}), promo("B", {{"type", "per_night"}, {"value", "5.00"}}),
               promo("X", {{"exclusive", true}, {"type", "per_stay"}, {"value", "10.00"}})}) ==
        codes{"X"});
}

TEST_CASE("step 9: a stay's amount comes off in proportion to what is left of its nights") {
  // Nights of 100 and 50 after a half-price Tuesday: 15 off takes 10 and 5; the taxed second night
  // has 45 left.
  json h = with_promotions({promo("A", {{"value", "50"}, {"days", "0100000"}}),
                            promo("B", {{"type", "per_stay"}, {"value", "15.00"}})});
  h["taxes"] =
      json::array({tax({{"type", "percent"}, {"value", "10"}, {"start", "2027-03-02"}})});
  CHECK(priced(h, {.nights = 2}).taxes_added == 450);
  CHECK(cost(h, {.nights = 2}) == "139.50");
}

TEST_CASE("step 10: what each charge type charges for 3 nights and 3 persons") {
  const asked three{.nights = 3, .adults = 3};
  const auto charged = [&](int code) { return priced(with_supplement(code), three).supplements; };
  CHECK(charged(1) == 3600);
  CHECK(charged(19) == 3600);
  CHECK(charged(21) == 10800);
  CHECK(charged(12) == 1200);
  CHECK(charged(18) == 1200);
  CHECK(charged(20) == 3600);
  CHECK(charged(24) == 1200);
}

TEST_CASE("step 10: by nights covered, weekdays, rooms; optional ones are extras") {
  const auto charged = [](int code, const json& changes) {
    return priced(with_supplement(code, changes), {.nights = 4}).supplements;
  };
  CHECK(charged(1, {{"days", "1010000"}}) == 2400);
  CHECK(charged(12, {{"days", "1010000"}}) == 600);  // two of four nights
  CHECK(charged(24, {{"days", "1010000"}}) == 1200);
  CHECK(charged(1, {{"mandatory", false}}) == 0);
  const auto price_of = [](const char* start, const char* end, const char* amount) {
    return json{{"start", start}, {"end", end}, {"amount", amount}};
  };
  // Prices that hold on one night add up; an item takes those of its night.
  const json prices = {price_of("2027-03-02", "2027-03-03", "5.00"),
                       price_of("2027-03-02", "2027-03-02", "2.00")};
  CHECK(charged(1, {{"prices", prices}}) == 1200);
  CHECK(charged(24, {{"prices", prices}}) == 700);

  breakdown why;
  const auto optional = priced(with_supplement(21, {{"mandatory", false}}), {.nights = 2}, &why);
  CHECK(optional.total == 20000);
  REQUIRE(why.extras.size() == 1);
  CHECK(why.extras[0].amount == 4800);
  CHECK(why.extras[0].id == "S");
}

TEST_CASE("step 10 goes wrong: free nights waive nightly supplements, not those of the stay") {
  const auto charged = [](int code) {
    json h = with_supplement(code);
    plan(h)["free_nights"] = {{"required", 2}, {"discounted", 1}, {"repeating", false}};
    return priced(h, {.nights = 2}).supplements;
  };
  CHECK(charged(1) == 1200);
  CHECK(charged(19) == 1200);
  CHECK(charged(21) == 2400);
  CHECK(charged(12) == 1200);
  CHECK(charged(18) == 1200);
  CHECK(charged(20) == 2400);
  CHECK(charged(24) == 1200);
  // A night that a promotion makes free waives none.
  json h = with_supplement(1);
  h["promotions"] = json::array({promo(
      "A", {{"type", "free_nights"}, {"required", 2}, {"discounted", 1}, {"selection", "last"}})});
  CHECK(priced(h, {.nights = 2}).supplements == 2400);
}

TEST_CASE("step 11: the worked figures, 10 nights at 100.00") {
  const auto total = [](const json& changes, int adults) {
    json h = with_taxes({tax(changes)});
    rate_of(h)["extra_adult"] = "0.00";
    return cost(h, {.nights = 10, .adults = adults});
  };
  CHECK(total({{"type", "percent"}, {"value", "10"}, {"period", "stay"}}, 2) == "1100.00");
  CHECK(total({{"value", "200.00"}, {"period", "stay"}}, 2) == "1200.00");
  CHECK(total({{"value", "50.00"}}, 2) == "1500.00");
  CHECK(total({{"value", "50.00"}, {"period", "stay"}, {"basis", "person"}}, 3) == "1150.00");
  CHECK(total({{"value", "50.00"}, {"basis", "person"}}, 2) == "2000.00");
  CHECK(total({{"value", "50.00"}, {"basis", "person"}, {"los", {{"max", 5}}}}, 2) == "1000.00");
}

TEST_CASE("step 11: which nights and which persons pay") {
  const auto added = [](const json& changes, const asked& when) {
    return priced(with_taxes({tax(changes)}), when).taxes_added;
  };
  const asked five{.nights = 5};
  CHECK(added({{"nights", {{"max", 3}}}}, five) == 300);
  CHECK(added({{"nights", {{"excluded", 4}}}}, five) == 100);
  CHECK(added({{"nights", {{"max", 2}, {"excluded", 4}}}}, five) == 100);
  CHECK(added({{"nights", {{"excluded", 5}}}}, five) == 0);
  CHECK(added({{"start", "2027-03-02"}, {"end", "2027-03-03"}}, five) == 200);
  CHECK(added({{"start", "2027-03-02"}, {"end", "2027-03-03"}, {"nights", {{"excluded", 2}}}},
              five) == 100);
  CHECK(added({{"start", "2027-03-06"}}, five) == 0);
  CHECK(added({{"start", "2027-03-05"}, {"period", "stay"}}, five) == 100);
  CHECK(added({{"rooms", json::array()}}, five) == 0);
  CHECK(added({{"plans", {"BAR"}}}, five) == 500);
  // By real ages: a child charged as an adult is still a child, a free one is still a person.
  const asked family{.nights = 1, .adults = 1, .child_ages = {2, 11}};
  CHECK(added({{"basis", "person"}}, family) == 300);
  CHECK(added({{"basis", "person"}, {"exempt_below", 11}}, family) == 200);
  CHECK(added({{"basis", "person"}, {"exempt_below", 12}}, family) == 100);
}

TEST_CASE("step 11: percents per stay take all nights, per night their own; supplements if said") {
  json h = with_supplement(12);  // 12.00 a stay, 3.00 of it on each of 4 nights
  const auto added = [&](const json& changes) {
    h["taxes"] = json::array({tax({{"type", "percent"}, {"value", "10"}})});
    h["taxes"][0].update(changes);
    return priced(h, {.nights = 4}).taxes_added;
  };
  CHECK(added({{"start", "2027-03-04"}, {"period", "stay"}}) == 4000);
  CHECK(added({{"start", "2027-03-04"}}) == 1000);
  CHECK(added({{"period", "stay"}, {"on_supplements", true}}) == 4120);
  CHECK(added({{"start", "2027-03-04"}, {"on_supplements", true}}) == 1030);
  CHECK(added({{"basis", "person"}}) == 4000);
}

TEST_CASE("step 11: included ones are shown, not added, and share what holds them") {
  json h = with_taxes({tax({{"type", "percent"}, {"value", "19"}, {"included", true}})});
  auto p = priced(h, {.nights = 1});
  CHECK(p.taxes_included == 1597);  // 100 x 19 / 119
  CHECK(p.total == 10000);
  h["taxes"].push_back(tax({{"tax", "U"}, {"type", "percent"}, {"value", "1"}, {"included", true},
                            {"period", "stay"}}));
  p = priced(h, {.nights = 1});
  CHECK(p.taxes_included == 1583 + 83);  // 100 x 19 / 120 and 100 x 1 / 120
  // An added one is taken of the whole amount: taxes are not taxed, nor taken out before.
  h["taxes"].push_back(tax({{"tax", "V"}, {"type", "percent"}, {"value", "10"}}));
  CHECK(priced(h, {.nights = 1}).taxes_added == 1000);
  // An included amount is shown as it is computed.
  CHECK(priced(with_taxes({tax({{"included", true}})}), {.nights = 3}).taxes_included == 300);
  // Paid at the property or not, it is in the total.
  p = priced(with_taxes({tax({{"paid_at", "property"}}), tax({{"tax", "U"}})}), {.nights = 3});
  CHECK(p.total == 30600);
  CHECK(p.due_at_property == 300);
}

TEST_CASE("step 12: half up to the currency's own minor unit, exactly where binary floats fail") {
  json h = with_promotions({promo("A", {{"value", "2.5"}})});
  rate_of(h)["base"] = {{"2", "197.92"}};
  CHECK(cost(h) == "192.97");   // 192.972
  rate_of(h)["base"] = {{"2", "7.10"}};
  h["promotions"][0]["value"] = "2.5";  // 0.1775 off
  CHECK(priced(h).promotions == 18);
  json yen = house();
  yen["currency"] = "JPY";
  rate_of(yen) = {{"room", "DBL"}, {"start", "2027-03-01"}, {"end", "2027-12-31"},
                  {"base", {{"2", "12345"}}}};
  plan(yen)["unit_multiplier"] = 2;
  CHECK(cost(yen) == "6173");  // 6172.5
  json dinar = yen;
  dinar["currency"] = "KWD";
  rate_of(dinar)["base"] = {{"2", "12.345"}};
  CHECK(cost(dinar) == "6.173");
  CHECK(cost(dinar, {.nights = 2}) == "12.345");
}

TEST_CASE("192.975 is half a cent exactly: rounded up") {
  json h = house();
  plan(h)["unit_multiplier"] = 2;
  rate_of(h)["base"] = {{"2", "385.95"}};
  CHECK(cost(h, {.nights = 1}) == "192.98");
}

TEST_CASE("worked figures: 3 nights, 2 adults, price 10") {
  json h = house();
  rate_of(h)["base"] = {{"2", "10.00"}};
  CHECK(cost(h, {.nights = 3}) == "30.00");
  plan(h)["charge_basis"] = "person";
  CHECK(cost(h, {.nights = 3}) == "60.00");
}

TEST_CASE("the lines name what made them and sum to the total") {
  json h = with_supplement(20);
  plan(h)["unit_multiplier"] = 7;  // 100.00 a week: 14.2857... a night
  plan(h)["free_nights"] = {{"required", 8}, {"discounted", 1}, {"repeating", false}};
  h["promotions"] = {promo("P1", {{"value", "3.33"}}),
                     promo("P2", {{"type", "per_stay"}, {"value", "1.11"}})};
  h["taxes"] = {tax({{"tax", "CITY"}, {"kind", "fee"}, {"basis", "person"}}),
                tax({{"tax", "VAT"}, {"type", "percent"}, {"value", "7"}, {"included", true}})};
  breakdown why;
  const auto p = priced(h, {.nights = 8, .adults = 3, .child_ages = {4}}, &why);
  const auto sum = std::accumulate(
      why.lines.begin(), why.lines.end(), std::int64_t{0},
      [](std::int64_t n, const price_line& line) { return n + line.amount; });
  CHECK(sum == p.total);
  // 7 nights of base, extra adult and child; a free one; two promotions, a supplement, a fee.
  REQUIRE(why.lines.size() == 7 * 3 + 1 + 2 + 1 + 1);
  CHECK(why.lines[0].kind == line_kind::night);
  CHECK(why.lines[0].id == "BAR");
  CHECK(why.lines[0].night == parse_day("2027-03-01"));
  CHECK(why.lines[0].rate_dates == date_range{*parse_day("2027-03-01"), *parse_day("2027-12-31")});
  CHECK(why.lines[0].guests == 2);
  CHECK(why.lines[0].text == "room for 2 guests, 1/7 of the rate");
  CHECK(why.lines[1].text == "1 extra adult, 1/7 of the rate");
  CHECK(why.lines[2].text == "child of 4 (ages 3 to 11), 1/7 of the rate");
  CHECK(why.lines[21].kind == line_kind::free_night);
  CHECK(why.lines[21].amount == 0);
  CHECK(why.lines[21].text == "free: 1 of 8 nights, 1/7 of the rate");
  CHECK(why.lines[22].id == "P1");
  CHECK(why.lines[22].amount < 0);
  CHECK(why.lines[23].id == "P2");
  CHECK(why.lines[24].id == "S");
  CHECK(why.lines[25].kind == line_kind::fee);
  CHECK(why.lines[25].text == "Tax, 1.00 x 4 persons x 8 nights");
  REQUIRE(why.included.size() == 1);
  CHECK(why.included[0].id == "VAT");
}
