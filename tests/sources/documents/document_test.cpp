#include "sources/documents/document.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <random>

#include "sources/documents/full_document.hpp"

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& each : list) out += "\n  " + each;
    return out.c_str();
  }
};
}  // namespace doctest

using namespace pronto;
using nlohmann::json;

namespace {

using texts = std::vector<std::string>;

texts errors_of(const std::string& document) {
  const auto read = read_hotel(document);
  CHECK((read.made == nullptr) == !read.complaints.empty());
  texts out;
  for (const failure& each : read.complaints) {
    CHECK(each.code == failure_code::data);
    CHECK(each.file.empty());
    CHECK(each.line == 0);
    out.push_back(describe(each));
  }
  return out;
}

/// The errors of the full document with something else at one place.
texts with(const std::string& place, const json& value) {
  json document = full_document();
  document[json::json_pointer{place}] = value;
  return errors_of(document.dump());
}

/// The same without what is at that place.
texts without(const std::string& place) {
  return errors_of(full_document().patch({{{"op", "remove"}, {"path", place}}}).dump());
}

}  // namespace

TEST_CASE("a document with every field is read, in the order that the engine holds a hotel in") {
  const auto read = read_hotel(full_document().dump());
  REQUIRE(read.complaints.empty());
  const hotel& h = *read.made;
  CHECK(read.code == "H1");
  CHECK(h.code == "H1");
  CHECK(h.city == "München");
  CHECK(h.latitude == 48.1);
  CHECK(h.longitude == 11.5);
  CHECK(h.stars == 4);
  CHECK(h.amenities == texts{"pool", "wifi"});
  CHECK(h.money == *find_currency("EUR"));
  CHECK(h.utc_offset_minutes == 60);

  REQUIRE(h.rooms.size() == 2);
  CHECK(h.rooms[0].code == "DBL");
  CHECK(h.rooms[0].guests == occupancy{1, 2, 4, 2});
  CHECK(h.rooms[0].inventory->size() == 2);
  CHECK(h.rooms[0].inventory->at(1).nights.first == *parse_day("2027-06-11"));
  CHECK(h.rooms[1].code == "SGL");
  CHECK_FALSE(h.rooms[1].inventory);

  REQUIRE(h.plans.size() == 2);
  CHECK(h.plans[0].code == "EMPTY");
  CHECK(h.plans[0].products.empty());
  CHECK(h.plans[0].offer == offer_rule{});
  const rate_plan& flex = h.plans[1];
  CHECK(flex.board == meal_plan::breakfast);
  CHECK(flex.refundable);
  CHECK(flex.basis == charge_basis::person);
  CHECK(flex.unit_multiplier == 7);
  CHECK(flex.offer == offer_rule{16, {2, 14}, {1, 3}, {bounds{}.min, 2}, {2, bounds{}.max},
                                 {0x1f}, {0x7f}, {3, 300}});
  CHECK(flex.free_nights == free_nights_offer{7, 1, false});
  CHECK(flex.family == family_offer{12, 2, 1});
  CHECK(flex.rules.size() == 3);
  CHECK(flex.rules[0].room == 0);
  CHECK(flex.rules[0].arrival == weekdays{0x01});
  CHECK(flex.rules[0].departure == weekdays{0x40});
  CHECK(flex.rules[1].closed);
  CHECK_FALSE(flex.rules[1].room);
  CHECK(flex.supplements[0].charge == supplement_charge::per_stay);
  CHECK(flex.supplements[0].prices[1].room == 0);
  CHECK(flex.supplements[0].prices[1].amount == 500);

  REQUIRE(h.taxes.size() == 2);
  CHECK(h.taxes[0].code == "CITY");
  CHECK(h.taxes[0].amount == 300);
  CHECK(h.taxes[0].nights_max == 7);
  CHECK(h.taxes[0].nights_excluded == 1);
  CHECK(h.taxes[0].exempt_below == 18);
  CHECK(h.taxes[0].paid_at == payment::property);
  CHECK(h.taxes[1].share.micro == 7'500'000);
  CHECK(h.taxes[1].rooms == scope{{0}});
  CHECK(h.taxes[1].plans == scope{{0, 1}});
  CHECK(h.taxes[1].on_supplements);

  REQUIRE(h.promotions.size() == 4);
  CHECK(h.promotions[0].code == "EARLY");
  CHECK(h.promotions[0].exclusive);
  CHECK(h.promotions[0].stay == date_range{first_day_ever, *parse_day("2027-10-31")});
  CHECK(h.promotions[0].rooms == scope{{1}});
  CHECK(h.promotions[1].code == "FREE");
  CHECK(h.promotions[1].cheapest_nights);
  CHECK(h.promotions[2].amount == 500);
}

TEST_CASE("both forms of rates make the same kind of rate") {
  const auto read = read_hotel(full_document().dump());
  REQUIRE(read.made);
  const rate_plan& flex = read.made->plans[1];
  REQUIRE(flex.products.size() == 2);
  const day june = *parse_day("2027-06-01");
  CHECK(flex.products[0].room == 0);
  CHECK(flex.products[0].rates.size() == 2);
  CHECK(flex.products[0].rates.unpacked(0) ==
        rate{{june, june + 9}, {{1, 7000}, {2, 10000}}, 3550, {{0, 3, 0}, {3, 16, 2000}}});
  CHECK(flex.products[1].room == 1);
  CHECK(flex.products[1].rates.size() == 2);
  CHECK(flex.products[1].rates.unpacked(0) ==
        rate{{june, june}, {{1, 7000}, {2, 8000}, {3, 8500}}, 3000, {{0, 6, 0}, {6, 12, 1000}}});
  CHECK(flex.products[1].rates.unpacked(1) ==
        rate{{june + 2, june + 2}, {{1, 8000}, {2, 9000}}, 3000, {{0, 6, 0}, {6, 12, 1200}}});
}

