// A catalog at its memory budget: it does not grow, it can become smaller, and it stays within the
// budget but for a little.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "catalog/catalog.hpp"
#include "catalog/places/place.hpp"
#include "pricing/lower_bound.hpp"
#include "scarce_memory.hpp"

using namespace pronto;

namespace {

// A hotel of some 2 KB, as small as they are.
hotel make_hotel(const std::string& code, const std::string& city, int version = 1) {
  hotel out;
  out.code = code;
  out.name = std::to_string(version) + std::string(1500, 'x');
  out.city = city;
  out.country = "DE";
  out.money = *find_currency("EUR");
  return out;
}

destination_key in_germany(const std::string& city) { return {place_key(city, "DE"), "DE"}; }

/// The most that there was at a time.
class watched_memory final : public std::pmr::memory_resource {
public:
  std::uint64_t peak() const { return peak_; }
  void forget() { peak_ = live_; }

private:
  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    live_ += bytes;
    peak_ = std::max(peak_, live_);
    return std::pmr::new_delete_resource()->allocate(bytes, alignment);
  }
  void do_deallocate(void* at, std::size_t bytes, std::size_t alignment) override {
    live_ -= bytes;
    std::pmr::new_delete_resource()->deallocate(at, bytes, alignment);
  }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  std::uint64_t live_ = 0;
  std::uint64_t peak_ = 0;
};

/// As config.ini says.
std::uint64_t with_reserve(std::uint64_t budget) { return budget + budget / 100 + 16'384; }

}  // namespace

TEST_CASE("a first load fits where put accepts all of it, also with a city for each hotel") {
  for (const int cities : {1, 20, 400}) {
    CAPTURE(cities);
    watched_memory watched;
    const auto memory = std::make_shared<catalog_memory>(&watched);
    memory->set_budget(600'000);
    catalog all(memory);
    bool is_full = false;
    for (int i = 0; i < 400 && !is_full; ++i) {
      const auto city = "A city with a long name, number " + std::to_string(i % cities);
      try {
        all.put(make_hotel("H" + std::to_string(i), city));
      } catch (const over_budget&) {
        is_full = true;
      }
    }
    REQUIRE(is_full);
    const auto expected = memory->figures().total_bytes() + memory->snapshot_bytes();
    const auto now = all.take(1);
    CHECK(watched.peak() <= memory->budget_bytes());
    CHECK(now->hotel_count() > 100);
    CHECK(expected > memory->budget_bytes() * 98 / 100);
    CHECK(watched.peak() > memory->budget_bytes() * 7 / 10);  // and it does not refuse too early
  }
}

TEST_CASE("a catalog that is full becomes smaller, by portions, within its budget and a little") {
  watched_memory watched;
  const auto memory = std::make_shared<catalog_memory>(&watched);
  memory->set_budget(4'000'000);
  catalog all(memory);
  int hotels = 0;
  try {
    for (;; ++hotels)
      all.put(make_hotel("H" + std::to_string(hotels), "City" + std::to_string(hotels % 50)));
  } catch (const over_budget&) {
  }
  REQUIRE(hotels > 1000);
  auto held = all.take(1);
  std::uint64_t generation = 1;
  for (int i = 0; i < hotels; ++i) {
    all.remove("H" + std::to_string(i));
    if (100 * all.pending_bytes() >= memory->figures().total_bytes()) held = all.take(++generation);
  }
  CHECK(generation > 50);
  held = all.take(++generation);
  CHECK(held->hotel_count() == 0);
  MESSAGE("at most " << watched.peak() << " bytes of " << memory->budget_bytes());
  CHECK(watched.peak() <= with_reserve(memory->budget_bytes()));
}

TEST_CASE("a full catalog drops destinations, marks and forgets them, and refuses new ones") {
  const auto memory = std::make_shared<catalog_memory>();
  catalog all(memory);
  for (const auto* city : {"Berlin", "Hamburg"}) {
    all.know({in_germany(city), city, 20});
    for (int i = 0; i < 20; ++i) all.put(make_hotel(city + std::to_string(i), city));
    all.hold(in_germany(city));
  }
  auto held = all.take(1);
  memory->set_budget(memory->figures().total_bytes());
  CHECK_THROWS_AS(all.put(make_hotel("X", "Berlin")), over_budget);
  CHECK_THROWS_AS(all.know({in_germany("Leipzig"), "Leipzig", 1}), over_budget);
  CHECK_FALSE(all.changed());
  all.know({in_germany("Berlin"), "Berlin", 30});
  all.know({in_germany("Leipzig"), "Leipzig", 0});  // has lost it
  all.drop(in_germany("Hamburg"));
  all.remove("Berlin3");
  held = all.take(2);
  CHECK(held->hotel_count() == 19);
  CHECK(held->find_destination("hamburg", "DE")->size() == 20);
  all.know({in_germany("Leipzig"), "Leipzig", 1});  // there is room now
  all.put(make_hotel("X", "Berlin"));
  CHECK(all.take(3)->hotel_count() == 20);
}

TEST_CASE("whatever is done to a catalog around its budget, it stays within it but for a little") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 dice{seed};
    const auto below = [&](std::uint64_t n) { return dice() % n; };
    watched_memory watched;
    const auto memory = std::make_shared<catalog_memory>(&watched);
    memory->set_budget(200'000 + below(600'000));
    catalog all(memory);
    const auto cities = 1 + below(60);
    std::uint64_t refused = 0;
    std::uint64_t generation = 0;
    auto held = all.take(++generation);
    const auto a_city = [&] { return "City number " + std::to_string(below(cities)); };
    for (int i = 0; i < 6000; ++i) {
      const auto phase = i / 1000 % 2;  // it grows, then it becomes smaller
      try {
        const auto what = below(100);
        const auto code = "H" + std::to_string(below(3000));
        if (what < (phase == 0 ? 85U : 25U)) all.put(make_hotel(code, a_city(), i));
        else if (what < 96) all.remove(code);
        else if (what == 96) all.drop(in_germany(a_city()));
        else if (what == 97) all.hold(in_germany(a_city()));
        else {
          const auto city = a_city();
          all.know({in_germany(city), city, static_cast<std::uint32_t>(below(50))});
        }
      } catch (const over_budget&) {
        ++refused;
        if (all.changed()) held = all.take(++generation);
      }
      if (100 * all.pending_bytes() >= memory->figures().total_bytes()) held = all.take(++generation);
      REQUIRE(watched.peak() <= with_reserve(memory->budget_bytes()));
    }
    CHECK(refused > 100);
  }
}

