// Changed hotels against the plain pricer on changed documents, for hotels with every feature; and
// what is refused.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "catalog/bounds/bound_columns.hpp"
#include "catalog/packed/changed_hotel.hpp"
#include "catalog/packed/unpacked_hotel.hpp"
#include "conformance/plain_stay.hpp"
#include "plain/changed_document.hpp"
#include "plain/plain_pricer.hpp"
#include "plain/random_hotels.hpp"
#include "pricing/lower_bound.hpp"
#include "pricing/price.hpp"
#include "rounds.hpp"
#include "search/block_bounds.hpp"
#include "sources/documents/change_document.hpp"
#include "sources/documents/document.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

struct seen {
  int pairs = 0;
  int bookable = 0;
  int patched = 0;
  int repacked = 0;
};

// Every product of the hotel for a stay, and the bound of each total.
void compare(const json& document, const packed::hotel& where, const plain::stay& asked,
             seen& out) {
  const json expected = plain::quote(document, asked)["expected"];
  const stay when = conformance::stay_of(asked);
  const hotel_bounds bounds = bounds_of(where);
  bound_columns made(1, bounds.unknown ? date_range{0, -1} : bounds.nights, 1);
  made.set(0, bounds, where.stars);
  const bound_block block(made, std::pmr::new_delete_resource());
  const auto least = bounds_in(block, question_of(when));
  std::size_t pairs = 0;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
    for (std::uint32_t i = 0; i < where.plans[plan].products.size(); ++i, ++pairs) {
      const std::string pair =
          std::string(where.plans[plan].code) + "/" +
          std::string(where.rooms[where.plans[plan].products[i].room].code);
      INFO(pair, " for ", asked.arrival, " x ", asked.nights, ", ", asked.adults, " + ",
           json(asked.child_ages).dump(), ", booked ", asked.booking_date);
      const json wanted = expected.value(pair, json());
      const auto got = price_stay(where, plan, i, when);
      if (const auto* no = std::get_if<reason>(&got)) {
        REQUIRE(json{{"not_bookable", to_string(*no)}} == wanted);
        continue;
      }
      const auto& cost = std::get<price>(got);
      REQUIRE(wanted.value("total", "") == format_amount(cost.total, where.money.decimals));
      REQUIRE(static_cast<double>(least.of[0]) <= static_cast<double>(cost.total));
      ++out.bookable;
    }
  REQUIRE(pairs == expected.size());
  out.pairs += static_cast<int>(pairs);
}

change change_of(const json& from) {
  const auto read = read_change(from.dump());
  INFO(from.dump(), read.complaints.empty() ? "" : describe(read.complaints.front()));
  REQUIRE(read.made);
  return *read.made;
}

}  // namespace

TEST_CASE("a hotel with changes has the prices of its changed document") {
  const std::uint64_t seed = 20270412;
  std::mt19937_64 rng(seed);
  seen all;
  for (int index = 0; index < rounds(400); ++index) {
    json document = plain::random_hotel(rng, index);
    const json original = document;
    auto read = read_hotel(document.dump());
    REQUIRE(read.made);
    hotel plain_form = *read.made;
    hotel_ptr packed = pack(plain_form);
    json told = json::array();
    for (int round = 0; round < 4; ++round) {
      std::vector<change> batch;
      const auto count = 1 + rng() % (round == 2 ? 40 : 4);
      for (std::size_t i = 0; i < count; ++i) {
        told.push_back(plain::random_change(rng, document));
        batch.push_back(change_of(told.back()));
        document = plain::changed_document(std::move(document), told.back());
        REQUIRE(!apply_change(plain_form, batch.back()));
      }
      INFO("seed ", seed, ", hotel ", index, ": ", original.dump(), "\nchanges: ", told.dump());
      const auto changed = with_changes(*packed, batch);
      for (const auto& no : changed.refused) REQUIRE(!no);
      if (changed.made) {
        packed = changed.made;
        ++(changed.repacked ? all.repacked : all.patched);
      }
      for (int i = 0; i < 3; ++i)
        compare(document, *packed, plain::random_stay(rng, document), all);
      // Around the change itself, where it is most likely to be wrong.
      plain::stay near = plain::random_stay(rng, document);
      near.arrival = told.back().at("start");
      near.booking_date = near.arrival;
      compare(document, *packed, near, all);
      compare(document, *pack(plain_form), near, all);
      compare(document, *pack(unpack(*packed)), near, all);
    }
  }
  MESSAGE("seed ", seed, ": ", all.pairs, " pairs, ", all.bookable, " bookable, ", all.patched,
          " times patched, ", all.repacked, " times packed anew");
  CHECK(all.bookable * 4 > all.pairs);
  CHECK(all.patched > rounds(200));
  CHECK(all.repacked > rounds(200));
}

