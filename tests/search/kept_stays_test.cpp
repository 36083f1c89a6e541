// How much a search over several arrivals keeps of the hotels that it prices.
#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "peak_memory.hpp"
#include "pricing/lower_bound.hpp"
#include "search/search.hpp"

using namespace pronto;

namespace {

const day first_night = 20'000;

// With a price of its own for each of its rooms on each of its plans.
hotel large_hotel(int number) {
  hotel out;
  out.code = out.name = "H" + std::to_string(100 + number);
  out.city = "Rome";
  out.country = "IT";
  out.money = *find_currency("EUR");
  for (int room = 0; room < 20; ++room) {
    const std::string code = "R" + std::to_string(100 + room);
    out.rooms.push_back({code, code, {1, 2, 2, {}}, {}});
  }
  for (int plan = 0; plan < 10; ++plan) {
    rate_plan& made = out.plans.emplace_back();
    made.code = made.name = "P" + std::to_string(plan);
    for (std::uint32_t room = 0; room < 20; ++room) {
      rate all;
      all.nights = {first_night, first_night + 399};
      all.base = {{1, 9000}, {2, 10'000 + number + 100 * plan + std::int64_t{room}}};
      made.products.push_back({room, rate_calendar(std::vector{all})});
    }
  }
  return out;
}

}  // namespace

TEST_CASE("hotels of many products take no more memory in a search than others, however long stays are") {
  constexpr int hotels = 40;
  catalog all(std::make_shared<catalog_memory>(), {}, bounds_of);
  for (int i = 0; i < hotels; ++i) all.put(large_hotel(i));
  const snapshot_ptr held = all.take(1);
  find_request asked{.city = "Rome", .country = "IT", .when = {}, .keep = {}};
  asked.when.arrival = first_night + 10;
  asked.when.nights = 300;
  asked.when.booking = first_night;
  asked.days_before = asked.days_after = 5;
  asked.limit = hotels;
  asked.count = false;
  const peak_memory used;
  const auto got = find(*held, asked);
  const std::size_t bytes = used.bytes();
  REQUIRE(got);
  REQUIRE(got->offers.size() == std::size_t{hotels});
  for (int i = 0; i < hotels; ++i) {
    CHECK(got->offers[static_cast<std::size_t>(i)].total == 300 * (10'000 + i));
    CHECK(got->offers[static_cast<std::size_t>(i)].arrival == first_night + 5);
  }
  MESSAGE((bytes / 1000), " kB");
  CHECK(bytes < std::size_t{20} << 20);
}
