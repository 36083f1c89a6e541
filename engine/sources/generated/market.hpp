#pragma once
// The cities of generated hotels as markets: how many hotels each has, what money and how much of
// it a night costs there, when its season is, when its fairs are.
#include <cstdint>
#include <string_view>
#include <vector>

#include "catalog/currency.hpp"
#include "catalog/day.hpp"
#include "catalog/places/gazetteer.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// Money as hotels of a currency use it.
struct price_scale {
  currency money;
  std::int64_t minor_per_euro = 100;  ///< roughly: what costs a euro elsewhere costs so much here
  std::int64_t unit = 100;            ///< the step in which prices are usually written, minor units

  /// An amount in hundredths of a euro as minor units, in whole `unit`s, at least one.
  std::int64_t units(std::int64_t euro_cents) const;
  /// The same, in tenths of a unit where the currency has them: for taxes and small extras.
  std::int64_t small(std::int64_t euro_cents) const;
};

price_scale scale_of(currency money);

enum class season : std::uint8_t { city, summer, winter, tropics };

/// The language that hotels there are named in.
enum class flavour : std::uint8_t {
  english, german, french, italian, spanish, portuguese, dutch, nordic, slavic, greek, turkish,
  arabic, japanese, chinese, asian, indian
};
inline constexpr int flavour_count = 16;

/// The cities before this rank are cities before all else; among those that follow are resorts.
inline constexpr std::uint32_t metropolis_ranks = 60;

struct market {
  const known_city* city = nullptr;
  std::uint32_t rank = 0;     ///< in the gazetteer, from 0
  int level_percent = 100;    ///< a night costs so much of what it costs in Germany
  season high = season::city;
  flavour names = flavour::english;
};

/// How many cities suit so many hotels: 155 for 3,000, 500 for 100,000, at most the gazetteer's.
std::uint32_t cities_for(std::uint64_t hotels);

/// The rank of a city among the first `cities`, by the law of Zipf and Mandelbrot: the share of
/// rank r (from 0) is proportional to 1 / (r + 8). Requires: 1 <= cities <= those of the gazetteer.
std::uint32_t pick_city(std::uint32_t cities, random_stream& dice);

market market_of(std::uint32_t rank);

/// In what a hotel of this market prices: the country's usual money, for a few another.
currency pick_currency(const market& where, random_stream& dice);

/// The weeks when everyone comes, by their first night, without overlap; none in a city, whose
/// fairs are its season.
std::vector<date_range> high_weeks(const market& where, date_range nights);

struct position {
  double latitude = 0;   ///< degrees, with 5 decimals
  double longitude = 0;
};

/// A place in or around the city, the denser the nearer to its centre.
position pick_position(const market& where, random_stream& dice);

/// Days on which a city is fuller than usual: a fair, a congress, a festival, New Year's Eve.
struct fair {
  date_range nights;
  int strength = 0;  ///< added to the demand, see prices.hpp
};

/// The fairs of a city in these years, by their first night; they may overlap. The same date has
/// the same fair whatever `nights` is.
std::vector<fair> fairs_of(const market& where, std::uint64_t seed, date_range nights);

}  // namespace pronto::generated
