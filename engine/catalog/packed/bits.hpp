#pragma once
// Unsigned numbers of any width from 0 to 64 bits, one after the other in bytes, lowest bit first.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "load_word.hpp"

namespace pronto {

/// The bits that it takes to write the numbers from 0 to `greatest`.
constexpr unsigned bits_for(std::uint64_t greatest) {
  return static_cast<unsigned>(std::bit_width(greatest));
}

/// So many bits can be had at once, wherever in a byte they begin.
inline constexpr unsigned bits_of_one_load = 57;

/// The number of `width` bits that begins at bit `at`. Requires: `from` has 8 bytes or more, and
/// the number lies inside of them; nothing behind its last byte is touched.
inline std::uint64_t read_bits(const std::byte* from, std::size_t at, unsigned width) {
  if (width == 0) return 0;
  if (width > bits_of_one_load)
    return read_bits(from, at, 32) | read_bits(from, at + 32, width - 32) << 32;
  const std::size_t last = (at + width - 1) / 8;
  const std::size_t first = last < 8 ? 0 : last - 7;
  return load_word(from + first) >> (at - first * 8) & (~std::uint64_t{0} >> (64 - width));
}

/// Numbers of one width, side by side.
class number_row {
public:
  /// Requires: width is not 0; `at` lies at the ninth byte or behind it.
  number_row(const std::byte* from, std::size_t at, unsigned width)
      : from_(from - 7), at_(at), width_(width), mask_(~std::uint64_t{0} >> (64 - width)) {}

  /// Requires: there is such a number.
  std::uint64_t operator[](std::size_t i) const {
    const std::size_t begin = at_ + i * width_;
    if (width_ > bits_of_one_load) return read_bits(from_ + 7, begin, width_);
    const std::size_t last = (begin + width_ - 1) / 8;
    return load_word(from_ + last) >> (begin + 56 - last * 8) & mask_;
  }
  /// So many are had at once by `each_of_few`, if their width allows it.
  static constexpr unsigned few = 4;
  bool has_few() const { return few * width_ <= bits_of_one_load; }
  /// Calls `tell` with numbers i, i + 1 and so on. Requires: has_few(), and there are such numbers.
  template <class Tell>
  void each_of_few(std::size_t i, Tell tell) const {
    const std::size_t begin = at_ + i * width_;
    const std::size_t last = (begin + few * width_ - 1) / 8;
    std::uint64_t word = load_word(from_ + last) >> (begin + 56 - last * 8);
    for (unsigned k = 0; k < few; ++k, word >>= width_) tell(i + k, word & mask_);
  }

private:
  const std::byte* from_;
  std::size_t at_;
  unsigned width_;
  std::uint64_t mask_;
};

/// Reads one number after the other.
class bit_reader {
public:
  bit_reader(const std::byte* from, std::size_t at) : from_(from), at_(at) {}

  /// From so many bits, the first of which are had at once.
  bit_reader(const std::byte* from, std::size_t at, unsigned size) : bit_reader(from, at) {
    left_ = size < bits_of_one_load ? size : bits_of_one_load;
    loaded_ = read_bits(from, at, left_);
  }
  /// From a whole byte on, faster. Requires: there are 8 bytes or more from there on.
  static bit_reader at_byte(const std::byte* from, std::size_t byte) {
    bit_reader out(from, byte * 8);
    out.loaded_ = load_word(from + byte);
    out.left_ = 63;
    return out;
  }

  std::uint64_t take(unsigned width) {
    std::uint64_t out;
    if (width <= left_) {
      out = loaded_ & ((std::uint64_t{1} << width) - 1);
      loaded_ >>= width;
      left_ -= width;
    } else {
      out = read_bits(from_, at_, width);
      left_ = 0;
    }
    at_ += width;
    return out;
  }
  /// One of `bit_writer::put_number`.
  std::uint64_t take_number() { return take(static_cast<unsigned>(take(6)) + 1); }

  std::size_t at() const { return at_; }

private:
  const std::byte* from_;
  std::size_t at_;
  std::uint64_t loaded_ = 0;  // the bits from at_ on, as many as left_
  unsigned left_ = 0;  // less than 64
};

class bit_writer {
public:
  /// Requires: value < 2^width.
  void put(std::uint64_t value, unsigned width) { put_row({&value, 1}, width); }
  /// Each of these, one after the other. Requires: each < 2^width.
  void put_row(std::span<const std::uint64_t> values, unsigned width) {
    const std::size_t size = size_ + values.size() * width;
    if (size / word_bits >= words_.size()) words_.resize(2 * (size / word_bits) + first_words);
    // Nothing that was written is read again: that would have to wait.
    std::uint64_t* to = words_.data() + size_ / word_bits;
    std::uint64_t word = word_;
    auto used = static_cast<unsigned>(size_ % word_bits);
    const auto add = [&](std::uint64_t bits, unsigned count) {
      word |= bits << used;
      used += count;
      if (used < word_bits) return;
      *to++ = in_memory(word);
      used -= word_bits;
      word = used == 0 ? 0 : bits >> (count - used);
    };
    std::size_t i = 0;
    constexpr unsigned few = 4;
    if (few * width <= word_bits)
      for (; i + few <= values.size(); i += few)
        add(values[i] | values[i + 1] << width | values[i + 2] << 2 * width |
                values[i + 3] << 3 * width,
            few * width);
    for (; i < values.size(); ++i) add(values[i], width);
    *to = in_memory(word);
    word_ = word;
    size_ = size;
  }
  /// A number of any size, which says itself how long it is.
  void put_number(std::uint64_t value) {
    const unsigned width = value == 0 ? 1 : bits_for(value);
    put(width - 1, 6);
    put(value, width);
  }
  void to_next_byte() {
    if (size_ % 8 != 0) put(0, 8 - static_cast<unsigned>(size_ % 8));
  }

  /// Until the next call of `put`.
  std::span<const std::byte> bytes() const {
    return std::as_bytes(std::span(words_)).first((size_ + 7) / 8);
  }

private:
  static constexpr unsigned word_bits = 64;
  static constexpr std::size_t first_words = 32;
  static std::uint64_t in_memory(std::uint64_t word) {
    return std::endian::native == std::endian::big ? __builtin_bswap64(word) : word;
  }

  std::vector<std::uint64_t> words_;
  std::uint64_t word_ = 0;  // the one that is not full yet; it is written too
  std::size_t size_ = 0;
};

}  // namespace pronto
