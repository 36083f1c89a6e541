// The work of an engine, timed: questions one by one and in batches, and refreshes. Linked once with
// mimalloc and once with the system's allocator; `bench_allocators` runs both in turn. Prints one
// line of JSON.
#include <nlohmann/json.hpp>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "actors/local_engine.hpp"
#include "actors/process_memory.hpp"
#include "machine.hpp"
#include "market_questions.hpp"
#include "refreshed_hotels.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr unsigned askers = 2;
constexpr auto asking_time = std::chrono::seconds{2};
constexpr std::size_t batch = 64;

double seconds_of(const auto& work) {
  const auto start = clock_type::now();
  work();
  return std::chrono::duration<double>(clock_type::now() - start).count();
}

// How many questions a second are answered, `together` in each message; adds up what the answers
// cost, so that two runs can be compared.
double questions_per_s(local_engine& engine, const std::vector<find_request>& asked,
                       std::size_t together) {
  std::atomic<std::uint64_t> answered = 0;
  std::vector<std::unique_ptr<client>> clients;
  for (unsigned i = 0; i < askers; ++i) clients.push_back(engine.another_client());
  const double took = seconds_of([&] {
    std::vector<std::jthread> threads;
    for (unsigned reader = 0; reader < askers; ++reader)
      threads.emplace_back([&, reader] {
        const auto end = clock_type::now() + asking_time;
        std::vector<find_request> next(together);
        for (std::size_t at = reader; clock_type::now() < end; answered += together) {
          for (auto& each : next) each = asked[at++ % asked.size()];
          const auto answers = clients[reader]->find_each(next);
          if (!answers) fail(answers.why().text);
          for (const auto& each : *answers)
            if (!each) fail(each.why().text);
        }
      });
  });
  return static_cast<double>(answered) / took;
}

// What all questions' best offers cost together, so that two programs are seen to do the same.
std::int64_t cost_of_all(local_engine& engine, const std::vector<find_request>& asked) {
  std::int64_t sum = 0;
  for (const auto& each : asked) {
    const auto answer = engine.find(each);
    if (!answer) fail(answer.why().text);
    for (const auto& offer : answer->offers) sum += offer.cost.total;
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) fail("usage: hotels seed");
  hotel_market market;
  market.hotels.hotels = std::stoull(argv[1]);
  market.hotels.seed = std::stoull(argv[2]);
  market.hotels.first_night = market_first_night;
  const auto asked = market_questions();
  engine_options with;
  with.refresh_interval_ms = 0;
  with.request_timeout_ms = 3'600'000;
  const auto engine = start_engine_on(with, [&market] { return open_market(market); }, {});
  if (!engine) fail(engine.why().text);

  const double singles = questions_per_s(**engine, asked, 1);
  const double batches = questions_per_s(**engine, asked, batch);
  const double refresh_s = seconds_of([&] {
    ++market.version;
    if (const auto done = (*engine)->refresh(); !done) fail(done.why().text);
  });
  const nlohmann::ordered_json out{
      {"allocator", measure_process_memory().allocator},
      {"singles_per_s", singles},
      {"batched_per_s", batches},
      {"refreshed_hotels_per_s", static_cast<double>(market.hotels.hotels) / refresh_s},
      {"resident_bytes", measure_process_memory().resident_bytes},
      {"cost", cost_of_all(**engine, asked)}};
  std::printf("%s\n", out.dump().c_str());
}