TEST_CASE("a drop for which memory runs out changes nothing") {
  int failed = 0;
  for (std::uint64_t after = 0;; ++after) {
    test::scarce_memory scarce;
    catalog all{std::make_shared<catalog_memory>(&scarce)};
    const std::string city = "Sankt Peter-Ording am Meer";
    const auto at = in_germany(city);
    all.know({at, city, 3});
    for (const char* code : {"A", "B", "C"}) all.put(make_hotel(code, city));
    all.hold(at);
    auto now = all.take(1);
    all.put(make_hotel("D", city));
    all.put(make_hotel("E", city));
    scarce.run_out(after);
    try {
      all.drop(at);
    } catch (const std::bad_alloc&) {
    }
    if (scarce.failed() == 0) break;
    ++failed;
    scarce.refill();
    now = all.take(2);
    CHECK(now->find_destination(at.key, "DE")->held);
    CHECK(now->hotel_count() == 5);
  }
  CHECK(failed > 2);
}

namespace {

constexpr day someday = 20'000;

// With a year of rates, so that an index is worth having.
hotel make_hotel_with_rates(const std::string& code, const std::string& city) {
  hotel out = make_hotel(code, city);
  out.rooms.push_back({.code = "R", .name = "", .guests = {1, 2, 2, {}}, .inventory = {}});
  std::vector<rate> rates;
  for (day night = someday; night < someday + 365; ++night)
    rates.push_back({.nights = {night, night},
                     .base = {{2, 8000 + night * night % 977}},
                     .extra_adult = {},
                     .children = {}});
  rate_plan& plan = out.plans.emplace_back();
  plan.code = "P";
  plan.products.push_back({0, rate_calendar{rates}});
  return out;
}

bool has_index(const snapshot& in, const std::string& city) {
  return !in.find_destination(place_key(city, "DE"), "DE")->bounds.blocks.empty();
}

// A small city and a large one, which takes so much of the budget that neither has an index.
struct full_catalog {
  explicit full_catalog(std::pmr::memory_resource* upstream = std::pmr::new_delete_resource())
      : memory(std::make_shared<catalog_memory>(upstream)), all(memory, {}, bounds_of, bounds_around) {
    for (int i = 0; i < 10; ++i) all.put(make_hotel_with_rates("B" + std::to_string(i), "Berlin"));
    for (int i = 0; i < 300; ++i) all.put(make_hotel_with_rates("H" + std::to_string(i), "Hamburg"));
    memory->set_budget(memory->figures().total_bytes() * 13 / 10);
    now = all.take(1);
  }
  void lose_hamburg() {
    for (int i = 1; i < 300; ++i) all.remove("H" + std::to_string(i));
    now = all.take(2);
  }

  std::shared_ptr<catalog_memory> memory;
  catalog all;
  snapshot_ptr now;
};

change closed_night_of(const std::string& hotel) {
  change out;
  out.hotel = hotel;
  out.plan = "P";
  out.nights = {someday + 3, someday + 3};
  out.closed = true;
  return out;
}

}  // namespace

TEST_CASE("a city that there was no room for an index of gets it when there is, whatever changes then") {
  for (const char* changed : {"H0", "B0"}) {
    CAPTURE(changed);
    full_catalog full;
    REQUIRE_FALSE(has_index(*full.now, "Berlin"));
    full.all.apply(std::vector{closed_night_of("B1")});  // without room it goes on without
    full.now = full.all.take(2);
    CHECK_FALSE(has_index(*full.now, "Berlin"));
    full.lose_hamburg();
    CHECK_FALSE(has_index(*full.now, "Berlin"));  // the hotels of the snapshot before were there yet
    REQUIRE_FALSE(full.all.apply(std::vector{closed_night_of(changed)})[0]);
    full.now = full.all.take(3);
    CHECK(has_index(*full.now, "Berlin"));
    CHECK(full.now->hotel_count() == 11);
  }
}

TEST_CASE("an index that is made again for want of memory waits, and the snapshot does not") {
  bool is_made = false;
  int waits = 0;
  for (std::uint64_t after = 0; !is_made; ++after) {
    test::scarce_memory scarce;
    full_catalog full(&scarce);
    full.lose_hamburg();
    full.all.apply(std::vector{closed_night_of("H0")});
    scarce.run_out(after, 1);
    try {
      full.now = full.all.take(3);
      is_made = scarce.failed() == 0;
      if (!has_index(*full.now, "Berlin")) ++waits;
    } catch (const std::bad_alloc&) {
    }
    scarce.refill();
    full.all.apply(std::vector{closed_night_of("B0")});
    full.now = full.all.take(4);
    CHECK(has_index(*full.now, "Berlin"));
  }
  CHECK(waits > 2);
}
