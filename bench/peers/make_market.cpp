#include "make_market.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <tuple>
#include <vector>

#include <nlohmann/json.hpp>

#include "machine.hpp"
#include "market_folder.hpp"
#include "sources/generated/generator.hpp"
#include "sum_rows.hpp"
#include "system.hpp"

namespace pronto::bench {

namespace {

/// Hotels in order, by how each is made.
struct hotel_list {
  std::vector<std::function<plain_hotel()>> makers;
  std::vector<market_city> cities;
  std::vector<std::uint32_t> city_of;
};

struct key {
  std::string city, country, code;
  std::size_t number;
  auto operator<=>(const key&) const = default;
};

hotel_list in_order(std::vector<key> keys, const std::function<plain_hotel(std::size_t)>& make) {
  std::ranges::sort(keys);
  hotel_list out;
  for (const key& each : keys) {
    const auto number = static_cast<std::uint32_t>(out.city_of.size());
    if (out.cities.empty() ||
        std::tie(out.cities.back().name, out.cities.back().country) !=
            std::tie(each.city, each.country))
      out.cities.push_back({each.city, each.country, number, number});
    out.cities.back().last = number;
    out.city_of.push_back(static_cast<std::uint32_t>(out.cities.size() - 1));
    out.makers.emplace_back([make, at = each.number] { return make(at); });
  }
  return out;
}

// Hotels are made twice, once for their order: all at once would not fit everywhere.
hotel_list generated(const market_options& with) {
  generator_options from;
  from.hotels = with.hotels;
  from.seed = with.seed;
  from.first_night = plain_first_night;
  from.nights = plain_nights;
  std::vector<key> keys;
  for (std::uint64_t i = 0; i < with.hotels; ++i) {
    const auto made = generate_hotel(from, i);
    keys.push_back({made->city, made->country, made->code, i});
  }
  return in_order(std::move(keys),
                  [from](std::size_t at) { return plain_of(*generate_hotel(from, at)); });
}

hotel_list munich(const market_options& with) {
  const auto all = std::make_shared<std::vector<plain_hotel>>(
      munich_prices_in_berlin(with.data_folder, with.seed));
  std::vector<key> keys;
  for (std::size_t i = 0; i < all->size(); ++i)
    keys.push_back({(*all)[i].city, (*all)[i].country, (*all)[i].code, i});
  return in_order(std::move(keys), [all](std::size_t at) { return (*all)[at]; });
}

void write_hotels(const hotel_list& of, const market_options& with) {
  std::ofstream cities(with.folder + "/cities.tsv");
  for (std::size_t i = 0; i < of.cities.size(); ++i)
    cities << i << '\t' << of.cities[i].name << '\t' << of.cities[i].country << '\t'
           << of.cities[i].first << '\t' << of.cities[i].last << '\n';
  std::ofstream hotels(with.folder + "/hotels.tsv");
  for (std::size_t i = 0; i < of.makers.size(); ++i)
    hotels << text_of(of.makers[i](), static_cast<std::uint32_t>(i), of.city_of[i]);
  if (!cities.flush() || !hotels.flush()) fail("the market cannot be written to " + with.folder);
}

void write_questions(const hotel_list& of, const market_options& with) {
  const auto berlin = std::ranges::find(of.cities, "Berlin", &market_city::name);
  const auto number = static_cast<std::uint32_t>(
      berlin == of.cities.end() ? of.city_of.front() : berlin - of.cities.begin());
  std::ofstream out(with.folder + "/questions.tsv");
  for (const question& each :
       make_questions(of.city_of, number, with.data_folder, with.questions, with.seed))
    out << static_cast<int>(each.mix) << '\t' << static_cast<int>(each.kind) << '\t' << each.city
        << '\t' << each.arrival << '\t' << each.nights << '\n';
}

void write_answers(const market_folder& of) {
  const auto system = open_pronto(of, "");
  const auto to = system->connect();
  std::ofstream out(of.file("answers.tsv"));
  for (const question& each : of.questions()) {
    to->ask(each);
    out << text_of(to->heard());
  }
}

// For those that have answers instead of rates.
void write_ready_answers(const market_folder& of) {
  const sum_rows rows(of);
  std::ofstream days(of.file("days.tsv")), best(of.file("best.tsv"));
  answer found;
  for (std::size_t city = 0; city < of.cities().size(); ++city)
    for (int nights = 1; nights <= ready_nights_max; ++nights)
      for (int arrival = 0; arrival + nights <= plain_nights; ++arrival) {
        found.clear();
        rows.cheapest(of.cities()[city], arrival, nights, found);
        for (const stay_offer& each : found)
          days << city << '\t' << nights << '\t' << arrival << '\t' << each.hotel << '\t'
               << each.total << '\n';
        found.clear();
        rows.best(of.cities()[city], arrival, nights, INT64_MAX, found);
        if (found.empty()) continue;
        best << city << '\t' << nights << '\t' << arrival;
        char before = '\t';
        for (const stay_offer& each : found) {
          best << before << each.hotel << ':' << each.total;
          before = ',';
        }
        best << '\n';
      }
  if (!days.flush() || !best.flush()) fail("answers cannot be written");
}

}  // namespace

bool make_market(const market_options& with) {
  double others = 0;  // what the machine has to do before anything is measured
  std::ifstream("/proc/loadavg") >> others;
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&start] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const hotel_list hotels = with.munich ? munich(with) : generated(with);
  if (hotels.makers.empty()) return false;
  write_hotels(hotels, with);
  write_questions(hotels, with);
  const market_folder folder(with.folder);
  write_answers(folder);
  const double made = seconds();
  write_ready_answers(folder);
  std::uint32_t largest = 0;
  for (const market_city& each : hotels.cities)
    largest = std::max(largest, each.last + 1 - each.first);
  nlohmann::ordered_json about;
  about["machine"] = machine_text();
  about["load_before"] = others;
  about["seed"] = with.seed;
  about["hotels"] = hotels.makers.size();
  about["cities"] = hotels.cities.size();
  about["largest_city"] = largest;
  about["munich"] = with.munich;
  about["ready_s"] = seconds() - made;
  std::ofstream(with.folder + "/market.json") << about.dump(2) << '\n';
  std::printf("%zu hotels in %zu cities, the largest with %u; made in %.0f s, the answers of those "
              "that keep answers in %.0f s\n",
              hotels.makers.size(), hotels.cities.size(), largest, made, seconds() - made);
  return true;
}

}  // namespace pronto::bench
