// How long questions take: by the index, by pricing every hotel, and by bare sums of nights without
// any rule, which is the floor. All in one run, over the same hotels and the same questions.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "actors/local_engine.hpp"
#include "catalog/catalog.hpp"
#include "command_options.hpp"
#include "plain_rows.hpp"
#include "pricing/lower_bound.hpp"
#include "refreshed_hotels.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/generated/generator.hpp"
#include "timed_questions.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr day first_night = 20'800;
constexpr int nights_of_rates = 365;
constexpr int runs = 5;  // after one to warm up

struct options {
  std::uint64_t hotels = 10'000;
  std::uint64_t seed = 1;
  std::size_t questions = 2'000;
  std::string json;
};

struct market {
  catalog all{std::make_shared<catalog_memory>(), {}, bounds_of};
  snapshot_ptr hotels;
  plain_rows rows{first_night, nights_of_rates};
  std::vector<std::pair<std::string, std::string>> cities;  // of each hotel: large ones come often
};

void load(market& into, const options& with) {
  generator_options hotels;
  hotels.hotels = with.hotels;
  hotels.seed = with.seed;
  hotels.first_night = first_night;
  const auto start = clock_type::now();
  for (std::uint64_t i = 0; i < with.hotels; ++i) {
    const auto made = generate_hotel(hotels, i);
    into.all.put(*made);
    into.cities.emplace_back(made->city, made->country);
  }
  into.hotels = into.all.take(1);
  const std::chrono::duration<double> took = clock_type::now() - start;
  for (const auto& place : into.hotels->destinations())
    for (const auto& each : place->hotels) into.rows.add(*each);
  into.rows.finish();
  const auto a_hotel = [&](component of) {
    return static_cast<double>(into.all.memory().of(of).live_bytes) /
           static_cast<double>(with.hotels);
  };
  std::printf("%llu hotels in %zu cities, made and loaded in %.1f s; bytes a hotel: calendars %.0f, "
              "indices %.0f, the rest %.0f\n",
              static_cast<unsigned long long>(with.hotels), into.hotels->destinations().size(),
              took.count(), a_hotel(component::calendars), a_hotel(component::indices),
              a_hotel(component::hotels));
}

// What people ask for: mostly two adults for a few nights, within some weeks.
std::vector<find_request> make_questions(const market& of, const options& with) {
  std::mt19937_64 rng(with.seed);
  const auto one_of = [&](std::initializer_list<int> all) {
    return *(all.begin() + rng() % all.size());
  };
  std::vector<find_request> out;
  for (std::size_t i = 0; i < with.questions; ++i) {
    find_request each;
    const auto& city = of.cities[rng() % of.cities.size()];
    each.city = city.first;
    each.country = city.second;
    each.when.arrival = first_night + static_cast<day>(rng() % 250);
    each.when.nights = one_of({1, 1, 2, 2, 2, 3, 3, 4, 5, 7});
    each.when.adults = one_of({1, 2, 2, 2, 2, 2, 2, 3});
    if (rng() % 8 == 0) each.when.child_ages = {static_cast<int>(rng() % 15)};
    each.when.booking = each.when.arrival - static_cast<day>(1 + rng() % 60);
    each.limit = 1;
    each.count = false;
    out.push_back(each);
  }
  return out;
}

find_request best_of(find_request of) {
  of.limit = 20;
  of.keep.stars_min = 4;
  of.keep.total_max_e4 = std::int64_t{400 * 10'000} * of.when.nights;
  return of;
}

// What the index finds is what pricing every hotel finds.
void check_answers(const market& in, const std::vector<find_request>& asked) {
  std::size_t offers = 0;
  for (std::size_t i = 0; i < asked.size(); i += 20)
    for (const find_request& each : {asked[i], best_of(asked[i])}) {
      find_request counted = each;
      counted.count = true;
      const auto fast = find(*in.hotels, each);
      const auto slow = find(*in.hotels, counted);
      if (!fast || !slow || fast->offers != slow->offers) fail("an answer for " + each.city);
      offers += fast->offers.size();
    }
  if (offers == 0) fail("no offers to compare");
  std::printf("answers: %zu offers, all as by pricing every hotel\n", offers);
}

std::vector<way> ways_of(const market& in) {
  const snapshot& hotels = *in.hotels;
  const auto city = [&in](const find_request& each) -> const plain_rows::city& {
    return *in.rows.find(each.city, each.country);
  };
  const auto offers = [&hotels](const find_request& each) {
    return find(hotels, each)->offers.size();
  };
  const auto days = [&hotels](const find_request& each, int arrivals) {
    return find_calendar(hotels, calendar_of(each, arrivals))->days.size();
  };
  return {
      {"cheapest", "sums of nights",
       [&in, city](const find_request& each) -> std::size_t {
         return in.rows.lowest(city(each), each.when.arrival, each.when.nights).sum;
       }},
      {"cheapest", "pronto", offers},
      {"cheapest", "pronto, all priced",
       [offers](find_request each) {
         each.count = true;
         return offers(each);
       },
       10},
      {"best 20", "sums of nights",
       [&in, city](const find_request& each) {
         return in.rows
             .best(city(each), each.when.arrival, each.when.nights, 20, 4,
                   40'000U * static_cast<std::uint32_t>(each.when.nights))
             .size();
       }},
      {"best 20", "pronto", [offers](const find_request& each) { return offers(best_of(each)); }},
      {"best 20", "pronto, all priced",
       [offers](const find_request& each) {
         find_request of = best_of(each);
         of.count = true;
         return offers(of);
       },
       10},
      {"60 arrivals", "sums of nights",
       [&in, city](const find_request& each) {
         return in.rows.by_day(city(each), each.when.arrival, each.when.nights, 60).size();
       }},
      {"60 arrivals", "pronto", [days](const find_request& each) { return days(each, 60); }, 10},
  };
}

/// Questions a second of as many askers as there are cores, each with a way of its own.
double throughput(const std::vector<std::function<std::size_t(std::size_t)>>& askers) {
  constexpr auto asking_time = std::chrono::seconds{2};
  std::atomic<std::size_t> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < askers.size(); ++i)
      threads.emplace_back([&, i] {
        const auto end = clock_type::now() + asking_time;
        for (std::size_t at = i; clock_type::now() < end; at += 97) answered += askers[i](at);
      });
  }
  return static_cast<double>(answered) / std::chrono::duration<double>(asking_time).count();
}

