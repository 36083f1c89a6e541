// Whether memory stays flat, and questions fast, while the data are refreshed: an engine on
// generated hotels, asked without a pause by several readers, is refreshed as a whole, by a
// hundredth, and many times in a row. All ratios are of one run.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "actors/local_engine.hpp"
#include "actors/process_memory.hpp"
#include "catalog/catalog.hpp"
#include "command_options.hpp"
#include "machine.hpp"
#include "market_questions.hpp"
#include "readers.hpp"
#include "refreshed_hotels.hpp"
#include "search/search.hpp"

using namespace pronto;
using namespace pronto::bench;
using namespace std::chrono_literals;

namespace {

using clock_type = std::chrono::steady_clock;

struct options {
  std::uint64_t hotels = 10'000;
  std::uint64_t seed = 1;
  int runs = 5;
  unsigned readers = 4;
  unsigned refreshes = 1000;
  unsigned quiet_ms = 3000;
  unsigned niceness = engine_options{}.loader_niceness;
  std::string check;
  double margin = 0;
  std::string json;
};

/// The greatest resident memory from its beginning until now, looked at every millisecond.
class resident_watch {
public:
  resident_watch() : looks_([this] { look(); }) {}
  ~resident_watch() {
    done_ = true;
    looks_.join();
  }
  resident_watch(const resident_watch&) = delete;
  resident_watch& operator=(const resident_watch&) = delete;

  std::uint64_t begin() {
    const auto now = measure_process_memory().resident_bytes;
    peak_ = now;
    return now;
  }
  std::uint64_t peak() const { return peak_; }

private:
  void look() {
    while (!done_) {
      const auto now = measure_process_memory().resident_bytes;
      auto before = peak_.load();
      while (before < now && !peak_.compare_exchange_weak(before, now)) {
      }
      std::this_thread::sleep_for(1ms);
    }
  }

  std::atomic<bool> done_ = false;
  std::atomic<std::uint64_t> peak_ = 0;
  std::thread looks_;
};

/// Every question's answer equals that of a catalog made of the same hotels anew.
void check_answers(local_engine& engine, const hotel_market& market,
                   const std::vector<find_request>& asked, std::uint32_t every_last) {
  catalog plain;
  for (std::uint64_t i = 0; i < market.hotels.hotels; ++i) {
    const bool last = i % every_last == 0;
    plain.put(hotel_at(market, i, last ? market.version.load() : market.version - 1));
  }
  const auto now = engine.status();
  if (!now) fail(now.why().text);
  const auto expected = plain.take(now->generation);  // offers say of which they are
  std::size_t with_offers = 0;
  for (const auto& each : asked) {
    const auto got = engine.find(each);
    const auto wanted = find(*expected, each);
    if (!got || !wanted) fail("a question failed");
    if (got->offers != wanted->offers || got->bookable != wanted->bookable)
      fail("an answer for " + each.city + " differs from that of a fresh catalog");
    with_offers += !got->offers.empty();
  }
  if (with_offers < asked.size() / 2) fail("hardly any question has an offer");
  std::printf("answers: %zu of %zu with an offer, all as of a fresh catalog\n", with_offers,
              asked.size());
}

class figures_table {
public:
  /// `margin` is added to limits of peaks that are checked, for machines that do other things too.
  figures_table(std::string checked, double margin)
      : checked_(std::move(checked)), margin_(margin) {}

