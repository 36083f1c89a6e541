#pragma once
// How much a hotel document may hold. All limits are far above what any hotel has; they keep a
// broken document from taking the memory or the time of the good ones. docs/hotel.schema.json and
// docs/hotel-documents.md state the same ones.
#include <cstddef>

namespace pronto::document {

inline constexpr std::size_t code_length_limit = 100;   ///< characters
inline constexpr std::size_t text_length_limit = 1000;  ///< characters
inline constexpr std::size_t list_limit = 1000;
inline constexpr std::size_t dated_list_limit = 10'000;  ///< of rules, prices, inventory ranges
inline constexpr std::size_t rate_limit = 100'000;       ///< of one plan, in both forms together
inline constexpr std::size_t amounts_limit = 64;         ///< of one rate by guests, and its bands
inline constexpr int amount_unit_limit = 1'000'000;      ///< times 10^12 it fits in 64 bits
inline constexpr int guests_limit = 999;
inline constexpr int age_limit = 200;
inline constexpr int days_limit = 9999;
inline constexpr int rooms_limit = 1'000'000;
inline constexpr int unit_limit = 365;

}  // namespace pronto::document
