#include "app/options/question.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "app/commands/commands.hpp"
#include "app/fake_client.hpp"
#include "app/program.hpp"
#include "app/terminal/screen.hpp"
#include "search/request_check.hpp"

using namespace pronto;

namespace {

/// What running `words` against an engine that knows nothing gives.
struct asked {
  explicit asked(const std::vector<std::string>& words) {
    command_line line{seen.shown};
    given_engine access(engine);
    const auto app = make_grammar("pronto", "", "");
    add_cheapest(*app, line, access);
    add_quote(*app, line, access);
    add_calendar(*app, line, access);
    add_price_check(*app, line, access);
    code = run_words(*app, line, words);
  }

  screen seen;
  fake_client engine;
  int code = 0;
};

find_request found(std::vector<std::string> options) {
  std::vector<std::string> words = {"cheapest", "Berlin"};
  words.insert(words.end(), options.begin(), options.end());
  asked made(words);
  CHECK(made.seen.err() == "");
  REQUIRE(made.engine.asked_find);
  return *made.engine.asked_find;
}

/// The sentence that `cheapest Berlin` with these options is refused with.
std::string refusal(std::vector<std::string> options) {
  std::vector<std::string> words = {"cheapest", "Berlin"};
  words.insert(words.end(), options.begin(), options.end());
  const asked made(words);
  CHECK(made.code == exit_usage);
  CHECK(made.seen.out() == "");
  CHECK_FALSE(made.engine.asked_find);
  return made.seen.err();
}

constexpr std::int64_t now_s = 1'800'000'000;  // 2027-01-15

}  // namespace

TEST_CASE("a city is enough for a question") {
  typed_question typed;
  typed.subject = "Berlin";
  const auto made = make_find_request(typed, now_s);
  REQUIRE(made);
  CHECK(made->city == "Berlin");
  CHECK(made->country.empty());
  CHECK(format_day(made->when.arrival) == "2027-01-29");
  CHECK(made->when.nights == 1);
  CHECK(made->when.adults == 2);
  CHECK(made->when.child_ages.empty());
  CHECK_FALSE(made->when.booking);
  CHECK(made->when.now_s == now_s);
  CHECK_FALSE(made->when.strict);
  CHECK(made->keep == filters{});
  CHECK(made->sort == sort_by::total);
  CHECK(made->limit == 10);
}

TEST_CASE("without an arrival it is two weeks after the booking date") {
  CHECK(format_day(found({"--booking-date", "2027-03-01"}).when.arrival) == "2027-03-15");
}

TEST_CASE("every option reaches the request") {
  const auto made = found({"--country", "DE", "--arrival", "2027-03-01", "--nights", "3",
                           "--adults", "1", "--children", "4, 9", "--booking-date", "2027-02-01",
                           "--stars", "4", "--meal-plan", "breakfast,half_board", "--refundable",
                           "--amenities", "wifi,pool", "--near", "-33.9,151.2,5.5", "--max-total",
                           "250.5", "--hotels", "A,B", "--sort", "distance", "--limit", "3",
                           "--strict", "--explain"});
  CHECK(made.country == "DE");
  CHECK(format_day(made.when.arrival) == "2027-03-01");
  CHECK(made.when.nights == 3);
  CHECK(made.when.adults == 1);
  CHECK(made.when.child_ages == std::vector<int>{4, 9});
  CHECK(format_day(*made.when.booking) == "2027-02-01");
  CHECK(made.when.strict);
  CHECK(made.keep.stars_min == 4);
  CHECK(made.keep.meal_plans ==
        std::vector<meal_plan>{meal_plan::breakfast, meal_plan::half_board});
  CHECK(made.keep.refundable);
  CHECK(made.keep.amenities == std::vector<std::string>{"wifi", "pool"});
  CHECK(made.keep.near == circle{-33.9, 151.2, 5.5});
  CHECK(made.keep.total_max_e4 == 2'505'000);
  CHECK(made.keep.hotels == std::vector<std::string>{"A", "B"});
  CHECK(made.sort == sort_by::distance);
  CHECK(made.limit == 3);
  CHECK(made.explain);
}