  /// Of memory or of time: what `--check` is asked to look at.
  void add(const char* what, const std::string& kind, const spread& of, double limit) {
    const bool met = of.median <= limit;
    const bool is_peak = std::string_view(what).find("peak") != std::string_view::npos;
    const bool asked_for = checked_ == "all" || checked_ == kind;
    if (asked_for && of.median > limit + (is_peak ? margin_ : 0)) missed_ = true;
    std::printf("%-44s %8.3f  (%.3f to %.3f)  limit %.2f  %s\n", what, of.median, of.least,
                of.greatest, limit, met ? "met" : "MISSED");
    json_[what] = {{"median", of.median},
                   {"least", of.least},
                   {"greatest", of.greatest},
                   {"limit", limit},
                   {"met", met}};
  }
  nlohmann::ordered_json& json() { return json_; }
  bool missed() const { return missed_; }

private:
  nlohmann::ordered_json json_;
  std::string checked_;
  double margin_;
  bool missed_ = false;
};

double ratio(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

void refresh(local_engine& engine, hotel_market& market, std::uint32_t every) {
  market.every = every;
  ++market.version;
  if (const auto done = engine.refresh(); !done) fail(done.why().text);
}

int run(const options& with) {
  std::printf("%s; seed %llu\n", machine_text().c_str(),
              static_cast<unsigned long long>(with.seed));
  hotel_market market;
  market.hotels.hotels = with.hotels;
  market.hotels.seed = with.seed;
  market.hotels.first_night = market_first_night;
  const auto asked = market_questions();
  const auto memory = std::make_shared<catalog_memory>();

  engine_options engine_with;
  engine_with.refresh_interval_ms = 0;
  engine_with.request_timeout_ms = 3'600'000;
  engine_with.loader_niceness = with.niceness;
  const auto load_start = clock_type::now();
  const auto started = start_engine_on(
      engine_with, [&market] { return open_market(market); }, {}, 10s, memory);
  if (!started) fail(started.why().text);
  auto& engine = **started;
  const std::chrono::duration<double> load_time = clock_type::now() - load_start;
  const auto loaded = engine.status();
  if (!loaded) fail(loaded.why().text);
  std::printf("%llu hotels in %.1f s: %.1f MB live, %.1f MB resident, %s\n",
              static_cast<unsigned long long>(loaded->hotels), load_time.count(),
              static_cast<double>(loaded->memory.live_bytes) / 1e6,
              static_cast<double>(loaded->memory.resident_bytes) / 1e6,
              loaded->memory.allocator.c_str());

  figures_table figures(with.check, with.margin);
  figures.json()["machine"] = machine_text();
  figures.json()["seed"] = with.seed;
  figures.json()["hotels"] = loaded->hotels;
  figures.json()["live_bytes"] = loaded->memory.live_bytes;
  figures.json()["allocator"] = loaded->memory.allocator;

  resident_watch watch;
  enum phase : unsigned { warm_up, quiet, full, part, rest };
  std::vector<double> full_peaks, part_peaks, slowdowns;
  double first_peak = 0;
  std::vector<double> quiet_us, full_us;
  for (int i = -1; i < with.runs; ++i) {  // the first to warm up
    readers asking(engine, asked, with.readers);
    std::this_thread::sleep_for(500ms);
    asking.enter(quiet);
    std::this_thread::sleep_for(std::chrono::milliseconds{with.quiet_ms});
    auto steady = watch.begin();
    asking.enter(full);
    refresh(engine, market, 1);
    const double full_peak = ratio(watch.peak(), steady);
    asking.enter(rest);
    std::this_thread::sleep_for(100ms);
    steady = watch.begin();
    asking.enter(part);
    refresh(engine, market, 100);
    const double part_peak = ratio(watch.peak(), steady);
    asking.enter(rest);
    asking.stop();
    std::printf("run %d of %d: full refresh %.3f, 1 %% %.3f of steady\n", i + 1, with.runs, full_peak,
                part_peak);
    std::fflush(stdout);
    if (i < 0) {
      first_peak = full_peak;
      continue;
    }
    full_peaks.push_back(full_peak);
    part_peaks.push_back(part_peak);
    quiet_us = asking.latencies_us(quiet);
    full_us = asking.latencies_us(full);
    if (quiet_us.empty() || full_us.empty()) fail("no question was answered in a phase");
    slowdowns.push_back(quantile(full_us, 0.999) / quantile(quiet_us, 0.999));
  }
  const auto told = [](const char* when, const std::vector<double>& us) {
    std::printf("  %-14s %8zu questions, us: p50 %.0f, p99 %.0f, p99.9 %.0f, greatest %.0f\n",
                when, us.size(), quantile(us, .5), quantile(us, .99), quantile(us, .999),
                us.back());
  };
  std::printf("last run:\n");
  told("quiet", quiet_us);
  told("full refresh", full_us);
  figures.add("first full refresh: peak / after the load", "memory", spread_of({first_peak}), 1.03);
  figures.add("full refresh: peak / steady resident", "memory", spread_of(full_peaks), 1.03);
  figures.add("refresh of 1 %: peak / steady resident", "memory", spread_of(part_peaks), 1.01);
  figures.add("full refresh: p99.9 / that without", "time", spread_of(slowdowns), 1.5);
  check_answers(engine, market, asked, 100);

  std::uint64_t after_ten = 0;
  for (unsigned i = 1; i <= with.refreshes; ++i) {
    refresh(engine, market, 100);
    if (i == std::min(10U, with.refreshes)) after_ten = measure_process_memory().resident_bytes;
  }
  const auto last = measure_process_memory().resident_bytes;
  figures.add("resident after many refreshes / after ten", "memory",
              spread_of({ratio(last, after_ten)}), 1.01);
  std::printf("  %u refreshes of 1 %%\n", with.refreshes);

  const auto end = memory->figures();
  figures.json()["foreign_frees"] = end.foreign_frees;
  std::printf("frees on a foreign thread: %llu\n",
              static_cast<unsigned long long>(end.foreign_frees));
  if (end.foreign_frees > 0) fail("catalog memory was freed on a foreign thread");
  if (!with.json.empty()) std::ofstream(with.json) << figures.json().dump(2) << '\n';
  return figures.missed() ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  options with;
  command_options words("Refreshes an engine under load: memory stays flat, questions stay fast.");
  words.add("--hotels", with.hotels, "how many");
  words.add("--seed", with.seed, "of the hotels");
  words.add("--readers", with.readers, "that ask without a pause");
  words.add("--refreshes", with.refreshes, "in a row, of 1 % each");
  words.add("--quiet-ms", with.quiet_ms, "to measure without a refresh");
  words.add("--niceness", with.niceness, "of the loader");
  words.add("--check", with.check, "exit with 1 if a limit of these is missed",
            {"memory", "time", "all"});
  words.add("--margin", with.margin, "added to the limits of peaks that are checked");
  words.add("--runs", with.runs, "after one to warm up", 1, 100);
  words.add("--json", with.json, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;
  return run(with);
}
