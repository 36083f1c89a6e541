// Price calendars: against looking at everything for each day, and what they say of days without an
// offer.
#include "search/price_calendar.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.hpp"
#include "pricing/house.hpp"
#include "pricing/lower_bound.hpp"
#include "search/brute_force.hpp"
#include "search/plain_rates.hpp"
#include "search/request_check.hpp"
#include "search/search.hpp"

using namespace pronto;
using generated::random_stream;
using nlohmann::json;

namespace {

constexpr std::uint64_t seed = 20'270'310;

snapshot_ptr hold(const std::vector<json>& documents) {
  catalog all;
  for (const json& each : documents) all.put(test::made(each));
  return all.take(3);
}

json house_at(const std::string& code, const char* amount) {
  json out = test::house();
  out["hotel"] = code;
  out["plans"][0]["rates"][0]["base"] = {{"2", amount}};
  return out;
}

calendar_request march() {
  calendar_request out;
  out.city = "Berlin";
  out.when.arrival = *parse_day("2027-03-01");
  out.when.booking = parse_day("2027-02-01");
  out.arrivals = 31;
  return out;
}

// The same about one day.
find_request on_day(const calendar_request& of, day arrival) {
  find_request out;
  out.city = of.city;
  out.country = of.country;
  out.when = of.when;
  out.when.arrival = arrival;
  out.keep = of.keep;
  out.more_cities = of.more_cities;
  out.currency_code = of.currency_code;
  return out;
}

void check_day(const calendar_day& day, const expected_answer& expected) {
  REQUIRE(day.best.has_value() == !expected.offers.empty());
  CHECK(day.gap.has_value() == expected.offers.empty());
  CHECK(day.refused.has_value() == (day.gap == day_gap::refused));
  if (expected.passed) CHECK(day.gap == day_gap::passed);
  if (!day.best) return;
  const auto& first = expected.offers.front();
  const rate_plan& plan = first.where->plans[first.plan];
  CHECK(day.best->total == first.total);
  CHECK(day.best->own_total == first.cost.total);
  CHECK(day.best->own_money == first.where->money);
  CHECK(day.best->city == first.where->city);
  CHECK(day.best->country == first.where->country);
  CHECK(day.best->hotel == first.where->code);
  CHECK(day.best->hotel_name == first.where->name);
  CHECK(day.best->plan == plan.code);
  CHECK(day.best->room == first.where->rooms[plan.products[first.product].room].code);
}

std::string refusal(const calendar_request& request) {
  static const auto in = hold({house_at("A", "100.00")});
  const auto got = find_calendar(*in, request);
  REQUIRE(!got);
  return describe(got.why());
}

}  // namespace

