#pragma once
// How often each of some numbers comes. Private to the packing of series, which counts for every way to
// write one: without sorting, and nothing is moved.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pronto::packed {

class number_counts {
public:
  /// For at most so many numbers.
  explicit number_counts(std::size_t at_most) { clear(at_most); }

  /// Starts anew.
  void clear(std::size_t at_most) {
    // Twice as many places as numbers, so that one is found at the first or second look.
    const std::size_t places = std::bit_ceil(2 * at_most + 2);
    shift_ = 64 - static_cast<unsigned>(std::countr_zero(places));
    numbers_.resize(places);
    times_.assign(places, 0);
  }

  /// How often this number came, with this time.
  std::size_t count(std::uint64_t number) {
    std::size_t at = number * 0x9e37'79b9'7f4a'7c15 >> shift_;
    while (times_[at] != 0 && numbers_[at] != number) at = (at + 1) & (times_.size() - 1);
    numbers_[at] = number;
    return ++times_[at];
  }

private:
  unsigned shift_ = 0;
  std::vector<std::uint64_t> numbers_;
  std::vector<std::uint16_t> times_;
};

}  // namespace pronto::packed
