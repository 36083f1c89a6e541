// Popular answers on and off: how long questions take that a table has the answer of, what the tables
// take and how long they are made for, and what they cost changes. The same hotels in two catalogs, in
// one run; every answer is compared.
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "command_options.hpp"
#include "pricing/lower_bound.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/price_calendar.hpp"
#include "search/search.hpp"
#include "sources/generated/generator.hpp"
#include "timed_questions.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

using clock_type = std::chrono::steady_clock;

constexpr day first_night = 20'800;
constexpr std::int64_t now_s = std::int64_t{first_night - 1} * 86'400 + 43'200;
constexpr int arrivals = 365;
constexpr int offers = 10;

struct options {
  std::uint64_t hotels = 10'000;
  std::uint64_t seed = 1;
  std::size_t questions = 2'000;
  std::string json;
};

struct market {
  std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>();
  catalog with{memory, {}, bounds_of, bounds_around};
  catalog without{std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around};
  snapshot_ptr on, off;
  std::uint64_t generation = 0;
  std::vector<std::shared_ptr<const hotel>> hotels;

  void take() {
    ++generation;
    on = with.take(generation);
    off = without.take(generation);
  }
};

double seconds_since(clock_type::time_point start) {
  return std::chrono::duration<double>(clock_type::now() - start).count();
}

void load(market& into, const options& options) {
  into.memory->set_popular_budget(std::uint64_t{8} << 30);
  into.with.set_popular(keep_popular);
  generator_options hotels;
  hotels.hotels = options.hotels;
  hotels.seed = options.seed;
  hotels.first_night = first_night;
  for (std::uint64_t i = 0; i < options.hotels; ++i) {
    into.hotels.push_back(generate_hotel(hotels, i));
    into.with.put(*into.hotels.back());
    into.without.put(*into.hotels.back());
  }
  into.take();
}

// What people ask for: mostly two adults for a few nights, within some weeks; in cities as they have
// hotels.
std::vector<find_request> make_questions(const market& of, const options& with) {
  std::mt19937_64 rng(with.seed);
  const auto one_of = [&](std::initializer_list<int> all) {
    return *(all.begin() + rng() % all.size());
  };
  std::vector<find_request> out;
  for (std::size_t i = 0; i < with.questions; ++i) {
    find_request each;
    const hotel& near = *of.hotels[rng() % of.hotels.size()];
    each.city = near.city;
    each.country = near.country;
    each.when.arrival = first_night + static_cast<day>(rng() % 250);
    each.when.nights = one_of({1, 1, 2, 2, 2, 3, 3, 4, 5, 7});
    each.when.adults = one_of({1, 2, 2, 2, 2, 2, 2, 3});
    each.when.now_s = now_s;
    each.limit = 1;
    each.count = false;
    out.push_back(each);
  }
  return out;
}

find_request best_of(find_request of) {
  of.limit = offers;
  return of;
}
find_request counted(find_request of) {
  of.limit = offers;
  of.count = true;
  return of;
}
find_request starred(find_request of) {
  of.keep.stars_min = 4;
  return counted(of);
}
find_request flexible(find_request of) {
  of.days_after = 30;
  return of;
}

struct made {
  std::size_t tables = 0;
  double seconds_of_rows = 0;
  double seconds_of_counts = 0;
  std::uint64_t bytes = 0;
};

made make_tables(market& in, const std::vector<find_request>& asked) {
  std::map<std::pair<std::string, std::string>, std::set<popular_shape>> shapes;
  for (const find_request& each : asked)
    for (const find_request& like : {each, starred(each)})
      shapes[{each.city, each.country}].insert(*popular_shape_of(like.when, like.keep));
  for (const auto& place : in.on->destinations()) {
    const auto found = shapes.find({std::string(place->city), std::string(place->country)});
    if (found == shapes.end()) continue;
    in.with.want_popular({std::string(place->key), std::string(place->country)},
                         {{found->second.begin(), found->second.end()}, arrivals, offers, now_s});
  }
  in.take();
  made out;
  const auto each_table = [&](auto make) {
    const auto start = clock_type::now();
    for (const auto& place : in.on->destinations())
      if (place->popular != nullptr)
        for (const popular_table& table : place->popular->all)
          while (make(*place, table, [] {})) {}
    return seconds_since(start);
  };
  out.seconds_of_rows = each_table(make_popular_rows);
  out.seconds_of_counts = each_table(count_popular_rows);
  for (const auto& place : in.on->destinations())
    if (place->popular != nullptr) out.tables += place->popular->all.size();
  out.bytes = in.memory->figures().of(component::popular).live_bytes;
  return out;
}

