// What packed calendars and the indices over them cost: bytes a rate-night by component and encoding,
// the time to pack a hotel, and the time to price a stay against the same engine over flat arrays, which runs beside
// this as bench_calendars_flat, run for run. Real data are taken through the imports.
//
//   bench_calendars [--json FILE]
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "catalog/bounds/bound_block.hpp"
#include "catalog/catalog.hpp"
#include "catalog/packed/calendar_packing.hpp"
#include "catalog/packed/packed_series.hpp"
#include "other_program.hpp"
#include "pricing/lower_bound.hpp"
#include "sources/json/json_writer.hpp"
#include "stays.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

constexpr int runs = 5;
constexpr int lengths[]{1, 7};
constexpr std::size_t hotels_of_city = 600;
constexpr double bytes_flat = 2.0;  // 16 bits for a price, and nothing else

constexpr const char* use_names[series_use_count]{"nights with a rate", "amounts",
                                                  "starts of rates", "inventory", "restrictions"};
constexpr const char* layout_names[]{"constant", "runs", "blocks", "row"};
constexpr const char* relation_names[]{"", ", weekly", " above another",
                                       " above a share of another",
                                       " beside the changes of another"};

struct sizes {
  std::size_t hotels = 0;
  std::size_t products = 0;
  std::size_t rate_nights = 0;  // pairs of a product and a night with a price
  std::size_t listed = 0;       // products, of which there is only a list
  std::uint64_t calendars = 0;  // bytes of the catalog's component
  std::uint64_t bounds = 0;     // of what stays cost, by destination
  std::uint64_t places = 0;     // hotels by code, by city and on the globe
  std::uint64_t rest = 0;       // of hotels
  double pack_seconds = 0;
  std::array<std::size_t, series_use_count> by_use{};
  std::size_t heads = 0;
  std::map<std::pair<packed::layout, packed::relation>, std::pair<std::size_t, std::size_t>>
      by_encoding;  // series, bytes
  std::size_t shared = 0;

  std::uint64_t with_indices() const { return calendars + bounds + places; }
};

std::size_t rate_nights_of(const hotel& of) {
  std::size_t out = 0;
  for (const rate_plan& plan : of.plans)
    for (const product& each : plan.products)
      for (const auto& period : each.rates.periods())
        out += static_cast<std::size_t>(period.last - period.first + 1);
  return out;
}

void add_series(const calendar_packing& nightly, sizes& to) {
  const packed_series packed(nightly.bytes.data());
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < packed.size(); ++i) places.push_back(packed.place_of(i));
  auto ends = places;
  ends.push_back(nightly.bytes.size());
  std::ranges::sort(ends);
  to.heads += ends.front();
  for (std::size_t i = 0; i < packed.size(); ++i) {
    if (std::find(places.begin(), places.begin() + static_cast<long>(i), places[i]) !=
        places.begin() + static_cast<long>(i)) {
      ++to.shared;
      continue;
    }
    const std::size_t size = *std::ranges::upper_bound(ends, places[i]) - places[i];
    to.by_use[static_cast<std::size_t>(nightly.uses[i])] += size;
    const auto how = packed.encoding_of(i);
    auto& [count, bytes] = to.by_encoding[{how.codes, how.to}];
    ++count;
    bytes += size;
  }
}

catalog empty_catalog() {
  return catalog(std::make_shared<catalog_memory>(), {}, bounds_of, bounds_around);
}

// Of all hotels that were put there.
void add_memory(catalog& all, sizes& to) {
  const snapshot_ptr seen = all.take(1);
  const memory_figures memory = all.memory();
  to.calendars = memory.of(component::calendars).live_bytes;
  to.bounds = memory.of(component::indices).live_bytes;
  for (const component each : {component::codes, component::destinations, component::snapshots})
    to.places += memory.of(each).live_bytes;
  to.rest = memory.of(component::hotels).live_bytes;
}

