#pragma once
// The nightly numbers of one hotel, packed into one block of bytes: amounts, rooms left, limits of
// stay, and 0 or 1 for what holds on a night or does not. A `packed_series` reads such a block
// where it lies, without allocating; a `series_packer` makes it. Nobody else knows its layout:
//
//   head       nights: 14 bits, number of series: 13, width of a directory entry: 5
//   directory  for each series, where its body begins, in bytes from the first body on; series that
//              are the same share one body
//   bodies     each at a whole byte, the first at the ninth or behind it; the largest comes last
//
// A body gives a code to each night, which is worth (low + code) * unit. To that is added what the
// series has in common with its `relation`: a weekly pattern, or another series of the block.
// Codes are laid out in one of four ways:
//
//   constant   there is none: all are 0
//   runs       the nights on which the code changes, ascending, and the code of each run
//   row        one each, side by side
//   blocks     for each 64 nights a head of fixed width (where its codes begin, their least, their
//              layout and width), and codes less the least of their block
//
// So any night of any series is found in a number of steps that does not grow with the calendar:
// by its block's head and a count of bits, or by bisection in a list that is kept only where it is
// smaller than the blocks. A series leads to at most `relation_limit` others.
#include <cstddef>
#include <cstdint>
#include <span>

namespace pronto {

namespace packed {

inline constexpr unsigned nights_bits = 14;
inline constexpr unsigned series_bits = 13;
inline constexpr unsigned entry_bits = 5;
inline constexpr unsigned head_bits = nights_bits + series_bits + entry_bits;
inline constexpr std::size_t first_body_byte = 8;  ///< at least: see number_row
inline constexpr std::size_t body_bytes_least = 8;  ///< from its beginning to the end of the block
inline constexpr unsigned relation_limit = 2;
inline constexpr std::size_t block_nights = 64;

enum class layout : std::uint8_t { constant, runs, blocks, row };
inline constexpr unsigned layout_bits = 2;

/// What a series has in common with something else.
enum class relation : std::uint8_t {
  none,
  weekly,   ///< a number for each day of the week, times unit, is added
  sum,      ///< another series is added
  share,    ///< so many half percents of another series, rounded to a multiple of unit, are added
  changes,  ///< 1 is added where another series differs from its night before, and on night 0
};
inline constexpr unsigned relation_bits = 3;
inline constexpr unsigned share_bits = 10;
/// A share is taken of series within 0 and this, with units up to this, so that nothing overflows.
inline constexpr std::int64_t share_of_limit = std::int64_t{1} << 50;

/// Most amounts are whole units of money, or tens of cents.
inline constexpr std::uint64_t usual_units[]{1, 10, 100};
inline constexpr unsigned unit_bits = 2;
inline constexpr unsigned other_unit = 3;  ///< it follows as a number
inline constexpr unsigned width_bits = 7;

/// How the codes of 64 nights lie.
enum class block_layout : std::uint8_t {
  nights,  ///< one each
  runs,    ///< marks on the nights that begin a run, and the code of each run
  common,  ///< the code that most nights have, marks on the others, and the code of each of those
};
inline constexpr unsigned block_layout_bits = 2;
/// Marks are a bit for each night, or so few positions that they fit into one word.
inline constexpr unsigned mark_position_bits = 6;
inline constexpr unsigned mark_count_bits = 4;
inline constexpr unsigned marks_listed_limit = 9;

/// `part` half percents of `whole`, rounded half up to a multiple of `unit`.
constexpr std::uint64_t share_of(std::uint64_t whole, unsigned part, std::uint64_t unit) {
  const std::uint64_t halves = whole * part;
  if (unit == 1) return (halves + 100) / 200;  // divisions by constants are cheap
  if (unit == 100) return (halves + 10'000) / 20'000 * 100;
  return (halves + 100 * unit) / (200 * unit) * unit;
}

constexpr std::uint64_t zigzag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}
constexpr std::int64_t from_zigzag(std::uint64_t code) {
  return static_cast<std::int64_t>(code >> 1 ^ (0 - (code & 1)));
}

}  // namespace packed

/// Reads the series of one hotel. Valid as long as the bytes, which it does not own; they come from
/// a series_packer of this process and from nowhere else.
class packed_series {
public:
  /// No series at all.
  packed_series() = default;
  /// Requires: the bytes that a series_packer has written, whole.
  explicit packed_series(const std::byte* block);

  std::size_t size() const { return size_; }
  std::size_t nights() const { return nights_; }

  /// The value of a night. On a night that did not count when it was packed, any value.
  /// Requires: series < size(), night < nights().
  std::int64_t at(std::size_t series, std::size_t night) const;

  /// The values of consecutive nights. Requires: series < size(), all nights < nights().
  void read(std::size_t series, std::size_t first_night, std::span<std::int64_t> out) const;

  /// Whoever knows the same nights of other series.
  class others {
  public:
    virtual std::span<const std::int64_t> nights_of(std::size_t series) = 0;

  protected:
    ~others() = default;
  };
  /// Adds the same to `out`, with what `known` tells of the series that it is related to.
  void add(std::size_t series, std::size_t first_night, std::span<std::int64_t> out,
           others& known) const;

  /// Whether all of consecutive nights are above 0: what most questions about a stay come to, and
  /// faster than to read them. Requires: as for read.
  bool all_positive(std::size_t series, std::size_t first_night, std::size_t count) const;

  /// For accounts of memory and benchmarks.
  struct encoding {
    packed::layout codes = packed::layout::constant;
    packed::relation to = packed::relation::none;
    bool operator==(const encoding&) const = default;
  };
  encoding encoding_of(std::size_t series) const;
  /// Where in the block its body begins, in bytes; the same for series that are the same.
  std::size_t place_of(std::size_t series) const;

private:
  struct body;
  body open(std::size_t series) const;
  void add_all(std::size_t series, std::size_t first_night, std::span<std::int64_t> out,
               others* known) const;
  void add_relation(body& of, std::size_t first_night, std::span<std::int64_t> out,
                    others* known) const;
  void add_runs(body& of, std::size_t first_night, std::span<std::int64_t> out) const;
  void add_row(const body& of, std::size_t first_night, std::span<std::int64_t> out) const;
  void add_blocks(body& of, std::size_t first_night, std::span<std::int64_t> out) const;

  const std::byte* block_ = nullptr;
  std::size_t bodies_ = 0;  ///< where they begin, in bytes
  std::uint32_t nights_ = 0;
  std::uint32_t size_ = 0;
  unsigned entry_bits_ = 0;
  unsigned number_bits_ = 0;  ///< of the number of a series
};

}  // namespace pronto
