// Which hotels there are: against a list made without the search, and what is said of a wrong name.
#include "search/hotel_list.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "catalog/places/globe.hpp"
#include "catalog/places/place.hpp"
#include "search/brute_force.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'421;

bool passes(const filters& keep, const hotel& one) {
  if (keep.stars_min && one.stars < *keep.stars_min) return false;
  if (!keep.hotels.empty() && std::ranges::count(keep.hotels, one.code) == 0) return false;
  for (const auto& each : keep.amenities)
    if (std::ranges::count(one.amenities, each) == 0) return false;
  return !keep.near || distance_km(keep.near->latitude, keep.near->longitude, one.latitude,
                                   one.longitude) <= keep.near->km;
}

// The codes of all that the question is about, in order.
std::vector<std::string> expected(const hotel_list& all, const hotels_request& asked) {
  std::vector<std::pair<double, std::string>> out;
  for (const auto& each : all) {
    const auto key = place_key(each->city, each->country);
    if (!asked.city.empty() && key != fold(asked.city) &&
        std::ranges::none_of(asked.more_cities, [&](const auto& more) { return key == fold(more); }))
      continue;
    if (!passes(asked.keep, *each)) continue;
    const auto& near = asked.keep.near;
    out.emplace_back(
        near ? distance_km(near->latitude, near->longitude, each->latitude, each->longitude) : 0.0,
        each->code);
  }
  std::ranges::sort(out);
  std::vector<std::string> codes;
  for (const auto& each : out) codes.push_back(each.second);
  return codes;
}

std::string refused(const snapshot& in, const std::string& code) {
  quote_request asked;
  asked.hotel = code;
  asked.when.arrival = 20'000;
  asked.when.booking = 20'000;
  const auto got = find_quote(in, asked);
  REQUIRE_FALSE(got);
  return got.why().text;
}

snapshot_ptr with_hotels(catalog& in, std::initializer_list<std::pair<const char*, const char*>> of) {
  random_stream dice{seed};
  for (const auto& [code, name] : of) {
    hotel made = tiny_hotel(dice, 1);
    made.code = code;
    made.name = name;
    made.city = "Berlin";
    made.country = "DE";
    made.amenities = {"parking", "wifi"};
    in.put(made);
  }
  return in.take(1);
}

}  // namespace

TEST_CASE("a list has all hotels that pass, each once, and its parts are those of the whole") {
  random_stream dice{seed};
  int listed = 0;
  for (int round = 0; round < 40; ++round) {
    const hotel_list all = tiny_hotels(dice, dice.between(1, 60));
    catalog held;
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 40; ++i) {
      auto like = some_question(dice, all, tiny_stay(dice));
      if (dice.chance(40)) ask_elsewhere(dice, all, like);
      hotels_request asked{.city = like.city, .country = "", .keep = like.keep,
                           .more_cities = like.more_cities};
      if (asked.city.empty() && !asked.keep.near && asked.keep.hotels.empty()) continue;
      asked.limit = static_cast<std::uint32_t>(dice.between(1, 20));
      asked.keep.meal_plans.clear();
      asked.keep.refundable = false;
      asked.keep.total_max_e4.reset();
      const auto codes = expected(all, asked);
      std::vector<std::string> got;
      CAPTURE(round);
      CAPTURE(i);
      for (;;) {
        const auto part = list_hotels(*seen, asked);
        if (!part) {  // a circle without hotels, or codes that there are none of
          CHECK(codes.empty());
          break;
        }
        CHECK(part->count == codes.size());
        CHECK(part->cities.empty());
        if (part->hotels.empty()) break;
        for (const auto& each : part->hotels) {
          got.push_back(each.code);
          const auto* there = seen->find_hotel(each.code);
          REQUIRE(there != nullptr);
          CHECK(each.name == there->name);
          CHECK(each.distance_km.has_value() == asked.keep.near.has_value());
        }
        asked.skip += asked.limit;
      }
      CHECK(got == codes);
      listed += static_cast<int>(got.size());
    }
  }
  MESSAGE("seed " << seed << ": " << listed << " hotels listed");
  CHECK(listed > 5'000);
}

