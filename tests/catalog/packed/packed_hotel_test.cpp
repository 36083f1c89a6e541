// What a packed hotel says of each day against what the plain one does, on random hotels: rates,
// inventory and rules, inside of the calendar, outside of it, and where no calendar can hold them.
#include "catalog/packed/packed_hotel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

#include "catalog/catalog.hpp"
#include "catalog/packed/calendar_packing.hpp"
#include "catalog/packed/random_rates.hpp"
#include "catalog/packed/series_packer.hpp"
#include "rounds.hpp"

using namespace pronto;

namespace {

constexpr day someday = 20'000;

int below(std::mt19937_64& rng, int limit) {
  return static_cast<int>(rng() % static_cast<unsigned>(limit));
}

const rate* rate_at(const std::vector<rate>& rates, day night) {
  for (const rate& each : rates)
    if (each.nights.contains(night)) return &each;
  return nullptr;
}

std::optional<std::int64_t> base_of(const rate& of, int guests) {
  for (const auto& [n, amount] : of.base)
    if (n == guests) return amount;
  return std::nullopt;
}

std::optional<child_band> band_of(const rate& of, int age) {
  for (const child_band& band : of.children)
    if (band.min_age <= age && age < band.max_age) return band;
  return std::nullopt;
}

// Compares what was read of nights with what `expected(rate)` gives for each, if it does.
template <class T, class Expected>
void check_all(bool found, const std::vector<T>& got, const std::vector<const rate*>& nights,
               Expected expected) {
  std::vector<T> wanted;
  for (const rate* each : nights)
    if (const auto value = expected(*each)) wanted.push_back(*value);
  REQUIRE(found == (wanted.size() == nights.size()));
  if (found) REQUIRE(got == wanted);
}

void check_rates(const packed::rates& got, const std::vector<rate>& expected, day first,
                 std::size_t count) {
  CAPTURE(first);
  CAPTURE(count);
  std::vector<const rate*> nights;
  for (std::size_t i = 0; i < count; ++i)
    if (const rate* each = rate_at(expected, first + static_cast<day>(i))) nights.push_back(each);
  const auto read = got.on(first, count);
  REQUIRE(read.has_value() == (nights.size() == count));
  if (!read) return;
  std::vector<std::int64_t> amounts(count);
  for (int guests = 0; guests <= 4; ++guests)
    check_all(read->base(guests, amounts), amounts, nights,
              [&](const rate& each) { return base_of(each, guests); });
  check_all(read->extra_adult(amounts), amounts, nights,
            [](const rate& each) { return each.extra_adult; });
  std::vector<child_band> bands(count);
  for (int age = 0; age < 14; ++age)
    check_all(read->child(age, bands), bands, nights,
              [&](const rate& each) { return band_of(each, age); });
  check_all(true, read->dates(), nights,
            [](const rate& each) { return std::optional(each.nights); });
}

bool limited_to_rooms(const room_type& room, date_range nights) {
  if (!room.inventory) return true;
  for (day night = nights.first; night <= nights.last; ++night)
    if (std::ranges::none_of(*room.inventory, [&](const inventory_period& each) {
          return each.nights.contains(night) && each.count >= 1;
        }))
      return false;
  return true;
}

void check_rules(const packed::rules& got, const std::vector<booking_rule>& all, std::uint32_t room,
                 day arrival, int nights) {
  CAPTURE(arrival);
  CAPTURE(nights);
  const day departure = arrival + nights;
  bool closed = false, arrivals = true, departures = true, los = true, stay = true;
  for (const booking_rule& each : all) {
    if (each.room && *each.room != room) continue;
    for (day date = arrival; date <= departure; ++date) {
      if (!each.dates.contains(date)) continue;
      if (date < departure) closed = closed || each.closed;
      stay = stay && each.stay_through.contains(nights);
    }
    if (each.dates.contains(arrival)) {
      arrivals = arrivals && each.arrival.contains(arrival);
      los = los && each.los.contains(nights);
    }
    if (each.dates.contains(departure))
      departures = departures && each.departure.contains(departure);
  }
  REQUIRE(got.closed(room, {arrival, departure - 1}) == closed);
  REQUIRE(got.takes_arrivals(room, arrival) == arrivals);
  REQUIRE(got.takes_departures(room, departure) == departures);
  REQUIRE(got.takes_los(room, arrival, nights) == los);
  REQUIRE(got.takes_stay_through(room, {arrival, departure}, nights) == stay);
}

date_range random_dates(std::mt19937_64& rng, day first, int within) {
  if (below(rng, 40) == 0) return {};
  if (below(rng, 40) == 0) return {first_calendar_day, last_calendar_day};
  if (below(rng, 40) == 0) return {first + 50, last_calendar_day};
  const day from = first - 20 + below(rng, within);
  return {from, from + (below(rng, 2) == 0 ? 0 : below(rng, 60))};
}

bounds random_bounds(std::mt19937_64& rng) {
  bounds out;
  if (below(rng, 3) == 0) out.min = below(rng, 6) - 1;
  if (below(rng, 4) == 0) out.max = below(rng, 12) - 1;
  if (below(rng, 30) == 0) out.min = std::numeric_limits<int>::max();
  return out;
}

weekdays random_weekdays(std::mt19937_64& rng) {
  return {static_cast<std::uint8_t>(below(rng, 3) == 0 ? below(rng, 128) : 127)};
}

hotel random_house(std::mt19937_64& rng) {
  const int within = below(rng, 3) == 0 ? 30 : 300;
  hotel out;
  out.rooms.resize(3);
  for (room_type& room : out.rooms) {
    if (below(rng, 3) == 0) continue;
    room.inventory.emplace();
    day next = someday - below(rng, 30);
    for (int n = below(rng, 20); n > 0; --n) {
      const day last = next + below(rng, 20);
      room.inventory->push_back({{next, last}, below(rng, 4) - below(rng, 2)});
      next = last + 1 + below(rng, 2);
    }
    if (below(rng, 20) == 0) room.inventory->push_back({{next, last_calendar_day}, 2});
  }
  out.plans.resize(static_cast<std::size_t>(below(rng, 3) + 1));
  for (rate_plan& plan : out.plans) {
    for (std::uint32_t room = 0; room < 3; ++room) {
      auto rates = random_rates(rng, below(rng, 20) == 0 ? someday + 1000 : someday);
      if (!rates.empty() && below(rng, 20) == 0) rates.back().nights.last = last_calendar_day;
      if (below(rng, 10) == 0) {
        rates.emplace(rates.begin());
        rates.front().nights = {first_calendar_day, 5};
      }
      plan.products.push_back({room, rate_calendar{rates}});
    }
    for (int n = below(rng, 3) == 0 ? 0 : below(rng, 30); n > 0; --n) {
      booking_rule rule;
      if (below(rng, 3) == 0) rule.room = static_cast<std::uint32_t>(below(rng, 3));
      rule.dates = random_dates(rng, someday, within);
      rule.los = random_bounds(rng);
      rule.stay_through = random_bounds(rng);
      rule.arrival = random_weekdays(rng);
      rule.departure = random_weekdays(rng);
      rule.closed = below(rng, 10) == 0;
      plan.rules.push_back(rule);
    }
  }
  return out;
}

std::vector<rate> unpacked(const rate_calendar& from) {
  std::vector<rate> out;
  for (std::size_t i = 0; i < from.size(); ++i) out.push_back(from.unpacked(i));
  return out;
}

// A first day near something of the hotel, and a length of stay.
std::pair<day, int> random_nights(std::mt19937_64& rng) {
  constexpr day around[]{someday, someday, someday, someday + 1000, first_calendar_day};
  const day first = around[below(rng, 5)] - 30 + below(rng, below(rng, 2) == 0 ? 60 : 500);
  return {first, below(rng, 8) == 0 ? 1 + below(rng, 365) : 1 + below(rng, 10)};
}

void check_same(const hotel& plain, const packed::hotel& got, std::mt19937_64& rng, int asks) {
  for (std::size_t p = 0; p < plain.plans.size(); ++p) {
    const auto& products = plain.plans[p].products;
    for (std::size_t i = 0; i < products.size(); ++i) {
      const packed::rates& rates = got.plans[p].products[i].rates;
      REQUIRE(rates.empty() == products[i].rates.empty());
      if (!rates.empty()) REQUIRE(rates.span() == products[i].rates.span());
      const auto expected = unpacked(products[i].rates);
      for (int ask = 0; ask < asks; ++ask) {
        const auto [first, nights] = random_nights(rng);
        check_rates(rates, expected, first, static_cast<std::size_t>(nights));
      }
      for (const rate& each : expected)
        check_rates(rates, expected, each.nights.first, 1);
    }
    for (std::uint32_t room = 0; room < plain.rooms.size(); ++room)
      for (int ask = 0; ask < asks; ++ask) {
        const auto [arrival, nights] = random_nights(rng);
        check_rules(got.plans[p].rules, plain.plans[p].rules, room, arrival, nights);
      }
  }
  for (std::size_t room = 0; room < plain.rooms.size(); ++room)
    for (int ask = 0; ask < asks; ++ask) {
      const auto [first, nights] = random_nights(rng);
      const date_range all{first, first + nights - 1};
      REQUIRE(got.rooms[room].inventory.has_rooms(all) == limited_to_rooms(plain.rooms[room], all));
    }
}

}  // namespace

