#include "measure.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "actors/process_memory.hpp"
#include "machine.hpp"

namespace pronto::bench {

namespace {

using clock_type = std::chrono::steady_clock;

struct effort {
  int runs = 5;  // after one to warm up
  std::chrono::milliseconds asking_time{1000};
};
// A run ends where it takes longer: the slowest are asked fewer questions, the same in every run.
constexpr double run_us_max = 4e6;
constexpr std::size_t fewest = 20;

double us_since(clock_type::time_point start) {
  return std::chrono::duration<double, std::micro>(clock_type::now() - start).count();
}

void check(const priced_system& system, asker& by, const std::vector<question>& questions,
           const std::vector<answer>& expected, nlohmann::ordered_json& json) {
  std::size_t covered = 0, offers = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    if (!system.covers(questions[i])) continue;
    by.ask(questions[i]);
    const answer& heard = by.heard();
    // The arrival of a single best is part of its order; all else is the same in all systems.
    if (heard != expected[i])
      fail(system.name() + " answers question " + std::to_string(i) + " with " + text_of(heard) +
           "and Pronto with " + text_of(expected[i]));
    ++covered;
    offers += heard.size();
  }
  if (offers == 0) fail(system.name() + " finds nothing");
  json["answers"] = {{"asked", questions.size()}, {"answered", covered}, {"offers", offers}};
}

nlohmann::ordered_json times_of(asker& by, const std::vector<question>& all, int runs) {
  std::vector<double> p50, p99;
  std::size_t asked = all.size();
  for (int run = -1; run < runs; ++run) {
    std::vector<double> us;
    const auto run_start = clock_type::now();
    for (std::size_t i = 0; i < asked; ++i) {
      const auto start = clock_type::now();
      by.ask(all[i]);
      us.push_back(us_since(start));
      if (run < 0 && us.size() >= fewest && us_since(run_start) > run_us_max) asked = us.size();
    }
    if (run < 0) continue;
    std::ranges::sort(us);
    p50.push_back(quantile(us, 0.5));
    p99.push_back(quantile(us, 0.99));
  }
  const spread half = spread_of(p50);
  return {{"p50_us", half.median},
          {"p50_least_us", half.least},
          {"p50_greatest_us", half.greatest},
          {"p99_us", spread_of(p99).median},
          {"questions", asked}};
}

/// Questions a second of so many who ask at once.
double throughput(priced_system& of, const std::vector<question>& asked, unsigned askers,
                  const effort& with) {
  std::vector<std::unique_ptr<asker>> all;
  for (unsigned i = 0; i < askers; ++i) all.push_back(of.connect());
  std::vector<double> rates;
  for (int run = -1; run < with.runs; ++run) {
    std::atomic<std::size_t> answered = 0;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < askers; ++i)
        threads.emplace_back([&, i] {
          const auto end = clock_type::now() + with.asking_time;
          std::size_t mine = 0;
          for (std::size_t at = i * asked.size() / askers; clock_type::now() < end; ++at, ++mine)
            all[i]->ask(asked[at % asked.size()]);
          answered += mine;
        });
    }
    if (run >= 0)
      rates.push_back(static_cast<double>(answered) /
                      std::chrono::duration<double>(with.asking_time).count());
  }
  return spread_of(rates).median;
}

}  // namespace

nlohmann::ordered_json measure_system(open_system open, const market_folder& from,
                                      const std::string& address, bool quickly) {
  const effort with =
      quickly ? effort{.runs = 1, .asking_time = std::chrono::milliseconds{20}} : effort{};
  const std::vector<question> questions = from.questions();
  const std::vector<answer> expected = from.answers();
  nlohmann::ordered_json json;
  const auto start = clock_type::now();
  const auto system = open(from, address);
  const double load_s = us_since(start) / 1e6;
  json["system"] = system->name();
  json["load_s"] = load_s;
  const auto by = system->connect();
  check(*system, *by, questions, expected, json);

  std::vector<question> first;
  for (int mix = 0; mix < question_mixes; ++mix)
    for (int kind = 0; kind < question_kinds; ++kind) {
      std::vector<question> asked;
      for (const question& each : questions)
        if (static_cast<int>(each.mix) == mix && static_cast<int>(each.kind) == kind &&
            system->covers(each))
          asked.push_back(each);
      json["questions"][name_of(static_cast<question_mix>(mix))]
          [name_of(static_cast<question_kind>(kind))] = times_of(*by, asked, with.runs);
      if (first.empty()) first = asked;
    }
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  json["cores"] = cores;
  json["cheapest_per_s"] = {{"one", throughput(*system, first, 1, with)},
                            {"all", throughput(*system, first, cores, with)}};
  json["resident_bytes"] = measure_process_memory().resident_bytes;
  json["server_bytes"] = system->server_bytes();
  json["file_bytes"] = system->file_bytes();
  return json;
}

}  // namespace pronto::bench
