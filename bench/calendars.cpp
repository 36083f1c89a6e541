// Packed calendars against plain arrays of 64-bit numbers: bytes by component, the encodings that
// were chosen, and the time to read the nights of stays. Real data is taken through the imports.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "catalog/packed_series.hpp"
#include "catalog/series_packer.hpp"
#include "hotel_series.hpp"
#include "pricing/price.hpp"
#include "sources/generator.hpp"
#include "sources/import.hpp"

using namespace pronto;
using namespace pronto::bench;

namespace {

constexpr unsigned seed = 1;
constexpr std::size_t stay_nights = 7;
constexpr std::size_t stays = 200'000;
constexpr std::size_t priced_stays = 20'000;
constexpr int runs = 5;

struct loaded_hotel {
  hotel whole;
  hotel_ptr priced;
  hotel_series plain;
  std::vector<std::byte> bytes;
  packed_series packed;
};
using hotels = std::vector<std::unique_ptr<const loaded_hotel>>;

/// Reading one stay: the nights of one product's amounts and whether they have a rate.
struct question {
  const loaded_hotel* where;
  std::uint32_t plan;
  std::uint32_t product;  // in the plan
  std::size_t presence;
  std::size_t amounts;
  std::size_t arrival;
};

[[noreturn]] void fail(const std::string& text) {
  std::fprintf(stderr, "%s\n", text.c_str());
  std::exit(1);
}

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct times {
  double least, median, greatest;  // seconds
};

// One run to warm up, then five.
times measure(const auto& work) {
  work();
  std::vector<double> each;
  for (int run = 0; run < runs; ++run) each.push_back(seconds_of(work));
  std::sort(each.begin(), each.end());
  return {each.front(), each[each.size() / 2], each.back()};
}

struct sizes {
  std::size_t rate_nights = 0, flat = 0, packed = 0, heads = 0;
  std::size_t parts[components]{};
  double pack_seconds = 0;
  std::map<std::pair<packed::layout, packed::relation>, std::size_t> series, bytes;
  std::size_t shared = 0;
};

void pack(const hotel& from, hotels& into, sizes& of) {
  auto made = std::make_unique<loaded_hotel>();
  made->whole = from;
  made->priced = pronto::pack(from);
  made->plain = series_of(from);
  series_packer packer(made->plain.nights);
  of.pack_seconds += seconds_of([&] {
    for (const nightly_series& each : made->plain.all) packer.add(each.values, each.counts);
    made->bytes = packer.pack();
  });
  made->packed = packed_series(made->bytes.data());
  std::size_t bodies = 0;
  for (std::size_t i = 0; i < made->plain.all.size(); ++i) {
    const nightly_series& plain = made->plain.all[i];
    std::vector<std::int64_t> back(made->plain.nights);
    made->packed.read(i, 0, back);
    for (std::size_t night = 0; night < back.size(); ++night)
      if (plain.counts[night] && back[night] != plain.values[night])
        fail(from.code + ": a packed night differs from the plain one");
    const std::size_t size = packer.body_bytes(i);
    bodies += size;
    of.parts[static_cast<std::size_t>(plain.part)] += size;
    of.flat += back.size() * sizeof(std::int64_t);
    if (size == 0) {
      ++of.shared;
      continue;
    }
    const auto how = made->packed.encoding_of(i);
    ++of.series[{how.codes, how.to}];
    of.bytes[{how.codes, how.to}] += size;
  }
  of.rate_nights += made->plain.rate_nights;
  of.packed += made->bytes.size();
  of.heads += made->bytes.size() - bodies;
  if (!made->plain.products.empty()) into.push_back(std::move(made));
}

void print(const sizes& of) {
  constexpr const char* layouts[]{"constant", "runs", "blocks"};
  constexpr const char* relations[]{"", ", weekly", " above another", " above a share of another",
                                    " beside the changes of another"};
  const auto rate_nights = static_cast<double>(of.rate_nights);
  const auto each = [&](std::size_t bytes) { return static_cast<double>(bytes) / rate_nights; };
  std::printf("  %zu rate-nights, packed in %.2f s\n", of.rate_nights, of.pack_seconds);
  std::printf("  bytes a rate-night: %.3f packed, %.1f as plain arrays\n", each(of.packed),
              each(of.flat));
  for (std::size_t part = 0; part < components; ++part)
    std::printf("    %-18s %.4f\n", name_of(static_cast<component>(part)), each(of.parts[part]));
  std::printf("    %-18s %.4f\n", "heads, directories", each(of.heads));
  for (const auto& [how, count] : of.series)
    std::printf("    %6zu series, %.4f: %s%s\n", count, each(of.bytes.at(how)),
                layouts[static_cast<std::size_t>(how.first)],
                relations[static_cast<std::size_t>(how.second)]);
  std::printf("    %6zu series are the same as others of their hotel\n", of.shared);
}

// Stays at random hotels and products, such that all nights have a rate.
std::vector<question> questions_for(const hotels& among) {
  std::mt19937_64 rng(seed);
  std::vector<question> out;
  for (std::size_t tries = 0; out.size() < stays && tries < stays * 100; ++tries) {
    const loaded_hotel& where = *among[rng() % among.size()];
    const hotel_series& plain = where.plain;
    if (plain.nights < stay_nights) continue;
    std::size_t number = rng() % plain.products.size();
    const priced_series& of = plain.products[number];
    const std::size_t arrival = rng() % (plain.nights - stay_nights + 1);
    const auto& presence = plain.all[of.presence].values;
    if (std::count(presence.begin() + static_cast<long>(arrival),
                   presence.begin() + static_cast<long>(arrival + stay_nights), 1) != stay_nights)
      continue;
    std::uint32_t plan = 0;
    while (number >= where.whole.plans[plan].products.size())
      number -= where.whole.plans[plan++].products.size();
    out.push_back({&where, plan, static_cast<std::uint32_t>(number), of.presence,
                   of.base[rng() % of.base.size()], arrival});
  }
  if (out.empty()) fail("no stay of " + std::to_string(stay_nights) + " nights has rates");
  return out;
}

std::int64_t sum_plain(const std::vector<question>& all) {
  std::int64_t sum = 0;
  for (const question& each : all) {
    const auto& series = each.where->plain.all;
    const std::int64_t* presence = series[each.presence].values.data() + each.arrival;
    const std::int64_t* amounts = series[each.amounts].values.data() + each.arrival;
    for (std::size_t night = 0; night < stay_nights; ++night)
      if (presence[night]) sum += amounts[night];
  }
  return sum;
}

std::int64_t sum_packed(const std::vector<question>& all) {
  std::int64_t sum = 0;
  std::int64_t presence[stay_nights];
  std::int64_t amounts[stay_nights];
  for (const question& each : all) {
    each.where->packed.read(each.presence, each.arrival, presence);
    each.where->packed.read(each.amounts, each.arrival, amounts);
    for (std::size_t night = 0; night < stay_nights; ++night)
      if (presence[night]) sum += amounts[night];
  }
  return sum;
}

std::int64_t price_all(const std::vector<question>& all) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < std::min(priced_stays, all.size()); ++i) {
    const question& each = all[i];
    stay when;
    when.arrival = nights_of(each.where->whole).first + static_cast<day>(each.arrival);
    when.nights = stay_nights;
    when.booking = when.arrival - 30;
    when.adults = 1;
    const auto answer = price_stay(*each.where->priced, each.plan, each.product, when);
    if (const price* cost = std::get_if<price>(&answer)) sum += cost->total;
  }
  return sum;
}

