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

constexpr std::uint64_t magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

/// Divides numbers that it divides without a rest, and tells whether it does, by a multiplication.
struct exact_divisor {
  /// Requires: it is not 0.
  explicit exact_divisor(std::uint64_t by);
  /// Requires: it is a multiple.
  std::uint64_t operator()(std::uint64_t of) const { return (of >> shift) * inverse; }
  bool divides(std::uint64_t number) const {
    return (number & rest) == 0 && (*this)(number) <= greatest;
  }

  unsigned shift;
  std::uint64_t rest;      ///< these bits of a multiple are 0
  std::uint64_t inverse;   ///< of its odd part
  std::uint64_t greatest;  ///< quotient by its odd part
};

/// The place of the first number from `from` on that is no multiple, whatever its sign; their count if
/// there is none.
std::size_t first_not_divided(std::span<const std::int64_t> numbers, std::size_t from,
                              const exact_divisor& by);

/// What each number is above the least one, divided. Requires: those are multiples; as many in `out`.
void divide_above(std::span<const std::int64_t> numbers, std::int64_t least,
                  const exact_divisor& by, std::span<std::uint64_t> out);

/// What the numbers are above others, with wrap-around. Requires: as many others, and in `out`.
void subtract(std::span<const std::int64_t> numbers, std::span<const std::int64_t> others,
              std::span<std::int64_t> out);

/// Takes so many 200ths of each number, rounded half up to a multiple of `unit`. Requires: as many in `out`;
/// part x number + 100 x unit is 0 or more, and below 2^53.
void take_shares(std::span<const std::int64_t> numbers, std::uint64_t part, std::uint64_t unit,
                 std::span<std::int64_t> out);

/// The least of what the numbers are, divided by others, where they are not `none` and those are above 0;
/// infinite if there is nothing of that. Requires: as many others.
double least_ratio(std::span<const std::int64_t> numbers, std::span<const std::int64_t> others,
                   std::int64_t none);

/// Lowers each number to the other at its place. Requires: as many others.
void lower(std::span<std::int64_t> numbers, std::span<const std::int64_t> others);

/// Makes each number that is `none` the other at its place. Requires: as many others.
void fill_in(std::span<std::int64_t> numbers, std::int64_t none, std::span<const std::int64_t> others);

/// Adds so many times the other at its place to so many times each number; what is `none` on either side
/// becomes `none`. With wrap-around. Requires: as many others.
void add_times(std::span<std::int64_t> numbers, std::uint64_t times, std::span<const std::int64_t> others,
               std::uint64_t other_times, std::int64_t none);

}  // namespace pronto::packed
