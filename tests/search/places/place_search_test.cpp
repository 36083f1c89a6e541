#include "search/places/place_search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "catalog/catalog.hpp"
#include "search/places/hotel_spelling.hpp"

using namespace pronto;

namespace {

struct city {
  const char* name;
  const char* country;
  int hotels = 1;
};

// A snapshot of cities with so many hotels each. Owns what it is of.
class world {
public:
  explicit world(std::initializer_list<city> cities) {
    for (const auto& each : cities) {
      for (int i = 0; i < each.hotels; ++i) {
        auto fresh = std::make_shared<hotel>();
        fresh->code = std::string(each.country) + each.name + std::to_string(i);
        fresh->city = each.name;
        fresh->country = each.country;
        all_.put(*fresh);
      }
    }
    seen_ = all_.take(1);
  }

  const snapshot& operator*() const { return *seen_; }

  // "Berlin (DE)" where it is found, else the code of the failure.
  std::string found(std::string_view typed, std::string_view country = "") const {
    const auto place = find_destination(*seen_, typed, country);
    if (!place) return std::string(to_string(place.why().code));
    return std::string((*place)->city) + " (" + std::string((*place)->country) + ")";
  }

  std::string refused(std::string_view typed, std::string_view country = "") const {
    const auto place = find_destination(*seen_, typed, country);
    REQUIRE_FALSE(place);
    return place.why().text;
  }

private:
  catalog all_;
  snapshot_ptr seen_;
};

const world& some_cities() {
  static const world out{{"Berlin", "DE", 5},   {"München", "DE", 4}, {"Hamburg", "DE", 3},
                         {"San José", "CR"},    {"San Jose", "US"},   {"Köln", "DE"},
                         {"Rio de Janeiro", "BR"}, {"Bösdorf", "DE"}, {"Oedheim", "DE"}};
  return out;
}

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("a city is found without case, accents or spaces around it") {
  for (const auto* typed : {"Berlin", "berlin", "BERLIN", "  Berlin ", "Bérlin"})
    CHECK(some_cities().found(typed) == "Berlin (DE)");
  CHECK(some_cities().found("rio-de-janeiro") == "Rio de Janeiro (BR)");
}

TEST_CASE("a city is found by its names in other languages and by their other spellings") {
  for (const auto* typed : {"München", "munchen", "Munich", "MUENCHEN", "Mu\u0308nchen"})
    CHECK(some_cities().found(typed) == "München (DE)");
  for (const auto* typed : {"Köln", "Koln", "Koeln", "Cologne"})
    CHECK(some_cities().found(typed) == "Köln (DE)");
}

TEST_CASE("umlauts may be spelled out for cities that no gazetteer knows, too") {
  CHECK(some_cities().found("Boesdorf") == "Bösdorf (DE)");
  CHECK(some_cities().found("bosdorf") == "Bösdorf (DE)");
  CHECK(some_cities().found("Ödheim") == "Oedheim (DE)");
}

TEST_CASE("two cities of one name need the country, which may be in any case") {
  CHECK(some_cities().found("San José", "CR") == "San José (CR)");
  CHECK(some_cities().found("san jose", "cr") == "San José (CR)");
  CHECK(some_cities().found("san jose", "Us") == "San Jose (US)");
  const auto either = find_destination(*some_cities(), "san jose", "");
  REQUIRE_FALSE(either);
  CHECK(either.why().code == failure_code::ambiguous);
  CHECK(either.why().text == "'san jose' may be San José (CR) or San Jose (US); say the country");
  CHECK(either.why().field == "city");
  CHECK(either.why().value == "san jose");
}

TEST_CASE("the country may stand behind the city, by its code or name") {
  CHECK(some_cities().found("San Jose, US") == "San Jose (US)");
  CHECK(some_cities().found("San José (CR)") == "San José (CR)");
  CHECK(some_cities().found("san jose costa rica") == "San José (CR)");
  CHECK(some_cities().found("Munich, Germany") == "München (DE)");
  CHECK(some_cities().found("Munich, France") == "not_found");
  CHECK(some_cities().found("Germany") == "not_found");
}

TEST_CASE("for a typo the nearest names are suggested") {
  CHECK(some_cities().refused("Berlim") == "no city 'Berlim'; did you mean Berlin (DE)?");
  CHECK(some_cities().refused("Brelin") == "no city 'Brelin'; did you mean Berlin (DE)?");
  CHECK(some_cities().refused("Munik") == "no city 'Munik'; did you mean München (DE)?");
  CHECK(some_cities().refused("Munnchen") == "no city 'Munnchen'; did you mean München (DE)?");
  CHECK(some_cities().refused("sanjose")
        == "no city 'sanjose'; did you mean San José (CR) or San Jose (US)?");
  CHECK(some_cities().refused("Berlim", "DE")
        == "no city 'Berlim' in DE; did you mean Berlin (DE)?");
  CHECK(some_cities().refused("Berlim", "FR")
        == "no city 'Berlim' in FR; did you mean Berlin (DE)?");
  const auto place = find_destination(*some_cities(), "Berlim", "");
  CHECK(place.why().code == failure_code::not_found);
  CHECK(place.why().field == "city");
}

TEST_CASE("a part of a name suggests the whole") {
  CHECK(some_cities().refused("Rio") == "no city 'Rio'; did you mean Rio de Janeiro (BR)?");
  CHECK(some_cities().refused("janeiro") == "no city 'janeiro'; did you mean Rio de Janeiro (BR)?");
}

TEST_CASE("of equally near names the three largest cities are suggested") {
  const world cities{{"Aabb", "DE", 1}, {"Aacb", "DE", 3}, {"Aadb", "DE", 2}, {"Aaeb", "DE", 4}};
  CHECK(cities.refused("Aaab")
        == "no city 'Aaab'; did you mean Aaeb (DE), Aacb (DE) or Aadb (DE)?");
}

TEST_CASE("a city in another country than was said is named") {
  CHECK(some_cities().refused("Munich", "FR")
        == "no city 'Munich' in FR; there is München (DE)");
  CHECK(some_cities().refused("San Jose", "DE")
        == "no city 'San Jose' in DE; there is San José (CR) and San Jose (US)");
}

TEST_CASE("a city that is known but holds no hotels is told from a typo") {
  CHECK(some_cities().refused("Wien") == "Pronto holds no hotels in Vienna (AT)");
  CHECK(some_cities().refused("Wien", "AT") == "Pronto holds no hotels in Vienna (AT)");
}

TEST_CASE("where no name is near, it is said where there are hotels") {
  CHECK(some_cities().refused("Xyzzyplugh")
        == "no city 'Xyzzyplugh'; most hotels are in Berlin (DE), München (DE) and Hamburg (DE)");
  CHECK(world{}.refused("Xyzzyplugh") == "no city 'Xyzzyplugh'; Pronto holds no hotels yet");
}

TEST_CASE("what is no country or no city is refused") {
  CHECK(some_cities().refused("Berlin", "ZZ")
        == "'ZZ' is no country code; say the two letters of ISO 3166-1, such as DE for Germany");
  CHECK(some_cities().refused("Berlin", "germany")
        == "'germany' is no country code; for Germany say DE");
  CHECK(some_cities().found("Berlin", "ZZ") == "usage");
  CHECK(some_cities().found("") == "usage");
  CHECK(some_cities().found(" - ") == "usage");
  CHECK(find_destination(*some_cities(), "Berlin", "ZZ").why().field == "country");
}

TEST_CASE("a very long text is shown shortened, and not inside a letter") {
  std::string typed = "x";
  for (int i = 0; i < 100'000; ++i) typed += "ö";
  const auto place = find_destination(*some_cities(), typed, "");
  REQUIRE_FALSE(place);
  CHECK(place.why().value.size() <= 70);
  CHECK(place.why().value.ends_with("ö..."));
}

TEST_CASE("names are completed, larger cities first") {
  const auto& cities = *some_cities();
  CHECK(complete_city(cities, "be", 10) == names{"Berlin"});
  CHECK(complete_city(cities, "muni", 10) == names{"Munich"});
  CHECK(complete_city(cities, "mun", 10) == names{"München"});
  CHECK(complete_city(cities, "MÜ", 10) == names{"München"});
  CHECK(complete_city(cities, "muen", 10) == names{"München"});
  CHECK(complete_city(cities, "", 3) == names{"Berlin", "München", "Hamburg"});
  CHECK(complete_city(cities, "xy", 10).empty());
  CHECK(complete_city(cities, "be", 0).empty());
  CHECK(complete_city(cities, "", 4'000'000'000) == complete_city(cities, "", 10));
  CHECK(complete_city(*world{{"Berlin", "DE"}, {"Berlin", "US"}}, "b", 10)
        == names{"Berlin"});
}

TEST_CASE("codes are completed, the first of all cities, in capitals where nothing else fits") {
  const auto& cities = *some_cities();
  using codes = std::vector<std::string>;
  CHECK(complete_hotel(cities, "DEBer", 3) == codes{"DEBerlin0", "DEBerlin1", "DEBerlin2"});
  CHECK(complete_hotel(cities, "DEBerlin4", 3) == codes{"DEBerlin4"});
  const auto all = complete_hotel(cities, "", 1000);
  CHECK(all.size() == cities.hotel_count());
  CHECK(std::ranges::is_sorted(all));
  CHECK(complete_hotel(cities, "de", 2) == codes{"DEBerlin0", "DEBerlin1"});
  CHECK(complete_hotel(cities, "xy", 10).empty());
  CHECK(complete_hotel(cities, "DE", 0).empty());
}

TEST_CASE("where only a part is loaded, a city that is not there is told so") {
  catalog some(std::make_shared<catalog_memory>(), "all of DE");
  for (const auto* city : {"Berlin", "Hamburg"}) {
    hotel each;
    each.code = city;
    each.city = city;
    each.country = "DE";
    some.put(each);
  }
  const auto in = some.take(1);
  CHECK(in->part() == "all of DE");
  CHECK(find_destination(*in, "Paris", "").why().text ==
        "Pronto holds no hotels in Paris (FR); of its source it loads all of DE");
  CHECK(find_destination(*in, "Xyzzyville", "").why().text ==
        "no city 'Xyzzyville'; most hotels are in Berlin (DE) and Hamburg (DE); of its source it "
        "loads all of DE");
  CHECK(find_destination(*in, "Berlim", "").why().text ==
        "no city 'Berlim'; of its source it loads all of DE; did you mean Berlin (DE)?");
  CHECK(catalog{}.take(1)->part().empty());
}
