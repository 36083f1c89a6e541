// An account of memory as a person sees it.
#include "app/shown/memory_text.hpp"

#include <doctest/doctest.h>

using namespace pronto;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the account of memory adds up and ends with the verdict") {
  engine_status status;
  status.hotels = 2;
  status.memory = {.parts = {{"hotels", 3000, 2}, {"codes", 1000, 1}},
                   .live_bytes = 4000,
                   .retired_bytes = 1500,
                   .allocator_bytes = 40'000'000,
                   .resident_bytes = 30'000'000,
                   .foreign_frees = 0,
                   .allocator = "mimalloc 2.0.9",
                   .snapshots = {{1, 1500, {1, 3}}, {2, 200, {}}},
                   .verdict = "all is well"};
  CHECK(memory_text(status, {}) ==
        "catalog  bytes  blocks   share\n"
        "hotels   3,000       2  75.0 %\n"
        "codes    1,000       1  25.0 %\n"
        "all      4,000       3\n"
        "\n"
        "a hotel        2.0 kB of 2 hotels\n"
        "retired        1.5 kB\n"
        "allocator      40.0 MB held by mimalloc 2.0.9\n"
        "resident       30.0 MB\n"
        "foreign frees  0\n"
        "snapshots      generation 1, 1,500 ms old, awaited from handler 1, 3\n"
        "               generation 2, 200 ms old\n"
        "verdict        all is well\n");
}

TEST_CASE("an engine that holds nothing yet has an account too") {
  CHECK(contains(memory_text({}, {}), "all          0       0"));
}

TEST_CASE("popular answers are told in one line") {
  popular_status of;
  of.budget_bytes = 16'000'000;
  CHECK(popular_text(of) == "0 tables of 0 bytes, at most 16.0 MB");
  of.bytes = 174'816;
  of.tables = 3;
  of.whole = 2;
  of.counted = 1;
  of.left_out = 4;
  of.hits = 6;
  of.misses = 2;
  of.busy_us = 1'340'000;
  CHECK(popular_text(of) ==
        "3 tables (2 whole, 1 counted) of 174.8 kB, at most 16.0 MB, no room for 4; answered 6 of 8 "
        "questions that may be in one (75.0 %); took 1.3 s");
  of.unknown_cities = {"Pariss", "Rom"};
  CHECK(contains(popular_text(of), "no room for 4, no city called Pariss, Rom; answered"));
  engine_status status;
  CHECK_FALSE(contains(memory_text(status, {}), "popular"));
  status.popular = of;
  CHECK(contains(memory_text(status, {}), "popular        3 tables (2 whole"));
}
