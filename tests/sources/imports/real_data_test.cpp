// The imports and the search over them, on real scraped data and real searches, against a plain
// recomputation from the same files.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "rounds.hpp"
#include "search/search.hpp"
#include "sources/imports/import.hpp"
#include "sources/imports/plain_scraped.hpp"

using namespace pronto;
using plain_scraped::search;

namespace {

const std::string data = PRONTO_SHARED_DATA;

bool absent() {
  if (std::filesystem::exists(data)) return false;
  MESSAGE("skipped: there is no ", data);
  return true;
}

struct loaded {
  import_report report;
  snapshot_ptr seen;
  catalog all;
};

// Imports files with one of the imports and takes a snapshot of the hotels.
template <class Import>
void load(loaded& into, Import import, const std::vector<std::string>& files) {
  auto report = import(
      files, [&](const hotel& made) { into.all.put(made); },
      import_progress{});
  REQUIRE_MESSAGE(report, (report ? "" : describe(report.why())));
  into.report = std::move(*report);
  into.seen = into.all.take(1);
}

struct real_search {
  int lead = 0;
  int nights = 1;
  int adults = 2;
  int children = 0;
};

std::vector<real_search> real_searches() {
  std::vector<real_search> out;
  const auto records =
      plain_scraped::read_csv(data + "/expedia-search-2021/query_mix.csv", ',');
  const auto& header = records[0];
  const auto number = [&](const std::vector<std::string>& in, const char* name) {
    const auto at = std::find(header.begin(), header.end(), name) - header.begin();
    return std::atoi(in[static_cast<std::size_t>(at)].c_str());
  };
  for (std::size_t i = 1; i < records.size(); ++i)
    out.push_back({std::max(0, number(records[i], "lead")), number(records[i], "los"),
                   number(records[i], "adults"), number(records[i], "children")});
  return out;
}

constexpr std::size_t searches_wanted = rounds(1000);

find_request request_of(const real_search& from, int booked, const std::string& city,
                        const std::string& country) {
  find_request out;
  out.city = city;
  out.country = country;
  out.when.booking = booked;
  out.when.arrival = booked + from.lead;
  out.when.nights = from.nights;
  out.when.adults = from.adults;
  for (int i = 0; i < from.children; ++i) out.when.child_ages.push_back((5 * i + 3) % 18);
  out.limit = 1000;
  return out;
}

search plain_of(const find_request& from) {
  return {from.when.arrival, from.when.nights,
          from.when.adults + static_cast<int>(from.when.child_ages.size())};
}

std::string say(const import_report& report) {
  std::string out;
  for (const auto& each : report.omitted)
    out += each.kind + " " + std::to_string(each.count) + ", ";
  return out;
}

// Replays searches on the homes of one folder, taking turns with its cities.
void replay_homes(const std::string& folder, const std::vector<std::string>& cities,
                  std::size_t hotels, std::size_t bookable_least) {
  const std::string calendar = data + "/airbnb/" + folder + "/calendar.csv.gz";
  const std::string listings = data + "/airbnb/" + folder + "/listings_slim.csv.gz";
  loaded engine;
  load(engine, import_airbnb, {calendar, listings});
  const auto plain = plain_scraped::read_homes(calendar, listings);
  MESSAGE(folder, ": ", engine.report.hotels, " homes, ", engine.report.records, " records; ",
          say(engine.report));
  CHECK(engine.report.hotels == hotels);
  CHECK(engine.report.hotels == plain.all.size());
  CHECK(engine.report.records == plain.records);
  std::map<std::string, std::uint64_t> kinds;
  for (const auto& each : engine.report.omitted) kinds[each.kind] = each.count;
  CHECK(kinds == plain.kinds);

  const auto mix = real_searches();
  std::size_t bookable = 0;
  for (std::size_t i = 0; i < searches_wanted; ++i) {
    const int booked = plain.first + static_cast<int>(i * 37 % 300);
    const auto& city = cities[i % cities.size()];
    const auto request = request_of(mix[i % mix.size()], booked, city, "US");
    const auto expected = plain_scraped::find_homes(plain, city, plain_of(request));
    const auto found = find(*engine.seen, request);
    REQUIRE_MESSAGE(found, (found ? "" : describe(found.why())));
    plain_scraped::totals got;
    for (const auto& each : found->offers) got.emplace_back(each.cost.total, each.hotel);
    INFO(city, ", ", format_day(request.when.arrival), ", ", request.when.nights, " nights, ",
         plain_of(request).guests, " guests");
    REQUIRE(found->bookable == expected.size());
    bookable += expected.size();
    auto shown = expected;
    shown.resize(std::min<std::size_t>(expected.size(), request.limit));
    REQUIRE(got == shown);
  }
  MESSAGE(searches_wanted, " searches, ", bookable, " offers in all");
  CHECK(bookable >= bookable_least * searches_wanted / 1000);
}

}  // namespace

TEST_CASE("homes in Jersey City and around: real searches cost what the files say") {
  if (absent()) return;
  replay_homes("jersey-city-2019-04",
               {"jersey city", "hoboken", "jersey city", "union city", "jersey city", "bayonne"},
               2651, 100'000);
}

TEST_CASE("homes in Seattle: real searches cost what the files say") {
  if (absent()) return;
  replay_homes("seattle-2016", {"seattle"}, 3818, 500'000);
}

TEST_CASE("hotels in Munich: real searches cost what the files say") {
  if (absent()) return;
  std::vector<std::string> files;
  for (const auto& each : std::filesystem::directory_iterator(data + "/munich-hotels-2023"))
    files.push_back(each.path().string());
  std::sort(files.begin(), files.end());
  loaded engine;
  load(engine, import_rateshop, files);
  std::vector<plain_scraped::shop> plain;
  for (const auto& each : files) plain.push_back(plain_scraped::read_shop(each));
  MESSAGE("Munich: ", engine.report.hotels, " hotels, ", engine.report.records, " records; ",
          say(engine.report));
  CHECK(engine.report.hotels == 6);
  CHECK(engine.report.records == 11184);
  CHECK(engine.report.omitted.empty());

  const auto mix = real_searches();
  const int first = plain_scraped::day_number("2023-04-10");
  std::size_t bookable = 0;
  for (std::size_t i = 0; i < searches_wanted; ++i) {
    const int booked = first + static_cast<int>(i * 37 % 200);
    const auto request = request_of(mix[i % mix.size()], booked, "Munich", "DE");
    plain_scraped::totals expected;
    for (const auto& each : plain)
      if (const auto total = plain_scraped::cheapest(each, plain_of(request)); total >= 0)
        expected.emplace_back(total, each.name);
    std::sort(expected.begin(), expected.end());
    const auto found = find(*engine.seen, request);
    REQUIRE_MESSAGE(found, (found ? "" : describe(found.why())));
    plain_scraped::totals got;
    for (const auto& each : found->offers) got.emplace_back(each.cost.total, each.hotel_name);
    CHECK(std::is_sorted(got.begin(), got.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; }));
    std::sort(got.begin(), got.end());  // hotels of one total: by name, as the plain ones are
    REQUIRE(got == expected);
    CHECK(found->bookable == expected.size());
    bookable += expected.size();
  }
  MESSAGE(searches_wanted, " searches, ", bookable, " offers in all");
  CHECK(bookable >= searches_wanted);
}