TEST_CASE("without a place the cities are listed, the largest first") {
  random_stream dice{seed + 1};
  const hotel_list all = tiny_hotels(dice, 60);
  catalog held;
  const auto seen = snapshot_of(held, all);
  std::map<std::pair<std::string, std::string>, std::uint32_t> hotels;
  for (const auto& each : all) ++hotels[{place_key(each->city, each->country), each->country}];
  const auto got = list_hotels(*seen, {});
  REQUIRE(got);
  CHECK(got->count == hotels.size());
  CHECK(got->hotels.empty());
  REQUIRE(got->cities.size() == hotels.size());
  for (std::size_t i = 0; i < got->cities.size(); ++i) {
    const auto& each = got->cities[i];
    CHECK(each.hotels == hotels.at({place_key(each.city, each.country), each.country}));
    if (i > 0) CHECK(each.hotels <= got->cities[i - 1].hotels);
  }
  const auto& second = got->cities.at(1);
  hotels_request asked;
  asked.skip = asked.limit = 1;
  CHECK(list_hotels(*seen, asked)->cities == std::vector{second});
  asked = {};
  asked.country = second.country;
  const auto of_country = list_hotels(*seen, asked);
  CHECK(of_country->count >= 1);
  for (const auto& each : of_country->cities) CHECK(each.country == second.country);
  asked.country = "IS";
  const auto none = list_hotels(*seen, asked);
  REQUIRE(none);
  CHECK(none->count == 0);
  CHECK(none->notes == std::vector<std::string>{"Pronto holds no hotels in IS"});
  for (const char* wrong : {"XX", "Germany"}) {
    asked.country = wrong;
    const auto no = list_hotels(*seen, asked);
    REQUIRE_FALSE(no);
    CHECK(no.why().code == failure_code::usage);
    CHECK(no.why().field == "country");
  }
  CHECK(list_hotels(*seen, asked).why().text == "'Germany' is no country code; for Germany say DE");
  asked.country = second.country;
  asked.keep.stars_min = 3;
  CHECK(list_hotels(*seen, asked).why().field == "stars");
  CHECK(list_hotels(*seen, asked).why().text ==
        "this filters hotels, and without a city, a circle or a list cities are listed; name one of these "
        "too");
  const auto refused_field = [&](auto change) {
    hotels_request of;
    of.city = got->cities.front().city;
    change(of.keep);
    const auto no = list_hotels(*seen, of);
    REQUIRE_FALSE(no);
    return no.why().field;
  };
  CHECK(refused_field([](filters& keep) { keep.meal_plans = {meal_plan::breakfast}; }) == "meal-plan");
  CHECK(refused_field([](filters& keep) { keep.refundable = true; }) == "refundable");
  CHECK(refused_field([](filters& keep) { keep.total_max_e4 = 1; }) == "max-total");
  asked = {};
  asked.limit = 0;
  CHECK(list_hotels(*seen, asked).why().field == "limit");
}

TEST_CASE("who gives no code is told which hotels may be meant") {
  catalog held;
  const auto seen = with_hotels(held, {{"BER-00003", "Gasthof Zum L\u00f6wen"},
                                       {"BER-00307", "Hotel Adler"},
                                       {"BER-00308", "Hotel Adler Spandau"}});
  const auto says = [&](const std::string& code, const std::string& what) {
    CAPTURE(code);
    CHECK(refused(*seen, code) == "no hotel '" + code + "' among the 3 that are loaded" + what);
  };
  const std::string lion = "; did you mean BER-00003 (Gasthof Zum L\u00f6wen, Berlin)?";
  says("gasthof zum lowen", lion);
  says("BER-3", lion);
  says("ber_00003", lion);
  says("ber-307", "; did you mean BER-00307 (Hotel Adler, Berlin)?");
  says("BER-03007", "; did you mean BER-00307 (Hotel Adler, Berlin)?");
  says("Hotel Adler", "; did you mean BER-00307 (Hotel Adler, Berlin) or BER-00308 (Hotel Adler "
                      "Spandau, Berlin)?");
  says("MUC-00009", "");
  says("", "");
}

TEST_CASE("who asks for an amenity that nobody has is told which there are") {
  catalog held;
  const auto seen = with_hotels(held, {{"A", "Adler"}});
  find_request asked;
  asked.city = "Berlin";
  asked.when.arrival = tiny_nights.first + 5;
  asked.when.booking = tiny_nights.first;
  asked.keep.amenities = {"foo", "wifi"};
  const auto got = find(*seen, asked);
  REQUIRE(got);
  CHECK(std::ranges::count(got->notes, "no hotel in Berlin has 'foo'") == 1);
  CHECK(std::ranges::count(got->notes, "amenities there: parking, wifi") == 1);
  hotels_request listed;
  listed.city = "Berlin";
  listed.keep = asked.keep;
  CHECK(list_hotels(*seen, listed)->notes.size() == 2);
  listed.keep = {};
  listed.keep.stars_min = 5;
  listed.keep.hotels = {"A"};
  const bool has = seen->find_hotel("A")->stars == 5;
  const auto filtered = list_hotels(*seen, listed);
  REQUIRE(filtered);
  CHECK((filtered->notes == std::vector<std::string>{"the only hotel does not have 5 stars"}) != has);
}
