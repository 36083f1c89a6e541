// Whether an engine takes in 10,000 changes a second, how soon they are seen, and what that costs
// questions and memory: changes of 1 to 4 nights of generated hotels are sent at their times, by one
// feed, while several readers ask. Questions with and without changes are of one run.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "actors/local_engine.hpp"
#include "actors/process_memory.hpp"
#include "catalog/catalog.hpp"
#include "catalog/packed/changed_hotel.hpp"
#include "command_options.hpp"
#include "machine.hpp"
#include "market_questions.hpp"
#include "pricing/lower_bound.hpp"
#include "readers.hpp"
#include "refreshed_hotels.hpp"
#include "search/search.hpp"
#include "sources/documents/document.hpp"

using namespace pronto;
using namespace pronto::bench;
using namespace std::chrono_literals;

namespace {

using clock_type = std::chrono::steady_clock;

struct options {
  std::uint64_t hotels = 20'000;
  std::uint64_t seed = 1;
  unsigned rate = 10'000;
  unsigned readers = 2;
  unsigned pause_us = 500;
  unsigned phase_s = 10;
  unsigned phases = 4;
  unsigned documents = 2000;
  unsigned niceness = engine_options{}.loader_niceness;
  unsigned popular_mb = 0;
  std::string json;
};

/// What may be changed: a room of a plan, with a rate that it has.
struct changeable {
  std::string hotel;
  std::string plan;
  std::string room;
  bool counted = false;
  currency money;
  rate like;
};

/// One a hotel.
std::vector<changeable> changeables(const hotel_market& market) {
  std::mt19937_64 rng(market.hotels.seed);
  std::vector<changeable> out;
  for (std::uint64_t i = 0; i < market.hotels.hotels; ++i) {
    const hotel from = hotel_at(market, i, 0);
    const rate_plan& plan = from.plans[rng() % from.plans.size()];
    if (plan.products.empty()) continue;
    const product& each = plan.products[rng() % plan.products.size()];
    if (each.rates.empty()) continue;
    const room_type& room = from.rooms[each.room];
    out.push_back({from.code, plan.code, room.code, room.inventory.has_value(), from.money,
                   each.rates.unpacked(rng() % each.rates.size())});
  }
  return out;
}

/// The changes of a run, the same ones whenever they are asked for.
class feed {
public:
  feed(const std::vector<changeable>& of, std::uint64_t seed) : of_(of), seed_(seed) {}

  /// Of ten changes, six are new amounts, two close or open, two are counts.
  change at(std::uint64_t number) const {
    std::uint64_t bits = (number + 1) * 0x9e3779b97f4a7c15 ^ seed_;
    const auto draw = [&bits](std::uint64_t below) {
      bits ^= bits >> 29;
      bits *= 0xbf58476d1ce4e5b9;
      bits ^= bits >> 32;
      return bits % below;
    };
    const changeable& where = of_[draw(of_.size())];
    change out;
    out.hotel = where.hotel;
    out.plan = where.plan;
    out.room = where.room;
    const day first = market_first_night + static_cast<day>(draw(360));
    out.nights = {first, first + static_cast<day>(draw(4))};
    const auto kind = draw(10);
    if (kind < 6 || (kind < 8 && !where.counted)) {
      out.rate = new_rate{where.money, where.like.base, where.like.extra_adult, where.like.children};
      const auto percents = static_cast<std::int64_t>(80 + draw(50));
      for (auto& [guests, amount] : out.rate->base) amount = amount * percents / 100;
    } else if (kind < 8) {
      out.count = static_cast<int>(draw(4));
    } else {
      out.closed = draw(2) == 0;
    }
    return out;
  }

private:
  const std::vector<changeable>& of_;
  std::uint64_t seed_;
};

/// Sends what is due, again and again, and notes when it was seen: from the time at which a change
/// was due to the answer, which comes when all handlers hold it.
class sender {
public:
  sender(client& to, const feed& what, unsigned rate) : to_(to), what_(what), rate_(rate) {}