TEST_CASE("a packed hotel says of each day what the plain one does") {
  const auto seed = 20'261'126u;
  INFO("seed ", seed);
  std::mt19937_64 rng(seed);
  std::size_t in_series = 0, listed = 0, partial = 0, starts_told = 0, rules_listed = 0;
  for (int round = 0; round < rounds(250); ++round) {
    CAPTURE(round);
    const hotel plain = random_house(rng);
    const auto nightly = pack_calendars(plain);
    for (const auto& each : nightly.products) {
      ++(each ? in_series : listed);
      if (each && each->series.partial) ++partial;
      if (each && each->series.starts && !each->series.partial) ++starts_told;
    }
    for (const auto& each : nightly.plans) rules_listed += each.listed.size();
    check_same(plain, *pack(plain), rng, 30);
  }
  // Else the test would not say what its name does.
  CHECK(in_series > rounds(500));
  CHECK(listed > rounds(50));
  CHECK(partial > rounds(100));
  CHECK(starts_told > rounds(50));
  CHECK(in_series > partial + starts_told + rounds(50));
  CHECK(rules_listed > rounds(50));
}

TEST_CASE("a hotel without anything by night can be packed") {
  hotel plain;
  plain.rooms.resize(2);
  plain.rooms[0].inventory.emplace();
  plain.plans.resize(1);
  plain.plans[0].products.push_back({0, rate_calendar{}});
  std::mt19937_64 rng(1);
  check_same(plain, *pack(plain), rng, 10);
  CHECK(nights_of(*pack(plain)).first > nights_of(*pack(plain)).last);
  check_same(hotel{}, *pack(hotel{}), rng, 10);
}

