// Whether a shown price still holds: against pricing everything again, and case by case.
#include "search/price_check.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "pricing/house.hpp"
#include "search/brute_force.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"
#include "search/tokens/price_token.hpp"

using namespace pronto;
using generated::random_stream;
using nlohmann::json;

namespace {

constexpr std::uint64_t seed = 20'270'312;

snapshot_ptr hold(const std::vector<json>& documents, std::uint64_t generation = 3) {
  catalog all;
  for (const json& each : documents) all.put(test::made(each));
  return all.take(generation);
}

stay_request two_nights() {
  return {.arrival = *parse_day("2027-03-01"),
          .nights = 2,
          .adults = 2,
          .child_ages = {},
          .booking = parse_day("2027-02-01")};
}

/// The token of the only offer of the house.
std::string token_of(const json& house, const stay_request& when = two_nights()) {
  const auto got = find_quote(*hold({house}), {.hotel = "H", .when = when, .keep = {}});
  REQUIRE(got);
  return got->offers.at(0).token;
}

price_check_answer checked(const std::vector<json>& documents, const std::string& token,
                           std::int64_t now_s = 0) {
  const auto got = check_price(*hold(documents, 4), {.token = token, .now_s = now_s});
  REQUIRE(got);
  CHECK(got->generation == 4);
  CHECK(got->now.has_value() == (got->state != price_state::sold_out));
  CHECK(got->gone.has_value() == (got->state == price_state::sold_out));
  CHECK(got->refused.has_value() == (got->gone == sold_out_by::refusal));
  return *got;
}

const offer* offer_like(const quote_answer& of, const shown_price& shown) {
  for (const auto& each : of.offers)
    if (each.room == shown.room && each.plan == shown.plan) return &each;
  return nullptr;
}

std::int64_t noon_of(const char* date) { return std::int64_t{*parse_day(date)} * 86'400 + 43'200; }

}  // namespace

