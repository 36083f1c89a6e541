#pragma once
// How much a hotel may hold, in whichever way it comes: a document that holds more is rejected, and so is
// a change by which a hotel would. Far above what any hotel has, so that none takes the memory or the time
// of the others. docs/hotel.schema.json and docs/hotel-documents.md state the same ones.
#include <cstddef>

namespace pronto {

inline constexpr int stars_limit = 5;
/// Pairs of a room and a plan that has rates for it: a search prices each of them.
inline constexpr std::size_t products_limit = 1000;
inline constexpr std::size_t rates_limit = 100'000;     ///< of one plan
inline constexpr std::size_t rules_limit = 10'000;      ///< of one plan
inline constexpr std::size_t inventory_limit = 10'000;  ///< ranges of one room

}  // namespace pronto
