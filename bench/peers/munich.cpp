// The hotels at Berlin's points: what Munich's hotels asked for their rooms in 2023.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "machine.hpp"
#include "plain_hotel.hpp"
#include "sources/files/csv.hpp"

namespace pronto::bench {

namespace {

constexpr std::size_t munich_nights = 266;  // 2023-04-10 to 2023-12-31
const day munich_first = *parse_day("2023-04-10");

/// For each night the cheapest rates of a hotel, in order, in whole euros.
using nightly_rates = std::vector<std::vector<int>>;

// The records of a file, each with its values of some columns; whole ones alone.
template <class F>
void each_record(const std::string& path, char separator,
                 const std::vector<std::string_view>& columns, F tell) {
  auto file = csv_reader::open(path, separator);
  if (!file) fail(file.why().text);
  std::vector<std::size_t> at;
  for (const std::string_view name : columns) {
    const auto found = file->column(name);
    if (!found) fail(path + " has no column " + std::string(name));
    at.push_back(*found);
  }
  for (;;) {
    const auto more = file->next();
    if (!more) fail(more.why().text);
    if (!*more) return;
    if (!file->whole()) continue;
    std::vector<std::string> values;
    for (const std::size_t each : at) values.emplace_back(file->fields()[each]);
    tell(values);
  }
}

nightly_rates rates_of(const std::string& path) {
  nightly_rates out(munich_nights);
  each_record(path, ';', {"date", "price"}, [&](const std::vector<std::string>& record) {
    const auto date = parse_day(record[0]);
    const int price = std::atoi(record[1].c_str());
    if (!date || price <= 0) return;
    const auto night = static_cast<std::size_t>(*date - munich_first);
    if (*date >= munich_first && night < out.size()) out[night].push_back(price);
  });
  for (auto& night : out) std::ranges::sort(night);
  return out;
}

}  // namespace

std::vector<plain_hotel> munich_prices_in_berlin(const std::string& data_folder,
                                                 std::uint64_t seed) {
  const std::string points = data_folder + "/berlin-listings/berlin_2022_slim.csv.gz";
  const std::string munich = data_folder + "/munich-hotels-2023";
  if (!std::filesystem::exists(points) || !std::filesystem::exists(munich)) return {};
  std::vector<std::string> files;
  for (const auto& each : std::filesystem::directory_iterator(munich))
    files.push_back(each.path().string());
  std::ranges::sort(files);
  std::vector<nightly_rates> models;
  for (const std::string& each : files) models.push_back(rates_of(each));

  std::mt19937_64 rng(seed);
  std::vector<plain_hotel> out;
  each_record(points, ',', {"latitude", "longitude", "price"},
              [&](const std::vector<std::string>& record) {
    plain_hotel each;
    each.code = "BER-" + std::to_string(100'000 + out.size());
    each.city = "Berlin";
    each.country = "DE";
    each.latitude = std::strtod(record[0].c_str(), nullptr);
    each.longitude = std::strtod(record[1].c_str(), nullptr);
    const double factor = std::clamp(std::atof(record[2].c_str()) / 60, 0.4, 3.0);
    each.stars = std::clamp(static_cast<int>(factor * 2) + 1, 1, 5);
    each.tax_share = 500;
    const nightly_rates& model = models[rng() % models.size()];
    const auto moved = static_cast<std::size_t>(7 * (rng() % 4));
    for (std::size_t night = 0; night < plain_nights; ++night) {
      const auto& rates = model[(night + moved) % munich_nights];
      for (std::size_t i = 0; i < std::min<std::size_t>(rates.size(), plain_products); ++i)
        each.amounts[i][night] = std::clamp(
            static_cast<std::int32_t>(std::lround(rates[i] * factor)) * 100, 100, amount_max);
    }
    out.push_back(std::move(each));
  });
  return out;
}

}  // namespace pronto::bench