TEST_CASE("a check says what pricing everything again says") {
  random_stream dice{seed};
  int states[price_state_count] = {};
  int gone[sold_out_by_count] = {};
  for (int round = 0; round < 200; ++round) {
    hotel_list before = tiny_hotels(dice, 12);
    hotel_list after = before;
    for (auto& each : after) {
      if (dice.chance(50)) continue;
      auto changed = tiny_hotel(dice, dice.chance(80) ? std::stoi(each->code.substr(1)) : 1'000);
      each = std::make_shared<const hotel>(std::move(changed));
    }
    catalog old;
    catalog fresh;
    const auto shown_from = snapshot_of(old, before);
    const auto checked_with = snapshot_of(fresh, after);
    for (int i = 0; i < 20; ++i) {
      const auto like = some_question(dice, before, tiny_stay(dice));
      const auto& one = *before[static_cast<std::size_t>(dice.below(12))];
      const auto quoted =
          find_quote(*shown_from, {.hotel = one.code, .when = like.when, .keep = {}});
      if (!quoted || quoted->offers.empty()) continue;
      const auto& shown =
          quoted->offers[static_cast<std::size_t>(
              dice.below(static_cast<int>(quoted->offers.size())))];
      CAPTURE(round);
      CAPTURE(i);
      CHECK(check_price(*shown_from, {.token = shown.token, .now_s = like.when.now_s})->state ==
            price_state::available);
      const auto got =
          check_price(*checked_with, {.token = shown.token, .now_s = like.when.now_s});
      REQUIRE(got);
      ++states[static_cast<int>(got->state)];
      CHECK(got->shown.total() == shown.cost.total);
      CHECK(got->shown.hotel == shown.hotel);

      const auto again =
          find_quote(*checked_with, {.hotel = one.code, .when = like.when, .keep = {},
                                     .explain = true});
      if (got->state == price_state::sold_out) {
        ++gone[static_cast<int>(*got->gone)];
        const bool is_there = again && offer_like(*again, got->shown) != nullptr;
        CHECK_FALSE(is_there);
        CHECK((got->gone == sold_out_by::hotel_gone) ==
              (!again && again.why().code == failure_code::not_found));
        if (got->refused) {
          CHECK(std::ranges::count_if(again->not_bookable, [&](const refused_product& each) {
                  return each.room == got->shown.room && each.plan == got->shown.plan &&
                         each.why == *got->refused;
                }) == 1);
        }
        continue;
      }
      const auto* now = again ? offer_like(*again, got->shown) : nullptr;
      REQUIRE(now);
      CHECK(*got->now == *now);
      const bool is_same = now->cost.total == shown.cost.total && now->money == shown.money;
      CHECK((got->state == price_state::available) == is_same);
      if (now->money != shown.money) continue;
      std::int64_t difference = 0;
      for (const auto& each : got->changes)
        difference += (each.part == price_part::promotions ? -1 : 1) * (each.now - each.shown);
      CHECK(difference == now->cost.total - shown.cost.total);
    }
  }
  MESSAGE("seed " << seed << ": " << states[0] << " available, " << states[1] << " changed, "
                  << states[2] << " sold out (" << gone[0] << " refused, " << gone[1]
                  << " hotels, " << gone[2] << " plans, " << gone[3] << " rooms, " << gone[4]
                  << " products gone, " << gone[5] << " passed)");
  for (const int each : states) CHECK(each > 20);
  for (int i = 0; i < 5; ++i) CHECK(gone[i] > 0);
}

TEST_CASE("a time of asking that cannot be is refused, as in every question") {
  const auto in = hold({test::house()});
  const auto token = token_of(test::house());
  const std::int64_t now_s = noon_of("2027-01-01");
  for (const std::int64_t good : {std::int64_t{0}, now_s})
    CHECK(check_price(*in, {.token = token, .now_s = good}));
  for (const std::int64_t bad :
       {std::int64_t{-1}, now_s * 1'000, std::numeric_limits<std::int64_t>::max()}) {
    const auto got = check_price(*in, {.token = token, .now_s = bad});
    REQUIRE_FALSE(got);
    CHECK(describe(got.why()) == "now: '" + std::to_string(bad) +
                                     "' is not possible; expected seconds since 1970, before the "
                                     "year 9999");
    CHECK(got.why().code == failure_code::usage);
  }
}

TEST_CASE("every offer has a token, that of its own price") {
  const auto in = hold({test::house()});
  find_request ask;
  ask.city = "Berlin";
  ask.when = two_nights();
  ask.when.child_ages = {5};
  ask.days_after = 3;
  const auto found = find(*in, ask);
  REQUIRE(found);
  const auto& offer = found->offers.at(0);
  const auto shown = read_token(offer.token);
  REQUIRE(shown);
  CHECK(shown->hotel == "H");
  CHECK(shown->room == "DBL");
  CHECK(shown->plan == "BAR");
  CHECK(shown->arrival == offer.arrival);
  CHECK(shown->nights == 2);
  CHECK(shown->child_ages == std::vector<int>{5});
  CHECK(shown->booking == *ask.when.booking);
  CHECK(shown->is_booking_said);
  CHECK(shown->total() == offer.cost.total);
  CHECK(shown->generation == 3);
}

TEST_CASE("a price that is the same is available, with a token from now") {
  const auto token = token_of(test::house());
  const auto got = checked({test::house()}, token);
  CHECK(got.state == price_state::available);
  CHECK(got.city == "Berlin");
  CHECK(got.shown.generation == 3);
  CHECK(got.changes.empty());
  CHECK(got.notes.empty());
  CHECK_FALSE(got.now->why.lines.empty());
  CHECK(read_token(got.now->token)->generation == 4);
}

TEST_CASE("a price that changed has both totals and the sums that differ") {
  json dearer = test::house();
  dearer["plans"][0]["rates"][0]["base"] = {{"1", "110.00"}, {"2", "110.00"}};
  dearer["taxes"] = json::array({{{"tax", "CITY"}, {"name", "City tax"}, {"kind", "tax"},
                                  {"type", "amount"}, {"value", "1.00"}, {"basis", "room"},
                                  {"period", "night"}, {"included", false},
                                  {"paid_at", "booking"}}});
  const auto got = checked({dearer}, token_of(test::house()));
  CHECK(got.state == price_state::price_changed);
  CHECK(got.shown.total() == 200'00);
  CHECK(got.now->cost.total == 222'00);
  CHECK(got.changes == std::vector<changed_part>{{price_part::room_charge, 200'00, 220'00},
                                                 {price_part::taxes_added, 0, 2'00}});
}

TEST_CASE("totals of two currencies are not compared") {
  json other = test::house();
  other["currency"] = "USD";
  const auto got = checked({other}, token_of(test::house()));
  CHECK(got.state == price_state::price_changed);
  CHECK(got.changes.empty());
  CHECK(got.notes == std::vector<std::string>{"the hotel prices in USD now, and not in EUR"});
}

TEST_CASE("what is sold out or gone says which, and why") {
  const auto token = token_of(test::house());
  json full = test::house();
  full["rooms"][0]["inventory"] = json::array();
  CHECK(checked({full}, token).refused == reason::no_vacancy);
  json elsewhere = test::house();
  elsewhere["hotel"] = "G";
  auto got = checked({elsewhere}, token);
  CHECK(got.gone == sold_out_by::hotel_gone);
  CHECK(got.city == "");
  json other_plan = test::house();
  other_plan["plans"][0]["plan"] = "NEW";
  CHECK(checked({other_plan}, token).gone == sold_out_by::plan_gone);
  json other_room = test::house();
  other_room["rooms"][0]["room"] = "SGL";
  other_room["plans"][0]["rates"][0]["room"] = "SGL";
  CHECK(checked({other_room}, token).gone == sold_out_by::room_gone);
  other_room["rooms"].push_back(test::house()["rooms"][0]);
  CHECK(checked({other_room}, token).gone == sold_out_by::product_gone);
}

TEST_CASE("without a said booking date it is today at the hotel again") {
  json late = test::house();
  late["plans"][0]["offer"]["advance_days"] = {{"min", 10}};
  auto when = two_nights();
  when.booking.reset();
  when.now_s = noon_of("2027-02-01");
  const auto token = token_of(late, when);
  auto got = checked({late}, token, noon_of("2027-02-01"));
  CHECK(got.state == price_state::available);
  CHECK(got.notes.empty());
  got = checked({late}, token, noon_of("2027-02-19"));
  CHECK(got.state == price_state::available);
  CHECK(got.notes == std::vector<std::string>{"the price was shown for a booking on 2027-02-01, "
                                              "and is now for one on 2027-02-19"});
  CHECK(checked({late}, token, noon_of("2027-02-20")).refused == reason::advance_booking);
  CHECK(checked({late}, token, noon_of("2027-03-02")).gone == sold_out_by::arrival_passed);
  // One that was said holds whatever day it is.
  CHECK(checked({late}, token_of(late), noon_of("2027-03-02")).state == price_state::available);
}

TEST_CASE("a token that is none, or nothing to check it with, is a failure") {
  const auto in = hold({test::house()});
  auto got = check_price(*in, {.token = "p1.abc"});
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::usage);
  CHECK(got.why().field == "token");
  got = check_price(*hold({}), {.token = token_of(test::house())});
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::unavailable);
}

TEST_CASE("states, parts and reasons have words of their own") {
  CHECK(to_string(price_state::available) == "available");
  CHECK(to_string(price_state::price_changed) == "price_changed");
  CHECK(to_string(price_state::sold_out) == "sold_out");
  CHECK(to_string(price_part::room_charge) == "room_charge");
  CHECK(to_string(price_part::taxes_added) == "taxes_added");
  for (int i = 0; i < sold_out_by_count; ++i) {
    CHECK_FALSE(to_string(static_cast<sold_out_by>(i)).empty());
    CHECK_FALSE(explain(static_cast<sold_out_by>(i)).empty());
  }
}