TEST_CASE("each day of a calendar is what looking at everything finds") {
  random_stream dice{seed};
  int offers = 0;
  int gaps = 0;
  int passed = 0;
  int of_hotels = 0;
  int elsewhere = 0;
  int converted = 0;
  int without_rate = 0;
  for (int round = 0; round < 40; ++round) {
    hotel_list all = tiny_hotels(dice, dice.between(1, 50));
    const packed_hotels packed = pack_all(all);
    catalog held(std::make_shared<catalog_memory>(), {}, dice.chance(50) ? bounds_of : nullptr);
    std::vector<std::string_view> currencies;
    for (const auto each : {"USD", "JPY", "KWD"})
      if (dice.chance(85)) currencies.emplace_back(each);
    const plain_rates rates(dice, {tiny_nights.first - 40, tiny_nights.last}, currencies);
    held.set_rates(rates.all());
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 8; ++i) {
      find_request like = some_question(dice, all, tiny_stay(dice));
      if (dice.chance(40)) ask_elsewhere(dice, all, like);
      calendar_request asked;
      asked.city = like.city;
      asked.country = like.country;
      asked.when = like.when;
      asked.keep = like.keep;
      asked.more_cities = like.more_cities;
      asked.arrivals = dice.between(1, 30);
      if (dice.chance(30))
        asked.currency_code = dice.pick(std::array{"EUR", "usd", "JPY", "KWD"});
      if (dice.chance(15)) {  // about today
        asked.arrivals = dice.between(1, 4);
        asked.when.booking.reset();
        asked.when.now_s = std::int64_t{asked.when.arrival + dice.below(5)} * 86'400;
      }
      hotel_list among = all;
      if (dice.chance(30)) {
        among = {all[static_cast<std::size_t>(dice.below(static_cast<int>(all.size())))]};
        asked.hotel = among[0]->code;
        asked.city = asked.country = "";
        asked.more_cities.clear();
        asked.currency_code.clear();
        ++of_hotels;
      }
      CAPTURE(round);
      CAPTURE(i);
      const auto got = find_calendar(*seen, asked);
      bool all_passed = true;
      std::vector<expected_answer> expected;
      for (int k = 0; k < asked.arrivals; ++k) {
        auto about = on_day(asked, asked.when.arrival + k);
        about.city = among[0]->city;
        if (!asked.hotel.empty()) about.country = among[0]->country;
        if (asked.hotel.empty()) about.city = asked.city;
        if (about.currency_code == "usd") about.currency_code = "USD";
        expected.push_back(look_at_everything(among, packed, about, rates));
        all_passed = all_passed && expected.back().passed;
      }
      if (expected[0].hotels == 0) {
        CHECK(got.why().code == failure_code::not_found);
        continue;
      }
      REQUIRE(got.ok() != all_passed);
      if (!got) {
        CHECK(got.why().code == failure_code::usage);
        ++passed;
        continue;
      }
      CHECK(got->money == expected[0].money);
      CHECK(got->hotels == expected[0].hotels);
      CHECK(got->other_currency == expected[0].other_currency);
      // Each that has not passed by the last day is missed on it.
      CHECK(got->without_rate == expected.back().without_rate);
      CHECK(got->city.empty() == (asked.hotel.empty() && (asked.city.empty() || !asked.more_cities.empty())));
      CHECK(got->cities.empty() == !got->city.empty());
      elsewhere += got->city.empty();
      without_rate += got->without_rate > 0;
      CHECK((got->without_rate > 0) <= !got->notes.empty());
      REQUIRE(got->days.size() == expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        CHECK(got->days[k].arrival == asked.when.arrival + static_cast<day>(k));
        check_day(got->days[k], expected[k]);
        const bool is_converted = got->days[k].best && got->days[k].best->own_money != got->money;
        converted += is_converted;
        if (got->days[k].best) CHECK(got->days[k].best->by.has_value() == is_converted);
        offers += got->days[k].best.has_value();
        gaps += !got->days[k].best;
      }
    }
  }
  MESSAGE("seed " << seed << ": " << offers << " days with an offer, " << gaps << " without, "
                  << passed << " calendars of the past, " << of_hotels << " of one hotel, " << elsewhere
                  << " of several cities, " << converted << " days converted, " << without_rate
                  << " calendars without a rate of some hotel");
  CHECK(offers > 1'000);
  CHECK(gaps > 500);
  CHECK(passed > 2);
  CHECK(of_hotels > 50);
  CHECK(elsewhere > 50);
  CHECK(converted > 100);
  CHECK(without_rate > 10);
}

TEST_CASE("a day has the first offer of a search for that day") {
  const auto in = hold({house_at("B", "90.00"), house_at("A", "90.00"), house_at("C", "80.00")});
  auto ask = march();
  ask.keep.hotels = {"A", "B"};
  const auto got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->generation == 3);
  CHECK(got->city == "Berlin");
  CHECK(got->hotel == "");
  CHECK(got->nights == 1);
  CHECK(got->hotels == 3);
  REQUIRE(got->days.size() == 31);
  for (const auto& each : got->days) {
    const auto found = find(*in, on_day(ask, each.arrival));
    REQUIRE(each.best);
    CHECK(each.best->total == found->offers.at(0).cost.total);
    CHECK(each.best->hotel == "A");
  }
}

TEST_CASE("a calendar of one hotel has its name and its days") {
  const auto in = hold({house_at("B", "90.00"), house_at("A", "70.00")});
  auto ask = march();
  ask.city = "";
  ask.hotel = "B";
  const auto got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->hotel == "B");
  CHECK(got->hotel_name == test::house()["name"].get<std::string>());
  CHECK(got->city == "Berlin");
  CHECK(got->hotels == 1);
  CHECK(got->days[0].best->hotel == "B");
}

TEST_CASE("a calendar of one hotel in a named currency converts it, or says why not") {
  catalog all;
  all.put(test::made(house_at("A", "90.00")));
  auto ask = march();
  ask.city = "";
  ask.hotel = "A";
  const auto own = find_calendar(*all.take(1), ask);
  REQUIRE(own);
  ask.currency_code = "USD";
  auto got = find_calendar(*all.take(2), ask);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::not_found);
  CHECK(got.why().field == "currency");

  auto rate = *parse_rate("1.5");
  rate.date = *parse_day("2027-01-31");
  rate.from = *find_currency("EUR");
  rate.to = *find_currency("USD");
  all.set_rates({{rate}});
  got = find_calendar(*all.take(3), ask);
  REQUIRE(got);
  CHECK(got->money == rate.to);
  CHECK(got->hotel == "A");
  REQUIRE(got->rates.size() == 1);
  CHECK(got->rates[0].rate == "1.5");
  CHECK(got->days[0].best->own_total == own->days[0].best->total);
  CHECK(got->days[0].best->total == own->days[0].best->total * 3 / 2);
  ask.keep.total_max_e4 = got->days[0].best->total * 100 - 100;  // a cent less, in dollars
  got = find_calendar(*all.take(4), ask);
  CHECK(got->days[0].gap == day_gap::too_dear);
  ask.currency_code = "XXX";
  CHECK(find_calendar(*all.take(5), ask).why().code == failure_code::usage);
}