TEST_CASE("several cities, a circle or a list of hotels may stand for one city") {
  const auto several = found({"--city", "Potsdam", "--city", "Bad Saarow", "--nights", "2"});
  CHECK(several.city == "Berlin");
  CHECK(several.more_cities == std::vector<std::string>{"Potsdam", "Bad Saarow"});
  const auto made = [](std::vector<std::string> words) {
    words.insert(words.begin(), "cheapest");
    const asked by(words);
    REQUIRE(by.engine.asked_find);
    return *by.engine.asked_find;
  };
  const auto by_options = made({"--city", "Potsdam", "--city", "Berlin"});
  CHECK(by_options.city == "Potsdam");
  CHECK(by_options.more_cities == std::vector<std::string>{"Berlin"});
  CHECK(made({"--near", "52.5,13.4,20"}).city.empty());
  CHECK(made({"--near", "52.5,13.4,20", "--sort", "distance"}).keep.near == circle{52.5, 13.4, 20});
  CHECK(made({"--hotels", "A,B"}).keep.hotels == std::vector<std::string>{"A", "B"});
}

TEST_CASE("each room has guests of its own") {
  const auto made = found({"--room", "2", "--room", "1,5, 8", "--nights", "2"});
  CHECK(made.when.adults == 2);
  CHECK(made.when.child_ages.empty());
  CHECK(made.more_rooms == std::vector<room_guests>{{.adults = 1, .child_ages = {5, 8}}});
  CHECK(found({"--room", "3,2"}).when.child_ages == std::vector<int>{2});
  CHECK(refusal({"--room", "0"}) ==
        "error: --room 0: expected the adults, 1 to 32, and the ages of the children, 0 to 17, such "
        "as 2,5,8\n");
  CHECK(refusal({"--room", "2,18"}).starts_with("error: --room 2,18: expected the adults"));
  CHECK(refusal({"--room", "2", "--adults", "2"}) ==
        "error: --room 2: expected no --adults and no --children beside it: it says both for each "
        "room\n");
  std::vector<std::string> many;
  for (int i = 0; i < 9; ++i) many.insert(many.end(), {"--room", "1"});
  CHECK(refusal(many) == "error: --room 1: expected at most 8 rooms\n");
}

TEST_CASE("a page is asked for with what the page before said") {
  CHECK(found({"--page", "n1.abc"}).page == "n1.abc");
  CHECK(found({}).page == "");
  CHECK(found({"--currency", "usd"}).currency_code == "usd");
}

TEST_CASE("a quote takes a currency") {
  const asked made({"quote", "H1", "--currency", "usd"});
  REQUIRE(made.engine.asked_quote);
  CHECK(made.engine.asked_quote->currency_code == "usd");
}