const destination& place_of(const snapshot& in, const find_request& asked,
                            std::map<std::string, const destination*>& known) {
  auto& at = known[asked.city + "/" + asked.country];
  if (at == nullptr)
    for (const auto& each : in.destinations())
      if (std::string_view(each->city) == asked.city && std::string_view(each->country) == asked.country)
        at = each.get();
  return *at;
}

// The share of questions that a table has the answer of.
double check_answers(const market& in, const std::vector<find_request>& asked) {
  std::map<std::string, const destination*> known;
  std::size_t hits = 0, all = 0;
  for (std::size_t i = 0; i < asked.size(); i += 10) {
    for (const find_request& each :
         {asked[i], best_of(asked[i]), counted(asked[i]), starred(asked[i]), flexible(asked[i])}) {
      const auto on = find(*in.on, each);
      const auto off = find(*in.off, each);
      if (!on || !off || *on != *off) fail("an answer for " + each.city);
      const destination& place = place_of(*in.on, each, known);
      hits += each.count ? popular_counted(place, each).has_value()
                         : popular_first(place, each).has_value();
      ++all;
    }
    const auto on = find_calendar(*in.on, calendar_of(asked[i], 60));
    const auto off = find_calendar(*in.off, calendar_of(asked[i], 60));
    if (!on || !off || *on != *off) fail("a calendar of " + asked[i].city);
  }
  return static_cast<double>(hits) / static_cast<double>(all);
}

std::vector<way> ways_of(const market& in) {
  std::vector<way> out;
  const auto add = [&](const char* question, auto change, std::size_t every) {
    for (const auto& [name, from] : {std::pair{"table off", in.off.get()}, {"table on", in.on.get()}})
      out.push_back({question, name,
                     [from = from, change](const find_request& each) {
                       return find(*from, change(each))->offers.size();
                     },
                     every});
  };
  const auto known = std::make_shared<std::map<std::string, const destination*>>();
  for (const auto& each : in.on->destinations())
    (*known)[std::string(each->city) + "/" + std::string(each->country)] = each.get();
  out.push_back({"nothing", "clock and city alone", [known](const find_request& each) {
                   return known->find(each.city + "/" + each.country)->second->hotels.size();
                 }});
  out.push_back({"cheapest", "the lookup alone", [known](const find_request& each) {
                   const auto& place = *known->find(each.city + "/" + each.country)->second;
                   return popular_first(place, each)->size();
                 }});
  add("cheapest", [](const find_request& each) { return each; }, 1);
  add("best 10", best_of, 1);
  add("best 10, counted", counted, 20);
  add("of 4 stars, counted", starred, 20);
  add("31 arrivals", flexible, 1);
  for (const auto& [name, from] : {std::pair{"table off", in.off.get()}, {"table on", in.on.get()}})
    out.push_back({"60 arrivals", name,
                   [from = from](const find_request& each) {
                     return find_calendar(*from, calendar_of(each, 60))->days.size();
                   },
                   10});
  return out;
}

// New amounts for some nights of some hotels, 50 hotels a snapshot, as messages bring them.
std::vector<change> make_changes(const market& of, std::mt19937_64& rng) {
  std::vector<change> out;
  while (out.size() < 50) {
    const hotel& where = *of.hotels[rng() % of.hotels.size()];
    const rate_plan& plan = where.plans[rng() % where.plans.size()];
    if (plan.products.empty()) continue;
    const product& room = plan.products[rng() % plan.products.size()];
    if (room.rates.empty()) continue;
    const rate like = room.rates.unpacked(rng() % room.rates.size());
    change one;
    one.hotel = where.code;
    one.plan = plan.code;
    one.room = where.rooms[room.room].code;
    one.nights.first = first_night + static_cast<day>(rng() % 300);
    one.nights.last = one.nights.first + static_cast<day>(rng() % 4);
    one.rate = new_rate{where.money, like.base, like.extra_adult, like.children};
    const auto percents = static_cast<std::int64_t>(80 + rng() % 50);
    for (auto& [guests, amount] : one.rate->base) amount = amount * percents / 100;
    out.push_back(one);
  }
  return out;
}

