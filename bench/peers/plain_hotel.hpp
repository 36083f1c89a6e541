#pragma once
// Hotels with that part of the rules which SQL expresses too: what the systems that Pronto is measured
// beside are asked for.
//
// A hotel has four products, each with an amount for two adults on each night, or none where it is
// closed. To the sum of the nights come a share of it, rounded half up, and an amount for each night.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/generator.hpp"

namespace pronto::bench {

inline constexpr int plain_products = 4;
inline constexpr int plain_nights = 365;
/// Night 0.
inline constexpr day plain_first_night = 20'800;
/// No stay that can be had costs as much, so that a sum of nights in which a closed one counts as this
/// much tells that it cannot be had; and no sum of a year passes 32 bits.
inline constexpr std::int32_t closed_amount = 5'000'000;
inline constexpr std::int32_t amount_max = 100'000;
inline constexpr int tax_share_max = 3000;
inline constexpr int tax_night_max = 5000;
inline constexpr int plain_stay_max = 28;  // nights
static_assert(std::int64_t{plain_stay_max} * (std::int64_t{amount_max} * (10'000 + tax_share_max) / 10'000 + tax_night_max) <
              closed_amount);
static_assert(std::int64_t{plain_nights} * closed_amount < INT32_MAX);

struct plain_hotel {
  std::string code;
  std::string city;
  std::string country;
  double latitude = 0;
  double longitude = 0;
  int stars = 0;
  std::int64_t tax_share = 0;  ///< hundredths of a percent of the sum, added to it
  std::int64_t tax_night = 0;  ///< minor units, for each night
  /// Minor units; 0: closed.
  std::array<std::array<std::int32_t, plain_nights>, plain_products> amounts{};
};

/// A generated hotel without what SQL has no words for: its first four products, as they are for two
/// adults, or fewer and the same with a surcharge; a night that a rule closes or that has no room to
/// sell is closed; of its taxes the first that is not in the rate already. All amounts are cents.
plain_hotel plain_of(const hotel& generated);

/// Hotels at points of Berlin with the nightly prices of Munich's, from the data that are no part of the
/// project; none where they are not there. Each takes a hotel of Munich, its four cheapest rates night
/// by night, and moves them by a factor and some days.
std::vector<plain_hotel> munich_prices_in_berlin(const std::string& data_folder, std::uint64_t seed);

/// The same as Pronto takes it.
hotel hotel_of(const plain_hotel& from);

}  // namespace pronto::bench