namespace {

const char* const house = R"({
  "hotel": "B1", "name": "Zur Linde", "city": "Berlin", "country": "DE",
  "latitude": 52.52, "longitude": 13.41, "stars": 3, "amenities": [],
  "currency": "EUR", "utc_offset_minutes": 60,
  "rooms": [{"room": "DBL", "name": "", "occupancy": {"min": 1, "std": 2, "max": 3},
             "inventory": [{"start": "2027-06-01", "end": "2027-08-31", "count": 3}]},
            {"room": "SGL", "name": "", "occupancy": {"min": 1, "std": 1, "max": 1}}],
  "plans": [{"plan": "FLEX", "name": "", "meal_plan": "breakfast", "refundable": true,
             "charge_basis": "room",
             "rates": [{"room": "DBL", "start": "2027-06-01", "end": "2027-08-31",
                        "base": {"1": "75.00", "2": "90.00"}}]}]})";

hotel_ptr packed_house() { return pack(*read_hotel(house).made); }

std::string refusal(const packed::hotel& to, json what) {
  what["hotel"] = "B1";
  what["start"] = "2027-06-10";
  what["end"] = "2027-06-11";
  const auto read = read_change(what.dump());
  if (!read.made) return read.complaints.front().field;
  const std::vector<change> one{*read.made};
  const auto changed = with_changes(to, one);
  CHECK((changed.made == nullptr) == changed.refused[0].has_value());
  return changed.refused[0] ? changed.refused[0]->field : "none";
}

}  // namespace

TEST_CASE("a change that its hotel cannot take is refused with the field that is wrong") {
  const auto at = packed_house();
  const json dbl{{"plan", "FLEX"}, {"room", "DBL"}};
  const auto with = [&](json more) {
    json out = dbl;
    out.update(more);
    return out;
  };
  CHECK(refusal(*at, with({{"closed", true}})) == "none");
  CHECK(refusal(*at, with({{"closed", true}, {"plan", "NRF"}})) == "plan");
  CHECK(refusal(*at, with({{"closed", true}, {"room", "TRP"}})) == "room");
  CHECK(refusal(*at, with({{"currency", "USD"}, {"base", {{"2", "80.00"}}}})) == "currency");
  CHECK(refusal(*at, with({{"base", {{"2", "80.00"}}}})) == "currency");
  CHECK(refusal(*at, with({{"currency", "EUR"}, {"base", {{"2", "80.001"}}}})) == "base[\"2\"]");
  CHECK(refusal(*at, with({{"currency", "EUR"}, {"base", {{"1", "75.00"}, {"22", "80.00"}}}})) == "base");
  CHECK(refusal(*at, with({{"currency", "EUR"}, {"base", {{"4", "80.00"}}}})) == "base");
  CHECK(refusal(*at, with({{"currency", "EUR"}, {"base", {{"3", "80.00"}}}})) == "none");
  CHECK(refusal(*at, with({{"room", "SGL"}, {"currency", "EUR"}, {"base", {{"2", "80.00"}}}})) == "base");
  CHECK(refusal(*at, {{"plan", "FLEX"}, {"currency", "EUR"}, {"base", {{"2", "80.00"}}}}) ==
        "room");
  CHECK(refusal(*at, {{"room", "DBL"}, {"closed", true}}) == "plan");
  CHECK(refusal(*at, {{"room", "DBL"}, {"count", 2}}) == "none");
  CHECK(refusal(*at, {{"room", "SGL"}, {"count", 2}}) == "count");
  CHECK(refusal(*at, with({{"min_los", 4}, {"max_los", 3}})) == "min_los");
  CHECK(refusal(*at, with({{"sold_out", true}})) == "sold_out");
  CHECK(refusal(*at, dbl).empty());
}

TEST_CASE("an amount for more guests than the room takes is refused, unless its rates have one already") {
  json document = json::parse(house);
  const json two{{"plan", "FLEX"}, {"room", "DBL"}, {"currency", "EUR"}, {"base", {{"2", "80.00"}, {"4", "99.00"}}}};
  json other = two;
  other["base"]["5"] = "120.00";
  document["plans"][0]["rates"][0]["base"]["4"] = "110.00";
  const auto at = pack(*read_hotel(document.dump()).made);
  CHECK(refusal(*at, two) == "none");
  CHECK(refusal(*at, other) == "base");
  hotel plain = unpack(*packed_house());
  json named = two;
  named.update({{"hotel", "B1"}, {"start", "2027-06-10"}, {"end", "2027-06-11"}});
  const auto no = apply_change(plain, change_of(named));
  REQUIRE(no);
  CHECK(no->text == "room 'DBL' of hotel 'B1' takes at most 3 guests; leave out the amount for 4");
  CHECK(no->field == "base");
  CHECK(no->value == "4");
  plain = unpack(*at);
  CHECK(!apply_change(plain, change_of(named)));
}

