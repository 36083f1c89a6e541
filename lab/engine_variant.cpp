#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "actors/local_engine.hpp"
#include "lab/made_hotels.hpp"
#include "lab/variants.hpp"

namespace pronto::lab {

namespace {

constexpr int reader_count = 4;
// Readers have come into their stride before memory counts as steady.
constexpr std::uint64_t answers_before = 25;
constexpr std::chrono::milliseconds look_again{10};

/// Four threads that ask without a pause, until they end or one of them is not answered.
class readers {
public:
  readers(local_engine& engine, const scale& how) {
    for (counter& answers : answers_)
      threads_.emplace_back([this, &engine, &how, &answers] { ask(engine, how, answers); });
  }
  ~readers() { stop(); }
  readers(const readers&) = delete;
  readers& operator=(const readers&) = delete;

  /// What went wrong, if something did.
  std::optional<failure> wrong() const {
    const std::lock_guard held{guard_};
    return wrong_;
  }

  bool all_answered(std::uint64_t times) const {
    for (const counter& each : answers_)
      if (each < times) return false;
    return true;
  }

  std::uint64_t stop() {
    done_ = true;
    for (std::thread& each : threads_) each.join();
    threads_.clear();
    std::uint64_t out = 0;
    for (const counter& each : answers_) out += each;
    return out;
  }

private:
  using counter = std::atomic<std::uint64_t>;

  void ask(local_engine& engine, const scale& how, counter& answers) {
    const auto desk = engine.another_client();
    for (std::uint64_t turn = 0; !done_; ++turn) {
      const auto found = desk->find(question_about_made_hotels(how, turn));
      if (!found) return report(found.why());
      if (found->offers.empty())
        return report({.code = failure_code::data, .text = "an answer held no offer"});
      ++answers;
    }
  }

  void report(failure what) {
    const std::lock_guard held{guard_};
    if (!wrong_) wrong_ = std::move(what);
  }

  std::atomic<bool> done_{false};
  std::array<counter, reader_count> answers_{};
  mutable std::mutex guard_;
  std::optional<failure> wrong_;
  std::vector<std::thread> threads_;
};

/// Waits until the engine has made so many passes over its source.
std::optional<failure> wait_for_pass(local_engine& engine, const readers& at_work,
                                     std::uint64_t passes) {
  for (;;) {
    if (auto wrong = at_work.wrong()) return wrong;
    const auto now = engine.status();
    if (!now) return now.why();
    if (now->passes >= passes) return std::nullopt;
    std::this_thread::sleep_for(look_again);
  }
}

}  // namespace

result<std::uint64_t> run_engine(const scale& how, recorder& to) {
  engine_options options;
  options.refresh_interval_ms = 0;
  options.request_timeout_ms = 30'000;
  auto engine = start_engine_on(
      options, [&] { return open_made_hotels(how, [&to] { to.hotel_done(); }); }, {});
  if (!engine) return engine.why();
  readers at_work(**engine, how);
  while (!at_work.all_answered(answers_before)) {
    if (auto wrong = at_work.wrong()) return *wrong;
    std::this_thread::sleep_for(look_again);
  }
  to.mark();
  for (std::uint64_t refresh = 1; refresh <= how.refreshes; ++refresh) {
    // A pass may take longer than a client waits; it goes on all the same.
    if (const auto asked = (*engine)->refresh();
        !asked && asked.why().code != failure_code::timed_out)
      return asked.why();
    if (auto wrong = wait_for_pass(**engine, at_work, refresh + 1)) return *wrong;
    to.mark();
  }
  const auto answers = at_work.stop();
  if (auto wrong = at_work.wrong()) return *wrong;
  return answers;
}

}  // namespace pronto::lab
