// Variants as processes: what comes back from those that run, crash and hang.
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "lab/child_run.hpp"
#include "lab/resident.hpp"

using namespace pronto;
using namespace pronto::lab;
using namespace std::chrono_literals;

namespace {

struct said {
  std::vector<std::string> lines;
  std::optional<failure> wrong;
};

said run_word(const std::string& word, std::chrono::milliseconds patience = 20s) {
  said out;
  out.wrong = run_itself({word}, std::nullopt, patience,
                         [&](std::string_view line) { out.lines.emplace_back(line); });
  return out;
}

}  // namespace

TEST_CASE("lines come through one by one, the last one without its end too") {
  const auto end = run_word("speak");
  CHECK(!end.wrong);  // how it ended is for its lines to say
  CHECK(end.lines == std::vector<std::string>{"one", "two", "", "last"});
}

TEST_CASE("a process that says nothing for too long is stopped") {
  const auto begun = std::chrono::steady_clock::now();
  const auto end = run_word("hang", 300ms);
  CHECK(std::chrono::steady_clock::now() - begun < 15s);
  REQUIRE(end.wrong);
  CHECK(end.wrong->text == "it said nothing for 300 ms and was stopped");
  CHECK(end.lines == std::vector<std::string>{"hello"});
}

TEST_CASE("a process that a signal ends is told of, with what it said") {
  const auto end = run_word("crash");
  REQUIRE(end.wrong);
  CHECK(end.wrong->text.starts_with("it was ended by a signal: Aborted"));
  CHECK(end.lines == std::vector<std::string>{"something is broken"});
}

TEST_CASE("arguments that are none of a variant's end the process") {
  using words = std::vector<std::string_view>;
  CHECK(run_as_child({}) == std::nullopt);
  CHECK(run_as_child(words{"cheapest", "Berlin"}) == std::nullopt);
  CHECK(run_as_child(words{"lab-variant"}) == 2);
  CHECK(run_as_child(words{"lab-variant", "lazy", "1", "100", "1", "0"}) == 2);
  CHECK(run_as_child(words{"lab-variant", "naive", "1", "100", "1", "x"}) == 2);
  CHECK(run_as_child(words{"lab-variant", "naive", "0", "100", "1", "0"}) == 2);
}

TEST_CASE("each variant runs in a process of its own") {
  const scale how{.hotels = 40, .prices = 5'000, .refreshes = 2};
  for (const variant which : all_variants) {
    CAPTURE(to_string(which));
    std::vector<std::size_t> told;
    const auto found = run_variant(which, {.name = "this", .version = {}, .preload = {}}, how,
                                   [&](std::size_t passes) { told.push_back(passes); });
    if (!found) CAPTURE(found.why().text);
    REQUIRE(found);
    CHECK(told == std::vector<std::size_t>{1, 2, 3});
    CHECK(found->marks.size() == 3);
    CHECK(found->samples.size() > 3);
    CHECK(found->baseline_bytes > 0);
    CHECK(loaded_bytes(*found) > how.data_bytes() / 2);
    CHECK((found->answers > 0) == (which == variant::pronto));
  }
}

TEST_CASE("a variant that cannot be started under its allocator is a failure") {
  const auto found = run_variant(variant::naive, {"none", "", "no-such-library.so"},
                                 {.hotels = 0, .prices = 100}, {});
  CHECK(!found);
}

TEST_CASE("resident memory is what was touched") {
  constexpr std::size_t size = 32 << 20;
  const auto before = resident_bytes();
  const auto block = std::make_unique_for_overwrite<char[]>(size);
  for (std::size_t i = 0; i < size; i += 4096) block[i] = static_cast<char>(i >> 12U);
  CHECK(resident_bytes() >= before + size * 9 / 10);
  CHECK(available_bytes() > 0);
}