// A few hotels are no city: what an index takes whether it has one hotel or sixty is much of theirs.
// These are the same again and again, under other codes.
sizes sizes_of_city(std::string_view data, std::size_t hotels) {
  sizes out;
  catalog all = empty_catalog();
  while (out.hotels < hotels)
    each_hotel(data, [&](hotel each) {
      each.code += "-" + std::to_string(++out.hotels);
      out.rate_nights += rate_nights_of(each);
      all.put(each);
    });
  add_memory(all, out);
  return out;
}

std::optional<sizes> sizes_of(std::string_view data) {
  sizes out;
  catalog all = empty_catalog();
  const bool there = each_hotel(data, [&](const hotel& each) {
    ++out.hotels;
    out.rate_nights += rate_nights_of(each);
    const auto nightly = pack_calendars(each);
    auto made = nightly.products.begin();
    for (const rate_plan& plan : each.plans)
      for (const product& of : plan.products) {
        ++out.products;
        if (!of.rates.empty() && !*made) ++out.listed;
        ++made;
      }
    add_series(nightly, out);
    const auto start = std::chrono::steady_clock::now();
    all.put(each);
    out.pack_seconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  });
  if (!there) return std::nullopt;
  add_memory(all, out);
  return out;
}

double a_rate_night(std::uint64_t bytes, const sizes& of) {
  return static_cast<double>(bytes) / static_cast<double>(of.rate_nights);
}

void print_with_indices(const sizes& of) {
  std::printf("  bytes a rate-night: calendars and indices %.3f (bounds %.3f, codes and cities %.3f)\n",
              a_rate_night(of.with_indices(), of), a_rate_night(of.bounds, of),
              a_rate_night(of.places, of));
}

void print(const sizes& of) {
  const auto each = [&](std::uint64_t bytes) { return a_rate_night(bytes, of); };
  std::printf("  %zu hotels, %zu rate-nights; %zu of %zu products listed\n", of.hotels,
              of.rate_nights, of.listed, of.products);
  std::printf("  packed in %.3f ms a hotel, %.0f ns a rate-night\n",
              of.pack_seconds * 1e3 / static_cast<double>(of.hotels),
              of.pack_seconds * 1e9 / static_cast<double>(of.rate_nights));
  std::printf("  bytes a rate-night: calendars %.3f (flat 16-bit prices alone %.1f)\n",
              each(of.calendars), bytes_flat);
  for (std::size_t use = 0; use < series_use_count; ++use)
    std::printf("    %-20s %.4f\n", use_names[use], each(of.by_use[use]));
  std::printf("    %-20s %.4f\n", "heads, directories", each(of.heads));
  for (const auto& [how, made] : of.by_encoding)
    std::printf("    %6zu series, %.4f: %s%s\n", made.first, each(made.second),
                layout_names[static_cast<std::size_t>(how.first)],
                relation_names[static_cast<std::size_t>(how.second)]);
  std::printf("    %6zu series are the same as others of their hotel\n", of.shared);
  print_with_indices(of);
  std::printf("  bytes a hotel, all but its calendars: %.0f\n",
              static_cast<double>(of.rest) / static_cast<double>(of.hotels));
}

void write(const sizes& of, json_writer& to) {
  const auto each = [&](std::uint64_t bytes) { return a_rate_night(bytes, of); };
  to.field("hotels", of.hotels);
  to.field("rate_nights", of.rate_nights);
  to.field("products", of.products);
  to.field("products_listed", of.listed);
  to.field("pack_ms_a_hotel", of.pack_seconds * 1e3 / static_cast<double>(of.hotels));
  to.key("bytes_a_rate_night");
  to.open_object();
  to.field("calendars", each(of.calendars));
  for (std::size_t use = 0; use < series_use_count; ++use)
    to.field(use_names[use], each(of.by_use[use]));
  to.field("heads, directories", each(of.heads));
  to.field("bounds", each(of.bounds));
  to.field("codes and cities", each(of.places));
  to.field("calendars and indices", each(of.with_indices()));
  to.close_object();
  to.field("other_bytes_a_hotel", static_cast<double>(of.rest) / static_cast<double>(of.hotels));
}

struct spread {
  double least, median, greatest;
};

spread spread_of(std::vector<double> of) {
  std::ranges::sort(of);
  return {of.front(), of[of.size() / 2], of.back()};
}