void time_reading(const hotels& among) {
  const auto all = questions_for(among);
  if (sum_plain(all) != sum_packed(all)) fail("packed and plain sums differ");
  std::int64_t sink = 0;
  const times plain = measure([&] { sink += sum_plain(all); });
  const times packed = measure([&] { sink += sum_packed(all); });
  const times pricing = measure([&] { sink += price_all(all); });
  const auto line = [](const char* what, const times& of, std::size_t count) {
    const double ns = 1e9 / static_cast<double>(count);
    std::printf("    %-22s %8.1f (%.1f to %.1f)\n", what, of.median * ns, of.least * ns,
                of.greatest * ns);
  };
  std::printf("  ns for the %zu nights of a stay, median of %d runs (least to greatest):\n",
              stay_nights, runs);
  line("plain arrays", plain, all.size());
  line("packed", packed, all.size());
  line("pricing, as it is now", pricing, std::min(priced_stays, all.size()));
  const double extra = (packed.median - plain.median) / static_cast<double>(all.size());
  const double whole = pricing.median / static_cast<double>(std::min(priced_stays, all.size()));
  std::printf("  packed / plain: %.2f; pricing with packed / with plain, reckoned: %.2f\n",
              packed.median / plain.median, (whole + extra) / whole);
  if (sink == 1) std::printf("\n");  // keeps the sums
}

template <class Import>
void run_import(const char* name, Import import, const std::string& folder) {
  std::printf("%s\n", name);
  const std::filesystem::path path = std::filesystem::path(PRONTO_SHARED_DATA) / folder;
  if (!std::filesystem::exists(path)) {
    std::printf("  skipped: there is no %s\n", folder.c_str());
    return;
  }
  std::vector<std::string> files;
  for (const auto& each : std::filesystem::directory_iterator(path))
    files.push_back(each.path().string());
  std::sort(files.begin(), files.end());
  hotels among;
  sizes of;
  const auto report = import(files, [&](const hotel& made) { pack(made, among, of); }, {});
  if (!report) fail(describe(report.why()));
  print(of);
  time_reading(among);
}

void run_generated(std::uint64_t count) {
  std::printf("generated hotels\n");
  generator_options options;
  options.hotels = count;
  options.seed = seed;
  options.first_night = 20'000;
  hotels among;
  sizes of;
  for (std::uint64_t i = 0; i < count; ++i) pack(*generate_hotel(options, i), among, of);
  print(of);
  time_reading(among);
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

}  // namespace

int main() {
  std::printf("%s, %u threads; seed %u\n", processor().c_str(),
              std::thread::hardware_concurrency(), seed);
  run_import("hotels of Munich", import_rateshop, "munich-hotels-2023");
  run_import("homes of Jersey City", import_airbnb, "airbnb/jersey-city-2019-04");
  run_import("homes of Seattle", import_airbnb, "airbnb/seattle-2016");
  run_generated(500);
}
