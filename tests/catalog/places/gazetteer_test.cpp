#include "catalog/places/gazetteer.hpp"

#include "catalog/places/country.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>

using namespace pronto;

namespace {

const known_city* find(std::string_view name, std::string_view country) {
  const auto found = std::ranges::find_if(known_cities(), [&](const known_city& c) {
    return c.name == name && c.country == country;
  });
  return found != known_cities().end() ? &*found : nullptr;
}

bool is_also_called(std::string_view name, std::string_view country, std::string_view other) {
  const auto* city = find(name, country);
  REQUIRE(city != nullptr);
  return std::ranges::count(city->alternatives(), other) == 1;
}

// Great-circle distance on a sphere of the Earth's mean radius.
double distance_km(const known_city& a, const known_city& b) {
  const double degree = std::acos(-1.0) / 180;
  const double north = std::sin((b.latitude - a.latitude) * degree / 2);
  const double east = std::sin((b.longitude - a.longitude) * degree / 2);
  const double h = north * north
                   + std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * east * east;
  return 2 * 6371 * std::asin(std::sqrt(h));
}

double distance_km(std::string_view a, std::string_view a_country, std::string_view b,
                   std::string_view b_country) {
  const auto* from = find(a, a_country);
  const auto* to = find(b, b_country);
  REQUIRE(from != nullptr);
  REQUIRE(to != nullptr);
  return distance_km(*from, *to);
}

}  // namespace

TEST_CASE("Berlin is among the five cities that come first") {
  const auto first = known_cities().first(5);
  CHECK(std::ranges::count(first, "Berlin", &known_city::name) == 1);
  const auto* berlin = find("Berlin", "DE");
  REQUIRE(berlin != nullptr);
  CHECK(berlin->latitude == doctest::Approx(52.52).epsilon(0.001));
  CHECK(berlin->longitude == doctest::Approx(13.405).epsilon(0.001));
  CHECK(berlin->utc_offset_minutes == 60);
}

TEST_CASE("every city lies in a known country, on the globe, in a plausible time zone") {
  CHECK(known_cities().size() >= 500);
  for (const auto& c : known_cities()) {
    CAPTURE(c.name);
    CAPTURE(c.country);
    CHECK(find_country(c.country));
    CHECK(std::abs(c.latitude) <= 90);
    CHECK(std::abs(c.longitude) <= 180);
    CHECK(c.utc_offset_minutes % 15 == 0);
    // Clocks may differ from the sun by some hours, and by a day beside the date line.
    const double difference_hours = c.utc_offset_minutes / 60.0 - c.longitude / 15;
    CHECK(std::abs(std::remainder(difference_hours, 24)) <= 4.5);
  }
}

TEST_CASE("no name stands twice for places in one country") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const auto& c : known_cities()) {
    CAPTURE(c.name);
    CHECK(seen.emplace(c.name, c.country).second);
  }
}

TEST_CASE("names are clean, the other ones differ from the English one and from each other") {
  for (const auto& c : known_cities()) {
    CAPTURE(c.name);
    std::set<std::string_view> names{c.name};
    for (const auto other : c.alternatives()) {
      CAPTURE(other);
      CHECK(names.insert(other).second);
    }
    for (const auto name : names) {
      CHECK_FALSE(name.empty());
      CHECK_FALSE(name.starts_with(' '));
      CHECK_FALSE(name.ends_with(' '));
      CHECK(name.find_first_of(";|\t\n") == std::string_view::npos);
    }
    // None is lost behind a gap.
    const auto filled = std::ranges::count_if(c.other_names, [](auto n) { return !n.empty(); });
    CHECK(static_cast<std::size_t>(filled) == c.alternatives().size());
  }
}

TEST_CASE("cities are known by their local names and spellings") {
  CHECK(is_also_called("Munich", "DE", "München"));
  CHECK(is_also_called("Vienna", "AT", "Wien"));
  CHECK(is_also_called("Rome", "IT", "Roma"));
  CHECK(is_also_called("Copenhagen", "DK", "København"));
  CHECK(is_also_called("Tokyo", "JP", "東京"));
  CHECK(is_also_called("Moscow", "RU", "Москва"));
  CHECK(is_also_called("Athens", "GR", "Αθήνα"));
  CHECK(is_also_called("Cairo", "EG", "القاهرة"));
  CHECK(is_also_called("Brussels", "BE", "Bruxelles"));
  CHECK(is_also_called("Brussels", "BE", "Brussel"));
  CHECK(is_also_called("Geneva", "CH", "Genève"));
  CHECK(is_also_called("Geneva", "CH", "Genf"));
  CHECK(find("Madrid", "ES")->alternatives().empty());
}

TEST_CASE("places that share a name are both known, and lie far apart") {
  const auto far_apart = [](std::string_view name, std::string_view one, std::string_view other) {
    CAPTURE(name);
    CHECK(distance_km(name, one, name, other) > 1000);
  };
  far_apart("Birmingham", "GB", "US");
  far_apart("Córdoba", "ES", "AR");
  far_apart("Granada", "ES", "NI");
  far_apart("Valencia", "ES", "VE");
  far_apart("London", "GB", "CA");
  far_apart("Alexandria", "EG", "US");
  far_apart("Tripoli", "LY", "LB");
  far_apart("Victoria", "CA", "SC");
  CHECK(distance_km("San José", "CR", "San Jose", "US") > 1000);
  CHECK(distance_km("Santiago", "CL", "Santiago de Compostela", "ES") > 1000);
  CHECK(is_also_called("Santiago de Compostela", "ES", "Santiago"));
}

TEST_CASE("distances between cities are those of the world") {
  CHECK(distance_km("London", "GB", "Paris", "FR") == doctest::Approx(344).epsilon(0.02));
  CHECK(distance_km("Berlin", "DE", "Munich", "DE") == doctest::Approx(504).epsilon(0.02));
  CHECK(distance_km("New York", "US", "Los Angeles", "US") == doctest::Approx(3936).epsilon(0.02));
  CHECK(distance_km("Sydney", "AU", "Auckland", "NZ") == doctest::Approx(2156).epsilon(0.02));
  CHECK(distance_km("Lima", "PE", "Cape Town", "ZA") == doctest::Approx(9758).epsilon(0.02));
  CHECK(distance_km("Innsbruck", "AT", "Garmisch-Partenkirchen", "DE") < 40);
}

TEST_CASE("the cities that come first are a choice from all continents") {
  std::set<std::string_view> of_100;
  for (const auto& c : known_cities().first(100))
    of_100.insert(c.country);
  CHECK(of_100.size() >= 30);
  std::set<std::string_view> of_500;
  for (const auto& c : known_cities().first(500))
    of_500.insert(c.country);
  CHECK(of_500.size() >= 100);
}
