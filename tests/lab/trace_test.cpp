// What a variant's process tells, and what is made of it.
#include <doctest/doctest.h>

#include "lab/experiment.hpp"
#include "lab/trace.hpp"

using namespace pronto;
using namespace pronto::lab;

namespace {

result<trace> read(std::initializer_list<std::string_view> lines) {
  trace_reader reader;
  for (const auto each : lines) reader.take(each);
  return std::move(reader).finish();
}

/// Loads 100 in a second, then doubles in the first of two refreshes.
trace doubling() {
  return *read({"baseline 10", "sample 0 10", "sample 500000 300", "mark 1000000 110",
                "sample 1500000 160", "sample 1800000 210", "mark 2000000 200",
                "mark 4000000 110", "answers 7", "done"});
}

}  // namespace

TEST_CASE("samples stand above the baseline") {
  const auto found = doubling();
  CHECK(found.baseline_bytes == 10);
  CHECK(found.answers == 7);
  REQUIRE(found.samples.size() == 7);
  CHECK(found.samples[3] == sample{1.5, 150});
  CHECK(found.marks == std::vector<sample>{{1, 100}, {2, 190}, {4, 100}});
}

TEST_CASE("steady is the size at the end of the load, and what came before it is no peak") {
  const auto found = doubling();
  CHECK(loaded_bytes(found) == 100);
  CHECK(peak_bytes(found) == 200);
  CHECK(peak_over_steady(found) == 2.0);
}

TEST_CASE("memory that only shrinks has its peak at the beginning") {
  const auto found = read({"baseline 0", "mark 10 50", "sample 20 40", "mark 30 45", "done"});
  REQUIRE(found);
  CHECK(peak_over_steady(*found) == 1.0);
}

TEST_CASE("nothing that was loaded has no ratio") {
  const auto found = read({"baseline 60", "mark 10 50", "sample 20 70", "mark 30 45", "done"});
  REQUIRE(found);
  CHECK(loaded_bytes(*found) == 0);
  CHECK(peak_over_steady(*found) == 0);
}

TEST_CASE("moments are told as the work done by then") {
  const auto found = doubling();
  CHECK(work_done(found, 0) == 0);
  CHECK(work_done(found, 0.5) == 0.5);
  CHECK(work_done(found, 1) == 1);
  CHECK(work_done(found, 1.5) == 1.5);
  CHECK(work_done(found, 3) == 2.5);
  CHECK(work_done(found, 4) == 3);
  CHECK(work_done(found, 9) == 3);
}

TEST_CASE("a process that did not say that it is done has failed") {
  const auto found = read({"baseline 10", "mark 10 20"});
  REQUIRE(!found);
  CHECK(found.why().text == "it ended before it was done");
  CHECK(!read({}));
  CHECK(!read({"baseline 10", "sample 10 20", "done"}));  // nor has it loaded anything
}

TEST_CASE("a process that says why it failed is quoted, and nothing after that counts") {
  const auto found = read({"baseline 10", "mark 10 20", "failed there is no memory", "done"});
  REQUIRE(!found);
  CHECK(found.why().text == "there is no memory");
}

TEST_CASE("a sample that is none is a failure") {
  CHECK(!read({"baseline 10", "sample x 20", "mark 10 20", "done"}));
  CHECK(!read({"baseline 10", "sample 10", "mark 10 20", "done"}));
  CHECK(!read({"baseline 10", "sample 10 20 30", "mark 10 20", "done"}));
  CHECK(!read({"sample 10 20", "baseline 10", "mark 10 20", "done"}));
}

TEST_CASE("other lines are its last words") {
  trace_reader reader;
  reader.take("baseline 10");
  reader.take("somewhere.cpp:12: broken invariant in main");
  CHECK(!reader.ended());
  CHECK(reader.last_words() == "somewhere.cpp:12: broken invariant in main");
}

TEST_CASE("smaller blocks hold as much data") {
  const scale how{.hotels = 500, .prices = 50'000};
  CHECK(how.block_bytes() == 200'000);
  const auto small = in_blocks(how, 1536);
  CHECK(small.block_bytes() == 1536);
  CHECK(small.hotels == 65'104);
  CHECK(small.refreshes == how.refreshes);
  CHECK(in_blocks({.hotels = 1, .prices = 100}, 4000).hotels == 1);
}

TEST_CASE("each variant has a name of its own") {
  for (const variant each : all_variants) CHECK(parse_variant(to_string(each)) == each);
  CHECK(!parse_variant("Naive"));
  CHECK(!parse_variant(""));
}