TEST_CASE("a change that says what is so already makes no other hotel") {
  const auto at = packed_house();
  change same;
  same.hotel = "B1";
  same.plan = "FLEX";
  same.room = "DBL";
  same.nights = {*parse_day("2027-06-10"), *parse_day("2027-06-12")};
  same.rate = new_rate{*find_currency("EUR"), {{1, 7500}, {2, 9000}}, {}, {}};
  same.closed = false;
  const std::vector<change> one{same};
  const auto changed = with_changes(*at, one);
  CHECK(changed.made == nullptr);
  CHECK(!changed.refused[0]);
}

namespace {

// So many rooms, each with rates and a rule of its own for 364 nights from `first` on.
hotel large_house(std::uint32_t rooms, day first) {
  const date_range nights{first, first + 363};
  hotel out;
  out.code = out.name = "L";
  out.city = "Rome";
  out.country = "IT";
  out.money = *find_currency("EUR");
  rate_plan& plan = out.plans.emplace_back();
  plan.code = plan.name = "P";
  for (std::uint32_t room = 0; room < rooms; ++room) {
    const std::string code = "R" + std::to_string(100 + room);
    out.rooms.push_back({code, code, {1, 2, 2, {}}, {}});
    rate all;
    all.nights = nights;
    all.base = {{1, 9000}, {2, 10'000 + room}};
    plan.products.push_back({room, rate_calendar(std::vector{all})});
    booking_rule rule;
    rule.room = room;
    rule.dates = nights;
    rule.los = {2, 14};
    rule.stay_through = {2, 21};
    plan.rules.push_back(rule);
  }
  return out;
}

}  // namespace

TEST_CASE("one batch may change more nights of a hotel than a packed list is long") {
  const day first = *parse_day("2027-01-01");
  hotel plain = large_house(60, first);
  const auto at = pack(plain);
  std::vector<change> all;
  for (day night = first; night < first + 300; ++night) {
    change each;
    each.hotel = "L";
    each.plan = "P";
    each.nights = {night, night};
    each.min_los = each.min_stay_through = 1;
    each.max_los = each.max_stay_through = 28;
    all.push_back(each);
  }
  const auto changed = with_changes(*at, all);
  REQUIRE(changed.made);
  for (const auto& no : changed.refused) REQUIRE_FALSE(no);
  for (const change& each : all) REQUIRE_FALSE(apply_change(plain, each));
  const auto expected = pack(plain);
  int booked = 0;
  for (const int nights : {1, 2, 14, 20, 28, 29})
    for (day arrival = first + 290; arrival < first + 305; ++arrival) {
      stay when{.arrival = arrival, .nights = nights, .adults = 2, .child_ages = {},
                .booking = arrival - 1, .strict = false};
      for (std::uint32_t product = 0; product < 60; ++product) {
        const auto got = price_stay(*changed.made, 0, product, when);
        REQUIRE(got == price_stay(*expected, 0, product, when));
        booked += std::holds_alternative<price>(got);
      }
    }
  CHECK(booked > 100);
}

TEST_CASE("ranges of rooms to sell grow to as many as a document may have, and no further") {
  const day first = *parse_day("2027-01-01");
  hotel plain = large_house(1, first);
  plain.rooms[0].inventory = {{{first, first + 100'000}, 5}};
  std::size_t refused = 0;
  for (int i = 0; i < 5'010; ++i) {
    change each;
    each.hotel = "L";
    each.room = "R100";
    each.nights = {first + 2 * i + 1, first + 2 * i + 1};
    each.count = 3;
    const auto no = apply_change(plain, each);
    refused += no.has_value();
    if (no) REQUIRE(no->field == "room");
  }
  CHECK(plain.rooms[0].inventory->size() <= 10'000);
  CHECK(plain.rooms[0].inventory->size() > 9'990);
  CHECK(refused > 0);
}

namespace {

std::string refusal_of(hotel& plain, const change& what) {
  const auto no = apply_change(plain, what);
  return no ? no->text : "";
}

change rate_change(day night, const std::string& room, int guests) {
  change out;
  out.hotel = "L";
  out.plan = "P";
  out.room = room;
  out.nights = {night, night};
  out.rate = new_rate{*find_currency("EUR"), {}, {}, {}};
  for (int i = 1; i <= guests; ++i) out.rate->base.emplace_back(i, 10'000 + i);
  return out;
}

}  // namespace

TEST_CASE("a change that a hotel has no room for is refused with the limit, and changes nothing") {
  const day first = *parse_day("2027-01-01");
  hotel plain = large_house(2, first);
  std::vector<rate> many;
  for (day night = first; night < first + 99'999; ++night)
    many.push_back({{night, night}, {{2, 10'000 + night % 2}}, {}, {}});
  plain.plans[0].products[1].rates = rate_calendar(many);
  const change last = rate_change(first - 1, "R101", 1);
  CHECK(refusal_of(plain, last) ==
        "a change of plan 'P' would give hotel 'L' 100001 rates in one plan; at most 100000 are taken");
  CHECK(plain.plans[0].products[1].rates.size() == 99'999);
  CHECK(plain.plans[0].products[1].rates.span().first == first);
  // One in the place of another is no rate more.
  CHECK(refusal_of(plain, rate_change(first + 7, "R101", 1)).empty());
  CHECK(plain.plans[0].products[1].rates.size() == 99'999);
}

TEST_CASE("changes keep to the amounts that a hotel may have, however few rates they are in") {
  const day first = *parse_day("2027-01-01");
  hotel plain = large_house(1, first);
  plain.rooms[0].guests = {1, 64, 64, {}};
  rate wide;
  for (int guests = 1; guests <= 64; ++guests) wide.base.emplace_back(guests, guests);
  std::vector<rate> many;
  for (day night = first; night < first + 31'250; ++night) {  // two million
    wide.nights = {night, night};
    wide.base[0].second = night % 2;
    many.push_back(wide);
  }
  plain.plans[0].products[0].rates = rate_calendar(many);
  const std::string no =
      "a change of plan 'P' would give hotel 'L' 2000001 amounts in its rates; at most 2000000 are taken";
  CHECK(refusal_of(plain, rate_change(first - 1, "R100", 1)) == no);
  CHECK(refusal_of(plain, rate_change(first + 7, "R100", 63)).empty());
  CHECK(refusal_of(plain, rate_change(first - 1, "R100", 1)).empty());
  CHECK(refusal_of(plain, rate_change(first - 2, "R100", 1)) == no);
  // In a batch each counts with those before it.
  const std::vector<change> batch{rate_change(first + 8, "R100", 63), rate_change(first - 2, "R100", 1),
                                  rate_change(first - 3, "R100", 1)};
  const auto at = pack(plain);
  const auto changed = with_changes(*at, batch);
  REQUIRE(changed.made);
  CHECK(!changed.refused[0]);
  CHECK(!changed.refused[1]);
  REQUIRE(changed.refused[2]);
  CHECK(changed.refused[2]->text == no);
  CHECK(changed.refused[2]->field == "plan");
}

TEST_CASE("a hotel that has more than it may already takes changes that add nothing") {
  const day first = *parse_day("2027-01-01");
  hotel plain = large_house(1, first);
  booking_rule rule = plain.plans[0].rules.front();
  plain.plans[0].rules.clear();
  for (int i = 0; i < 10'500; ++i) {
    rule.dates = {first + i, first + i};
    plain.plans[0].rules.push_back(rule);
  }
  CHECK(refusal_of(plain, rate_change(first, "R100", 2)).empty());
  change lift;
  lift.hotel = "L";
  lift.plan = "P";
  lift.room = "R100";
  lift.nights = {first + 10, first + 20};
  lift.min_los = lift.max_los = lift.min_stay_through = lift.max_stay_through = 0;
  CHECK(refusal_of(plain, lift).empty());
  CHECK(plain.plans[0].rules.size() == 10'489);
  lift.nights = {first - 1, first - 1};
  lift.min_los = 3;
  CHECK(refusal_of(plain, lift) ==
        "a change of plan 'P' would give hotel 'L' 10490 rules in one plan; at most 10000 are taken");
  CHECK(plain.plans[0].rules.size() == 10'489);
}

TEST_CASE("changes there and back leave no patch behind, and many are folded in") {
  hotel_ptr at = packed_house();
  change one;
  one.hotel = "B1";
  one.plan = "FLEX";
  one.room = "DBL";
  const day first = *parse_day("2027-06-01");
  const auto apply = [&](day night, std::int64_t amount) {
    one.nights = {night, night};
    one.rate = new_rate{*find_currency("EUR"), {{1, 7500}, {2, amount}}, {}, {}};
    const std::vector<change> batch{one};
    const auto changed = with_changes(*at, batch);
    REQUIRE(changed.made);
    at = changed.made;
    return changed.repacked;
  };
  CHECK(!apply(first + 3, 9900));
  CHECK(calendar_of(*at).patches().size() == 1);
  CHECK(!apply(first + 3, 9000));
  CHECK(calendar_of(*at).patches().empty());
  bool folded = false;
  for (day night = first; night < first + 80; night += 2) {
    folded |= apply(night, 9000 + 100 * (night - first + 1));
    REQUIRE(calendar_of(*at).patches().size() <= patches_max);
  }
  for (day night = first + 1; night < first + 80; night += 2)
    folded |= apply(night, 20000 + 100 * (night - first + 1));
  CHECK(folded);
}
