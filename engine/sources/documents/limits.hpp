#pragma once
// How much a hotel document may hold, beside what a hotel may (hotel_limits.hpp). All limits are far above
// what any hotel has; they keep a broken document from taking the memory or the time of the good ones.
// docs/hotel.schema.json states all of them.
#include <cstddef>

#include "catalog/hotel_limits.hpp"

namespace pronto::document {

// Lists. Each quote goes through all rules, taxes, promotions and supplements of its hotel.
inline constexpr std::size_t amenities_limit = 1000;
inline constexpr std::size_t rooms_limit = 200;
inline constexpr std::size_t plans_limit = 100;
inline constexpr std::size_t taxes_limit = 100;
inline constexpr std::size_t promotions_limit = 100;
inline constexpr std::size_t supplements_limit = 100;  ///< of one plan
inline constexpr std::size_t prices_limit = 1000;      ///< of one supplement

/// Promotions that are not exclusive and are a percentage or an amount per stay. Prices are exact
/// fractions: each such percentage multiplies their denominator by up to 10^8, and each amount per
/// stay by a sum of what is left, which has that denominator already and so doubles its digits. A
/// year's stay with 12 of them takes 0.05 s, with 100 it takes seconds. Free nights and amounts per
/// night leave the denominator as it is; exclusive promotions are alone.
inline constexpr std::size_t multiplying_promotions_limit = 12;

/// Steps of a search in one hotel: for each room that a plan has rates for, each set of promotions with
/// each tax, and each price of the plan's supplements. A step takes some 30 ns, and some microseconds
/// where denominators grow as much as they may, so that no hotel holds up a question about others for long.
inline constexpr std::size_t search_steps_limit = 100'000;

// Numbers.
inline constexpr int amount_unit_limit = 1'000'000;  ///< times 10^12 it fits in 64 bits
inline constexpr int multiplier_limit = 365;         ///< nights that an amount is for

}  // namespace pronto::document
