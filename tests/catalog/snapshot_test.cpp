#include "catalog/catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/places/place.hpp"
#include "scarce_memory.hpp"

using namespace pronto;

namespace {

const currency eur = *find_currency("EUR");
const currency usd = *find_currency("USD");

std::shared_ptr<hotel> make_hotel(std::string code, std::string city, std::string country = "DE",
                                  currency money = eur) {
  static int made = 0;
  auto out = std::make_shared<hotel>();
  out->code = std::move(code);
  out->name = std::to_string(++made);  // tells one version of a hotel from another
  out->city = std::move(city);
  out->country = std::move(country);
  out->money = money;
  return out;
}

void give_rate(hotel& to, day first, day last) {
  const rate only{{first, last}, {{1, 10'000}}, std::nullopt, {}};
  to.rooms.resize(1);
  to.plans.emplace_back().products.push_back({0, rate_calendar(std::span(&only, 1))});
}

using keyed_codes = std::map<std::pair<std::string, std::string>, std::vector<std::string>>;

keyed_codes content(const snapshot& of) {
  keyed_codes out;
  for (const auto& place : of.destinations())
    for (const auto& each : place->hotels)
      out[{std::string(place->key), std::string(place->country)}].emplace_back(each->code);
  return out;
}

// What a catalog is in plain words: the hotels by their codes.
using model = std::map<std::string, std::shared_ptr<const hotel>>;

template <class T>
T majority(const std::vector<T>& votes) {
  T best = votes.front();
  for (const T& each : votes) {
    const auto now = std::ranges::count(votes, each);
    const auto then = std::ranges::count(votes, best);
    if (now > then || (now == then && each < best)) best = each;
  }
  return best;
}

constexpr auto name_of = [](const auto& of) -> std::string_view { return of->name; };

void check_same(const snapshot& seen, const model& expected) {
  REQUIRE(seen.hotel_count() == expected.size());
  std::map<std::pair<std::string, std::string>, std::vector<std::shared_ptr<const hotel>>> places;
  for (const auto& [code, each] : expected) {
    REQUIRE(seen.find_hotel(code) != nullptr);
    REQUIRE(seen.find_hotel(code)->name == each->name);
    places[{place_key(each->city, each->country), each->country}].push_back(each);
  }
  REQUIRE(seen.destinations().size() == places.size());
  auto at = seen.destinations().begin();
  for (const auto& [place, hotels] : places) {
    const destination& found = **at++;
    REQUIRE(std::string_view(found.key) == place.first);
    REQUIRE(std::string_view(found.country) == place.second);
    REQUIRE(std::ranges::equal(found.hotels, hotels, {}, name_of, name_of));
    std::vector<std::string> spellings;
    std::vector<currency> currencies;
    for (const auto& each : hotels) {
      spellings.push_back(each->city);
      currencies.push_back(each->money);
    }
    REQUIRE(std::string_view(found.city) == majority(spellings));
    REQUIRE(found.money == majority(currencies));
    REQUIRE(seen.find_destination(place.first, place.second) == &found);
  }
}

std::shared_ptr<const hotel> random_hotel(std::mt19937& dice, const std::string& code) {
  static const std::vector<std::pair<std::string, std::string>> cities{
      {"München", "DE"}, {"Munich", "DE"},   {"MUENCHEN", "DE"}, {"Berlin", "DE"},
      {"Berlin", "US"},  {"San José", "CR"}, {"San Jose", "US"}, {"Zürich", "CH"},
      {"Zurich", "CH"},  {"Oberau", "DE"}};
  const auto& [city, country] = cities[dice() % cities.size()];
  return make_hotel(code, city, country, dice() % 2 == 0 ? eur : usd);
}

std::string random_code(std::mt19937& dice, unsigned codes) {
  return "H" + std::to_string(dice() % codes);
}

}  // namespace

TEST_CASE("an empty catalog gives an empty snapshot") {
  catalog all;
  CHECK_FALSE(all.changed());
  const auto seen = all.take(7);
  CHECK(seen->generation() == 7);
  CHECK(seen->destinations().empty());
  CHECK(seen->hotel_count() == 0);
  CHECK(seen->find_hotel("H1") == nullptr);
  CHECK(seen->find_destination("berlin", "DE") == nullptr);
}

TEST_CASE("hotels of one city stand together by their codes, however its name is written") {
  catalog all;
  all.put(*make_hotel("C", "Munich"));
  all.put(*make_hotel("A", "MUENCHEN"));
  all.put(*make_hotel("B", "München"));
  all.put(*make_hotel("D", "Berlin"));
  const auto seen = all.take(1);
  CHECK(content(*seen)
        == keyed_codes{{{"berlin", "DE"}, {"D"}}, {{"munich", "DE"}, {"A", "B", "C"}}});
  CHECK(seen->find_hotel("B")->city == "München");
}

TEST_CASE("one name in two countries is two destinations") {
  catalog all;
  all.put(*make_hotel("A", "San José", "CR", usd));
  all.put(*make_hotel("B", "San Jose", "US", usd));
  const auto seen = all.take(1);
  REQUIRE(seen->destinations_at("san jose").size() == 2);
  CHECK(seen->destinations_at("san jose")[0]->country == "CR");
  CHECK(seen->destinations_at("san jose")[1]->country == "US");
  CHECK(seen->find_destination("san jose", "US")->hotels.front()->code == "B");
  CHECK(seen->find_destination("san jose", "DE") == nullptr);
}

TEST_CASE("cities whose names begin alike are told apart") {
  catalog all;
  const std::vector<std::string> cities{"Santa", "Santa Ana", "Santa Ana Two", "Santa Anabel", "Santa B", "S",
                                        "Sant", "Zürich", "Ö", "東京", "東京都府中市", "東京都府中"};
  for (const std::string& each : cities) {
    all.put(*make_hotel("1 " + each, each, "DE"));
    all.put(*make_hotel("2 " + each, each, "AT"));
  }
  const auto seen = all.take(1);
  for (const std::string& each : cities) {
    CAPTURE(each);
    const auto found = seen->destinations_at(fold(each));
    REQUIRE(found.size() == 2);
    CHECK(std::string(found[0]->hotels.front()->code) == "2 " + each);
    CHECK(std::string(found[1]->hotels.front()->code) == "1 " + each);
  }
  for (const char* each : {"", "san", "santa an", "santa ana t", "santa z", "t", "東"})
    CHECK(seen->destinations_at(each).empty());
}

TEST_CASE("a city is called and priced as in most of its hotels, on a tie by the lower one") {
  catalog all;
  all.put(*make_hotel("A", "Zürich", "CH", usd));
  all.put(*make_hotel("B", "Zurich", "CH", eur));
  CHECK(all.take(1)->destinations().front()->city == "Zurich");
  CHECK(all.take(2)->destinations().front()->money == eur);
  all.put(*make_hotel("C", "Zürich", "CH", usd));
  const auto seen = all.take(3);
  CHECK(seen->destinations().front()->city == "Zürich");
  CHECK(seen->destinations().front()->money == usd);
}

TEST_CASE("a destination's nights reach from the first to the last rate of any hotel") {
  catalog all;
  all.put(*make_hotel("A", "Berlin"));
  CHECK(all.take(1)->destinations().front()->nights == date_range{last_day_ever, first_day_ever});
  for (const auto& [code, first, last] : {std::tuple{"B", 110, 119}, std::tuple{"C", 100, 104}}) {
    auto fresh = make_hotel(code, "Berlin");
    give_rate(*fresh, first, last);
    all.put(*fresh);
  }
  CHECK(all.take(2)->destinations().front()->nights == date_range{100, 119});
}

TEST_CASE("a hotel that moves to another city is no longer in the one before") {
  catalog all;
  all.put(*make_hotel("A", "Berlin"));
  all.put(*make_hotel("B", "Berlin"));
  const auto before = all.take(1);
  all.put(*make_hotel("B", "Hamburg"));
  const auto moved = all.take(2);
  CHECK(content(*moved) == keyed_codes{{{"berlin", "DE"}, {"A"}}, {{"hamburg", "DE"}, {"B"}}});
  CHECK(content(*before) == keyed_codes{{{"berlin", "DE"}, {"A", "B"}}});
  CHECK(moved->hotel_count() == 2);
}

TEST_CASE("a destination without hotels is none") {
  catalog all;
  all.put(*make_hotel("A", "Berlin"));
  const auto before = all.take(1);
  CHECK(all.contains("A"));
  CHECK(all.remove("A"));
  CHECK_FALSE(all.contains("A"));
  CHECK_FALSE(all.remove("A"));
  CHECK(all.changed());
  const auto after = all.take(2);
  CHECK(after->destinations().empty());
  CHECK(after->find_hotel("A") == nullptr);
  CHECK(before->find_hotel("A") != nullptr);
  CHECK_FALSE(all.changed());
}

TEST_CASE("destinations without a change are shared between snapshots") {
  catalog all;
  all.put(*make_hotel("A", "Berlin"));
  all.put(*make_hotel("B", "Hamburg"));
  const auto before = all.take(1);
  all.put(*make_hotel("A", "Berlin"));
  const auto after = all.take(2);
  CHECK(after->find_destination("hamburg", "DE") == before->find_destination("hamburg", "DE"));
  CHECK(after->find_destination("berlin", "DE") != before->find_destination("berlin", "DE"));
}

TEST_CASE("a replaced hotel lives for as long as a snapshot holds it, and no longer") {
  catalog all;
  const auto hotel_bytes = [&all] {
    const auto now = all.memory();
    return now.of(component::hotels).live_bytes + now.of(component::calendars).live_bytes;
  };
  all.put(*make_hotel("A", "Berlin"));
  const auto one = hotel_bytes();
  CHECK(one > sizeof(packed::hotel));
  CHECK(all.pending_bytes() == one);
  auto before = all.take(1);
  CHECK(all.pending_bytes() == 0);
  all.put(*make_hotel("A", "Berlin"));
  all.put(*make_hotel("A", "Berlin"));
  CHECK(all.pending_bytes() + one == hotel_bytes());
  CHECK(all.retired_bytes() == 0);
  auto after = all.take(2);
  CHECK(before->find_hotel("A")->name != after->find_hotel("A")->name);
  CHECK(hotel_bytes() > one);
  CHECK(all.retired_bytes() == one);
  before.reset();
  CHECK(all.retired_bytes() == 0);
  CHECK(hotel_bytes() <= one + 8);  // its name may be longer
}

TEST_CASE("all memory goes back, whichever goes first, the catalog or its snapshots") {
  auto all = std::make_unique<catalog>();
  for (int i = 0; i < 100; ++i) all->put(*make_hotel("H" + std::to_string(i), "Berlin"));
  auto before = all->take(1);
  for (int i = 0; i < 50; ++i) all->remove("H" + std::to_string(i));
  auto after = all->take(2);
  before.reset();
  CHECK(all->memory().total_bytes() > 0);
  CHECK(all->memory().foreign_frees == 0);
  all.reset();
  CHECK(after->hotel_count() == 50);
  after.reset();  // aborts if any byte were left
}

TEST_CASE("a snapshot that another thread lets go of is counted") {
  catalog all;
  all.put(*make_hotel("A", "Berlin"));
  auto seen = all.take(1);
  all.remove("A");
  (void)all.take(2);
  CHECK(all.memory().foreign_frees == 0);
  std::thread([&seen] { seen.reset(); }).join();
  CHECK(all.memory().foreign_frees > 0);
}

TEST_CASE("a block that another thread takes and the owner gives back is counted") {
  catalog_memory memory;
  auto* const from = memory.of(component::hotels);
  void* const first = from->allocate(16);  // this thread is the owner
  void* block = nullptr;
  std::thread([&] { block = from->allocate(1000); }).join();
  CHECK(memory.figures().foreign_allocations == 1);
  from->deallocate(block, 1000);
  from->deallocate(first, 16);
  CHECK(memory.figures().foreign_allocations == 1);
  CHECK(memory.figures().foreign_frees == 0);
}

// Of the hotels that are in one of the snapshots, but not in the last.
std::uint64_t bytes_of_others(const std::vector<std::pair<snapshot_ptr, model>>& taken) {
  std::set<const packed::hotel*> others;
  for (const auto& [seen, then] : taken)
    for (const auto& [code, each] : then) {
      const auto* const at = seen->find_hotel(code);
      if (taken.back().first->find_hotel(code) != at) others.insert(at);
    }
  std::uint64_t bytes = 0;
  for (const auto* each : others) bytes += bytes_of(*each);
  return bytes;
}

TEST_CASE("after any changes a snapshot holds what a plain map does, and older ones stay") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  for (int run = 0; run < 20; ++run) {
    const unsigned codes = 1u << (dice() % 12);
    catalog all;
    model expected;
    std::vector<std::pair<snapshot_ptr, model>> taken;
    for (std::uint64_t generation = 1; generation <= 15; ++generation) {
      for (auto changes = dice() % (codes + 5); changes > 0; --changes) {
        const auto code = random_code(dice, codes);
        if (dice() % 3 == 0) {
          REQUIRE(all.remove(code) == (expected.erase(code) == 1));
        } else {
          const auto fresh = random_hotel(dice, code);
          all.put(*fresh);
          expected[code] = fresh;
        }
        REQUIRE(all.contains(code) == expected.contains(code));
      }
      taken.emplace_back(all.take(generation), expected);
      if (taken.size() > 4) taken.erase(taken.begin() + static_cast<int>(dice() % 4));
      REQUIRE(all.retired_bytes() == bytes_of_others(taken));
      for (const auto& [seen, then] : taken) check_same(*seen, then);
      REQUIRE(taken.back().first->find_hotel("H") == nullptr);
    }
  }
}

TEST_CASE("destinations whose hotels did not change are shared, after any changes") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  catalog all;
  auto before = all.take(0);
  for (std::uint64_t generation = 1; generation <= 200; ++generation) {
    for (auto changes = dice() % 4; changes > 0; --changes)
      all.put(*random_hotel(dice, random_code(dice, 60)));
    auto after = all.take(generation);
    for (const auto& now : after->destinations()) {
      const auto* then = before->find_destination(now->key, now->country);
      const bool is_same = then != nullptr && then->hotels == now->hotels;
      REQUIRE((then == now.get()) == is_same);
    }
    before = std::move(after);
  }
}

TEST_CASE("the order in which hotels come does not matter") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice(seed);
  std::vector<std::shared_ptr<const hotel>> hotels;
  for (int i = 0; i < 300; ++i) hotels.push_back(random_hotel(dice, "H" + std::to_string(i)));
  model expected;
  for (const auto& each : hotels) expected[each->code] = each;
  for (int run = 0; run < 10; ++run) {
    std::ranges::shuffle(hotels, dice);
    catalog all;
    for (const auto& each : hotels) {
      all.put(*each);
      if (dice() % 50 == 0) (void)all.take(0);
    }
    check_same(*all.take(1), expected);
  }
}

