// What an engine says of its memory: the verdict, and what the system is asked.
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "actors/memory_report.hpp"
#include "actors/process_memory.hpp"
#include "pricing/house.hpp"
#include "pricing/lower_bound.hpp"

using namespace pronto;

namespace {

constexpr std::uint64_t megabyte = 1'000'000;

// A catalog of a gigabyte, all well.
memory_status healthy() {
  memory_status out;
  out.live_bytes = 1000 * megabyte;
  out.allocator_bytes = 1300 * megabyte;
  out.resident_bytes = 1040 * megabyte;
  out.snapshots = {{.generation = 7, .age_ms = 60'000, .awaited = {}}};
  return out;
}

void put_two_cities(catalog& to) {
  for (const auto& [code, city] : {std::pair{"A", "Berlin"}, {"B", "Bonn"}}) {
    auto document = test::house();
    document["hotel"] = code;
    document["city"] = city;
    to.put(test::made(document));
  }
}

}  // namespace

TEST_CASE("memory that is what the catalog needs is flat") {
  CHECK(verdict_on(healthy()) == "flat");
  CHECK(verdict_on({}) == "flat");
  auto small = healthy();  // a program of 40 MB around a catalog of 1 MB is no allocator's fault
  small.live_bytes = megabyte;
  small.resident_bytes = 40 * megabyte;
  CHECK(verdict_on(small) == "flat");
}

TEST_CASE("the verdict names handlers that keep an earlier snapshot") {
  auto memory = healthy();
  memory.retired_bytes = 12'340'000;
  memory.snapshots = {{.generation = 6, .age_ms = 1500, .awaited = {3}},
                      {.generation = 7, .age_ms = 200, .awaited = {}}};
  CHECK(verdict_on(memory) == "12.3 MB retired and not yet acknowledged by handler 3, for 200 ms");
  memory.snapshots[0].awaited = {1, 3};
  CHECK(verdict_on(memory) ==
        "12.3 MB retired and not yet acknowledged by handlers 1 and 3, for 200 ms");
  memory.snapshots[0].awaited = {1, 2, 3};
  CHECK(verdict_on(memory) ==
        "12.3 MB retired and not yet acknowledged by handlers 1, 2 and 3, for 200 ms");
  memory.snapshots[1].age_ms = 99;  // as after any refresh
  CHECK(verdict_on(memory) == "flat");
}

TEST_CASE("the verdict tells what an allocator keeps, but not what was never touched") {
  auto memory = healthy();
  memory.resident_bytes = 2100 * megabyte;
  memory.allocator_bytes = 2000 * megabyte;
  CHECK(verdict_on(memory) == "1.0 GB held by the allocator beyond live data");
  memory.resident_bytes = 1040 * megabyte;
  CHECK(verdict_on(memory) == "flat");
}

TEST_CASE("the verdict counts the cities that the budget leaves without an index") {
  catalog made;
  put_two_cities(made);
  const auto current = made.take(1);
  auto memory = healthy();
  memory.budget_bytes = 1200 * megabyte;
  CHECK(verdict_on(memory, current.get()) == "flat");  // none was to have one
  const auto memory_of = std::make_shared<catalog_memory>();
  catalog tight(memory_of, {}, bounds_of, bounds_around);
  put_two_cities(tight);
  memory_of->set_budget(memory_of->figures().total_bytes() * 14 / 10);
  const auto left_out = tight.take(1);
  CHECK(verdict_on(memory, left_out.get()) ==
        "no index for 2 of 2 cities: the budget has no room for it, so all hotels there are priced; "
        "raise the budget");
  memory.foreign_frees = 1;
  CHECK(verdict_on(memory, left_out.get()).find("no index") == std::string::npos);
}

TEST_CASE("the budget that is said to be needed has a margin, and is rounded up") {
  CHECK(more_than_the_budget(8'010'000, 5 * megabyte) ==
        "about 8.9 MB, and the memory budget is 5.0 MB");
  CHECK(more_than_the_budget(4 * megabyte, 5 * megabyte) ==
        "a little more than the memory budget of 5.0 MB");
}

TEST_CASE("what is said to be needed is enough as it is shown, however much it is") {
  CHECK(more_than_the_budget(1'120'000'000, 1000 * megabyte) ==
        "about 1.3 GB, and the memory budget is 1.0 GB");
  CHECK(more_than_the_budget(70'000, 16) == "about 77.0 kB, and the memory budget is 16 bytes");
}

TEST_CASE("a free on a foreign thread is worse than all else") {
  auto memory = healthy();
  memory.foreign_frees = 2;
  memory.snapshots[0].awaited = {1};
  CHECK(verdict_on(memory) ==
        "2 blocks of the catalog were freed by another thread than its own: memory will grow");
  memory.foreign_frees = 0;
  memory.foreign_allocations = 3;
  CHECK(verdict_on(memory) ==
        "3 blocks of the catalog were allocated by another thread than its own: memory will grow");
}

TEST_CASE("memory that is taken and touched is seen, by the allocator's count and the system's") {
  constexpr std::size_t size = 64 << 20;
  const auto before = measure_process_memory();
  const auto block = std::make_unique<char[]>(size);
  std::memset(block.get(), 1, size);
  const auto after = measure_process_memory();
  CHECK_FALSE(after.allocator.empty());
  CHECK(after.resident_bytes >= before.resident_bytes + size * 9 / 10);
#ifndef __SANITIZE_ADDRESS__  // its allocator does not tell
  CHECK(after.allocator_bytes >= before.allocator_bytes + size * 9 / 10);
#endif
}
