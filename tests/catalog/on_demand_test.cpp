// Destinations that a catalog knows without holding them.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/places/place.hpp"
#include "search/hotel_list.hpp"
#include "search/places/place_search.hpp"
#include "search/price_calendar.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"

using namespace pronto;

namespace {

hotel make_hotel(const std::string& code, const std::string& city, int version = 1) {
  hotel out;
  out.code = code;
  out.name = std::to_string(version);
  out.city = city;
  out.country = "DE";
  out.money = *find_currency("EUR");
  return out;
}

destination_key in_germany(const std::string& city) { return {place_key(city, "DE"), "DE"}; }

// "Berlin 1/2 held, Hamburg 0/1"
std::string content(const snapshot& of) {
  std::string out;
  for (const auto& each : of.destinations()) {
    out += (out.empty() ? "" : ", ") + std::string(each->city) + " " +
           std::to_string(each->hotels.size()) + "/" + std::to_string(each->size());
    if (each->held) out += " held";
  }
  return out;
}

find_request cheapest_in(const std::string& city) {
  find_request out;
  out.city = city;
  out.when = {.arrival = *parse_day("2027-03-01"), .nights = 2, .adults = 2, .child_ages = {},
              .booking = *parse_day("2027-01-01")};
  return out;
}

}  // namespace

TEST_CASE("a destination that is known is in snapshots before any of its hotels") {
  catalog all;
  all.know({in_germany("Berlin"), "Berlin", 2});
  all.know({in_germany("Hamburg"), "Hamburg", 1});
  CHECK(all.changed());
  auto now = all.take(1);
  CHECK_FALSE(all.changed());
  CHECK(content(*now) == "Berlin 0/2, Hamburg 0/1");
  CHECK(now->is_on_demand());
  CHECK(now->held_count() == 0);

  all.put(make_hotel("A", "BERLIN"));
  now = all.take(2);
  CHECK(content(*now) == "Berlin 1/2, Hamburg 0/1");  // and not BERLIN: it is not all of them
  all.put(make_hotel("B", "BERLIN"));
  all.hold(in_germany("Berlin"));
  now = all.take(3);
  CHECK(content(*now) == "BERLIN 2/2 held, Hamburg 0/1");
  CHECK(now->held_count() == 1);
  CHECK_FALSE(now->is_whole());
  all.hold(in_germany("Hamburg"));
  CHECK(all.take(4)->is_whole());
}

TEST_CASE("a destination that is dropped is known as before, and its memory comes back") {
  const auto memory = std::make_shared<catalog_memory>();
  {
    catalog all(memory);
    all.know({in_germany("Berlin"), "Berlin", 30});
    auto now = all.take(1);
    const auto empty = memory->figures().total_bytes();
    for (int i = 0; i < 30; ++i) all.put(make_hotel("H" + std::to_string(i), "Berlin"));
    all.hold(in_germany("Berlin"));
    now = all.take(2);
    CHECK(content(*now) == "Berlin 30/30 held");
    CHECK(all.contains("H7"));
    const auto before = memory->figures().of(component::changes).live_bytes;
    all.drop(in_germany("Berlin"));
    CHECK(memory->figures().of(component::changes).live_bytes - before < 1000);
    CHECK_FALSE(all.contains("H7"));
    now = all.take(3);
    CHECK(content(*now) == "Berlin 0/30");
    CHECK(now->find_hotel("H7") == nullptr);
    CHECK(now->hotel_count() == 0);
    CHECK(all.retired_bytes() == 0);
    CHECK(memory->figures().of(component::hotels).live_bytes == 0);
    CHECK(memory->figures().total_bytes() < empty + 2000);
  }
  CHECK(memory->figures().total_bytes() == 0);
}

TEST_CASE("a destination is gone when its source has lost it and its last hotel has gone") {
  catalog all;
  all.know({in_germany("Berlin"), "Berlin", 1});
  all.put(make_hotel("A", "Berlin"));
  all.hold(in_germany("Berlin"));
  all.take(1);
  all.know({in_germany("Berlin"), "Berlin", 0});
  CHECK(content(*all.take(2)) == "Berlin 1/1 held");
  all.remove("A");
  CHECK(content(*all.take(3)).empty());
}