TEST_CASE("a day has the rate that it was converted by, which is that of the date at its hotel") {
  json west = house_at("A", "100.00");
  json east = house_at("B", "60.00");
  west["utc_offset_minutes"] = 0;
  east["utc_offset_minutes"] = 840;
  east["rooms"][0]["inventory"] = {{{"start", "2027-03-01"}, {"end", "2027-03-10"}, {"count", 1}}};
  catalog all;
  for (const json& each : {west, east}) all.put(test::made(each));
  std::vector<exchange_rate> rates;
  for (const auto& [date, worth] : {std::pair{"2027-01-31", "1.5"}, {"2027-02-01", "2"}}) {
    auto& each = rates.emplace_back(*parse_rate(worth));
    each.date = *parse_day(date);
    each.from = *find_currency("EUR");
    each.to = *find_currency("USD");
  }
  all.set_rates(rates);
  auto ask = march();
  ask.when.booking.reset();
  ask.when.now_s = std::int64_t{86'400} * *parse_day("2027-01-31") + 43'200;
  ask.currency_code = "USD";
  auto got = find_calendar(*all.take(1), ask);
  REQUIRE(got);
  CHECK(got->rates.size() == 2);
  const used_rate of_west{rates[0].from, rates[0].to, rates[0].date, "1.5"};
  const used_rate of_east{rates[0].from, rates[0].to, rates[1].date, "2"};
  for (std::size_t i = 0; i < got->days.size(); ++i) {
    const auto& best = got->days[i].best;
    REQUIRE(best);
    CHECK(best->hotel == (i < 10 ? "B" : "A"));
    CHECK(best->total == (i < 10 ? 120'00 : 150'00));
    CHECK(best->by == (i < 10 ? of_east : of_west));
  }
  ask.currency_code = "EUR";
  got = find_calendar(*all.take(2), ask);
  REQUIRE(got);
  CHECK_FALSE(got->days[0].best->by);
}

TEST_CASE("a day without an offer says why") {
  json closed = house_at("A", "90.00");
  closed["rooms"][0]["inventory"] = json::array(
      {{{"start", "2027-03-01"}, {"end", "2027-03-10"}, {"count", 1}},
       {{"start", "2027-03-12"}, {"end", "2027-12-31"}, {"count", 1}}});
  const auto in = hold({closed});
  auto ask = march();
  const auto got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->days[10].gap == day_gap::refused);
  CHECK(got->days[10].refused == reason::no_vacancy);
  CHECK(got->days[9].best);

  ask.keep.total_max_e4 = 10'000;
  CHECK(find_calendar(*in, ask)->days[0].gap == day_gap::too_dear);
  ask.keep = {};
  ask.keep.stars_min = 5;
  CHECK(find_calendar(*in, ask)->days[0].gap == day_gap::filtered_out);
  ask.keep = {};
  ask.keep.meal_plans = {meal_plan::all_inclusive};
  CHECK(find_calendar(*in, ask)->days[0].gap == day_gap::filtered_out);
}

TEST_CASE("of a hotel whose stays are too short everywhere it is said how long they have to be") {
  json longer = house_at("A", "90.00");
  longer["plans"][0]["offer"]["los"] = {{"min", 3}};
  const auto in = hold({longer});
  auto ask = march();
  ask.city = "";
  ask.hotel = "A";
  auto got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->days[0].refused == reason::offer_los);
  CHECK(got->notes == std::vector<std::string>{"an arrival on 2027-03-01 needs at least 3 nights"});
  ask.when.nights = 3;
  got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->notes.empty());
}

TEST_CASE("days before the booking date and beyond the calendar are told apart") {
  const auto in = hold({house_at("A", "90.00")});
  auto ask = march();
  ask.when.booking = parse_day("2027-03-11");
  auto got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->days[9].gap == day_gap::passed);
  CHECK(got->days[10].best);
  CHECK(got->notes.empty());

  const date_range nights = in->destinations()[0]->nights;
  ask.when.arrival = nights.last - 2;
  ask.when.nights = 2;
  got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->days[1].best);
  CHECK(got->days[2].gap == day_gap::outside_calendar);
  REQUIRE(got->notes.size() == 1);
  CHECK(got->notes[0].ends_with("some stays have nights outside of it, after " +
                                format_day(nights.last)));

  ask.when.arrival = nights.last;  // of two nights each
  got = find_calendar(*in, ask);
  REQUIRE(got);
  CHECK(got->notes[0].ends_with("all stays have nights outside of it, after " +
                                format_day(nights.last)));
}