TEST_CASE("more than a calendar holds is listed, and says the same") {
  std::mt19937_64 rng(2);
  hotel plain;
  plain.rooms.resize(3);
  plain.plans.resize(1);
  const std::vector<rate> season{{.nights = {someday, someday + 400},
                                  .base = {{1, 100}, {2, 150}},
                                  .extra_adult = 30,
                                  .children = {}}};
  // Tens of thousands of columns.
  for (int room = 0; room < 700; ++room) {
    std::vector<rate> many{season[0]};
    for (int guests = 3; guests < 60; ++guests) many[0].base.emplace_back(guests, room + guests);
    plain.plans[0].products.push_back({static_cast<std::uint32_t>(room % 3), rate_calendar{many}});
  }
  // Millions of days of rules.
  for (int i = 0; i < 10'000; ++i) {
    booking_rule rule;
    rule.dates = {someday, someday + 410};
    rule.los.min = i % 3;
    rule.closed = i == 9'999;
    plain.plans[0].rules.push_back(rule);
  }
  const auto nightly = pack_calendars(plain);
  CHECK(nightly.uses.size() <= series_packer::series_limit);
  CHECK(nightly.products.front().has_value());
  CHECK_FALSE(nightly.products.back().has_value());
  CHECK_FALSE(nightly.plans[0].listed.empty());
  CHECK_FALSE(nightly.plans[0].series.empty());
  check_same(plain, *pack(plain), rng, 3);
}