TEST_CASE("hotels come and go around a drop in one snapshot") {
  catalog all;
  for (const char* city : {"Berlin", "Hamburg"}) all.know({in_germany(city), city, 2});
  all.put(make_hotel("A", "Berlin"));
  all.put(make_hotel("B", "Berlin"));
  all.put(make_hotel("C", "Hamburg"));
  all.hold(in_germany("Berlin"));
  all.hold(in_germany("Hamburg"));
  all.take(1);
  all.put(make_hotel("A", "Hamburg"));  // moves
  all.put(make_hotel("C", "Berlin"));
  all.put(make_hotel("D", "Berlin"));
  all.put(make_hotel("B", "Berlin", 2));
  all.drop(in_germany("Berlin"));
  CHECK_FALSE(all.contains("B"));
  CHECK_FALSE(all.contains("C"));
  all.put(make_hotel("B", "Berlin", 3));
  const auto now = all.take(2);
  CHECK(content(*now) == "Berlin 1/2, Hamburg 1/2 held");
  CHECK(now->find_hotel("A")->city == "Hamburg");
  CHECK(now->find_hotel("B")->name == "3");
  CHECK(now->find_hotel("C") == nullptr);
  CHECK(now->find_hotel("D") == nullptr);
  CHECK(all.retired_bytes() == 0);
}

TEST_CASE("what is asked for later has the higher use, across snapshots and changes") {
  catalog all;
  for (const char* city : {"Berlin", "Hamburg", "Munich"}) {
    all.know({in_germany(city), city, 1});
    all.hold(in_germany(city));
  }
  auto now = all.take(1);
  const auto used = [&](const char* city) {
    return now->find_destination(place_key(city, "DE"), "DE")->used.load();
  };
  const auto use = [&](const char* city) {
    now->note_use(*now->find_destination(place_key(city, "DE"), "DE"));
  };
  use("Munich");
  use("Berlin");
  CHECK(used("Hamburg") < used("Munich"));
  CHECK(used("Munich") < used("Berlin"));
  all.put(make_hotel("B", "Berlin"));
  now = all.take(2);
  CHECK(used("Munich") < used("Berlin"));
  use("Hamburg");
  CHECK(used("Berlin") < used("Hamburg"));
  all.drop(in_germany("Munich"));
  now = all.take(3);
  all.hold(in_germany("Munich"));  // as if asked for just now
  now = all.take(4);
  CHECK(used("Hamburg") < used("Munich"));
  use("Berlin");
  CHECK(used("Munich") < used("Berlin"));
}

TEST_CASE("who still reads an earlier snapshot does not make a use look older") {
  catalog all;
  for (const char* city : {"Berlin", "Hamburg"}) all.put(make_hotel(city, city));
  const auto before = all.take(1);
  all.put(make_hotel("Hamburg", "Hamburg", 2));
  const auto now = all.take(2);
  const auto& berlin = *now->find_destination("berlin", "DE");
  REQUIRE(&berlin == before->find_destination("berlin", "DE"));
  now->note_use(berlin);
  const auto used = berlin.used.load();
  before->note_use(berlin);
  CHECK(berlin.used == used);
  now->note_use(berlin);
  CHECK(berlin.used > used);
}

