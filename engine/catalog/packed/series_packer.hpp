#pragma once
// Packs the nightly numbers of one hotel into the bytes that a `packed_series` reads. For each
// series it takes the smallest of all ways to write it that packed_series.hpp tells of, where one
// that takes longer to read must save a quarter or a third. The same series in the same order give
// the same bytes.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "catalog/packed/number_scan.hpp"
#include "catalog/packed/series_coding.hpp"

namespace pronto {

class series_packer {
public:
  static constexpr std::size_t nights_limit = (std::size_t{1} << packed::nights_bits) - 1;
  static constexpr std::size_t series_limit = (std::size_t{1} << packed::series_bits) - 1;

  /// For series of so many nights. Requires: nights <= nights_limit.
  explicit series_packer(std::size_t nights);
  /// Starts anew, in the memory that it has, which is sooner at hand than other. Requires: nights <=
  /// nights_limit.
  void begin(std::size_t nights);

  /// Adds a series and gives its number: 0, 1, 2 and so on. Where `counts` is 0, the value of a
  /// night does not matter and may read back as another; without `counts`, all nights matter.
  /// Series are related to earlier ones only: those that others are like are best added first.
  /// Requires: one value a night, `counts` too unless it is empty; at most series_limit series.
  std::size_t add(std::span<const std::int64_t> values, std::span<const std::uint8_t> counts = {});
  /// The same of a series with this value on all nights that count, sooner.
  std::size_t add_constant(std::int64_t value, std::span<const std::uint8_t> counts = {});
  /// The same of a series that is so much above an earlier one, with wrap-around, sooner. Requires: `values`
  /// are those of the earlier one, which was added with the same counts.
  std::size_t add_above(std::size_t earlier, std::uint64_t above,
                        std::span<const std::int64_t> values,
                        std::span<const std::uint8_t> counts = {});

  /// What was added so far, packed, to be copied to wherever it is to stay.
  std::vector<std::byte> pack() const;

private:
  using values_span = std::span<const std::int64_t>;
  using counts_span = std::span<const std::uint8_t>;

  /// What is looked at of a series again and again.
  struct summary : packed::extent<std::int64_t> {
    bool are_flags() const { return least >= 0 && greatest <= 1; }
    /// Such that patterns and shares of them stay far from overflow.
    bool are_ordinary() const { return least >= 0 && greatest <= packed::share_of_limit; }
    bool operator==(const summary&) const = default;
  };
  struct body {
    packed::coding how;
    std::vector<std::int64_t> values;  ///< as they will read back; none if all are the same
    std::size_t series;                ///< the number of the first series that has it
    unsigned depth;                    ///< how many series it leads on to, one to the next
    std::uint64_t divisor;             ///< divides its values
    summary about;                     ///< of them
  };
  /// One that is to be added.
  struct series {
    values_span values;
    counts_span counts;  ///< empty if all nights count
    values_span counted;  ///< the values of the nights that count
    std::vector<std::size_t> nights;  ///< those, unless all count
    summary about;                    ///< of what counts
    std::uint64_t divisor = 1;        ///< of what counts; looked for when it is needed
  };
  struct promising;
  struct relations;
  class trials;

  packed::coding smallest(series& of);
  relations find_relations(const series& of, std::size_t worth);
  packed::coding constant(std::int64_t value);
  packed::coding constant_above(const body& other, std::int64_t above);
  bool is_same(const series& of, const body& other) const;
  bool is_same(std::int64_t value, counts_span counts, const body& other) const;
  std::size_t add_like(const body& other);
  std::size_t add_made(body made);
  values_span counted(const series& of, const body& other);
  unsigned number_bits() const;
  void find_candidates();
  template <class Number>
  static std::vector<Number> spare(std::vector<std::vector<Number>>& from);
  template <class Number>
  static void keep(std::vector<Number> done, std::vector<std::vector<Number>>& to);

  std::size_t nights_ = 0;
  std::vector<body> bodies_;
  std::vector<std::size_t> body_of_;  ///< of each series, into bodies_
  // Kept from one series to the next.
  std::vector<const body*> candidates_;
  std::vector<std::int64_t> counted_, other_counted_, rest_, above_;
  packed::numbers numbers_, best_numbers_;
  packed::related next_with_, best_with_;
  std::vector<std::vector<std::int64_t>> spare_values_;  // of hotels before
  std::vector<std::vector<std::uint64_t>> spare_codes_;
};

}  // namespace pronto