  void run(std::chrono::seconds length) {
    const auto start = clock_type::now();
    const std::uint64_t before = sent_;
    const auto all = static_cast<std::uint64_t>(length.count()) * rate_;
    const auto due_at = [&](std::uint64_t number) {
      return start + std::chrono::nanoseconds(1'000'000'000 / rate_) *
                         static_cast<std::int64_t>(number - before);
    };
    while (sent_ - before < all) {
      std::this_thread::sleep_until(due_at(sent_));
      std::vector<change> some;
      const std::uint64_t first = sent_;
      for (const auto now = clock_type::now();
           sent_ - before < all && due_at(sent_) <= now && some.size() < 5000; ++sent_)
        some.push_back(what_.at(sent_));
      const auto told = to_.apply(some);
      if (!told) fail("changes failed: " + told.why().text);
      if (!told->refused.empty()) fail("a change was refused: " + told->refused[0].why.text);
      const auto now = clock_type::now();
      ++messages_;
      for (std::uint64_t i = first; i < sent_; ++i)
        seen_ms_.push_back(std::chrono::duration<double, std::milli>(now - due_at(i)).count());
    }
    seconds_ += std::chrono::duration<double>(clock_type::now() - start).count();
  }

  std::uint64_t sent() const { return sent_; }
  std::uint64_t messages() const { return messages_; }
  double seconds() const { return seconds_; }
  std::vector<double> seen_ms() const {
    auto out = seen_ms_;
    std::ranges::sort(out);
    return out;
  }

private:
  client& to_;
  const feed& what_;
  unsigned rate_;
  std::uint64_t sent_ = 0;
  std::uint64_t messages_ = 0;
  double seconds_ = 0;
  std::vector<double> seen_ms_;
};

/// Every question's answer equals that of a catalog made of changed plain hotels.
void check_answers(local_engine& engine, const hotel_market& market, const feed& what,
                   std::uint64_t sent, const std::vector<find_request>& asked) {
  std::map<std::string, std::vector<std::uint64_t>> of_hotel;
  for (std::uint64_t i = 0; i < sent; ++i) of_hotel[what.at(i).hotel].push_back(i);
  catalog plain;
  for (std::uint64_t i = 0; i < market.hotels.hotels; ++i) {
    hotel made = hotel_at(market, i, 0);
    // Some hotels by the plain form of changes, the others by the packed one, in one go.
    const auto& numbers = of_hotel[made.code];
    std::vector<change> changes;
    for (const auto number : numbers) changes.push_back(what.at(number));
    if (i % 20 == 0)
      for (const change& each : changes)
        if (const auto no = apply_change(made, each)) fail(no->text);
    plain.put(made);
    if (i % 20 != 0)
      for (const auto& no : plain.apply(changes))
        if (no) fail(no->text);
  }
  const auto now = engine.status();
  if (!now) fail(now.why().text);
  const auto expected = plain.take(now->generation);
  std::size_t with_offers = 0;
  for (const auto& each : asked) {
    const auto got = engine.find(each);
    const auto wanted = find(*expected, each);
    if (!got || !wanted) fail("a question failed");
    if (got->offers != wanted->offers)
      fail("an answer for " + each.city + " differs from that of a fresh catalog");
    with_offers += !got->offers.empty();
  }
  if (with_offers < asked.size() / 2) fail("hardly any question has an offer");
  std::printf("answers: %zu of %zu with an offer, all as of changed documents\n", with_offers,
              asked.size());
}

/// Whole documents a second on one thread: read, packed, and published by hundredths.
double documents_a_second(const hotel_market& market, unsigned count) {
  std::vector<std::string> texts;
  catalog held(std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around);
  for (unsigned i = 0; i < count; ++i) {
    texts.push_back(write_hotel(hotel_at(market, i, 1)));
    held.put(hotel_at(market, i, 0));
  }
  snapshot_ptr seen = held.take(1);
  const auto start = clock_type::now();
  for (unsigned i = 0; i < count; ++i) {
    // A few that are generated have a code twice, which is read to its end all the same.
    if (const auto read = read_hotel(texts[i]); read.made) held.put(*read.made);
    if (i % std::max(count / 100, 1U) == 0) seen = held.take(seen->generation() + 1);
  }
  return count / std::chrono::duration<double>(clock_type::now() - start).count();
}

// Stays of two and three nights in every city.
popular_terms popular_of(const hotel_market& market, unsigned mb) {
  popular_terms out{.budget_bytes = std::uint64_t{mb} * 1'000'000};
  std::set<std::pair<std::string, std::string>> cities;
  for (std::uint64_t i = 0; mb > 0 && i < market.hotels.hotels; ++i) {
    const hotel each = hotel_at(market, i, 0);
    if (!cities.emplace(each.city, each.country).second) continue;
    for (const auto nights : {std::uint16_t{2}, std::uint16_t{3}})
      out.given.push_back({each.city, each.country, {.nights = nights}});
  }
  return out;
}

int run(const options& with) {
  std::printf("%s; seed %llu\n", machine_text().c_str(),
              static_cast<unsigned long long>(with.seed));
  hotel_market market;
  market.hotels.hotels = with.hotels;
  market.hotels.seed = with.seed;
  market.hotels.first_night = market_first_night;
  auto asked = market_questions();
  for (find_request& each : asked) each.count = false;  // as programs ask
  const auto memory = std::make_shared<catalog_memory>();
  const auto of = changeables(market);
  const feed what(of, with.seed);

  engine_options engine_with;
  engine_with.refresh_interval_ms = 0;
  engine_with.request_timeout_ms = 3'600'000;
  engine_with.loader_niceness = with.niceness;
  engine_with.popular = popular_of(market, with.popular_mb);
  const auto started = start_engine_on(
      engine_with, [&market] { return open_market(market); }, {}, 10s, memory);
  if (!started) fail(started.why().text);
  auto& engine = **started;
  const auto live = [&] { return memory->figures().total_bytes(); };
  const auto at_start = live();
  std::printf("%llu hotels, %.1f MB live; %u changes a second, %u readers with pauses of %u us\n",
              static_cast<unsigned long long>(with.hotels), static_cast<double>(at_start) / 1e6,
              with.rate, with.readers, with.pause_us);

  const auto feeding = engine.another_client();
  sender sends(*feeding, what, with.rate);
  enum phase : unsigned { warm_up, quiet, changing };
  std::vector<std::uint64_t> live_after, resident_after;
  readers asking(engine, asked, with.readers, std::chrono::microseconds{with.pause_us});
  std::this_thread::sleep_for(500ms);
  sends.run(1s);
  for (unsigned i = 0; i < with.phases; ++i) {
    asking.enter(quiet);
    std::this_thread::sleep_for(std::chrono::seconds{with.phase_s});
    asking.enter(changing);
    sends.run(std::chrono::seconds{with.phase_s});
    asking.enter(warm_up);
    live_after.push_back(live());
    resident_after.push_back(measure_process_memory().resident_bytes);
  }
  asking.stop();

  const auto seen = sends.seen_ms();
  const auto quiet_us = asking.latencies_us(quiet);
  const auto changing_us = asking.latencies_us(changing);
  if (quiet_us.empty() || changing_us.empty()) fail("no question was answered in a phase");
  const double rate = static_cast<double>(sends.sent()) / sends.seconds();
  const double slowdown = quantile(changing_us, .99) / quantile(quiet_us, .99);
  const auto told = [](const char* when, const std::vector<double>& us) {
    std::printf("  %-14s %8zu questions, us: p50 %.0f, p99 %.0f, p99.9 %.0f, greatest %.0f\n", when,
                us.size(), quantile(us, .5), quantile(us, .99), quantile(us, .999), us.back());
  };
  std::printf("%llu changes, %.0f a second, in %llu messages; seen after p50 %.1f ms, p99 %.1f ms, "
              "greatest %.1f ms  (p99 limit 50: %s)\n",
              static_cast<unsigned long long>(sends.sent()), rate,
              static_cast<unsigned long long>(sends.messages()), quantile(seen, .5),
              quantile(seen, .99), seen.back(), quantile(seen, .99) <= 50 ? "met" : "MISSED");
  told("without", quiet_us);
  told("with changes", changing_us);
  std::printf("question p99 with changes / without: %.2f  (limit 1.50: %s)\n", slowdown,
              slowdown <= 1.5 ? "met" : "MISSED");
  std::printf("live MB after each phase:");
  for (const auto each : live_after) std::printf(" %.1f", static_cast<double>(each) / 1e6);
  std::printf("; resident:");
  for (const auto each : resident_after) std::printf(" %.1f", static_cast<double>(each) / 1e6);
  const double growth = static_cast<double>(live_after.back()) / static_cast<double>(at_start);
  std::printf("; live at the end / at the start %.3f\n", growth);
  check_answers(engine, market, what, sends.sent(), asked);
  const double documents = documents_a_second(market, with.documents);
  std::printf("whole documents a second, read, packed and published: %.0f\n", documents);
  const auto end = memory->figures();
  if (with.popular_mb > 0) {
    const auto status = engine.status();
    if (!status) fail(status.why().text);
    const popular_status& popular = status->popular;
    std::printf("popular answers: %llu tables, %llu whole, %llu counted, %.1f MB; %.2f s of the "
                "loader\n",
                static_cast<unsigned long long>(popular.tables),
                static_cast<unsigned long long>(popular.whole),
                static_cast<unsigned long long>(popular.counted),
                static_cast<double>(popular.bytes) / 1e6, static_cast<double>(popular.busy_us) / 1e6);
  }
  std::printf("frees on a foreign thread: %llu\n",
              static_cast<unsigned long long>(end.foreign_frees));
  if (end.foreign_frees > 0) fail("catalog memory was freed on a foreign thread");
  if (with.json.empty()) return 0;
  const nlohmann::ordered_json figures{
      {"machine", machine_text()},
      {"hotels", with.hotels},
      {"changes_per_s", rate},
      {"seen_ms", {{"p50", quantile(seen, .5)}, {"p99", quantile(seen, .99)}}},
      {"question_us_without", {{"p50", quantile(quiet_us, .5)}, {"p99", quantile(quiet_us, .99)}}},
      {"question_us_with",
       {{"p50", quantile(changing_us, .5)}, {"p99", quantile(changing_us, .99)}}},
      {"live_bytes_start", at_start},
      {"live_bytes", live_after},
      {"resident_bytes", resident_after},
      {"documents_per_s", documents},
      {"foreign_frees", end.foreign_frees}};
  std::ofstream(with.json) << figures.dump(2) << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  options with;
  command_options words("Changes hotels of an engine under load: seen soon, and questions stay fast.");
  words.add("--hotels", with.hotels, "how many");
  words.add("--seed", with.seed, "of the hotels and changes");
  words.add("--rate", with.rate, "changes a second", 1u, 1'000'000u);
  words.add("--readers", with.readers, "that ask");
  words.add("--pause-us", with.pause_us, "of a reader behind each answer");
  words.add("--phase-s", with.phase_s, "seconds with changes, and as many without", 1u, 3600u);
  words.add("--phases", with.phases, "of each kind", 1u, 1000u);
  words.add("--documents", with.documents, "to read whole", 1u, 1'000'000u);
  words.add("--niceness", with.niceness, "of the loader");
  words.add("--popular-mb", with.popular_mb, "of popular answers, for every city");
  words.add("--json", with.json, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;
  return run(with);
}