TEST_CASE("a quote takes the stay and the filters of products") {
  const asked made({"quote", "H1", "--arrival", "2027-03-01", "--nights", "2", "--refundable",
                    "--max-total", "99", "--meal-plan", "breakfast"});
  REQUIRE(made.engine.asked_quote);
  CHECK(made.engine.asked_quote->hotel == "H1");
  CHECK(made.engine.asked_quote->when.nights == 2);
  CHECK(made.engine.asked_quote->keep.refundable);
  CHECK(made.engine.asked_quote->keep.total_max_e4 == 990'000);
  CHECK_FALSE(made.engine.asked_quote->explain);
}

TEST_CASE("the arrival may vary around a day, up to another one, or within a month") {
  auto made = found({"--arrival", "2027-05-10", "--flexible", "3"});
  CHECK(format_day(made.when.arrival) == "2027-05-10");
  CHECK(made.days_before == 3);
  CHECK(made.days_after == 3);
  made = found({"--arrival", "2027-05-10", "--arrival-last", "2027-05-12"});
  CHECK(made.days_before == 0);
  CHECK(made.days_after == 2);
  made = found({"--month", "2027-05", "--nights", "7"});
  CHECK(format_day(made.when.arrival) == "2027-05-01");
  CHECK(made.days_before == 0);
  CHECK(made.days_after == 24);  // to sleep from the 25th to the 31st
  CHECK(found({"--month", "2027-05", "--nights", "31"}).days_after == 0);
  CHECK(found({"--flexible", "3", "--booking-date", "2027-03-01"}).when.arrival ==
        *parse_day("2027-03-15"));
  // Some of these arrivals have passed, which is no reason to refuse the others.
  made = found({"--arrival", "2027-05-10", "--flexible", "3", "--booking-date", "2027-05-11"});
  CHECK(made.when.arrival < *made.when.booking);
}

TEST_CASE("arrivals that cannot vary so are refused by name") {
  CHECK(refusal({"--flexible", "183"}).starts_with("error: --flexible 183: expected"));
  CHECK(refusal({"--arrival-last", "2027-05-12"})
            .starts_with("error: --arrival-last 2027-05-12: expected the first arrival"));
  CHECK(refusal({"--arrival", "2027-05-12", "--arrival-last", "2027-05-11"})
            .starts_with("error: --arrival-last 2027-05-11: expected a date not before"));
  CHECK(refusal({"--arrival", "2027-05-12", "--arrival-last", "2028-05-12"})
            .starts_with("error: --arrival-last 2028-05-12: expected a date not before"));
  CHECK(refusal({"--arrival", "2027-05-12", "--arrival-last", "2027-05-14", "--flexible", "1"})
            .starts_with("error: --arrival-last 2027-05-14: expected"));
  CHECK(refusal({"--month", "2027-05", "--flexible", "1"}).starts_with("error: --month 2027-05"));
  CHECK(refusal({"--month", "2027-05", "--arrival", "2027-05-01"})
            .starts_with("error: --month 2027-05"));
  CHECK(refusal({"--month", "2027-02", "--nights", "29"})
            .starts_with("error: --month 2027-02: expected a month that is not shorter than the 29"));
}

TEST_CASE("a month with too few nights left says how many, and one without any that it is over") {
  const auto in_november = [](const char* nights, const char* booking) {
    return refusal({"--month", "2026-11", "--nights", nights, "--booking-date", booking});
  };
  CHECK(in_november("10", "2026-11-27") ==
        "error: --month 2026-11: expected a month with at least the 10 nights of the stay left, and from "
        "2026-11-27 on it has 4 nights; choose fewer --nights or a later --month\n");
  CHECK(in_november("2", "2026-11-30").find("it has 1 night;") != std::string::npos);
  CHECK(in_november("2", "2026-12-01")
            .starts_with("error: --month 2026-11: expected a month that is not over at the booking"));
  CHECK(found({"--month", "2026-11", "--nights", "4", "--booking-date", "2026-11-27"}).days_after == 26);
}

TEST_CASE("a calendar takes a month, or days from an arrival on, of a city or a hotel") {
  const auto calendar = [](std::vector<std::string> words) {
    words.insert(words.begin(), "calendar");
    asked made(words);
    CHECK(made.seen.err() == "");
    REQUIRE(made.engine.asked_calendar);
    return *made.engine.asked_calendar;
  };
  auto made = calendar({"Berlin", "--month", "2028-02", "--nights", "3", "--children", "4,9",
                        "--stars", "4", "--meal-plan", "breakfast", "--country", "DE"});
  CHECK(made.city == "Berlin");
  CHECK(made.country == "DE");
  CHECK(made.hotel == "");
  CHECK(format_day(made.when.arrival) == "2028-02-01");
  CHECK(made.arrivals == 29);
  CHECK(made.when.nights == 3);
  CHECK(made.when.child_ages == std::vector<int>{4, 9});
  CHECK(made.keep.stars_min == 4);
  CHECK(made.keep.meal_plans == std::vector{meal_plan::breakfast});
  CHECK(calendar({"Berlin", "--month", "2027-12"}).arrivals == 31);
  made = calendar({"--hotel", "H1", "--arrival", "2027-03-05", "--arrivals", "366"});
  CHECK(made.hotel == "H1");
  CHECK(made.city == "");
  CHECK(format_day(made.when.arrival) == "2027-03-05");
  CHECK(made.arrivals == 366);
  made = calendar({"Berlin", "--booking-date", "2027-03-05"});
  CHECK(format_day(made.when.arrival) == "2027-03-05");
  CHECK(made.arrivals == 31);
  made = calendar({"Berlin", "--city", "Potsdam", "--city", "Bonn", "--currency", "usd"});
  CHECK(made.city == "Berlin");
  CHECK(made.more_cities == std::vector<std::string>{"Potsdam", "Bonn"});
  CHECK(made.currency_code == "usd");
  CHECK(calendar({"--near", "52.5,13.4,20"}).keep.near->km == 20);
  CHECK(calendar({"--hotels", "A,B"}).keep.hotels.size() == 2);
}

TEST_CASE("calendars that cannot be are refused by name") {
  const auto refused = [](std::vector<std::string> words) {
    words.insert(words.begin(), "calendar");
    const asked made(words);
    CHECK(made.code == exit_usage);
    CHECK_FALSE(made.engine.asked_calendar);
    return made.seen.err();
  };
  CHECK(refused({}) ==
        "error: CITY '': expected either the name of a city, such as Berlin, or --hotel CODE, "
        "--near LAT,LON,KM or --hotels A,B\n");
  CHECK(refused({"--city", "Bonn", "--hotel", "H1"}).starts_with("error: CITY '': expected either"));
  CHECK(refused({"Berlin", "--hotel", "H1"}).starts_with("error: CITY Berlin: expected either"));
  for (const char* each : {"2027", "2027-13", "2027-5", "May", "2027-05-01", "1969-12", ""})
    CHECK(refused({"Berlin", "--month", each}).find("a month as YYYY-MM") != std::string::npos);
  CHECK(refused({"Berlin", "--arrivals", "367"}).starts_with("error: --arrivals 367: expected"));
  CHECK(refused({"Berlin", "--month", "2027-05", "--arrivals", "3"})
            .starts_with("error: --month 2027-05: expected no --arrival and no --arrivals"));
  CHECK(refused({"Berlin", "--month", "2027-05", "--arrival", "2027-05-02"})
            .starts_with("error: --month 2027-05: expected no --arrival"));
  CHECK(refused({"Berlin", "--explain"}).find("--explain") != std::string::npos);
}

TEST_CASE("a calendar without any offer is exit code 1") {
  CHECK(asked({"calendar", "Berlin"}).code == exit_no_offer);
}

TEST_CASE("JSON always comes with breakdowns") {
  CHECK(found({"--json"}).explain);
  CHECK_FALSE(found({}).explain);
}

TEST_CASE("no offer is exit code 1, with the answer shown all the same") {
  const asked made({"cheapest", "Berlin", "--json"});
  CHECK(made.code == exit_no_offer);
  CHECK(made.seen.out().find("\"offers\": []") != std::string::npos);
}

TEST_CASE("numbers out of their limits, or none, are refused by name") {
  CHECK(refusal({"--nights", "0"}) ==
        "error: --nights 0: expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--nights", "366"}) ==
        "error: --nights 366: expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--nights", "two"}) ==
        "error: --nights two: expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--nights", "-1"}) ==
        "error: --nights -1: expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--nights", "3x"}) ==
        "error: --nights 3x: expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--nights", ""}) ==
        "error: --nights '': expected a whole number from 1 to 365, the nights to stay\n");
  CHECK(refusal({"--adults", "0"}) ==
        "error: --adults 0: expected a whole number from 1 to 32, the adults in the room\n");
  CHECK(refusal({"--adults", "99"}) ==
        "error: --adults 99: expected a whole number from 1 to 32, the adults in the room\n");
  CHECK(refusal({"--stars", "6"}) ==
        "error: --stars 6: expected a whole number from 0 to 5, the stars that a hotel has at "
        "least\n");
  CHECK(refusal({"--limit", "0"}) ==
        "error: --limit 0: expected a whole number from 1 to 1000, the hotels to show\n");
  CHECK(refusal({"--limit", "1001"}) ==
        "error: --limit 1001: expected a whole number from 1 to 1000, the hotels to show\n");
}