struct changed {
  spread on_us, off_us;
  double known = 0;  ///< of all rows, before any is made again
};

changed measure_changes(market& in, const options& with) {
  std::mt19937_64 rng(with.seed);
  std::vector<double> on, off;
  for (int i = 0; i < 100; ++i) {
    const auto some = make_changes(in, rng);
    ++in.generation;
    const auto timed = [&](catalog& of, snapshot_ptr& to, std::vector<double>& us) {
      const auto start = clock_type::now();
      of.apply(some);
      to = of.take(in.generation);
      us.push_back(1e6 * seconds_since(start) / static_cast<double>(some.size()));
    };
    timed(in.without, in.off, off);
    timed(in.with, in.on, on);
  }
  std::size_t known = 0, rows = 0;
  for (const auto& place : in.on->destinations())
    if (place->popular != nullptr)
      for (const popular_table& table : place->popular->all)
        for (const auto& block : table.blocks)
          for (int at = 0; at < popular_block::arrivals; ++at, ++rows) known += block->is_known(at);
  return {spread_of(on), spread_of(off), static_cast<double>(known) / static_cast<double>(rows)};
}

int run(const options& with) {
  std::printf("%s; seed %llu\n", machine_text().c_str(),
              static_cast<unsigned long long>(with.seed));
  market in;
  load(in, with);
  const auto asked = make_questions(in, with);
  const made tables = make_tables(in, asked);
  const double hits = check_answers(in, asked);
  std::printf("%llu hotels in %zu cities; %zu tables of %d arrivals and %d offers: %.1f MB, made in "
              "%.2f s, and counted in %.2f s\n"
              "answers: all as without tables, %.1f %% by a table\n",
              static_cast<unsigned long long>(with.hotels), in.on->destinations().size(),
              tables.tables, arrivals, offers, static_cast<double>(tables.bytes) / 1e6,
              tables.seconds_of_rows, tables.seconds_of_counts, 100 * hits);
  nlohmann::ordered_json json;
  json["machine"] = machine_text();
  json["seed"] = with.seed;
  json["hotels"] = with.hotels;
  json["tables"] = {{"count", tables.tables},
                    {"bytes", tables.bytes},
                    {"rows_s", tables.seconds_of_rows},
                    {"counts_s", tables.seconds_of_counts},
                    {"hit_share", hits}};
  std::printf("\n%-18s %-22s %12s %22s %12s\n", "question", "answered with", "p50 us",
              "(of five runs)", "p99 us");
  for (const way& each : ways_of(in)) {
    const measured of = measure(each, asked);
    std::printf("%-18s %-22s %12.2f %10.2f to %8.2f %12.2f\n", each.question, each.name,
                of.p50.median, of.p50.least, of.p50.greatest, of.p99.median);
    std::fflush(stdout);
    json["questions"][each.question][each.name] = {{"p50_us", of.p50.median},
                                                   {"p99_us", of.p99.median}};
  }
  const changed of = measure_changes(in, with);
  check_answers(in, asked);
  std::printf("\na change of some nights, with its share of a snapshot: %.1f us with tables, %.1f "
              "without; of the rows %.2f %% are known after 5000 of them, and none was made again\n"
              "answers: all as without tables\n",
              of.on_us.median, of.off_us.median, 100 * of.known);
  json["changes"] = {{"on_us", of.on_us.median}, {"off_us", of.off_us.median},
                     {"known_share", of.known}};
  if (in.memory->figures().foreign_frees > 0) fail("frees on a foreign thread");
  if (!with.json.empty()) std::ofstream(with.json) << json.dump(2) << '\n';
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  options with;
  command_options words("Asks for what is popular, with tables of answers and without.");
  words.add("--hotels", with.hotels, "how many");
  words.add("--seed", with.seed, "of the hotels and questions");
  words.add("--questions", with.questions, "of each kind");
  words.add("--json", with.json, "write the figures to this file");
  if (const auto code = words.parse(argc, argv)) return *code;
  return run(with);
}
