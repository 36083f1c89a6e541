#pragma once
// How one series is written in a block of packed_series.hpp: the choice among its layouts, and the
// writing of a body. Private to series_packer.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "catalog/packed/bits.hpp"
#include "catalog/packed/number_scan.hpp"
#include "catalog/packed/packed_series.hpp"

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

/// What a relation leaves of a series, as numbers to be written: each night is worth
/// (low + code) * unit.
struct numbers {
  std::uint64_t unit = 1;
  std::int64_t low = 0;
  unsigned width = 0;                ///< of the greatest code; without it all are the same
  std::size_t changes = 0;           ///< from one night that counts to the next one
  std::vector<std::uint64_t> codes;  ///< by night; of those that do not count, 0; none without width
};

// Where all nights count, `counts` may be empty below, which is faster.

/// The greatest number that divides all values that count; 0 if they are all 0. Requires: `known`
/// divides them; the more of it is known, the sooner it ends.
std::uint64_t common_divisor(std::span<const std::int64_t> values,
                             std::span<const std::uint8_t> counts, std::uint64_t known = 1);

/// Makes the numbers of what a relation leaves. Requires: `about` is the extent of all of it that counts,
/// and `unit` divides that.
void make_numbers(std::span<const std::int64_t> rest, std::span<const std::uint8_t> counts,
                  const extent<std::int64_t>& about, std::uint64_t unit, numbers& to);
/// The same where it leaves one value, in the unit in which that is shortest: not for relations that
/// are in units themselves.
void make_constant(std::int64_t value, numbers& to);

/// How the body of some numbers is written.
struct layout_choice {
  layout how = layout::constant;
  std::size_t bits = 0;  ///< of the body; the number of the other series left out
};
/// The smallest; or, where that has `limit` bits at least, any that has.
layout_choice choose_layout(const numbers& of, const related& with,
                            std::span<const std::uint8_t> counts, std::size_t limit);

/// The coding of these numbers.
coding code_as(layout_choice how, numbers of, related with, std::span<const std::uint8_t> counts);

/// Writes the body. `number_bits`: of the number of a series.
void write(const coding& of, unsigned number_bits, bit_writer& to);

}  // namespace pronto::packed
