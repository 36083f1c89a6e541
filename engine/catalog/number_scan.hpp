#pragma once
// Looks at many numbers at once, with vectors as wide as the processor's: for the packing of series,
// which looks at each of them for every way to write it, and for bounds, which look at all nights.
#include <cstddef>
#include <cstdint>
#include <span>

namespace pronto::packed {

/// Of numbers in a row; all 0 of none.
template <class Number>
struct extent {
  Number least = 0;
  Number greatest = 0;
  std::size_t changes = 0;  ///< from one number to the next

  bool operator==(const extent&) const = default;
};

extent<std::int64_t> extent_of(std::span<const std::int64_t> numbers);
extent<std::uint64_t> extent_of(std::span<const std::uint64_t> numbers);

/// The same of those that count, as if there were no others. Of all if `counts` is empty.
extent<std::int64_t> extent_of(std::span<const std::int64_t> numbers,
                               std::span<const std::uint8_t> counts);
extent<std::uint64_t> extent_of(std::span<const std::uint64_t> numbers,
                                std::span<const std::uint8_t> counts);

/// How often what the numbers are above others changes from one to the next. Requires: as many others.
std::size_t changes_above(std::span<const std::int64_t> numbers,
                          std::span<const std::int64_t> others);

/// Lowers each number to the other at its place. Requires: as many others.
void lower(std::span<std::int64_t> numbers, std::span<const std::int64_t> others);

}  // namespace pronto::packed
