#pragma once
// How one series is written in a block of packed_series.hpp: the choice among its layouts, and the
// writing of a body. Private to series_packer.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "catalog/bits.hpp"
#include "catalog/packed_series.hpp"

namespace pronto::packed {

/// What a series is related to, with all that the relation says of each night.
struct related {
  relation to = relation::none;
  std::size_t other = 0;                     ///< the number of the other series
  unsigned part = 0;                         ///< of relation::share
  std::array<std::uint64_t, 7> pattern{};    ///< of relation::weekly, in units, the least being 0
  std::vector<std::int64_t> of_night;        ///< what it adds to each night; empty: nothing
};

/// How the codes of 64 nights are written.
struct block_coding {
  block_layout how = block_layout::nights;
  bool listed = false;       ///< the marks, by position
  unsigned width = 0;        ///< of each code
  std::uint64_t low = 0;     ///< is taken off each code
  std::uint64_t common = 0;  ///< of block_layout::common
  std::uint64_t marks = 0;   ///< by night
  std::size_t bits = 0;      ///< without its head
};

/// How one series is written.
struct coding {
  layout how = layout::constant;
  related with;
  std::uint64_t unit = 1;
  std::int64_t low = 0;
  unsigned width = 0;                ///< of the greatest code
  std::vector<std::uint64_t> codes;  ///< one a night, also for those that do not count
  std::vector<block_coding> blocks;  ///< of layout::blocks
  std::size_t bits = 0;              ///< of the body; the number of the other series left out

  /// What a night will read back as.
  std::int64_t value(std::size_t night) const;
};

/// The greatest number that divides all values that count; 0 if they are all 0.
std::uint64_t common_divisor(std::span<const std::int64_t> values,
                             std::span<const std::uint8_t> counts);

/// The smallest coding of the values with this relation. Requires: `unit` divides all that the
/// relation leaves of the values that count, or is 0: then the greatest such number is taken.
coding code_with(related with, std::span<const std::int64_t> values,
                 std::span<const std::uint8_t> counts, std::uint64_t unit);

/// Writes the body. `number_bits`: of the number of a series.
void write(const coding& of, unsigned number_bits, bit_writer& to);

}  // namespace pronto::packed
