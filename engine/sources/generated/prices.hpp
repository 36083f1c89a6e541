#pragma once
// What a night costs in a generated hotel: prices that move as those of real hotels do. The
// statistics that they are held to are in tests/sources/generator_test.cpp.
#include <cstdint>
#include <vector>

#include "catalog/day.hpp"
#include "sources/generated/market.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// How a hotel likes its prices to end: 129, 129.90, 130, 128.45.
enum class price_ending : std::uint8_t { unit, nine, ninety, five_units, exact };

struct price_style {
  price_scale scale;
  price_ending ending = price_ending::unit;

  /// The price of this style nearest to an amount; above 0.
  std::int64_t nearest(std::int64_t amount) const;
};

price_style pick_style(const price_scale& scale, std::int64_t usual, random_stream& dice);

/// How full each night is, as what it adds to the usual price: thousandths of a natural logarithm,
/// so that 700 about doubles it. Season, weekday, fairs, and the ups and downs of this hotel.
std::vector<int> nightly_demand(const market& where, const std::vector<fair>& fairs,
                                date_range nights, random_stream& dice);

/// The nightly prices of a hotel's plainest room for two, whose usual price is `usual`: steps on a
/// ladder of rate levels, now and then last night's price again.
std::vector<std::int64_t> nightly_prices(const price_style& style, std::int64_t usual,
                                         const std::vector<int>& demand, random_stream& dice);

/// The prices of another room: those of the plainest one and one offset (which may be negative),
/// but on about a quarter of nights, in runs, another offset.
std::vector<std::int64_t> with_offset(const std::vector<std::int64_t>& plainest,
                                      std::int64_t offset, const price_style& style,
                                      random_stream& dice);

/// The prices of a home: one to eight different ones, by season and at most by weekend too.
std::vector<std::int64_t> home_prices(const market& where, const price_style& style,
                                      std::int64_t usual, date_range nights,
                                      random_stream& dice);

/// One stretch of a season price list.
struct season_price {
  date_range nights;
  std::int64_t amount = 0;
  bool high = false;  ///< of the highest level of the year
};

/// The seasons of a house that prints a price list: in order, without overlap, with gaps where it
/// is closed; at least one.
std::vector<season_price> season_prices(const market& where, const price_style& style,
                                        std::int64_t usual, date_range nights,
                                        random_stream& dice);

}  // namespace pronto::generated
