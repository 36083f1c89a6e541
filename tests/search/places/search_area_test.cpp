// Questions about more than one city: which hotels they are about, and what is said of them.
#include "catalog/catalog.hpp"
#include "catalog/places/globe.hpp"
#include "catalog/places/place.hpp"
#include "pricing/lower_bound.hpp"
#include "search/brute_force.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/generated/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory_resource>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'410;

hotel placed(std::string code, std::string city, std::string country, double latitude,
             double longitude, std::string_view money = "EUR") {
  random_stream dice{seed};
  hotel out = tiny_hotel(dice, 1);
  out.code = std::move(code);
  out.city = std::move(city);
  out.country = std::move(country);
  out.latitude = latitude;
  out.longitude = longitude;
  out.money = *find_currency(money);
  return out;
}

globe_box box_at(double latitude, double longitude) {
  globe_box out;
  out.take_in(globe_point_at(latitude, longitude));
  return out;
}

find_request in_circle(double latitude, double longitude, double km) {
  find_request out;
  out.when.arrival = tiny_nights.first + 5;
  out.when.booking = tiny_nights.first;
  out.keep.near = circle{latitude, longitude, km};
  return out;
}

using cities = std::vector<searched_city>;

}  // namespace

TEST_CASE("a circle holds what is within its radius, everywhere on the globe") {
  random_stream dice{seed};
  int edges = 0;
  for (int i = 0; i < 200'000; ++i) {
    const double km = dice.chance(50) ? dice.between(0, 3'000) / 10.0 : dice.between(0, 20'000);
    const double latitude = dice.chance(20) ? dice.pick(std::array{-90.0, 90.0, 0.0})
                                            : dice.between(-90'000, 90'000) / 1e3;
    const double longitude = dice.chance(20) ? dice.pick(std::array{-180.0, 180.0, 179.99})
                                             : dice.between(-180'000, 180'000) / 1e3;
    // Points near its edge, above or beside its centre.
    const double degrees = km / 6371.0088 * 180 / std::numbers::pi;
    const double north = std::clamp(
        latitude + (dice.chance(50) ? degrees : dice.between(-900, 900) / 10.0) +
            dice.between(-100, 100) / 1e5,
        -90.0, 90.0);
    const double east = dice.chance(50) ? longitude : dice.between(-180'000, 180'000) / 1e3;
    const globe_circle around(latitude, longitude, km);
    const double away = distance_km(latitude, longitude, north, east);
    switch (around.side_of(globe_point_at(north, east))) {
      case globe_circle::side::inside: REQUIRE(away <= km); break;
      case globe_circle::side::outside: REQUIRE(away > km); break;
      case globe_circle::side::edge:
        ++edges;
        if (km < 10'000) REQUIRE(std::abs(away - km) < 0.02 + km * 2e-5);
        break;
    }
  }
  MESSAGE("seed " << seed << ": " << edges << " at the edge");
  CHECK(edges > 1'000);
}

TEST_CASE("points kept small lie where they were, to the error that they tell") {
  random_stream dice{seed + 2};
  int edges = 0;
  for (int round = 0; round < 2'000; ++round) {
    // Of one place, of a city and of half of the globe.
    const double spread = dice.pick(std::array{0.0, 0.3, 90.0});
    const double latitude = dice.between(-90'000, 90'000) / 1e3;
    const double longitude = dice.between(-180'000, 180'000) / 1e3;
    std::vector<std::pair<double, double>> places;
    std::vector<globe_point> all;
    globe_box around;
    for (int i = 0; i < 20; ++i) {
      places.emplace_back(
          std::clamp(latitude + spread * dice.between(-1'000, 1'000) / 1e3, -90.0, 90.0),
          longitude + spread * dice.between(-1'000, 1'000) / 1e3);
      all.push_back(globe_point_at(places.back().first, places.back().second));
      around.take_in(all.back());
    }
    const globe_points kept(all, around, std::pmr::new_delete_resource());
    REQUIRE(kept.size() == all.size());
    REQUIRE(kept.error() <= spread / 60 / 65'535 * 2 + 1e-9);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const globe_point at = kept[i];
      const double off = std::hypot(at.x - all[i].x, at.y - all[i].y, at.z - all[i].z);
      REQUIRE(off <= kept.error() + 3e-7);
      const auto [north, east] = places[i];
      const auto [from_north, from_east] = places[static_cast<std::size_t>(dice.below(20))];
      const double away = distance_km(from_north, from_east, north, east);
      const double km = std::max(0.0, away + dice.between(-200, 200) / 1e4);
      switch (globe_circle(from_north, from_east, km).side_of(kept, i)) {
        case globe_circle::side::inside: REQUIRE(away <= km); break;
        case globe_circle::side::outside: REQUIRE(away > km); break;
        case globe_circle::side::edge: ++edges; break;
      }
    }
  }
  MESSAGE("seed " << seed + 2 << ": " << edges << " at the edge");
  CHECK(edges < 30'000);
}

TEST_CASE("a circle meets every city that has a hotel in it") {
  random_stream dice{seed + 1};
  catalog held;
  for (int i = 0; i < 400; ++i)
    held.put(placed("H" + std::to_string(i), "City " + std::to_string(i / 4), "DE",
                    dice.chance(5) ? 90 - dice.below(2) * 180 : dice.between(-8'900, 8'900) / 100.0,
                    dice.between(-18'000, 18'000) / 100.0));
  const auto seen = held.take(1);
  for (int i = 0; i < 500; ++i) {
    const circle around{dice.between(-9'000, 9'000) / 100.0, dice.between(-18'000, 18'000) / 100.0,
                        static_cast<double>(dice.between(0, 8'000))};
    const auto met =
        seen->destinations_near({around.latitude, around.longitude, around.km});
    CHECK(std::ranges::is_sorted(met, {}, [](const auto* each) { return std::string(each->key); }));
    for (const auto& each : seen->destinations()) {
      const bool has_one = std::ranges::any_of(each->hotels, [&](const auto& one) {
        return distance_km(around.latitude, around.longitude, one->latitude, one->longitude) <=
               around.km;
      });
      if (has_one) CHECK(std::ranges::count(met, each.get()) == 1);
    }
  }
}

TEST_CASE("areas follow the hotels of a city from one snapshot to the next") {
  catalog held;
  held.put(placed("A", "Suva", "FJ", -18.1, 178.4));
  const auto one = held.take(1);
  held.put(placed("B", "Suva", "FJ", -16.8, -179.99));  // beyond the 180th meridian
  const auto two = held.take(2);
  held.remove("A");
  const auto three = held.take(3);
  const globe_circle first(-18.1, 178.4, 1);
  const globe_circle second(-16.8, 179.99, 3);
  CHECK(one->destinations_near(first).size() == 1);
  CHECK(one->destinations_near(second).empty());
  CHECK(two->destinations_near(first).size() == 1);
  CHECK(two->destinations_near(second).size() == 1);
  CHECK(three->destinations_near(first).empty());
  CHECK(three->destinations_near(second).size() == 1);
  REQUIRE(find(*two, in_circle(-16.8, 179.99, 3)));
  CHECK(find(*two, in_circle(-16.8, 179.99, 3))->hotels == 1);

  change fewer;
  fewer.hotel = "B";
  fewer.room = placed("B", "Suva", "FJ", 0, 0).rooms.front().code;
  fewer.nights = tiny_nights;
  fewer.count = 1;
  CHECK_FALSE(held.apply({&fewer, 1}).front());
  const auto four = held.take(4);
  CHECK(four->find_hotel("B") != three->find_hotel("B"));
  CHECK(four->destinations_near(second).size() == 1);
  CHECK(find(*four, in_circle(-16.8, 179.99, 3))->hotels == 1);
}

TEST_CASE("an answer says in which cities it looked, those with most hotels first") {
  catalog held;
  held.put(placed("A", "Berlin", "DE", 52.5, 13.4));
  held.put(placed("B", "Berlin", "DE", 52.6, 13.4));
  held.put(placed("C", "Potsdam", "DE", 52.4, 13.06));
  held.put(placed("D", "Basel", "CH", 47.56, 7.59, "CHF"));
  const auto seen = held.take(1);

  find_request several = in_circle(0, 0, 0);
  several.keep.near.reset();
  several.city = "Potsdam";
  several.more_cities = {"Berlin", "Basel (CH)", "berlin"};
  auto got = find(*seen, several);
  REQUIRE(got);
  CHECK(got->city.empty());
  CHECK(got->cities == cities{{"Berlin", "DE", 2}, {"Basel", "CH", 1}, {"Potsdam", "DE", 1}});
  CHECK(got->hotels == 4);
  CHECK(got->money.code_text() == "EUR");
  CHECK(got->other_currency == 1);
  several.country = "DE";
  CHECK(find(*seen, several).why().value == "Basel (CH)");
  several.country = "";
  several.more_cities = {"Berlim"};
  CHECK(find(*seen, several).why().code == failure_code::not_found);

  got = find(*seen, in_circle(52.5, 13.4, 5));
  CHECK(got->cities == cities{{"Berlin", "DE", 1}});
  CHECK(got->hotels == 1);
  got = find(*seen, in_circle(52.45, 13.2, 40));
  CHECK(got->cities == cities{{"Berlin", "DE", 2}, {"Potsdam", "DE", 1}});
  const auto none = find(*seen, in_circle(0, 0, 100));
  REQUIRE_FALSE(none);
  CHECK(none.why().code == failure_code::not_found);
  CHECK(none.why().field == "near");

  find_request listed = several;
  listed.city.clear();
  listed.more_cities.clear();
  listed.keep.hotels = {"D", "A", "X", "A"};
  got = find(*seen, listed);
  REQUIRE(got);
  CHECK(got->cities == cities{{"Basel", "CH", 1}, {"Berlin", "DE", 1}});
  CHECK(got->hotels == 2);
  CHECK(got->money.code_text() == "CHF");  // a tie goes to the lower code
  CHECK(got->notes.back() == "no hotel 'X' among the 4 that are loaded");
  listed.keep.hotels = {"X"};
  CHECK(find(*seen, listed).why().code == failure_code::not_found);
}

TEST_CASE("what names no place, or too many, is refused") {
  catalog held;
  held.put(placed("A", "Berlin", "DE", 52.5, 13.4));
  const auto seen = held.take(1);
  find_request asked = in_circle(52.5, 13.4, 5);
  asked.country = "DE";
  CHECK(find(*seen, asked).why().field == "country");
  asked = in_circle(52.5, 13.4, 5);
  asked.more_cities = {"Berlin"};
  CHECK(find(*seen, asked).why().field == "city");
  asked.keep.near.reset();
  asked.more_cities.clear();
  CHECK(find(*seen, asked).why().text == "the name of a city is missing");
  asked.city = "Berlin";
  asked.more_cities.assign(15, "Berlin");
  CHECK(find(*seen, asked).ok());
  asked.more_cities.emplace_back("Berlin");
  CHECK(find(*seen, asked).why().value == "17 cities");
}

TEST_CASE("a circle that reaches into cities that are not held needs them first") {
  catalog some;
  some.know({{"berlin", "DE"}, "Berlin", 1, box_at(52.5, 13.4)});
  some.know({{"potsdam", "DE"}, "Potsdam", 1, box_at(52.4, 13.06)});
  some.know({{"munich", "DE"}, "Munich", 1, box_at(48.1, 11.6)});
  some.know({{"nowhere at all", "DE"}, "Nowhere at all", 1});
  some.put(placed("A", "Berlin", "DE", 52.5, 13.4));
  some.hold({"berlin", "DE"});
  auto now = some.take(1);
  const find_request asked = in_circle(52.5, 13.4, 40);
  auto got = find(*now, asked);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::not_loaded);
  CHECK(got.why().field == "city");
  CHECK(got.why().value == "Potsdam (DE)");
  CHECK(find(*now, in_circle(52.5, 13.4, 5)));
  some.put(placed("B", "Potsdam", "DE", 52.4, 13.06));
  some.hold({"potsdam", "DE"});
  now = some.take(2);
  got = find(*now, asked);
  REQUIRE(got);
  CHECK(got->hotels == 2);
  CHECK(got->notes.back() ==
        "1 city is left out: not loaded, and it is not known where they lie");

  const auto wide = find(*now, in_circle(52.5, 13.4, 600));
  REQUIRE_FALSE(wide);
  CHECK(wide.why().value == "Munich (DE)");
  some.drop({"potsdam", "DE"});
  now = some.take(3);
  CHECK(find(*now, asked).why().value == "Potsdam (DE)");
  int made = 0;
  for (const auto& each : known_cities()) {
    if (each.country != "DE" && each.country != "FR") continue;
    some.know({{place_key(each.name, each.country), std::string(each.country)},
               std::string(each.name), 1, box_at(each.latitude, each.longitude)});
    if (++made == 30) break;
  }
  CHECK(find(*some.take(4), in_circle(50, 8, 3'000)).why().field == "near");
}

TEST_CASE("a circle reaches hotels that lie far from the city which they are filed under") {
  catalog some;
  globe_box tenerife = box_at(28.46, -16.25);
  tenerife.take_in(globe_point_at(28.08, -16.73));  // Costa Adeje, 63 km from Santa Cruz
  some.know({{place_key("Tenerife", "ES"), "ES"}, "Tenerife", 2, tenerife});
  some.know({{"madrid", "ES"}, "Madrid", 1, box_at(40.4, -3.7)});
  some.put(placed("M", "Madrid", "ES", 40.4, -3.7));
  some.hold({"madrid", "ES"});
  const find_request asked = in_circle(28.08, -16.73, 10);
  const auto missing = find(*some.take(1), asked);
  REQUIRE_FALSE(missing);
  CHECK(missing.why().code == failure_code::not_loaded);
  CHECK(missing.why().value == "Tenerife (ES)");
  some.put(placed("A", "Tenerife", "ES", 28.46, -16.25));
  some.put(placed("B", "Tenerife", "ES", 28.08, -16.73));
  some.hold({place_key("Tenerife", "ES"), "ES"});
  const auto got = find(*some.take(2), asked);
  REQUIRE(got);
  CHECK(got->hotels == 1);
}

TEST_CASE("who finds no hotel in a circle is told of cities that were left out") {
  catalog some;
  some.know({{"nowhere at all", "DE"}, "Nowhere at all", 1});
  some.put(placed("A", "Berlin", "DE", 52.5, 13.4));
  const auto got = find(*some.take(1), in_circle(0, 0, 10));
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::not_found);
  CHECK(got.why().text == "there is no hotel in this circle; 1 city is left out: not loaded, and it is "
                          "not known where they lie");
}

TEST_CASE("what is left out for its currency is counted within the circle alone") {
  catalog held(std::make_shared<catalog_memory>(), {}, bounds_of);
  held.put(placed("A", "Berlin", "DE", 52.5, 13.4));
  held.put(placed("B", "Berlin", "DE", 52.5, 13.41));
  held.put(placed("G", "Berlin", "DE", 52.5, 13.42));
  held.put(placed("C", "Berlin", "DE", 52.5, 13.4, "CHF"));
  held.put(placed("D", "Berlin", "DE", 52.7, 13.4, "CHF"));
  held.put(placed("E", "Basel", "CH", 47.56, 7.59, "CHF"));
  held.put(placed("F", "Basel", "CH", 47.66, 7.59, "CHF"));
  const auto seen = held.take(1);
  find_request asked = in_circle(52.5, 13.4, 5);
  asked.city = "Berlin";
  for (const sort_by sort : {sort_by::total, sort_by::stars}) {
    asked.sort = sort;
    CHECK(find(*seen, asked)->other_currency == 1);
  }
  calendar_request days{.city = "Berlin", .country = {}, .hotel = {}, .when = asked.when,
                        .arrivals = 2, .keep = asked.keep};
  CHECK(find_calendar(*seen, days)->other_currency == 1);
  asked = in_circle(47.56, 7.59, 2);
  asked.city = "Berlin";
  asked.more_cities = {"Basel"};
  // Four of seven, so that totals are in CHF; of those in EUR none is in the circle.
  CHECK(find(*seen, asked)->other_currency == 0);
}

TEST_CASE("a part without hotels is said to have none") {
  const auto refused = [](const char* part) {
    catalog none(std::make_shared<catalog_memory>(), part);
    find_request ask;
    ask.city = "Berlin";
    return find(*none.take(1), ask).why();
  };
  const auto got = refused("Berlim");
  CHECK(got.code == failure_code::not_found);  // asking again does not help
  CHECK(got.text == "the part of the data that is loaded (Berlim) has no hotels; check how it is spelt");
  // No sentence is read for cities: this is one.
  CHECK(refused("Brighton and Hove").text.ends_with("(Brighton and Hove) has no hotels; check how it is spelt"));
  CHECK(refused("").code == failure_code::unavailable);
}