TEST_CASE("why days have no offer is looked for within a limit") {
  std::vector<json> documents;
  for (int i = 0; i < 1'000; ++i) {
    json each = house_at("H" + std::to_string(i), "90.00");
    each["rooms"][0]["inventory"] = json::array();
    documents.push_back(each);
  }
  const auto got = find_calendar(*hold(documents), march());
  REQUIRE(got);
  CHECK(got->days.front().gap == day_gap::refused);
  CHECK(got->days.back().gap == day_gap::unexplained);
}

TEST_CASE("a calendar out of its limits is refused by name") {
  auto ask = march();
  ask.arrivals = 0;
  CHECK(refusal(ask) == "arrivals: '0' is not possible; expected a number from 1 to 366");
  ask.arrivals = 367;
  CHECK(refusal(ask).starts_with("arrivals: '367'"));
  ask = march();
  ask.hotel = "A";
  CHECK(refusal(ask) == "hotel: 'A' is not possible; expected a city or a hotel, not both");
  ask = march();
  ask.city = "";
  CHECK(refusal(ask) == "city: the name of a city is missing");
  ask.hotel = "a";
  CHECK(refusal(ask).find("did you mean A (") != std::string::npos);
  ask = march();
  ask.when.nights = 366;
  CHECK(refusal(ask).starts_with("nights: '366'"));
  ask = march();
  ask.when.arrival = -1;
  CHECK(refusal(ask).starts_with("arrival: '-1'"));
  ask.when.arrival = std::numeric_limits<day>::max();
  CHECK(refusal(ask).starts_with("arrival: "));
  ask = march();
  ask.when.booking = parse_day("2027-04-01");
  CHECK(refusal(ask).find("2027-03-31 lies before the booking date 2027-04-01") !=
        std::string::npos);
  ask.when.booking.reset();
  ask.when.now_s = std::int64_t{86'400} * *parse_day("2027-05-01");
  CHECK(refusal(ask).find("which is today at the hotel") != std::string::npos);
}

TEST_CASE("more pairs of hotels and arrivals than can be priced are refused") {
  const auto most = pairs_limit(usual_nights);
  CHECK_FALSE(too_much(most / 10, 10, "arrivals", most));
  const auto no = too_much(most / 10 + 1, 10, "arrivals", most);
  REQUIRE(no);
  CHECK(no->field == "arrivals");
  CHECK(no->text.starts_with("200001 hotels on 10 arrivals are more than the 2000000 pairs"));
}

TEST_CASE("a search may be about as many pairs of hotels and arrivals as a calendar") {
  std::vector<json> documents;
  auto ask = march();
  ask.when.nights = nights_limit;
  ask.arrivals = arrivals_limit;
  const auto most = pairs_limit(nights_limit) / arrivals_limit;
  for (std::size_t i = 0; i < most; ++i) documents.push_back(house_at("H" + std::to_string(i), "90.00"));
  const auto few = hold(documents);
  documents.push_back(house_at("A", "90.00"));
  const auto many = hold(documents);
  auto search = on_day(ask, ask.when.arrival);
  search.days_after = arrivals_limit - 1;
  const std::string refused = "421 hotels on 366 arrivals are more than the 153846 pairs";
  for (const sort_by sort : {sort_by::total, sort_by::stars}) {
    search.sort = sort;
    CHECK(find(*many, search).why().text.starts_with(refused));
  }
  search.sort = sort_by::total;
  CHECK(find(*few, search));
  CHECK(find_calendar(*few, ask));
  CHECK(find_calendar(*many, ask).why().text.starts_with(refused));
  search.more_rooms = {room_guests{}};  // which takes longer
  CHECK(find(*few, search).why().text.starts_with(
      "420 hotels for 2 rooms on 366 arrivals are more than the 76923"));
}

TEST_CASE("every gap has a word and a sentence of its own") {
  std::vector<std::string> words;
  for (int i = 0; i < day_gap_count; ++i) {
    words.emplace_back(to_string(static_cast<day_gap>(i)));
    CHECK_FALSE(explain(static_cast<day_gap>(i)).empty());
  }
  CHECK(words == std::vector<std::string>{"passed", "outside_calendar", "filtered_out", "too_dear",
                                          "refused", "unexplained", "without_rate"});
}
