// Whether generated hotels look like real ones: their prices, their places, their money. The bounds
// are what the six Munich hotels and the field's habits give, with room for the sample.
#include "catalog/places/country.hpp"
#include "catalog/places/gazetteer.hpp"
#include "sources/generated/demo_hotels.hpp"
#include "sources/generated/generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace pronto;

namespace {

bool is_home(const hotel& h) { return h.stars == 0; }

// With a price for every night, as most hotels have.
bool is_nightly(const hotel& h) {
  return !is_home(h) && h.plans.front().products.front().rates.size() >= 300;
}

// What two guests pay (one, in a room for one), night by night.
std::vector<std::int64_t> prices_of(const product& from) {
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < from.rates.size(); ++i) {
    const rate r = from.rates.unpacked(i);
    const std::size_t tier = r.base.size() > 1 ? 1 : 0;
    for (day d = r.nights.first; d <= r.nights.last; ++d) out.push_back(r.base[tier].second);
  }
  return out;
}

double entropy_bits(const std::vector<std::int64_t>& values) {
  std::map<std::int64_t, int> counts;
  for (const std::int64_t each : values) ++counts[each];
  double bits = 0;
  for (const auto& [value, count] : counts) {
    const double share = count / static_cast<double>(values.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

double median(std::vector<double> values) {
  REQUIRE(!values.empty());
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double each : values) sum += each;
  return sum / static_cast<double>(values.size());
}

struct series_statistics {
  std::vector<double> repeats;         // share of nights at the price of the night before
  std::vector<double> distinct;        // prices in 218 nights, as many as Munich's have
  std::vector<double> entropy;         // of the change from one night to the next, bits
  std::vector<double> one_offset;      // share of nights at the most common offset to the cheapest
  std::vector<double> sunday;          // its mean price over that of Saturday
  std::vector<double> peak;            // dearest night over the median one
};

void add_room(const std::vector<std::int64_t>& prices, series_statistics& to) {
  constexpr std::ptrdiff_t nights = 218;
  std::vector<std::int64_t> changes;
  for (std::size_t i = 1; i < prices.size(); ++i) changes.push_back(prices[i] - prices[i - 1]);
  const auto kept = std::ranges::count(changes, 0);
  to.repeats.push_back(static_cast<double>(kept) / static_cast<double>(changes.size()));
  to.distinct.push_back(static_cast<double>(
      std::set<std::int64_t>(prices.begin(), prices.begin() + nights).size()));
  to.entropy.push_back(entropy_bits({changes.begin(), changes.begin() + nights - 1}));
}

void add_week(const std::vector<std::int64_t>& prices, series_statistics& to) {
  std::array<double, 7> sums{};
  for (std::size_t i = 0; i < prices.size(); ++i)
    sums[static_cast<std::size_t>(weekday_of(demo_options().first_night + static_cast<day>(i)))] +=
        static_cast<double>(prices[i]);
  to.sunday.push_back(sums[6] / sums[5]);
  std::vector<double> as_double(prices.begin(), prices.end());
  to.peak.push_back(*std::ranges::max_element(as_double) / median(as_double));
}

// Of the first plan of each hotel with nightly prices.
series_statistics measure() {
  series_statistics out;
  for (const auto& each : demo_hotels()) {
    if (!is_nightly(*each)) continue;
    std::vector<std::vector<std::int64_t>> rooms;
    for (const product& room : each->plans.front().products) rooms.push_back(prices_of(room));
    const auto cheapest = std::ranges::min_element(rooms, {}, [](const auto& prices) {
      std::int64_t sum = 0;
      for (const std::int64_t price : prices) sum += price;
      return sum;
    });
    add_week(*cheapest, out);
    for (const auto& prices : rooms) {
      add_room(prices, out);
      if (&prices == &*cheapest) continue;
      std::map<std::int64_t, int> offsets;
      for (std::size_t i = 0; i < prices.size(); ++i) ++offsets[prices[i] - (*cheapest)[i]];
      int most = 0;
      for (const auto& [offset, nights] : offsets) most = std::max(most, nights);
      out.one_offset.push_back(most / static_cast<double>(prices.size()));
    }
  }
  return out;
}

std::map<std::string, int> hotels_by_city() {
  std::map<std::string, int> out;
  for (const auto& each : demo_hotels()) ++out[each->city];
  return out;
}

}  // namespace

TEST_CASE("nightly prices move as those of real hotels do") {
  const series_statistics all = measure();
  MESSAGE("seed " << demo_options().seed << ", medians of " << all.repeats.size()
                  << " rooms: repeats " << median(all.repeats)
                  << ", distinct in 218 nights " << median(all.distinct)
                  << ", change entropy " << median(all.entropy) << " bits, nights at one offset "
                  << mean(all.one_offset) << " (mean), Sunday over Saturday "
                  << median(all.sunday) << ", peak over median " << median(all.peak));
  CHECK(median(all.repeats) == doctest::Approx(0.26).epsilon(0.12));
  CHECK(median(all.distinct) == doctest::Approx(57).epsilon(0.15));
  CHECK(median(all.entropy) == doctest::Approx(5.0).epsilon(0.08));
  CHECK(mean(all.one_offset) == doctest::Approx(0.77).epsilon(0.06));
  CHECK(median(all.sunday) == doctest::Approx(0.78).epsilon(0.15));
  CHECK(median(all.peak) > 1.5);
  CHECK(median(all.peak) < 5);
}

TEST_CASE("houses are of several kinds") {
  double products = 0;
  double homes = 0;
  double nightly = 0;
  int home_prices_most = 0;
  for (const auto& each : demo_hotels()) {
    for (const rate_plan& plan : each->plans) products += static_cast<double>(plan.products.size());
    nightly += is_nightly(*each);
    if (!is_home(*each)) continue;
    homes += 1;
    const auto prices = prices_of(each->plans.front().products.front());
    const std::set<std::int64_t> distinct(prices.begin(), prices.end());
    home_prices_most = std::max(home_prices_most, static_cast<int>(distinct.size()));
    CHECK(each->rooms.size() == 1);
    CHECK(each->plans.size() == 1);
  }
  const auto count = static_cast<double>(demo_hotels().size());
  MESSAGE("products a hotel " << products / count << ", homes " << 100 * homes / count
                              << " %, with nightly prices " << 100 * nightly / count << " %");
  CHECK(products / count == doctest::Approx(4).epsilon(0.1));
  CHECK(homes / count == doctest::Approx(0.15).epsilon(0.15));
  CHECK(home_prices_most <= 8);
}

TEST_CASE("hotels lie in cities by the law of Zipf and Mandelbrot") {
  const auto by_city = hotels_by_city();
  MESSAGE(by_city.size() << " cities, Berlin has " << by_city.at("Berlin"));
  CHECK(by_city.size() >= 140);
  CHECK(by_city.at("Berlin") >= 60);
  CHECK(by_city.at("Berlin") <= 130);

  generator_options large = demo_options();
  large.hotels = 100'000;
  large.nights = 1;
  std::map<std::string, int> counts;
  int drawn = 0;
  for (std::uint64_t n = 0; n < large.hotels; n += 5, ++drawn) {
    const auto made = generate_hotel(large, n);
    ++counts[made->city + "," + made->country];
  }
  const double share = counts.at("London,GB") / static_cast<double>(drawn);
  MESSAGE("of 100,000 hotels: " << counts.size() << " cities, London has " << 100 * share << " %");
  CHECK(counts.size() == 500);
  CHECK(share == doctest::Approx(0.03).epsilon(0.12));
  // Rank r has weight 1 / (r + 8).
  const double hundredth = counts.at(std::string{known_cities()[99].name} + "," +
                                     std::string{known_cities()[99].country});
  CHECK(counts.at("London,GB") / hundredth == doctest::Approx(107.0 / 8).epsilon(0.4));
}

TEST_CASE("hotels stand around their city, denser inside") {
  int near = 0;
  int far = 0;
  for (const auto& each : demo_hotels()) {
    if (each->city != "Berlin") continue;
    const double north_km = (each->latitude - 52.52) * 111.2;
    const double east_km = (each->longitude - 13.405) * 111.2 * std::cos(52.52 / 57.29578);
    const double km = std::hypot(north_km, east_km);
    CHECK(km < 32);
    near += km < 2;
    far += km > 6;
    CHECK(each->utc_offset_minutes == 60);
  }
  MESSAGE("Berlin: " << near << " within 2 km of the centre, " << far << " beyond 6 km");
  CHECK(near > 30);
  CHECK(far > 3);
}

TEST_CASE("most hotels price in their country's money, a few in another") {
  int strangers = 0;
  std::set<std::string> currencies;
  for (const auto& each : demo_hotels()) {
    strangers += each->money != find_country(each->country)->usual_currency();
    currencies.insert(std::string{each->money.code_text()});
  }
  const double percent = 100.0 * strangers / static_cast<double>(demo_hotels().size());
  MESSAGE(currencies.size() << " currencies, " << percent << " % of hotels in a foreign one");
  CHECK(percent > 1);
  CHECK(percent < 6);
  CHECK(currencies.size() >= 25);
}

TEST_CASE("more stars cost more") {
  std::array<std::vector<double>, 6> euros;
  for (const auto& each : demo_hotels()) {
    if (each->money.code_text() != "EUR" || !is_nightly(*each)) continue;
    for (const std::int64_t price : prices_of(each->plans.front().products.front()))
      euros[static_cast<std::size_t>(each->stars)].push_back(static_cast<double>(price) / 100);
  }
  std::string text;
  for (std::size_t stars = 1; stars <= 5; ++stars) {
    text += " " + std::to_string(static_cast<int>(median(euros[stars])));
    if (stars > 1) CHECK(median(euros[stars]) > median(euros[stars - 1]));
  }
  MESSAGE("median euros a night for 1 to 5 stars:" << text);
}

TEST_CASE("prices are written as hotels write them") {
  int whole = 0;
  int hotels = 0;
  for (const auto& each : demo_hotels()) {
    if (each->money.code_text() != "EUR" || !is_nightly(*each)) continue;
    ++hotels;
    const auto prices = prices_of(each->plans.front().products.front());
    whole += std::ranges::all_of(prices, [](std::int64_t p) { return p % 100 == 0; });
  }
  const double share = whole / static_cast<double>(hotels);
  MESSAGE("hotels in EUR with whole euros only: " << 100 * share << " %");
  CHECK(share > 0.75);
  CHECK(share < 0.95);
}