TEST_CASE("the ages of children are refused where they are none") {
  const std::string expected =
      ": expected the ages of at most 16 children, each from 0 to 17, with commas between, such as "
      "4,9\n";
  CHECK(refusal({"--children", "18"}) == "error: --children 18" + expected);
  CHECK(refusal({"--children", "-1"}) == "error: --children -1" + expected);
  CHECK(refusal({"--children", "4,,9"}) == "error: --children 4,,9" + expected);
  CHECK(refusal({"--children", "4;9"}) == "error: --children 4;9" + expected);
  CHECK(refusal({"--children", ""}) == "error: --children ''" + expected);
  CHECK(refusal({"--children", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"}) ==
        "error: --children 1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1" + expected);
  CHECK(found({"--children", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"}).when.child_ages.size() == 16);
}

TEST_CASE("dates have to be in the calendar, and in order") {
  const std::string expected =
      ": expected a date of the calendar as YYYY-MM-DD, such as 2027-03-01\n";
  CHECK(refusal({"--arrival", "2027-02-29"}) == "error: --arrival 2027-02-29" + expected);
  CHECK(refusal({"--arrival", "01.03.2027"}) == "error: --arrival 01.03.2027" + expected);
  CHECK(refusal({"--arrival", "2027-3-1"}) == "error: --arrival 2027-3-1" + expected);
  CHECK(refusal({"--arrival", "tomorrow"}) == "error: --arrival tomorrow" + expected);
  CHECK(refusal({"--booking-date", "2027-13-01"}) == "error: --booking-date 2027-13-01" + expected);
  CHECK(refusal({"--arrival", "2027-03-01", "--booking-date", "2027-03-05"}) ==
        "error: --arrival 2027-03-01: expected a date that is not before the booking date "
        "2027-03-05; choose a later --arrival or an earlier --booking-date\n");
  CHECK(found({"--arrival", "2027-03-01", "--booking-date", "2027-03-01"}).when.booking ==
        parse_day("2027-03-01"));
}

TEST_CASE("a maximum total may be one of rupiahs or dongs") {
  CHECK(found({"--max-total", "250000000"}).keep.total_max_e4 == 2'500'000'000'000);
  CHECK(found({"--max-total", "1000000000000"}).keep.total_max_e4 == 10'000'000'000'000'000);
  CHECK(refusal({"--max-total", "1000000000001"}).ends_with("but it is too large\n"));
}

TEST_CASE("a value is shown shortened, and not inside a letter") {
  std::string many = "x";
  for (int i = 0; i < 50; ++i) many += "ö";
  const auto told = refusal({"--meal-plan", many});
  CHECK(told.starts_with("error: --meal-plan x" + many.substr(1, 58) + "...: expected "));
}

TEST_CASE("filters that cannot be understood are refused") {
  CHECK(refusal({"--meal-plan", "brekfast"}) ==
        "error: --meal-plan brekfast: expected room_only, breakfast, half_board, full_board or "
        "all_inclusive; did you mean 'breakfast'?\n");
  CHECK(refusal({"--max-total", "12,5"}).starts_with(
      "error: --max-total 12,5: expected an amount such as 120 or 99.50, but it is not"));
  CHECK(refusal({"--max-total", "-1"}).starts_with(
      "error: --max-total -1: expected an amount such as 120 or 99.50, but it is negative"));
  const std::string circle_expected =
      ": expected LAT,LON,KM: a latitude from -90 to 90, a longitude from -180 to 180 and a radius "
      "from 0 to 20016 km, such as 52.52,13.40,2\n";
  for (const char* each : {"52.5,13.4", "91,0,1", "0,181,1", "0,0,-1", "0,0,nan", "0,0,inf",
                           "0,0,20017", "a,b,c", "1,2,3,4", "1,2,"}) {
    CAPTURE(each);
    CHECK(refusal({"--near", each}) == std::string("error: --near ") + each + circle_expected);
  }
  CHECK_FALSE(wrong(found({"--near", "0,0,20016"}).keep));  // the engine takes what the text says
  CHECK(refusal({"--amenities", ","}) ==
        "error: --amenities ,: expected names with commas between, such as wifi,parking\n");
  CHECK(refusal({"--sort", "stras"}) ==
        "error: --sort stras: expected total, stars, distance or name; did you mean 'stars'?\n");
  CHECK(refusal({"--sort", "distance"}) ==
        "error: --sort distance: expected a place to measure from; add --near LAT,LON,KM\n");
}

TEST_CASE("the first of several errors is told") {
  CHECK(refusal({"--limit", "0", "--nights", "0"}).find("--nights 0") != std::string::npos);
}

TEST_CASE("words that the grammar does not know are refused with what was likely meant") {
  CHECK(refusal({"--nigths", "3"}) ==
        "error: there is no option '--nigths' for 'cheapest'; did you mean '--nights'?\n");
  CHECK(refusal({"--nigths=3"}) ==
        "error: there is no option '--nigths' for 'cheapest'; did you mean '--nights'?\n");
  CHECK(refusal({"--frobnicate"}) ==
        "error: there is no option '--frobnicate' for 'cheapest'; see 'pronto cheapest --help'\n");
  CHECK(refusal({"-n", "3"}) ==
        "error: there is no option '-n' for 'cheapest'; see 'pronto cheapest --help'\n");
  CHECK(refusal({"Mitte"}) ==
        "error: 'Mitte' is one word too many for 'cheapest'; a name of several words goes in "
        "quotes, such as \"New York\"; see 'pronto cheapest --help'\n");
  CHECK(refusal({"--nights"}) ==
        "error: --nights needs a value; see 'pronto cheapest --help'\n");
  CHECK(refusal({"--nights", "--adults", "2"}) == refusal({"--nights"}));
  CHECK(refusal({"--nights", "--adults=2"}) == refusal({"--nights"}));
  CHECK(refusal({"--sort", "--limit", "2"}).find("--sort needs a value") != std::string::npos);
  const auto too_many = [](const std::string& word, const std::string& why) {
    return "error: '" + word + "' is one word too many for 'cheapest'; " + why +
           "; see 'pronto cheapest --help'\n";
  };
  const auto list = [&](const std::string& word, const std::string& meant) {
    return too_many(word, "a list goes in one word with commas between, here perhaps " + meant);
  };
  CHECK(refusal({"--explain", "yes"}) == too_many("yes", "--explain takes no value"));
  CHECK(refusal({"--children", "4", "9"}) == list("9", "--children 4,9"));
  CHECK(refusal({"--near", "52.45", "13.20", "40", "--nights", "2"}) ==
        list("13.20", "--near 52.45,13.20,40"));
  CHECK(refusal({"--room", "2", "2", "2"}) == list("2", "--room 2,2,2"));
  CHECK(refusal({"--amenities", "wifi", "gym"}) == list("gym", "--amenities wifi,gym"));
  CHECK(refusal({"--nights", "2", "3"}) == too_many("3", "--nights takes one word"));
  CHECK(refusal({"--city", "New", "York"}).find("quotes, such as \"New York\"") != std::string::npos);
  CHECK(refusal({"--nights", "1", "--nights", "2"}) ==
        "error: --nights may be given only once; see 'pronto cheapest --help'\n");
  CHECK(refusal({"--refundable=perhaps"}) ==
        "error: --refundable takes no value; see 'pronto cheapest --help'\n");
}

TEST_CASE("commands that are mistyped or lack their subject are refused") {
  const asked mistyped({"cheepest", "Berlin"});
  CHECK(mistyped.code == exit_usage);
  CHECK(mistyped.seen.err() ==
        "error: there is no command 'cheepest'; did you mean 'cheapest'?\n");
  CHECK(asked({"cheepest", "Berlin", "--nights", "3"}).seen.err() == mistyped.seen.err());
  CHECK(asked({"--nights", "3", "cheapest", "Berlin"}).seen.err() ==
        "error: --nights has to come after 'cheapest'\n");
  CHECK(asked({"--frobnicate"}).seen.err() ==
        "error: there is no option '--frobnicate'; see 'pronto --help'\n");
  CHECK(asked({"frobnicate"}).seen.err() ==
        "error: there is no command 'frobnicate'; see 'pronto --help'\n");
  CHECK(asked({"quote"}).seen.err() ==
        "error: 'quote' needs HOTEL; see 'pronto quote --help'\n");
  for (const auto& nowhere : {asked({"cheapest"}), asked({"cheapest", ""})})
    CHECK(nowhere.seen.err() ==
          "error: CITY '': expected the name of a city, such as Berlin, or in its place --near "
          "LAT,LON,KM or --hotels A,B\n");
  CHECK(asked({"quote", "H1", "--stars", "4"}).seen.err() ==
        "error: there is no option '--stars' for 'quote'; other commands have it, such as 'cheapest' and "
        "'calendar'; see 'pronto quote --help'\n");
  CHECK(asked({}).code == exit_usage);
}

TEST_CASE("an option of another command is told as such, though one of this command is near") {
  screen seen;
  CHECK(run_program({"cheapest", "Berlin", "--port", "4"}, seen.shown) == exit_usage);
  CHECK(seen.err() == "error: there is no option '--port' for 'cheapest'; other commands have it, such as 'serve' and "
        "'config'; see 'pronto cheapest --help'\n");
}

TEST_CASE("with --json an error is an object on standard output alone") {
  const asked made({"cheapest", "Berlin", "--nights", "0", "--json"});
  CHECK(made.code == exit_usage);
  CHECK(made.seen.err() == "");
  const auto error = nlohmann::json::parse(made.seen.out())["error"];
  CHECK(error["code"] == "usage");
  CHECK(error["field"] == "--nights");
  CHECK(error["value"] == "0");
  CHECK(error["text"] ==
        "--nights 0: expected a whole number from 1 to 365, the nights to stay");
  const asked unknown({"cheapest", "Berlin", "--json", "--nigths"});
  CHECK(nlohmann::json::parse(unknown.seen.out())["error"]["field"] == "--nigths");
}

TEST_CASE("a subject may be called like a command") {
  const asked made({"quote", "cheapest", "--nights", "2"});
  REQUIRE(made.engine.asked_quote);
  CHECK(made.engine.asked_quote->hotel == "cheapest");
}

TEST_CASE("what the engine refuses is told as its own errors are") {
  screen seen;
  fake_client engine;
  engine.find_says = failure{failure_code::not_found, "no city 'Berlim'", "", 0, "city", "Berlim"};
  command_line line{seen.shown};
  given_engine access(engine);
  const auto app = make_grammar("pronto", "", "");
  add_cheapest(*app, line, access);
  CHECK(run_words(*app, line, {"cheapest", "Berlim"}) == exit_no_offer);
  CHECK(seen.err() == "error: no city 'Berlim'\n");
}

TEST_CASE("what the engine refuses of a question names the option that it came from") {
  const failure value{failure_code::usage, "'1001 values' is too many", "", 0, "hotels", "1001"};
  CHECK(by_option(value).text == "--hotels: '1001 values' is too many");
  CHECK(by_option(value).field == "--hotels");
  const failure subject{failure_code::usage, "'xx...' is too long", "", 0, "city", "xx..."};
  CHECK(by_option(subject).text == "city: 'xx...' is too long");
  const failure other{failure_code::not_found, "no city 'X'", "", 0, "city", "X"};
  CHECK(by_option(other) == other);
}

TEST_CASE("what cannot be printed is an error, be it help or the version") {
  for (const char* word : {"--help", "--version", "version", "config"}) {
    CAPTURE(word);
    screen seen;
    seen.out_stream.setstate(std::ios::badbit);
    CHECK(run_program({word}, seen.shown) == exit_failed);
    CHECK(seen.err() == "error: the result could not be written to standard output\n");
  }
}

TEST_CASE("help shows examples, on standard output") {
  const asked made({"cheapest", "--help"});
  CHECK(made.code == exit_good);
  CHECK(made.seen.out().find("Examples:\n  pronto cheapest Berlin\n") != std::string::npos);
  CHECK(made.seen.err() == "");
}