TEST_CASE("a hotel's calendars take a fraction of a list of its rates") {
  std::vector<rate> rates;
  for (int night = 0; night < 365; ++night) {
    const int above = 100 * (night * night % 50);
    rates.push_back({.nights = {someday + night, someday + night},
                     .base = {{1, 8000 + above}, {2, 9500 + above}},
                     .extra_adult = {},
                     .children = {}});
  }
  hotel plain;
  plain.rooms.resize(1);
  plain.plans.resize(1);
  plain.plans[0].products.push_back({0, rate_calendar{rates}});
  const auto nightly = pack_calendars(plain);
  CHECK(nightly.bytes.size() < 365);
  CHECK(nightly.uses == std::vector{series_use::nights, series_use::amounts, series_use::amounts});
}

TEST_CASE("a hotel with a longer list than a packed one holds is refused, and says which") {
  hotel plain;
  plain.code = "LONG";
  plain.plans.resize(2);
  plain.plans[1].rules.resize(packed::list<char>::length_limit + 1);  // without rates, so no series
  const auto refused = pack_if_it_fits(plain);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.why().code == failure_code::data);
  CHECK(refused.why().field == "plans[1].rules");
  CHECK(refused.why().value == "65535");
  plain.plans[1].rules.pop_back();
  CHECK(pack_if_it_fits(plain).ok());

  plain.amenities.assign(3, "bar");
  plain.amenities[2].assign(100'000, 'x');
  catalog hotels;
  const auto no = hotels.put(plain);
  REQUIRE(no);
  CHECK(no->field == "amenities[2]");
  CHECK_FALSE(hotels.changed());
  CHECK(hotels.memory().total_bytes() == 0);
  plain.amenities.clear();
  plain.promotions.resize(1);
  plain.promotions[0].rooms.emplace(70'000, 0u);
  CHECK(hotels.put(plain)->field == "promotions[0].rooms");
  plain.promotions.clear();
  CHECK_FALSE(hotels.put(plain));
}

namespace {

// As of a system that tags addresses: nothing lies there.
class tagged_memory final : public std::pmr::memory_resource {
public:
  explicit tagged_memory(std::uint64_t tag) : tag_(tag) {}
  int live = 0;

private:
  void* do_allocate(std::size_t, std::size_t) override {
    ++live;
    return reinterpret_cast<void*>(tag_ | 0x1000);
  }
  void do_deallocate(void*, std::size_t, std::size_t) override { --live; }
  bool do_is_equal(const memory_resource& other) const noexcept override { return this == &other; }

  std::uint64_t tag_;
};

}  // namespace

TEST_CASE("memory at an address that no view holds is given back, and said so") {
  if constexpr (sizeof(void*) < 8) return;
  for (const std::uint64_t tag : {std::uint64_t{1} << 60, std::uint64_t{1} << 48}) {
    tagged_memory tagged(tag);
    CHECK_THROWS_AS(pack(hotel{}, &tagged), unfit_address);
    CHECK_THROWS_AS(pack(hotel{}, std::pmr::new_delete_resource(), &tagged), unfit_address);
    CHECK(tagged.live == 0);
  }
}
