#include "app/shown/answer_text.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "app/shown/answer_json.hpp"
#include "app/shown/hotels_text.hpp"
#include "app/shown/sample_answers.hpp"
#include "app/terminal/table.hpp"

using namespace pronto;

namespace {

find_request question() {
  find_request made;
  made.when.arrival = *parse_day("2027-03-01");
  made.when.nights = 2;
  made.when.adults = 3;
  return made;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

}  // namespace

TEST_CASE("offers stand in a table under the stay that they are for") {
  const auto lines = lines_of(to_text(sample_find_answer(), question(), {}));
  REQUIRE(lines.size() == 7);
  CHECK(lines[0] == "Berlin (DE)  Mon 2027-03-01 to Wed 2027-03-03, 2 nights, 3 adults");
  CHECK(lines[2] ==
        "#  Hotel       Code  Stars  Room          Plan             Meals       Refundable       "
        "Total");
  CHECK(lines[3] ==
        "1  Hôtel 東京  H1    ★★★★   Double (DBL)  Flexible (FLEX)  half board  yes         "
        "270.50 EUR");
}

TEST_CASE("on a narrow screen an offer still says whether it is refundable, and what is left out") {
  const auto lines = lines_of(to_text(sample_find_answer(), question(), {false, 72}));
  REQUIRE(lines.size() == 8);
  CHECK(lines[2] == "#  Hotel       Code  Room          Meals       Refundable       Total");
  CHECK(lines[4] == "left out for want of width: Stars, Plan");
}

TEST_CASE("an answer of several cities names them, and each offer its own") {
  auto answer = sample_find_answer();
  answer.city.clear();
  answer.country.clear();
  answer.cities = {{"Berlin", "DE", 1190}, {"Potsdam", "DE", 10}};
  answer.offers[0].city = "Potsdam";
  auto lines = lines_of(to_text(answer, question(), {}));
  CHECK(lines[0] ==
        "Berlin (DE), Potsdam (DE)  Mon 2027-03-01 to Wed 2027-03-03, 2 nights, 3 adults");
  CHECK(lines[2].starts_with("#  Hotel       Code  City     Stars"));
  CHECK(lines[3].starts_with("1  Hôtel 東京  H1    Potsdam  ★★★★"));
  answer.cities.resize(5);
  auto request = question();
  request.keep.near = circle{52.5, 13.4, 40};
  lines = lines_of(to_text(answer, request, {}));
  CHECK(lines[0].starts_with(
      "1,200 hotels in 5 cities, within 40 km of 52.5000,13.4000  Mon"));
  answer.cities.assign(searched_cities_told, {"Berlin", "DE", 12});
  CHECK(lines_of(to_text(answer, request, {}))[0].starts_with("1,200 hotels in 100 cities, "));
  answer.cities.back().hotels = 11;
  CHECK(lines_of(to_text(answer, request, {}))[0].starts_with("1,200 hotels in more than 100 cities, "));
}

TEST_CASE("a page of hotels of one city does not stand for all cities") {
  hotels_answer answer{.generation = 7, .cities = {}, .hotels = {}, .count = 3, .notes = {}};
  answer.hotels.resize(2);
  for (auto& each : answer.hotels) {
    each.city = "Berlin";
    each.country = "DE";
  }
  hotels_request request;
  request.keep.near = circle{52.5, 13.4, 40};
  CHECK_FALSE(contains(to_text(answer, request, {}), "Berlin (DE)\n"));
  answer.count = 2;
  CHECK(to_text(answer, request, {}).starts_with("Berlin (DE)\n"));
  answer.count = 3;
  request.keep.near.reset();
  request.city = "Berlin";
  CHECK(to_text(answer, request, {}).starts_with("Berlin (DE)\n"));
}

TEST_CASE("several rooms stand in one row, with the total of all") {
  auto answer = sample_find_answer();
  auto& offer = answer.offers[0];
  offer.more_rooms = {{.room = "SGL",
                       .room_name = "Single",
                       .plan = offer.plan,
                       .plan_name = offer.plan_name,
                       .board = meal_plan::breakfast,
                       .refundable = false,
                       .cost = offer.cost,
                       .promotions = {},
                       .why = offer.why,
                       .token = "p1.x"}};
  offer.total = 54100;
  auto request = question();
  request.more_rooms = {{.adults = 1, .child_ages = {4}}};
  const auto text = to_text(answer, request, {});
  CHECK(contains(text, "2 nights, 2 rooms: 3 adults; 1 adult, 1 child (4)\n"));
  CHECK(contains(text,
                 "Double (DBL) + Single (SGL)  Flexible (FLEX)  half board + breakfast  no"));
  CHECK(contains(text, "541.00 EUR"));
  request.explain = true;
  const auto explained = to_text(answer, request, {});
  CHECK(contains(explained, "1. room 2: Hôtel 東京 (H1), Single (SGL), Flexible (FLEX)\n"));
  CHECK(contains(explained, "1. all rooms: 541.00 EUR\n"));
}

TEST_CASE("a converted total stands beside the hotel's own") {
  auto answer = sample_find_answer();
  answer.offers[0].converted = converted_total{*find_currency("USD"), 29755};
  answer.money = *find_currency("USD");
  answer.rates = {{*find_currency("EUR"), *find_currency("USD"), *parse_day("2027-01-04"), "1.1"}};
  const auto text = to_text(answer, question(), {});
  CHECK(contains(text, "Hotel's own       Total\n"));
  CHECK(contains(text, "270.50 EUR  297.55 USD\n"));
  CHECK(contains(text, "\nrate: 1 EUR = 1.1 USD (2027-01-04)\n"));
}

TEST_CASE("a page says how to go on, and counts on from the page before") {
  auto answer = sample_find_answer();
  answer.offers_before = 10;
  answer.bookable = 40;
  answer.next = "n1.abc";
  const auto text = to_text(answer, question(), {});
  CHECK(contains(text, "\n11  Hôtel"));
  CHECK(contains(text, "40 of 1,200 hotels have an offer, 11 to 11 shown"));
  CHECK(contains(text, "\nmore: the same question with --page n1.abc\n"));
}

TEST_CASE("where the arrival may vary, each offer says its own") {
  auto request = question();
  request.days_before = 1;
  request.days_after = 2;
  const auto lines = lines_of(to_text(sample_find_answer(), request, {}));
  CHECK(lines[0] ==
        "Berlin (DE)  arrival from Sun 2027-02-28 to Wed 2027-03-03, 2 nights, 3 adults");
  CHECK(contains(lines[2], "Stars  Arrival         Room"));
  CHECK(contains(lines[3], "★★★★   Mon 2027-03-01  Double (DBL)"));
}

TEST_CASE("what was left out is said in one line, and notes below it") {
  const auto lines = lines_of(to_text(sample_find_answer(), question(), {}));
  CHECK(lines[5] ==
        "2 of 1,200 hotels have an offer, 1 shown; 3 left out: they price in another currency than "
        "EUR; --currency with exchange rates has all in one (generation 7)");
  CHECK(lines[6] == "note: a note");
}

TEST_CASE("the guests are said with the ages of children") {
  auto request = question();
  request.when.nights = 1;
  request.when.adults = 1;
  request.when.child_ages = {4, 9};
  CHECK(contains(to_text(sample_find_answer(), request, {}),
                 "1 night, 1 adult, 2 children (4, 9)\n"));
}

TEST_CASE("without an offer there is no table, but the counts") {
  auto answer = sample_find_answer();
  answer.offers.clear();
  answer.bookable = 0;
  answer.other_currency = 0;
  const auto lines = lines_of(to_text(answer, question(), {}));
  REQUIRE(lines.size() == 3);
  CHECK(lines[1] == "0 of 1,200 hotels have an offer (generation 7)");
}

TEST_CASE("a ledger adds up before one's eyes") {
  CHECK(ledger(sample_offer(), 1, {}) ==
        "1. Hôtel 東京 (H1), Double (DBL), Flexible (FLEX)\n"
        "    Mon 2027-03-01    room for 2 guests, rate from 2027-03-01 to 2027-03-31  120.00\n"
        "    Tue 2027-03-02    room for 2 guests, rate from 2027-03-01 to 2027-03-31  120.00\n"
        "                      1 extra adult                                           50.00\n"
        "    promotion EARLY   10 % off                                               -29.00\n"
        "    supplement CLEAN  Cleaning, a stay                                         4.50\n"
        "    tax CITY          City tax, paid at the property                           5.00\n"
        "                                                                             ------\n"
        "    total             EUR                                                    270.50\n"
        "    of it             paid at the property                                     5.00\n"
        "    included          tax VAT  VAT, 7 %, in the rate                          17.08\n"
        "    optional          supplement PARK  Parking, a stay                        15.00\n");
}

TEST_CASE("a ledger ends with the token, whole on the narrowest screen") {
  auto offer = sample_offer();
  offer.token = "p1." + std::string(80, 'x');
  CHECK(ledger(offer, 1, {.colour = false, .columns = 40}).ends_with("\n    token  " + offer.token +
                                                                     "\n"));
}

TEST_CASE("ledgers are shown only where they were asked for") {
  auto request = question();
  CHECK_FALSE(contains(to_text(sample_find_answer(), request, {}), "promotion EARLY"));
  request.explain = true;
  CHECK(contains(to_text(sample_find_answer(), request, {}), "promotion EARLY"));
}

TEST_CASE("a quote lists its offers, and the rest with a reason in plain words") {
  quote_request request;
  request.when = question().when;
  const auto text = to_text(sample_quote_answer(), request, {});
  CHECK(contains(text, "Hôtel 東京 (H1) ★★★★, Berlin (DE)"));
  CHECK(contains(text, "booked on 2027-02-01"));
  CHECK(contains(text, "270.50 EUR"));
  CHECK(contains(text, "Not bookable\n"));
  CHECK(contains(text, "SGL   FLEX  " + std::string(explain(reason::invalid_occupancy)) +
                           ": at most 1 guest\n"));
  CHECK(contains(text, "DBL   ADV   " + std::string(explain(reason::rule_los)) +
                           ": at least 3 nights\n"));
  CHECK(contains(text,
                 "1 offer, 2 not bookable, 1 bookable but left out by the filters (generation 7)"));
  request.explain = true;
  auto good = sample_quote_answer();
  good.not_bookable.clear();
  const auto explained = to_text(good, request, {});
  CHECK(contains(explained, "\n\n1 offer"));
  CHECK_FALSE(contains(explained, "\n\n\n"));
}

TEST_CASE("on a narrow screen the reasons of a quote go on in the next line") {
  const auto text = to_text(sample_quote_answer(), quote_request{}, {false, 40});
  const auto from = text.find("Not bookable\n");
  REQUIRE(from != std::string::npos);
  CHECK_FALSE(contains(text.substr(from), "\u2026"));
  CHECK(contains(text.substr(from), " nights\n"));
}

TEST_CASE("what would be allowed is said of each number that was refused") {
  const auto says = [](reason why, std::optional<int> least, std::optional<int> most) {
    auto answer = sample_quote_answer();
    answer.not_bookable = {{"DBL", "ADV", why, least, most}};
    const auto text = to_text(answer, quote_request{}, {});
    const auto from = text.find(explain(why)) + explain(why).size();
    return text.substr(from, text.find('\n', from) - from);
  };
  CHECK(says(reason::offer_los, 2, 5) == ": 2 to 5 nights");
  CHECK(says(reason::offer_los, 1, 1) == ": only 1 night");
  CHECK(says(reason::rule_los, {}, -1) == ": none is");
  CHECK(says(reason::advance_booking, 14, {}) == ": at least 14 days ahead");
  CHECK(says(reason::advance_booking, 0, 30) == ": at most 30 days ahead");
  CHECK(says(reason::no_vacancy, {}, {}) == "");
}

TEST_CASE("a ledger says how its total was converted, one of several rooms which room it is") {
  auto answer = sample_find_answer();
  const used_rate by{*find_currency("EUR"), *find_currency("GBP"), *parse_day("2027-01-04"),
                     "1 / 1.25"};
  auto& offer = answer.offers[0];
  offer.converted = converted_total{*find_currency("GBP"), 216'40, by};
  auto request = question();
  request.explain = true;
  auto text = to_text(answer, request, {});
  CHECK(contains(text, "\n    converted         GBP, 1 EUR = 0.8 GBP (1 / 1.25, 2027-01-04)"));
  CHECK(contains(text, " 216.40\n"));
  CHECK(text.find("    of it             paid at the property") < text.find("    converted "));
  offer.more_rooms.resize(1);
  text = to_text(answer, request, {});
  CHECK(contains(text, "1. room 1: Hôtel"));
  CHECK(contains(text, "1. room 2: Hôtel"));
  CHECK(contains(text, "1. all rooms: 270.50 EUR = 216.40 GBP, 1 EUR = 0.8 GBP ("));
  CHECK_FALSE(contains(text, "    converted"));
}

TEST_CASE("a rate that is made of others is worked out") {
  const auto text = [](const char* rate) {
    return rate_text({*find_currency("EUR"), *find_currency("USD"), *parse_day("2027-01-04"), rate});
  };
  CHECK(text("1.0850") == "1 EUR = 1.0850 USD (2027-01-04)");
  CHECK(text("1 / 0.84") == "1 EUR = 1.19048 USD (1 / 0.84, 2027-01-04)");
  CHECK(text("1.5 * 2") == "1 EUR = 3 USD (1.5 * 2, 2027-01-04)");
  CHECK(text("1 / 0.5 / 4") == "1 EUR = 0.5 USD (1 / 0.5 / 4, 2027-01-04)");
}

TEST_CASE("a heading says which circle of a city was searched, and how many hotels were listed") {
  auto request = question();
  request.city = "Berlin";
  request.keep.near = circle{52.5, 13.4, 2.5};
  CHECK(to_text(sample_find_answer(), request, {})
            .starts_with("Berlin (DE), within 2.5 km of 52.5000,13.4000  Mon"));
  request.keep.near.reset();
  request.keep.hotels = {"A", "B"};
  CHECK(to_text(sample_find_answer(), request, {}).starts_with("Berlin (DE), of 2 listed codes  Mon"));
}

TEST_CASE("a quote in a named currency shows both totals, and the rate") {
  auto answer = sample_quote_answer();
  answer.offers[0].converted = converted_total{*find_currency("USD"), 29755};
  answer.rates = {{*find_currency("EUR"), *find_currency("USD"), *parse_day("2027-01-04"), "1.1"}};
  const auto text = to_text(answer, quote_request{}, {});
  CHECK(contains(text, "270.50 EUR  297.55 USD"));
  CHECK(contains(text, "rate: 1 EUR = 1.1 USD (2027-01-04)\n"));
  CHECK(to_json(answer, quote_request{})["rates"][0]["rate"] == "1.1");
  CHECK(to_json(answer, quote_request{})["offers"][0]["converted"]["total"] == "297.55");
}

TEST_CASE("a name with control characters cannot reach the screen") {
  auto answer = sample_find_answer();
  answer.offers[0].hotel_name = "evil\x1b[2J";
  answer.city = "Ber\x1b[2Jlin";
  answer.notes = {"\x1b[2J"};
  auto request = question();
  request.explain = true;
  CHECK_FALSE(contains(to_text(answer, request, {}), "\x1b"));
}

TEST_CASE("rows fit the screen where they can") {
  auto answer = sample_find_answer();
  answer.offers[0].hotel_name = std::string(60, 'x');
  answer.offers[0].plan_name = std::string(60, 'y');
  const auto lines = lines_of(to_text(answer, question(), {false, 100}));
  CHECK(display_width(lines[3]) == 100);
  CHECK(contains(lines[3], "270.50 EUR"));
}

TEST_CASE("there is colour only where it is wanted") {
  CHECK_FALSE(contains(to_text(sample_find_answer(), question(), {}), "\x1b"));
  CHECK(contains(to_text(sample_find_answer(), question(), {true, 0}), "\x1b[32m270.50 EUR"));
}

TEST_CASE("a status tells of a source that fails and of rejected documents") {
  engine_status status;
  status.hotels = 3000;
  status.destinations = status.destinations_held = 1;
  status.passes = 3;
  status.last_pass_s = 1803945600;
  status.changed = 2;
  CHECK(contains(to_text(status, {}), "3,000 hotels in 1 city, generation 0"));
  CHECK(contains(to_text(status, {}), "2027-03-02T00:00:00Z, 2 hotels changed"));
  CHECK_FALSE(contains(to_text(status, {}), "rejected"));
  status.rejected = 1;
  status.rejections = {{failure_code::data, "is negative", "h.ndjson", 12, "plans[0]", "-1"}};
  status.failed_passes = 1;
  status.source_failure.text = "it is gone";
  CHECK(contains(to_text(status, {}), "h.ndjson:12: plans[0]: is negative"));
  CHECK(contains(to_text(status, {}), "1 pass, the last good data still answer: it is gone"));
}

TEST_CASE("a status tells of connections where a port is open") {
  engine_status status;
  CHECK_FALSE(contains(to_text(status, {}), "connections"));
  status.connections = {.open = 2, .most = 1000, .refused = 3, .cut = 4, .ignored = 0,
                        .unsent_bytes = 0, .announced_bytes = 0};
  CHECK(contains(to_text(status, {}), "2 of at most 1,000, 3 refused as too many, 4 cut off"));
}

TEST_CASE("a status tells what is loaded on demand") {
  engine_status status;
  status.hotels = 30;
  status.destinations = 20;
  status.destinations_held = 3;
  CHECK(contains(to_text(status, {}), "30 hotels in 3 of 20 cities, generation 0"));
  CHECK_FALSE(contains(to_text(status, {}), "on demand"));
  status.loads = 5;
  status.drops = 2;
  CHECK(contains(to_text(status, {}), "5 cities loaded, 2 dropped"));
}

TEST_CASE("Unix time is written in UTC") {
  CHECK(utc_text(0) == "1970-01-01T00:00:00Z");
  CHECK(utc_text(1803945600 + 3723) == "2027-03-02T01:02:03Z");
}