struct comparison {
  int nights = 0;
  std::size_t stays = 0;
  spread packed{}, flat{}, ratio{};  // nanoseconds of the processor for a stay
};

// One run to warm up, then five, in turn with the other program.
comparison compare(std::string_view data, int nights, const std::string& flat_program) {
  const stays all = stays_of(data, nights);
  if (all.all.empty()) fail("no stay of " + std::to_string(nights) + " nights can be booked");
  other_program flat({flat_program, std::string(data), std::to_string(nights)});
  comparison out{nights, all.all.size()};
  std::vector<double> packed_times, flat_times, ratios;
  for (int run = 0; run <= runs; ++run) {
    std::istringstream answer(flat.ask());
    std::size_t flat_stays = 0;
    pricing_run there;
    answer >> flat_stays >> there.nanoseconds >> there.digest;
    const pricing_run here = price_all(all);
    if (!answer || flat_stays != all.all.size() || there.digest != here.digest)
      fail("packed and flat calendars do not give the same answers");
    if (run == 0) continue;
    packed_times.push_back(static_cast<double>(here.nanoseconds));
    flat_times.push_back(static_cast<double>(there.nanoseconds));
    ratios.push_back(packed_times.back() / flat_times.back());
  }
  out.packed = spread_of(packed_times);
  out.flat = spread_of(flat_times);
  out.ratio = spread_of(ratios);
  return out;
}

void print(const comparison& of) {
  const auto line = [](const char* what, const spread& each, int digits) {
    std::printf("    %-24s %8.*f (%.*f to %.*f)\n", what, digits, each.median, digits, each.least,
                digits, each.greatest);
  };
  std::printf("  to price a stay of %d night%s (%zu stays, all answers the same), ns, median of %d "
              "runs (least to greatest):\n",
              of.nights, of.nights == 1 ? "" : "s", of.stays, runs);
  line("flat 32-bit arrays", of.flat, 0);
  line("packed calendars", of.packed, 0);
  line("packed / flat", of.ratio, 2);
}

void write(const comparison& of, json_writer& to) {
  const auto field = [&](const char* name, const spread& each) {
    to.key(name);
    to.open_object();
    to.field("median", each.median);
    to.field("least", each.least);
    to.field("greatest", each.greatest);
    to.close_object();
  };
  to.open_object();
  to.field("nights", of.nights);
  to.field("stays", of.stays);
  field("flat_ns", of.flat);
  field("packed_ns", of.packed);
  field("packed_over_flat", of.ratio);
  to.close_object();
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (!words.empty() && (words.size() != 2 || words[0] != "--json"))
    fail("usage: bench_calendars [--json FILE]");
  const std::string flat_program = PRONTO_FLAT_PROGRAM;
  const unsigned threads = std::thread::hardware_concurrency();
  std::printf("%s, %u threads; seed %u\n", processor().c_str(), threads, seed);
  json_writer json;
  json.open_object();
  json.field("processor", processor());
  json.field("threads", threads);
  json.field("seed", seed);
  json.key("data");
  json.open_object();
  for (const std::string_view data : data_names) {
    std::printf("%s\n", std::string(data).c_str());
    const auto of = sizes_of(data);
    if (!of) {
      std::printf("  skipped: the data are not there\n");
      continue;
    }
    print(*of);
    json.key(data);
    json.open_object();
    write(*of, json);
    if (of->hotels < bound_block::width) {
      const sizes city = sizes_of_city(data, hotels_of_city);
      std::printf("  the same as a city of %zu hotels:\n", city.hotels);
      print_with_indices(city);
      json.field("calendars_and_indices_of_a_city", a_rate_night(city.with_indices(), city));
    }
    json.key("pricing");
    json.open_list();
    for (const int nights : lengths) {
      const auto made = compare(data, nights, flat_program);
      print(made);
      write(made, json);
    }
    json.close_list();
    json.close_object();
    std::fflush(stdout);
  }
  json.close_object();
  json.close_object();
  if (words.empty()) return 0;
  std::ofstream file(words[1]);
  file << json.str() << '\n';
  if (!file.flush()) fail("cannot write " + words[1]);
}