TEST_CASE("all cities that a question is about are asked for, whatever names them") {
  // More of them than an answer tells.
  constexpr int cities = static_cast<int>(searched_cities_told) + 20;
  catalog all;
  const auto name = [](int i) { return "Town " + std::to_string(i); };
  for (int i = 0; i < cities; ++i) {
    all.know({in_germany(name(i)), name(i), 1});
    all.hold(in_germany(name(i)));
    all.put(make_hotel("H" + std::to_string(i), name(i)));  // all of them at 0, 0
  }
  const auto now = all.take(1);
  std::vector<std::uint64_t> before(cities);
  // How many were asked for since the last time.
  const auto asked = [&] {
    int out = 0;
    for (int i = 0; i < cities; ++i) {
      const auto used = now->find_destination(place_key(name(i), "DE"), "DE")->used.load();
      out += used > before[static_cast<std::size_t>(i)];
      before[static_cast<std::size_t>(i)] = used;
    }
    return out;
  };
  CHECK(asked() == cities);  // as they were loaded

  const auto ask = [&](const find_request& what, int expected) {
    CHECK(find(*now, what));
    CHECK(asked() == expected);
    calendar_request days{.city = what.city, .country = {}, .hotel = {}, .when = what.when,
                          .arrivals = 3, .keep = what.keep, .more_cities = what.more_cities};
    CHECK(find_calendar(*now, days));
    CHECK(asked() == expected);
    hotels_request hotels{.city = what.city, .country = {}, .keep = what.keep,
                          .more_cities = what.more_cities, .limit = 1};
    CHECK(list_hotels(*now, hotels));
    CHECK(asked() == expected);
  };
  auto what = cheapest_in(name(3));
  ask(what, 1);
  what.more_cities = {name(5), name(7)};
  ask(what, 3);
  what = cheapest_in("");
  what.keep.near = circle{0, 0, 1};
  ask(what, cities);
  what.keep.near.reset();
  for (int i = 1; i < cities; ++i) what.keep.hotels.push_back("H" + std::to_string(i));
  ask(what, cities - 1);

  const auto when = cheapest_in("").when;
  CHECK(find_quote(*now, {.hotel = "H4", .when = when, .keep = {}}));
  CHECK(asked() == 1);
  CHECK(find_calendar(*now, {.city = {}, .country = {}, .hotel = "H4", .when = when, .keep = {}}));
  CHECK(asked() == 1);
  CHECK(list_hotels(*now, {}));  // of the cities, which need not be loaded
  CHECK(asked() == 0);
}

TEST_CASE("questions about what is not held are told so, and none else") {
  catalog all;
  all.know({in_germany("Berlin"), "Berlin", 1});
  all.know({in_germany("Hamburg"), "Hamburg", 1});
  all.put(make_hotel("A", "Berlin"));
  all.hold(in_germany("Berlin"));
  const auto now = all.take(1);
  CHECK(find(*now, cheapest_in("berlin")));
  const auto missing = find(*now, cheapest_in("hamburg"));
  REQUIRE_FALSE(missing);
  CHECK(missing.why().code == failure_code::not_loaded);
  CHECK(missing.why().field == "city");
  CHECK(missing.why().value == "hamburg");
  CHECK(find(*now, cheapest_in("Atlantis")).why().code == failure_code::not_found);
  quote_request quote{.hotel = "A", .when = cheapest_in("").when, .keep = {}, .explain = false};
  CHECK(find_quote(*now, quote));
  quote.hotel = "B";
  CHECK(find_quote(*now, quote).why().code == failure_code::not_loaded);
  all.hold(in_germany("Hamburg"));
  CHECK(find_quote(*all.take(2), quote).why().code == failure_code::not_found);
}

TEST_CASE("cities are found, suggested and completed as if all were held") {
  std::mt19937 random{3};
  catalog whole;
  catalog lazy;
  const std::vector<std::string> cities{"Berlin", "Bern",   "Bremen", "München", "Münster",
                                        "Köln",   "Koblenz", "Bonn",   "Boesdorf"};
  int made = 0;
  for (const auto& city : cities) {
    const auto hotels = random() % 5 + 1;
    for (std::uint32_t i = 0; i < hotels; ++i)
      whole.put(make_hotel("H" + std::to_string(made++), city));
    lazy.know({in_germany(city), city, static_cast<std::uint32_t>(hotels)});
  }
  const auto all = whole.take(1);
  const auto none = lazy.take(1);
  for (const std::string typed : {"berlin", "Munich", "Berlim", "b", "mun", "Bösdorf", "Cologne",
                                  "Xyzzy", "Berlin, Germany", "ko", "m", ""}) {
    const auto a = find_destination(*all, typed, "");
    const auto b = find_destination(*none, typed, "");
    REQUIRE(a.ok() == b.ok());
    if (a)
      CHECK((*a)->key == (*b)->key);
    else
      CHECK(a.why() == b.why());
    CHECK(complete_city(*all, typed, 5) == complete_city(*none, typed, 5));
  }
}