TEST_CASE("all numbers of a run count its unit, and an amount may hold several nights") {
  json document = full_document();
  auto& run = document["plans"][0]["nightly"][0];
  run["unit"] = 10;
  run["amounts"] = {{8000, 3}, nullptr, 9000};
  const auto read = read_hotel(document.dump());
  for (const failure& each : read.complaints) FAIL_CHECK(describe(each));
  REQUIRE(read.made);
  const rate_calendar& rates = read.made->plans[1].products[1].rates;
  const day june = *parse_day("2027-06-01");
  REQUIRE(rates.size() == 2);
  CHECK(rates.unpacked(0) == rate{{june, june + 2},
                                  {{1, 70'000}, {2, 80'000}, {3, 85'000}},
                                  30'000,
                                  {{0, 6, 0}, {6, 12, 10'000}}});
  CHECK(rates.unpacked(1) ==
        rate{{june + 4, june + 4},
             {{1, 80'000}, {2, 90'000}},
             30'000,
             {{0, 6, 0}, {6, 12, 12'000}}});
}

TEST_CASE("text that is no JSON object is told as such, with its place") {
  CHECK(errors_of("") == texts{"not JSON, at byte 1: value - unexpected end of input; expected "
                               "'[', '{', or a literal"});
  CHECK(errors_of("[1, 2") ==
        texts{"not JSON, at byte 6: array - unexpected end of input; expected ']'; a document "
              "stands on one line, and this one seems to go on below"});
  CHECK(errors_of(R"({"hotel":1e400})") ==
        texts{"not JSON, at byte 14: number overflow parsing '1e400'"});
  CHECK(errors_of("{} x") == texts{"not JSON, at byte 4: value - invalid literal"});
  CHECK(errors_of("[]") == texts{"expected an object that describes a hotel, found a list"});
  CHECK(errors_of("12") == texts{"expected an object that describes a hotel, found 12"});
  CHECK(errors_of("{\"hotel\":\"\xff\"}") ==
        texts{"not JSON, at byte 11: value - invalid string: ill-formed UTF-8 byte"});
  CHECK(errors_of(R"({"hotel":"\ud800"})").front().find("invalid string") != std::string::npos);
  std::string path;
  for (int i = 0; i < 32; ++i) path += "[0]";
  CHECK(errors_of(std::string(100'000, '[')) ==
        texts{path + ": nested too deep: no part of a document is"});
}

TEST_CASE("a field that stands twice is an error, at any depth") {
  std::string document = full_document().dump();
  document.insert(1, R"("stars":4,)");
  CHECK(errors_of(document) == texts{"stars: the field stands twice in this object"});
  document = full_document().dump();
  const std::string base = R"({"1":"70.00",)";
  document.replace(document.find(base), base.size(), R"({"1":"70.00","1":"71.00",)");
  CHECK(errors_of(document) ==
        texts{R"(plans[0].rates[0].base["1"]: the field stands twice in this object)"});
}

TEST_CASE("every field without which a document cannot do is missed") {
  for (const char* place :
       {"/hotel", "/name", "/city", "/country", "/latitude", "/longitude", "/stars", "/amenities",
        "/currency", "/utc_offset_minutes", "/plans/0/plan", "/plans/0/name", "/plans/0/meal_plan",
        "/plans/0/refundable", "/plans/0/charge_basis", "/plans/1/rates", "/rooms/0/name",
        "/rooms/0/occupancy", "/rooms/0/occupancy/min", "/rooms/0/occupancy/std",
        "/rooms/0/occupancy/max", "/rooms/1/inventory/0/start", "/rooms/1/inventory/0/end",
        "/rooms/1/inventory/0/count", "/plans/0/free_nights/required",
        "/plans/0/free_nights/discounted", "/plans/0/free_nights/repeating",
        "/plans/0/family/max_age", "/plans/0/family/min_count", "/plans/0/family/free_count",
        "/plans/0/rates/0/room", "/plans/0/rates/0/start", "/plans/0/rates/0/end",
        "/plans/0/rates/0/base", "/plans/0/rates/0/children/0/min_age",
        "/plans/0/rates/0/children/0/max_age", "/plans/0/rates/0/children/0/amount",
        "/plans/0/nightly/0/room", "/plans/0/nightly/0/start", "/plans/0/nightly/0/guests",
        "/plans/0/nightly/0/children/1/amount", "/plans/0/rules/0/start", "/plans/0/rules/0/end",
        "/plans/0/supplements/0/supplement", "/plans/0/supplements/0/name",
        "/plans/0/supplements/0/charge", "/plans/0/supplements/0/mandatory",
        "/plans/0/supplements/0/prices", "/plans/0/supplements/0/prices/0/start",
        "/plans/0/supplements/0/prices/0/amount", "/taxes/0/tax", "/taxes/0/name", "/taxes/0/kind",
        "/taxes/0/type", "/taxes/0/value", "/taxes/0/basis", "/taxes/0/period",
        "/taxes/0/included", "/taxes/0/paid_at", "/promotions/0/promotion", "/promotions/0/type",
        "/promotions/0/value", "/promotions/0/exclusive", "/promotions/3/required",
        "/promotions/3/discounted", "/promotions/3/selection"}) {
    CAPTURE(place);
    const texts errors = without(place);
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().ends_with(": the field is missing"));
  }
  CHECK(without("/plans/0/rates/0/start") ==
        texts{"plans[0].rates[0].start: the field is missing"});
  CHECK(without("/plans/0/nightly/0/amounts").front() ==
        "plans[0].nightly[0].amounts: the field is missing");
}

TEST_CASE("every other field may be missing") {
  for (const char* place :
       {"/taxes", "/promotions", "/rooms/1/inventory", "/rooms/1/occupancy/max_child",
        "/plans/0/unit_multiplier", "/plans/0/offer", "/plans/0/offer/adult_min_age",
        "/plans/0/offer/child_min_age", "/plans/0/offer/child_max_age", "/plans/0/offer/adults",
        "/plans/0/offer/adults/min", "/plans/0/offer/adults/max", "/plans/0/offer/los",
        "/plans/0/offer/arrival_days", "/plans/0/offer/departure_days",
        "/plans/0/offer/advance_days", "/plans/0/free_nights", "/plans/0/family",
        "/plans/0/rates", "/plans/0/nightly", "/plans/0/rules", "/plans/0/supplements",
        "/plans/0/rates/0/extra_adult", "/plans/0/rates/0/children",
        "/plans/0/nightly/0/others", "/plans/0/nightly/0/extra_adult",
        "/plans/0/nightly/0/children", "/plans/0/rules/0/los", "/plans/0/rules/0/stay_through",
        "/plans/0/rules/0/arrival_days", "/plans/0/rules/0/closed",
        "/plans/0/supplements/0/days", "/plans/0/supplements/0/prices/1/room",
        "/taxes/0/los", "/taxes/0/start", "/taxes/0/end", "/taxes/0/rooms", "/taxes/0/plans",
        "/taxes/0/on_supplements", "/taxes/1/nights", "/taxes/1/nights/max",
        "/taxes/1/nights/excluded", "/taxes/1/exempt_below", "/promotions/0/booking",
        "/promotions/0/booking/start", "/promotions/0/booking/end", "/promotions/0/advance_days",
        "/promotions/0/arrival", "/promotions/0/stay", "/promotions/0/days",
        "/promotions/0/all_nights", "/promotions/0/los", "/promotions/0/rooms",
        "/promotions/0/plans"}) {
    CAPTURE(place);
    CHECK(without(place) == texts{});
  }
}

TEST_CASE("an unknown field is told with those that there are") {
  CHECK(with("/plans/0/rates/0/price", "1.00") ==
        texts{"plans[0].rates[0].price: unknown field; a rate has room, start, end, base, "
              "extra_adult, children"});
  CHECK(with("/rooms/0/a field\n", 1) ==
        texts{"rooms[0][\"a field\\n\"]: unknown field; a room has room, name, occupancy, "
              "inventory"});
  CHECK(with("/promotions/3/value", "1.00")
            .front()
            .starts_with("promotions[3].value: unknown field"));
  CHECK(with("/promotions/0/selection", "last")
            .front()
            .starts_with("promotions[0].selection: unknown field"));
  for (const char* place :
       {"/x", "/rooms/0/x", "/rooms/0/occupancy/x", "/rooms/1/inventory/0/x", "/plans/0/x",
        "/plans/0/offer/x", "/plans/0/offer/los/x", "/plans/0/free_nights/x", "/plans/0/family/x",
        "/plans/0/rates/0/x", "/plans/0/rates/0/children/0/x", "/plans/0/nightly/0/x",
        "/plans/0/nightly/0/children/0/x", "/plans/0/rules/0/x", "/plans/0/supplements/0/x",
        "/plans/0/supplements/0/prices/0/x", "/taxes/0/x", "/taxes/1/nights/x",
        "/promotions/0/x", "/promotions/0/booking/x"}) {
    CAPTURE(place);
    const texts errors = with(place, 1);
    REQUIRE(errors.size() == 1);
    CHECK(errors.front().find("x: unknown field; ") != std::string::npos);
  }
}

TEST_CASE("a wrong type is told with what was expected and what was found") {
  CHECK(with("/name", 5) == texts{"name: expected text of at most 1000 characters, found 5"});
  CHECK(with("/hotel", "").front() ==
        "hotel: expected a code: text of 1 to 100 characters, none of them a control character, "
        "found \"\"");
  CHECK(with("/hotel", "a\nb").size() == 1);
  CHECK(with("/hotel", std::string(101, 'x')).front().size() < 250);
  CHECK(with("/stars", "4") == texts{"stars: expected a whole number from 0 to 5, found \"4\""});
  CHECK(with("/stars", 4.5) == texts{"stars: expected a whole number from 0 to 5, found 4.5"});
  CHECK(with("/stars", 1e300) == texts{"stars: expected a whole number from 0 to 5, found 1e+300"});
  CHECK(with("/latitude", "48") ==
        texts{"latitude: expected a number from -90 to 90, found \"48\""});
  CHECK(with("/rooms", json::object()) == texts{"rooms: expected a list, found an object"});
  CHECK(with("/plans/0/refundable", 1) ==
        texts{"plans[0].refundable: expected true or false, found 1"});
  CHECK(with("/plans/0/refundable", nullptr) ==
        texts{"plans[0].refundable: expected true or false, found null"});
  CHECK(with("/plans/0/rates/0/base/1", 70) ==
        texts{"plans[0].rates[0].base[\"1\"]: expected an amount as text, such as \"80.00\", found "
              "70"});
  CHECK(with("/taxes/0/value", 7.5) ==
        texts{"taxes[0].value: expected a percentage as text, such as \"12.5\", found 7.5"});
  CHECK(with("/plans/0/rates/0/start", "2027-02-29") ==
        texts{"plans[0].rates[0].start: expected a date such as \"2027-03-01\", of the years 1970 "
              "to 9999, found \"2027-02-29\""});
  CHECK(with("/plans/0/offer/arrival_days", "111110") ==
        texts{"plans[0].offer.arrival_days: expected 7 digits 0 or 1 from Monday, such as "
              "\"1111100\", found \"111110\""});
  CHECK(with("/plans/0/offer/los", 3) ==
        texts{"plans[0].offer.los: expected an object that describes a range of numbers, found 3"});
}

TEST_CASE("a whole number may be written with a point, as JSON Schema has it") {
  json document = full_document();
  document["stars"] = 4.0;
  document["plans"][0]["supplements"][0]["charge"] = 18.0;
  auto& run = document["plans"][0]["nightly"][0];
  run["amounts"] = {{8000.0, 3.0}, nullptr, 9000};
  const auto read = read_hotel(document.dump());
  for (const failure& each : read.complaints) FAIL_CHECK(describe(each));
  REQUIRE(read.made);
  CHECK(read.made->stars == 4);
  CHECK(read.made->plans[1].products[1].rates.unpacked(0).base.front() == std::pair{1, std::int64_t{7000}});
}

TEST_CASE("a city has a letter or a digit, by which it is known") {
  const texts no{"city: expected the name of a city, with a letter or a digit, found \"...\""};
  CHECK(with("/city", "...") == no);
  for (const char* const none : {"\U0001f3e8", "   ", "!!!"}) CHECK(with("/city", none).size() == 1);
  for (const char* const some : {"\u6771\u4eac", "\u00c9", "A1", "'s-Hertogenbosch", "7"})
    CHECK(with("/city", some).empty());
}

TEST_CASE("numbers, words and codes are held to what they may be") {
  CHECK(with("/stars", 6) == texts{"stars: expected a whole number from 0 to 5, found 6"});
  CHECK(with("/stars", -1).size() == 1);
  CHECK(with("/latitude", 90.01) ==
        texts{"latitude: expected a number from -90 to 90, found 90.01"});
  CHECK(with("/longitude", -180.5).size() == 1);
  CHECK(with("/latitude", 90).empty());
  CHECK(with("/currency", "XYZ") ==
        texts{"currency: expected a currency of ISO 4217 in upper case, such as \"EUR\", found "
              "\"XYZ\""});
  CHECK(with("/country", "de") ==
        texts{"country: expected a country of ISO 3166 in two upper-case letters, such as \"DE\", "
              "found \"de\""});
  CHECK(with("/plans/0/meal_plan", "brunch") ==
        texts{"plans[0].meal_plan: expected one of \"room_only\", \"breakfast\", \"half_board\", "
              "\"full_board\", \"all_inclusive\", found \"brunch\""});
  CHECK(with("/plans/0/charge_basis", "guest") ==
        texts{"plans[0].charge_basis: expected one of \"person\", \"room\", found \"guest\""});
  CHECK(with("/plans/0/supplements/0/charge", 2) ==
        texts{"plans[0].supplements[0].charge: expected a charge type, one of 1, 12, 18, 19, 20, "
              "21, 24, found 2"});
  CHECK(with("/plans/0/unit_multiplier", 0).size() == 1);
  CHECK(with("/plans/0/rates/0/base/0", "1.00") ==
        texts{R"(plans[0].rates[0].base["0"]: expected a number of guests from "1" to "999" as )"
              "the key"});
  CHECK(with("/plans/0/rates/0/base/02", "1.00").size() == 1);
  CHECK(with("/rooms/1/inventory/0/count", 18446744073709551615u).size() == 1);
  CHECK(with("/rooms/1/inventory/0/count", -9223372036854775807 - 1).size() == 1);
  CHECK(with("/utc_offset_minutes", 900).size() == 1);
  CHECK(with("/plans/0/offer/adult_min_age", 300).size() == 1);
}

TEST_CASE("amounts and percentages are decimal text that the currency can hold") {
  const auto amount = [](const char* text) { return with("/plans/0/rates/0/extra_adult", text); };
  CHECK(amount("-3.00") == texts{"plans[0].rates[0].extra_adult: \"-3.00\" is negative"});
  CHECK(amount("3.001") == texts{"plans[0].rates[0].extra_adult: \"3.001\" has more decimals than "
                                 "are allowed here; EUR has 2"});
  CHECK(amount("3,00") == texts{"plans[0].rates[0].extra_adult: \"3,00\" is not a plain decimal "
                                "number such as 12.50"});
  CHECK(amount("99999999999999999999").front().ends_with(" is too large"));
  CHECK(amount("3").empty());
  CHECK(with("/taxes/0/value", "100.01") ==
        texts{"taxes[0].value: \"100.01\" is too large; a percentage is 0 to 100, with up to 6 "
              "decimals"});
  CHECK(with("/promotions/0/value", "-1").front().find("is negative") != std::string::npos);
  CHECK(with("/promotions/1/value", "5.005").front().find("EUR has 2") != std::string::npos);
  CHECK(with("/taxes/1/value", "-5").size() == 1);

  json yen = full_document();
  yen["currency"] = "JPY";
  for (const std::string& each : errors_of(yen.dump()))
    CHECK(each.find("has more decimals than are allowed here; JPY has 0") != std::string::npos);
  CHECK_FALSE(errors_of(yen.dump()).empty());
}

TEST_CASE("what is the wrong way round is told at its lower end") {
  CHECK(with("/rooms/1/occupancy/min", 3) ==
        texts{"rooms[1].occupancy.min: min is above std, 2"});
  CHECK(with("/rooms/1/occupancy/std", 5) ==
        texts{"rooms[1].occupancy.std: std is above max, 4"});
  CHECK(with("/plans/0/rates/0/start", "2027-06-11") ==
        texts{"plans[0].rates[0].start: start is after end, 2027-06-10"});
  CHECK(with("/plans/0/rules/0/end", "2027-05-31") ==
        texts{"plans[0].rules[0].start: start is after end, 2027-05-31"});
  CHECK(with("/taxes/0/end", "2026-12-31") ==
        texts{"taxes[0].start: start is after end, 2026-12-31"});
  CHECK(with("/promotions/0/booking/end", "2026-12-31") ==
        texts{"promotions[0].booking.start: start is after end, 2026-12-31"});
  CHECK(with("/rooms/1/inventory/1/end", "2027-06-10").size() == 1);
  CHECK(with("/plans/0/supplements/0/prices/0/end", "2027-05-31").size() == 1);
  CHECK(with("/plans/0/offer/adults/min", 4) ==
        texts{"plans[0].offer.adults.min: min is above max, 3"});
  CHECK(with("/plans/0/offer/child_min_age", 15) ==
        texts{"plans[0].offer.child_min_age: child_min_age is above child_max_age, 14"});
  CHECK(with("/plans/0/rates/0/children/1/max_age", 3) ==
        texts{"plans[0].rates[0].children[1].min_age: min_age is not below max_age, 3"});
  CHECK(with("/plans/0/free_nights/discounted", 8) ==
        texts{"plans[0].free_nights.discounted: discounted is above required, 7"});
  CHECK(with("/promotions/3/discounted", 5) ==
        texts{"promotions[3].discounted: discounted is above required, 4"});
  CHECK(with("/taxes/0/nights", {{"max", 3}}) ==
        texts{"taxes[0].nights: a tax per stay has no nights of its own"});
}

TEST_CASE("a code that stands twice, or that nothing has, is told") {
  CHECK(with("/rooms/1/room", "SGL").front() ==
        "rooms[1].room: the code stands twice: element 0 of this list has it too");
  CHECK(with("/plans/1/plan", "FLEX") ==
        texts{"plans[1].plan: the code stands twice: element 0 of this list has it too",
              "taxes[0].plans[1]: there is no plan \"EMPTY\" in this hotel"});
  CHECK(with("/taxes/1/tax", "VAT").size() == 1);
  CHECK(with("/promotions/2/promotion", "EARLY") ==
        texts{"promotions[2].promotion: the code stands twice: element 0 of this list has it too"});
  json twice = full_document();
  auto& supplements = twice["plans"][0]["supplements"];
  supplements.push_back(supplements[0]);
  CHECK(errors_of(twice.dump()) ==
        texts{"plans[0].supplements[1].supplement: the code stands twice: element 0 of this list "
              "has it too"});
  CHECK(with("/plans/0/rates/0/room", "TPL") ==
        texts{"plans[0].rates[0].room: there is no room \"TPL\" in this hotel"});
  CHECK(with("/plans/0/nightly/0/room", "TPL").size() == 1);
  CHECK(with("/plans/0/rules/0/room", "TPL").size() == 1);
  CHECK(with("/plans/0/supplements/0/prices/1/room", "TPL").size() == 1);
  CHECK(with("/taxes/0/rooms", {"TPL"}) ==
        texts{"taxes[0].rooms[0]: there is no room \"TPL\" in this hotel"});
  CHECK(with("/promotions/0/plans", {"FLEX", "FLEX"}) ==
        texts{"promotions[0].plans[1]: the plan \"FLEX\" is named twice"});
  // A room whose own code is wrong may be the one that is meant.
  CHECK(with("/rooms/1/room", 7).size() == 1);
}

TEST_CASE("what overlaps is told at the one that starts later") {
  CHECK(with("/plans/0/rates/1/start", "2027-06-10") ==
        texts{"plans[0].rates[1]: its dates overlap those of rates[0], which is for the same room: "
              "both hold 2027-06-10"});
  CHECK(with("/plans/0/rates/1/room", "SGL").empty());
  CHECK(with("/plans/0/nightly/0/room", "DBL") ==
        texts{"plans[0].nightly[0].amounts[0]: its dates overlap those of rates[0], which is for "
              "the same room: both hold 2027-06-01"});
  CHECK(with("/plans/0/rules/2/start", "2027-06-10") ==
        texts{"plans[0].rules[2]: its dates overlap those of element 0 of this list, which is for "
              "the same rooms"});
  CHECK(with("/plans/0/rules/2/room", "SGL").empty());
  CHECK(with("/rooms/1/inventory/1/start", "2027-06-10") ==
        texts{"rooms[1].inventory[1]: its dates overlap those of element 0 of this list"});
  CHECK(with("/plans/0/rates/0/children/1/min_age", 2) ==
        texts{"plans[0].rates[0].children[1]: its ages overlap those of element 0 of this list"});
  CHECK(with("/plans/0/nightly/0/children/1/min_age", 5).size() == 1);

  // A long rate over two later ones, the second of which does not touch the first.
  json document = full_document();
  auto& rates = document["plans"][0]["rates"];
  rates.push_back({{"room", "DBL"}, {"start", "2027-05-01"}, {"end", "2027-07-01"},
                   {"base", json::object()}});
  CHECK(errors_of(document.dump()) ==
        texts{"plans[0].rates[0]: its dates overlap those of rates[2], which is for the same room: "
              "both hold 2027-06-01",
              "plans[0].rates[1]: its dates overlap those of rates[2], which is for the same room: "
              "both hold 2027-06-11"});
}

TEST_CASE("runs of nightly rates are held to their own rules") {
  const std::string at = "plans[0].nightly[0].";
  CHECK(with("/plans/0/nightly/0/amounts/0", -1) ==
        texts{at + "amounts[0]: expected a whole number from 0 to 1000000000000, found -1"});
  CHECK(with("/plans/0/nightly/0/amounts/0", "80.00").size() == 1);
  CHECK(with("/plans/0/nightly/0/amounts", json::array()) ==
        texts{at + "amounts: the list is empty; expected an amount or null for each night"});
  CHECK(with("/plans/0/nightly/0/others/1", -8001) ==
        texts{at + "others[\"1\"]: added to amounts[0], 8000, it gives -1, which is negative"});
  CHECK(with("/plans/0/nightly/0/others/3/0", -8001) ==
        texts{at + "others[\"3\"][0]: added to amounts[0], 8000, it gives -1, which is negative"});
  CHECK(with("/plans/0/nightly/0/others/1", 1'000'000'000'000).front().ends_with("too large"));
  CHECK(with("/plans/0/nightly/0/others/3/1", 5) ==
        texts{at + "others[\"3\"][1]: amounts[1] is null: this night has no rate that this could "
                   "belong to"});
  CHECK(with("/plans/0/nightly/0/others/3", {1, nullptr}) ==
        texts{at + "others[\"3\"]: the list has 2 elements, but amounts has 3"});
  CHECK(with("/plans/0/nightly/0/others/2", 0) ==
        texts{at + "guests: others has this number of guests too"});
  CHECK(with("/plans/0/nightly/0/extra_adult", "30.00") ==
        texts{at + "extra_adult: expected a whole number, or a list of one for each element of "
                   "amounts, found \"30.00\""});
  CHECK(with("/plans/0/nightly/0/extra_adult", -1).size() == 1);
  CHECK(with("/plans/0/nightly/0/extra_adult", {1, 2, 3}).size() == 1);
  CHECK(with("/plans/0/nightly/0/extra_adult", {1, nullptr, nullptr}).empty());
  CHECK(with("/plans/0/nightly/0/amounts/0", {8000, 0}) ==
        texts{at + "amounts[0][1]: expected a whole number from 1 to 9999, found 0"});
  CHECK(with("/plans/0/nightly/0/amounts/0", {nullptr, 2}).size() == 1);
  CHECK(with("/plans/0/nightly/0/amounts/0", {8000}) ==
        texts{at + "amounts[0]: the list has 1 elements; expected an amount and the number of "
                   "nights that it holds"});
  CHECK(with("/plans/0/nightly/0/unit", 0) ==
        texts{at + "unit: expected a whole number from 1 to 1000000, found 0"});
  CHECK(with("/plans/0/nightly/0/unit", 1'000'000).empty());
  CHECK(with("/plans/0/nightly/0/unit", "100").size() == 1);
  json large = full_document();
  large["plans"][0]["nightly"][0]["unit"] = 1000;
  large["plans"][0]["nightly"][0]["amounts"][0] = 1'000'000'001;
  CHECK(errors_of(large.dump()) ==
        texts{at + "amounts[0]: times the unit, 1000, it gives 1000000001000, which is too large"});
  CHECK(with("/plans/0/nightly/0/start", "9999-12-29").empty());
  CHECK(with("/plans/0/nightly/0/start", "9999-12-30") ==
        texts{at + "amounts: the last night is after the year 9999"});
}

namespace {

// A list of `count` elements like this one, each with a code of its own.
json many(std::size_t count, json element, const std::string& code) {
  json out = json::array();
  for (std::size_t i = 0; i < count; ++i) {
    element[code] = "X" + std::to_string(i);
    out.push_back(element);
  }
  return out;
}

}  // namespace

TEST_CASE("lists are read up to their limits") {
  const json full = full_document();
  const json taxes = full["taxes"][1];
  json exclusive = full["promotions"][1];
  exclusive["exclusive"] = true;
  const json supplement = full["plans"][0]["supplements"][0];
  struct limited {
    std::string place;
    std::string text;  // of the place in messages
    std::size_t limit;
    std::function<json(std::size_t)> list;
  };
  const json& price = supplement["prices"][0];
  const limited lists[] = {
      {"/taxes", "taxes", 100, [&](std::size_t n) { return many(n, taxes, "tax"); }},
      {"/promotions", "promotions", 100,
       [&](std::size_t n) { return many(n, exclusive, "promotion"); }},
      {"/plans/0/supplements", "plans[0].supplements", 100,
       [&](std::size_t n) { return many(n, supplement, "supplement"); }},
      {"/plans/0/supplements/0/prices", "plans[0].supplements[0].prices", 1000,
       [&](std::size_t n) { return json(n, price); }},
      {"/amenities", "amenities", 1000, [](std::size_t n) { return json(n, "pool"); }}};
  for (const limited& each : lists) {
    CAPTURE(each.place);
    CHECK(with(each.place, each.list(each.limit)).empty());
    CHECK(with(each.place, each.list(each.limit + 1)) ==
          texts{each.text + ": the list has " + std::to_string(each.limit + 1) +
                " elements; at most " + std::to_string(each.limit) + " are read"});
  }
  const auto with_rooms = [&](std::size_t count) {
    json document = full;
    for (const json& each : many(count - 2, full["rooms"][0], "room"))
      document["rooms"].push_back(each);
    return errors_of(document.dump());
  };
  CHECK(with_rooms(200).empty());
  CHECK(with_rooms(201) == texts{"rooms: the list has 201 elements; at most 200 are read"});
  const auto with_plans = [&](std::size_t count) {
    json document = full;
    for (const json& each : many(count - 2, full["plans"][1], "plan"))
      document["plans"].push_back(each);
    return errors_of(document.dump());
  };
  CHECK(with_plans(100).empty());
  CHECK(with_plans(101) == texts{"plans: the list has 101 elements; at most 100 are read"});
  const auto with_rules = [&](int count) {
    json document = full;
    document["plans"][0]["rules"] = json::array();
    for (int i = 0; i < count; ++i)
      document["plans"][0]["rules"].push_back(
          {{"start", format_day(i)}, {"end", format_day(i)}, {"closed", true}});
    return errors_of(document.dump());
  };
  CHECK(with_rules(10'000).empty());
  CHECK(with_rules(10'001) ==
        texts{"plans[0].rules: the list has 10001 elements; at most 10000 are read"});
}

TEST_CASE("a hotel in which a search takes too many steps is refused, whatever they are of") {
  const auto steps_of = [](std::size_t products, std::size_t exclusive, std::size_t taxes,
                           std::size_t prices) {
    json document = full_document();
    const json room = document["rooms"][0];
    json plan = document["plans"][0];
    const json supplement = plan["supplements"][0];
    for (const char* list : {"rooms", "plans", "taxes", "promotions"}) document[list] = json::array();
    for (const json& each : many(products, room, "room")) document["rooms"].push_back(each);
    for (const char* field : {"rules", "supplements", "rates", "nightly"}) plan.erase(field);
    for (const json& each : document["rooms"])
      plan["rates"].push_back({{"room", each["room"]},
                               {"start", "2027-01-01"},
                               {"end", "2027-12-31"},
                               {"base", {{"1", "100.00"}}}});
    if (prices > 0) {
      json one = supplement;
      one["prices"] = json::array();
      for (std::size_t i = 0; i < prices; ++i)
        one["prices"].push_back(supplement["prices"][0]);
      plan["supplements"] = {one};
    }
    document["plans"].push_back(plan);
    const json tax{{"name", "t"}, {"kind", "tax"}, {"type", "percent"}, {"value", "1"},
                   {"basis", "room"}, {"period", "stay"}, {"included", false},
                   {"on_supplements", true}, {"paid_at", "booking"}};
    for (const json& each : many(taxes, tax, "tax")) document["taxes"].push_back(each);
    const json deal{{"type", "percent"}, {"value", "1"}, {"exclusive", true}};
    for (const json& each : many(exclusive, deal, "promotion"))
      document["promotions"].push_back(each);
    return errors_of(document.dump());
  };
  CHECK(steps_of(100, 49, 19, 0).empty());  // 100 x 50 x 20
  CHECK(steps_of(100, 49, 20, 0).size() == 1);
  CHECK(steps_of(100, 50, 19, 0).size() == 1);
  CHECK(steps_of(101, 49, 19, 0).size() == 1);
  CHECK(steps_of(100, 0, 99, 900).empty());  // 100 x (100 + 900)
  CHECK(steps_of(100, 0, 99, 901).size() == 1);
  const auto told = steps_of(100, 99, 99, 0);
  REQUIRE(told.size() == 1);
  CHECK(told.front().starts_with("a search would take 1000000 steps in it: "));
}

TEST_CASE("promotions that make the denominators of prices grow are few; others are not counted") {
  const auto of_type = [](std::size_t count, const char* type, bool exclusive) {
    json document = full_document();
    const json one{{"type", type}, {"value", "1.00"}, {"exclusive", exclusive}};
    for (const json& each : many(count, one, "promotion")) document["promotions"].push_back(each);
    return errors_of(document.dump());
  };
  // The full document has one of its own, per stay.
  for (const char* type : {"percent", "per_stay"}) {
    CHECK(of_type(11, type, false).empty());
    CHECK(of_type(12, type, false) ==
          texts{"promotions: the list has 13 promotions of the types percent and per_stay that are "
                "not exclusive; at most 12 are combined"});
    CHECK(of_type(96, type, true).empty());
  }
  CHECK(of_type(96, "per_night", false).empty());
}

TEST_CASE("a hotel has rates for at most 1000 pairs of room and plan") {
  const auto with_products = [](std::size_t last_rooms) {
    json document = full_document();
    document["plans"].erase(0);
    document["taxes"] = json::array();
    document["promotions"] = json::array();
    document["rooms"] = many(100, document["rooms"][0], "room");
    const auto rates = [&](std::size_t rooms) {
      json out = json::array();
      for (std::size_t i = 0; i < rooms; ++i)
        out.push_back({{"room", document["rooms"][i]["room"]},
                       {"start", "2027-06-01"},
                       {"end", "2027-06-01"},
                       {"base", {{"1", "1.00"}}}});
      return out;
    };
    json plan = document["plans"][0];
    plan["rates"] = rates(100);
    document["plans"] = many(10, plan, "plan");
    plan["plan"] = "LAST";
    plan["rates"] = rates(last_rooms);
    document["plans"].push_back(plan);
    return errors_of(document.dump());
  };
  CHECK(with_products(0).empty());
  CHECK(with_products(1) ==
        texts{"plans: the plans have rates for 1001 rooms together; at most 1000 are priced"});
}

TEST_CASE("amounts are counted before they are made") {
  const auto with_amounts = [](std::size_t nights) {
    json document = full_document();
    document["plans"][0].erase("rates");
    json run{{"room", "SGL"}, {"start", "1970-01-01"}, {"guests", 1},
             {"amounts", json(50'000, 8000)}};
    for (int guests = 2; guests <= 39; ++guests) run["others"][std::to_string(guests)] = 5;
    run["extra_adult"] = 1;
    document["plans"][0]["nightly"] = {run};  // 2,000,000 amounts
    run["room"] = "DBL";
    run["amounts"] = json(nights, 8000);
    if (nights > 0) document["plans"][0]["nightly"].push_back(run);
    return errors_of(document.dump());
  };
  CHECK(with_amounts(0).empty());
  CHECK(with_amounts(1) ==
        texts{"plans: the rates of the plans have 2000040 amounts together; at most 2000000 are "
              "read"});
  CHECK(with_amounts(50'000).size() == 1);
}

TEST_CASE("rates whose amounts are for ever other guests are read as they are") {
  json document = full_document();
  auto& rates = document["plans"][0]["rates"];
  rates = json::array();
  std::vector<rate> expected;
  for (int i = 0; i < 20'000; ++i) {
    const int few = 1 + i % 499;
    const int many = 500 + i / 499;
    rates.push_back({{"room", "DBL"},
                     {"start", format_day(i)},
                     {"end", format_day(i)},
                     {"base", {{std::to_string(few), "1.00"}, {std::to_string(many), "2.00"}}}});
    expected.push_back({{i, i}, {{few, 100}, {many, 200}}, std::nullopt, {}});
  }
  const auto read = read_hotel(document.dump());
  REQUIRE(read.made);
  const rate_calendar& made = read.made->plans[1].products[0].rates;
  REQUIRE(made.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) REQUIRE(made.unpacked(i) == expected[i]);
}

TEST_CASE("nothing is too large to be refused") {
  json document = full_document();
  document["plans"][0]["nightly"][0] = {{"room", "SGL"},
                                        {"start", "1970-01-01"},
                                        {"guests", 2},
                                        {"amounts", json(100'000, 8000)}};
  CHECK(errors_of(document.dump()) ==
        texts{"plans[0].nightly[0]: the plan has more than 100000 rates by here"});
}

TEST_CASE("all errors are told at once, up to a limit, and how many more there are") {
  json document = full_document();
  document["stars"] = 9;
  document["currency"] = "XXX";
  document["plans"][0]["rates"][1]["base"]["2"] = "x";
  document["taxes"][0].erase("kind");
  CHECK(errors_of(document.dump()).size() == 4);

  document["amenities"] = json(250, 1);
  const texts many = errors_of(document.dump());
  CHECK(many.size() == complaints_limit);
  CHECK(many.back() == "and 155 more errors");
}

TEST_CASE("the code of a hotel is found in a document that is broken behind it") {
  CHECK(hotel_code_of(R"({"name":{"hotel":"no"},"x":["hotel"],"hotel":"A","stars":)") == "A");
  CHECK(hotel_code_of(R"({"name":{"hotel":"no"}})") == "");
  CHECK(hotel_code_of(R"({"hotel":5,"name":""})") == "");
  CHECK(hotel_code_of(R"({"hotel":["A"]})") == "");
  CHECK(hotel_code_of(R"({"hotel":""})") == "");
  CHECK(hotel_code_of(R"(["hotel"])") == "");
  CHECK(hotel_code_of("{\"x\":oops,\"hotel\":\"A\"}") == "");
  CHECK(read_hotel(R"({"hotel":"A",)").code == "A");
}

TEST_CASE("whatever is sent is read without harm, and is a hotel or has complaints") {
  const auto seed = 99u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  const std::string whole = full_document().dump();
  int good = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = whole;
    for (std::uint64_t n = rng() % 4; n > 0; --n) {
      const std::size_t at = rng() % text.size();
      switch (rng() % 4) {
        case 0: text[at] = static_cast<char>(rng()); break;
        case 1: text[at] = "0123456789\"{}[]:,-.eE"[rng() % 21]; break;
        case 2: text.erase(at, 1 + rng() % 40); break;
        default: text.insert(at, text.substr(rng() % text.size(), rng() % 40));
      }
      if (text.empty()) text = " ";
    }
    const auto read = read_hotel(text);
    CAPTURE(text);
    REQUIRE((read.made != nullptr) == read.complaints.empty());
    REQUIRE(read.complaints.size() <= complaints_limit);
    if (!read.made) continue;
    ++good;
    REQUIRE(hotel_code_of(text) == read.made->code);
    REQUIRE(read_hotel(write_hotel(*read.made)).made);
  }
  CHECK(good > 1000);
}

TEST_CASE("the examples of the documentation are good hotels") {
  std::ifstream file(PRONTO_TEST_DATA "/../docs/hotel-documents.md");
  REQUIRE(file.good());
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  int count = 0;
  const std::string start = "```json\n";
  for (auto at = text.find(start); at != text.npos; at = text.find(start, at), ++count) {
    at += start.size();
    const auto read = read_hotel(text.substr(at, text.find("```", at) - at));
    for (const failure& each : read.complaints) FAIL_CHECK(describe(each));
    REQUIRE(read.made);
    if (read.code != "B2") continue;
    const rate_calendar& rates = read.made->plans[0].products[0].rates;
    const day june = *parse_day("2027-06-01");
    REQUIRE(rates.size() == 4);
    CHECK(rates.unpacked(0).base == std::vector<std::pair<int, std::int64_t>>{
                                        {1, 7500}, {2, 9000}, {3, 11000}});
    CHECK(rates.unpacked(3) ==
          rate{{june + 4, june + 6}, {{1, 10500}, {2, 12000}}, 3000, {{0, 6, 0}}});
  }
  CHECK(count == 3);
}
