#include "question.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <utility>

#include "machine.hpp"
#include "sources/files/csv.hpp"

namespace pronto::bench {

namespace {

using search = std::pair<int, int>;  // days from today to the arrival, nights

// Real searches, or some of about the same kind: medians and tails of the same data.
std::vector<search> searches(const std::string& data_folder) {
  const std::string path = data_folder + "/expedia-search-2021/query_mix.csv";
  if (!std::filesystem::exists(path)) {
    std::vector<search> out;
    for (const int lead : {0, 1, 3, 5, 8, 12, 16, 22, 30, 40, 55, 80, 110, 234})
      for (const int nights : {1, 1, 1, 2, 2, 3, 4, 7}) out.emplace_back(lead, nights);
    return out;
  }
  auto file = csv_reader::open(path, ',');
  if (!file) fail(file.why().text);
  const auto lead = file->column("lead"), los = file->column("los");
  if (!lead || !los) fail(path + " has no lead or los");
  std::vector<search> out;
  for (;;) {
    const auto more = file->next();
    if (!more) fail(more.why().text);
    if (!*more) return out;
    const auto value = [&](std::size_t at) {
      return std::atoi(std::string(file->fields()[at]).c_str());
    };
    out.emplace_back(std::max(0, value(*lead)), std::clamp(value(*los), 1, plain_stay_max));
  }
}

// One of twenty is hard.
search hard_search(std::mt19937_64& rng) {
  const auto below = [&](std::uint64_t n) { return static_cast<int>(rng() % n); };
  switch (below(4)) {
    case 0: return {below(200), 14 + below(15)};
    case 1: return {300 + below(40), 1 + below(7)};
    case 2: return {0, 1 + below(3)};
    default: return {plain_nights - 1 - below(5), 2 + below(10)};
  }
}

}  // namespace

const char* name_of(question_kind kind) {
  constexpr const char* names[]{"cheapest", "best 20", "30 arrivals", "60 arrivals"};
  return names[static_cast<std::size_t>(kind)];
}

const char* name_of(question_mix mix) {
  return mix == question_mix::everyone ? "everyone" : "berlin";
}

std::vector<question> make_questions(const std::vector<std::uint32_t>& city_of_hotel,
                                     std::uint32_t berlin, const std::string& data_folder,
                                     std::size_t of_each, std::uint64_t seed) {
  std::mt19937_64 rng(seed);
  const std::vector<search> real = searches(data_folder);
  std::vector<question> out;
  for (const question_mix mix : {question_mix::everyone, question_mix::berlin})
    for (int kind = 0; kind < question_kinds; ++kind) {
      const auto which = static_cast<question_kind>(kind);
      // Where an answer is the best of many arrivals, fewer do.
      const bool is_long = which == question_kind::flexible || which == question_kind::calendar;
      const std::size_t count = (is_long ? of_each / 4 : of_each) / (mix == question_mix::berlin ? 2 : 1);
      for (std::size_t i = 0; i < std::max<std::size_t>(count, 1); ++i) {
        const auto [lead, nights] = rng() % 20 == 0 ? hard_search(rng) : real[rng() % real.size()];
        const std::uint32_t city = city_of_hotel[rng() % city_of_hotel.size()];
        out.push_back({mix, which, mix == question_mix::berlin ? berlin : city, lead, nights});
      }
    }
  return out;
}

}  // namespace pronto::bench