TEST_CASE("where memory runs out, nothing is changed, and all is well when there is some again") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 dice{seed};
  test::scarce_memory scarce;
  catalog all{std::make_shared<catalog_memory>(&scarce)};
  model expected;
  std::uint64_t failures = 0;
  snapshot_ptr seen;
  for (std::uint64_t generation = 1; generation <= 300; ++generation) {
    const auto before = expected;
    for (int i = 0; i < 6; ++i) {
      const auto code = random_code(dice, 30);
      scarce.run_out(dice() % 12);
      try {
        if (dice() % 3 == 0) {
          if (all.remove(code)) expected.erase(code);
        } else {
          const auto fresh = random_hotel(dice, code);
          all.put(*fresh);
          expected[code] = fresh;
        }
      } catch (const std::bad_alloc&) {
        ++failures;
      }
      CHECK(all.contains(code) == expected.contains(code));
    }
    for (unsigned attempt = 0;; ++attempt) {
      scarce.run_out(dice() % (60 + attempt));  // later and later, until there is enough
      try {
        seen = all.take(generation);
        break;
      } catch (const std::bad_alloc&) {
        ++failures;
        if (seen) check_same(*seen, before);
      }
    }
    scarce.refill();
    CHECK_FALSE(all.changed());
    check_same(*seen, expected);
  }
  CHECK(failures > 300);
}
