#include "stays.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <random>

#include "pricing/price.hpp"
#include "sources/generated/generator.hpp"
#include "sources/imports/import.hpp"

namespace pronto::bench {

namespace {

constexpr std::size_t stays_wanted = 20'000;
constexpr std::size_t tries_limit = stays_wanted * 200;
constexpr std::uint64_t generated_hotels = 500;

template <class Import>
bool imported(Import import, const char* folder, const std::function<void(const hotel&)>& to) {
  const std::filesystem::path path = std::filesystem::path(PRONTO_SHARED_DATA) / folder;
  if (!std::filesystem::exists(path)) return false;
  std::vector<std::string> files;
  for (const auto& each : std::filesystem::directory_iterator(path))
    files.push_back(each.path().string());
  std::sort(files.begin(), files.end());
  const auto report = import(files, to, {});
  if (!report) fail(describe(report.why()));
  return true;
}

// Of this thread: what others do on the machine does not count.
std::uint64_t processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000 +
         static_cast<std::uint64_t>(now.tv_nsec);
}

void mix(std::uint64_t& digest, std::int64_t value) {
  digest = (digest ^ static_cast<std::uint64_t>(value)) * 0x9e37'79b9'7f4a'7c15;
  digest ^= digest >> 29;
}

}  // namespace

bool each_hotel(std::string_view data, const std::function<void(const hotel&)>& to) {
  if (data == "munich") return imported(import_rateshop, "munich-hotels-2023", to);
  if (data == "jersey-city") return imported(import_airbnb, "airbnb/jersey-city-2019-04", to);
  if (data == "seattle") return imported(import_airbnb, "airbnb/seattle-2016", to);
  generator_options options;
  options.hotels = generated_hotels;
  options.seed = seed;
  options.first_night = 20'000;
  for (std::uint64_t i = 0; i < options.hotels; ++i) to(*generate_hotel(options, i));
  return true;
}

stays stays_of(std::string_view data, int nights) {
  stays out;
  each_hotel(data, [&](const hotel& each) {
    const date_range range = nights_of(each);
    if (range.first <= range.last && range.last - range.first + 1 >= nights)
      out.hotels.push_back(pack(each));
  });
  std::mt19937_64 rng(seed);
  const auto below = [&](std::size_t limit) { return rng() % limit; };
  for (std::size_t tries = 0; out.all.size() < stays_wanted && tries < tries_limit; ++tries) {
    if (out.hotels.empty()) break;
    const packed::hotel& where = *out.hotels[below(out.hotels.size())];
    const auto plan = static_cast<std::uint32_t>(below(where.plans.size()));
    const auto product = static_cast<std::uint32_t>(below(where.plans[plan].products.size()));
    const date_range range = where.plans[plan].products[product].rates.span();
    question next{&where, plan, product, {}};
    const auto arrivals = static_cast<std::size_t>(range.last - range.first + 1);
    next.when.arrival = range.first + static_cast<day>(below(arrivals));
    next.when.nights = nights;
    next.when.adults = 1 + static_cast<int>(below(2));
    next.when.booking = next.when.arrival - 30;
    const auto answer = price_stay(where, plan, product, next.when);
    if (std::holds_alternative<price>(answer)) out.all.push_back(std::move(next));
  }
  return out;
}

pricing_run price_all(const stays& of) {
  pricing_run out;
  const std::uint64_t start = processor_nanoseconds();
  for (const question& each : of.all) {
    const auto answer = price_stay(*each.where, each.plan, each.product, each.when);
    const price* made = std::get_if<price>(&answer);
    mix(out.digest, made ? made->total : -1 - static_cast<int>(std::get<reason>(answer)));
  }
  const std::uint64_t taken = processor_nanoseconds() - start;
  out.nanoseconds = taken / std::max<std::size_t>(1, of.all.size());
  return out;
}

void fail(const std::string& text) {
  std::fprintf(stderr, "%s\n", text.c_str());
  std::exit(1);
}

}  // namespace pronto::bench