// The same by messages to an engine that holds the same hotels.
void measure_actors(const market& in, const options& with, const std::vector<find_request>& asked,
                    nlohmann::ordered_json& json) {
  hotel_market market;
  market.hotels.hotels = with.hotels;
  market.hotels.seed = with.seed;
  market.hotels.first_night = first_night;
  engine_options engine_with;
  engine_with.refresh_interval_ms = 0;
  engine_with.request_timeout_ms = 3'600'000;
  const auto started = start_engine_on(
      engine_with, [&market] { return open_market(market); }, {}, std::chrono::seconds{10},
      std::make_shared<catalog_memory>());
  if (!started) fail(started.why().text);
  auto& engine = **started;
  const way by_message{"cheapest", "pronto, by message", [&](const find_request& each) {
                         return engine.find(each)->offers.size();
                       }};
  const measured single = measure(by_message, asked);
  std::printf("%-12s %-20s %12.1f %10.1f to %8.1f %12.1f\n", by_message.question, by_message.name,
              single.p50.median, single.p50.least, single.p50.greatest, single.p99.median);

  constexpr std::size_t batch = 64;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<client>> clients;
  std::vector<std::function<std::size_t(std::size_t)>> by_call, by_batch;
  for (unsigned i = 0; i < cores; ++i) {
    clients.push_back(engine.another_client());
    by_call.push_back([&in, &asked](std::size_t at) -> std::size_t {
      for (std::size_t each = 0; each < batch; ++each)
        if (!find(*in.hotels, asked[(at + each) % asked.size()])) return 0;
      return batch;
    });
    by_batch.push_back([&asked, to = clients.back().get()](std::size_t at) -> std::size_t {
      std::vector<find_request> some;
      for (std::size_t each = 0; each < batch; ++each)
        some.push_back(asked[(at + each) % asked.size()]);
      const auto answers = to->find_each(some);
      return answers ? answers->size() : 0;
    });
  }
  std::vector<double> shares, calls;
  for (int i = -1; i < runs; ++i) {
    const double direct = throughput(by_call);
    const double batched = throughput(by_batch);
    if (i < 0) continue;
    shares.push_back(batched / direct);
    calls.push_back(direct);
  }
  const spread share = spread_of(shares);
  std::printf("\nquestions a second on %u cores: %.0f by calls; in messages of %zu %.2f of that "
              "(%.2f to %.2f)\n",
              cores, spread_of(calls).median, batch, share.median, share.least, share.greatest);
  json["by_message"] = {{"p50_us", single.p50.median},
                        {"p99_us", single.p99.median},
                        {"calls_per_s", spread_of(calls).median},
                        {"batched_over_calls", share.median}};
}

int run(const options& with) {
  std::printf("%s; seed %llu\n", machine_text().c_str(),
              static_cast<unsigned long long>(with.seed));
  market in;
  load(in, with);
  const auto asked = make_questions(in, with);
  check_answers(in, asked);
  nlohmann::ordered_json json;
  json["machine"] = machine_text();
  json["seed"] = with.seed;
  json["hotels"] = with.hotels;
  std::printf("\n%-12s %-20s %12s %22s %12s %10s\n", "question", "answered by", "p50 us",
              "(of five runs)", "p99 us", "of floor");
  double floor_us = 0;
  for (const way& each : ways_of(in)) {
    const measured of = measure(each, asked);
    if (std::string(each.name) == "sums of nights") floor_us = of.p50.median;
    std::printf("%-12s %-20s %12.1f %10.1f to %8.1f %12.1f %9.1fx\n", each.question, each.name,
                of.p50.median, of.p50.least, of.p50.greatest, of.p99.median,
                of.p50.median / floor_us);
    std::fflush(stdout);
    json["questions"][each.question][each.name] = {{"p50_us", of.p50.median},
                                                   {"p99_us", of.p99.median},
                                                   {"p50_over_floor", of.p50.median / floor_us}};
  }
  measure_actors(in, with, asked, json);
  if (!with.json.empty()) std::ofstream(with.json) << json.dump(2) << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  options with;
  command_options words("Asks for the cheapest hotels, by an index, by pricing all, and by bare sums.");
  words.add("--hotels", with.hotels, "how many");
  words.add("--seed", with.seed, "of the hotels and questions");
  words.add("--questions", with.questions, "of each kind");
  words.add("--json", with.json, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;
  return run(with);
}
