#include "catalog/series_coding.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace pronto::packed {

namespace {

constexpr std::size_t head_bits_of_body = layout_bits + relation_bits + unit_bits;

std::uint64_t magnitude(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? 0 - bits : bits;
}

// Requires: the divisor divides it.
std::int64_t divided(std::int64_t value, std::uint64_t by) {
  const std::uint64_t quotient = magnitude(value) / by;
  return static_cast<std::int64_t>(value < 0 ? 0 - quotient : quotient);
}

// The processor takes much longer for 64 bits, and amounts are of 32.
std::uint64_t remainder(std::uint64_t of, std::uint64_t by) {
  if ((of | by) >> 32 == 0) return static_cast<std::uint32_t>(of) % static_cast<std::uint32_t>(by);
  return of % by;
}

/// Divides numbers that it divides without a rest, by a multiplication.
class exact_divisor {
public:
  /// Requires: it is not 0.
  explicit exact_divisor(std::uint64_t by)
      : shift_(static_cast<unsigned>(std::countr_zero(by))), inverse_(by >> shift_) {
    // Newton's method; an odd number is its own inverse in the last three bits, and each round
    // doubles these.
    const std::uint64_t odd = inverse_;
    for (int round = 0; round < 5; ++round) inverse_ *= 2 - odd * inverse_;
  }
  /// Requires: it is a multiple.
  std::uint64_t operator()(std::uint64_t of) const { return (of >> shift_) * inverse_; }

private:
  unsigned shift_;
  std::uint64_t inverse_;
};

std::size_t number_size(std::uint64_t value) { return 6 + std::max(1u, bits_for(value)); }

unsigned unit_code(std::uint64_t unit) {
  const auto found = std::find(std::begin(usual_units), std::end(usual_units), unit);
  return static_cast<unsigned>(found - std::begin(usual_units));
}

unsigned pattern_width(const related& with) {
  return bits_for(*std::max_element(with.pattern.begin(), with.pattern.end()));
}

std::size_t relation_size(const related& with) {
  if (with.to == relation::weekly) return width_bits + with.pattern.size() * pattern_width(with);
  return with.to == relation::share ? share_bits : 0;
}

// Gives each night that does not count the code of the one before; the first ones that of the first
// that counts. Requires: there is one.
void carry(std::span<std::uint64_t> codes, std::span<const std::uint8_t> counts) {
  std::size_t night = 0;
  while (!counts[night]) ++night;
  std::fill(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(night), codes[night]);
  for (; night < codes.size(); ++night)
    if (!counts[night]) codes[night] = codes[night - 1];
}

std::size_t changes_in(std::span<const std::uint64_t> codes) {
  std::size_t out = 0;
  for (std::size_t night = 1; night < codes.size(); ++night)
    if (codes[night] != codes[night - 1]) ++out;
  return out;
}

// Marks as bits or as positions, whichever is smaller.
std::size_t marks_size(std::size_t marked, std::size_t nights, bool& listed) {
  const std::size_t list = mark_count_bits + marked * mark_position_bits;
  listed = marked <= marks_listed_limit && list < nights;
  return listed ? list : nights;
}

struct tally {
  std::uint64_t least = 0;
  std::uint64_t greatest = 0;
  std::uint64_t most_common = 0;  // the least of those
  std::size_t others = 0;         // nights that have not the most common code
};

// How often each of some codes comes: without sorting, since this is done for every way to write a
// series. Twice as many places as codes, so that one is found at the first or second look.
class code_counts {
public:
  /// How often this code came, with this time. Requires: at most block_nights codes.
  std::size_t count(std::uint64_t code) {
    std::size_t at = code * 0x9e37'79b9'7f4a'7c15 >> (64 - places_bits);
    while (times_[at] != 0 && codes_[at] != code) at = (at + 1) % places;
    codes_[at] = code;
    return ++times_[at];
  }

private:
  static constexpr unsigned places_bits = 7;
  static constexpr std::size_t places = std::size_t{1} << places_bits;
  static_assert(places >= 2 * block_nights);
  std::array<std::uint64_t, places> codes_;
  std::array<std::uint8_t, places> times_{};
};

// Of the codes that count. Requires: there is one, and at most block_nights.
tally tally_of(std::span<const std::uint64_t> codes, std::span<const std::uint8_t> counts) {
  tally out{.least = ~std::uint64_t{0}};
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (!counts[night]) continue;
    out.least = std::min(out.least, codes[night]);
    out.greatest = std::max(out.greatest, codes[night]);
  }
  out.most_common = out.least;
  if (out.least == out.greatest) return out;
  code_counts seen;
  std::size_t all = 0;
  std::size_t most = 0;
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (!counts[night]) continue;
    ++all;
    const std::uint64_t code = codes[night];
    const std::size_t times = seen.count(code);
    if (times < most || (times == most && code > out.most_common)) continue;
    most = times;
    out.most_common = code;
  }
  out.others = all - most;
  return out;
}

// The smallest coding of up to 64 nights; sets the codes of nights that do not count.
block_coding code_block(std::span<std::uint64_t> codes, std::span<const std::uint8_t> counts) {
  block_coding out;
  if (std::none_of(counts.begin(), counts.end(), [](std::uint8_t c) { return c != 0; })) {
    std::fill(codes.begin(), codes.end(), 0);
    return out;
  }
  const tally of = tally_of(codes, counts);
  carry(codes, counts);
  out.low = of.least;
  out.width = bits_for(of.greatest - of.least);
  out.bits = codes.size() * out.width;
  bool listed = false;
  const std::size_t changes = changes_in(codes);
  const std::size_t as_runs =
      marks_size(changes, codes.size(), listed) + (changes + 1) * out.width;
  if (as_runs < out.bits) {
    out.bits = as_runs;
    out.how = block_layout::runs;
    out.listed = listed;
  }
  const std::size_t as_common =
      marks_size(of.others, codes.size(), listed) + (of.others + 1) * out.width;
  if (as_common < out.bits) {
    out.bits = as_common;
    out.how = block_layout::common;
    out.listed = listed;
    out.common = of.most_common;
  }
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (out.how == block_layout::common && !counts[night]) codes[night] = out.common;
    const bool begins_run = night > 0 && codes[night] != codes[night - 1];
    const bool marked =
        out.how == block_layout::common ? codes[night] != out.common : begins_run;
    if (marked) out.marks |= std::uint64_t{1} << night;
  }
  return out;
}

// Where the codes of each block begin, and, at the end, where they all end.
std::vector<std::size_t> places_of(const std::vector<block_coding>& blocks) {
  std::vector<std::size_t> out{0};
  for (const block_coding& each : blocks) out.push_back(out.back() + each.bits);
  return out;
}

std::size_t blocks_size(const std::vector<block_coding>& blocks, unsigned width) {
  std::size_t codes = 0;
  for (const block_coding& each : blocks) codes += each.bits;
  const std::size_t head =
      bits_for(codes) + width + block_layout_bits + 1 + bits_for(width);
  return entry_bits + blocks.size() * head + codes;
}

void write_block(const block_coding& of, std::span<const std::uint64_t> codes, bit_writer& to) {
  if (of.how != block_layout::nights) {
    if (of.listed) {
      to.put(static_cast<std::uint64_t>(std::popcount(of.marks)), mark_count_bits);
      for (std::uint64_t left = of.marks; left != 0; left &= left - 1)
        to.put(static_cast<std::uint64_t>(std::countr_zero(left)), mark_position_bits);
    } else {
      to.put(of.marks, static_cast<unsigned>(codes.size()));
    }
    to.put((of.how == block_layout::common ? of.common : codes[0]) - of.low, of.width);
  }
  for (std::size_t night = 0; night < codes.size(); ++night)
    if (of.how == block_layout::nights || (of.marks >> night & 1))
      to.put(codes[night] - of.low, of.width);
}

void write_blocks(const coding& of, bit_writer& to) {
  const std::vector<std::size_t> places = places_of(of.blocks);
  const unsigned place_bits = bits_for(places.back());
  to.put(place_bits, entry_bits);
  for (std::size_t i = 0; i < of.blocks.size(); ++i) {
    const block_coding& block = of.blocks[i];
    to.put(places[i], place_bits);
    to.put(block.low, of.width);
    to.put(static_cast<std::uint64_t>(block.how), block_layout_bits);
    to.put(block.listed ? 1 : 0, 1);
    to.put(block.width, bits_for(of.width));
  }
  const std::span all(of.codes);
  for (std::size_t i = 0; i < of.blocks.size(); ++i) {
    const std::size_t first = i * block_nights;
    write_block(of.blocks[i], all.subspan(first, std::min(block_nights, all.size() - first)), to);
  }
}

void write_runs(const coding& of, bit_writer& to) {
  const unsigned night_bits = bits_for(of.codes.size() - 1);
  to.put(changes_in(of.codes), night_bits);
  for (std::size_t night = 1; night < of.codes.size(); ++night)
    if (of.codes[night] != of.codes[night - 1]) to.put(night, night_bits);
  for (std::size_t night = 0; night < of.codes.size(); ++night)
    if (night == 0 || of.codes[night] != of.codes[night - 1]) to.put(of.codes[night], of.width);
}

// A row is read faster than what may be smaller, which must save a third to be taken.
bool worth_its_time(std::size_t bits, std::size_t as_row) { return bits * 3 < as_row * 2; }

// Takes a row, runs or blocks for the codes, which are those of the nights that count.
void choose_layout(coding& of, std::span<const std::uint8_t> counts) {
  std::vector<std::uint64_t> by_block = of.codes;
  for (std::size_t first = 0; first < by_block.size(); first += block_nights) {
    const std::size_t size = std::min(block_nights, by_block.size() - first);
    of.blocks.push_back(
        code_block(std::span(by_block).subspan(first, size), counts.subspan(first, size)));
  }
  carry(of.codes, counts);
  const std::size_t changes = changes_in(of.codes);
  const std::size_t night_bits = bits_for(of.codes.size() - 1);
  const std::size_t as_runs = (changes + 1) * (night_bits + of.width);
  const std::size_t as_blocks = blocks_size(of.blocks, of.width);
  const std::size_t as_row = of.codes.size() * of.width;
  const std::size_t least = std::min(as_runs, as_blocks);
  if (!worth_its_time(least, as_row)) of.how = layout::row;
  else of.how = as_runs <= as_blocks ? layout::runs : layout::blocks;
  of.bits += width_bits + (of.how == layout::row ? as_row : least);
  if (of.how == layout::blocks) of.codes = std::move(by_block);
  else of.blocks.clear();
}

}  // namespace

std::int64_t coding::value(std::size_t night) const {
  const std::uint64_t code = how == layout::constant ? 0 : codes[night];
  const std::uint64_t base =
      with.of_night.empty() ? 0 : static_cast<std::uint64_t>(with.of_night[night]);
  return static_cast<std::int64_t>(base + (static_cast<std::uint64_t>(low) + code) * unit);
}

std::uint64_t common_divisor(std::span<const std::int64_t> values,
                             std::span<const std::uint8_t> counts) {
  std::uint64_t out = 0;
  for (std::size_t night = 0; night < values.size() && out != 1; ++night) {
    if (!counts[night]) continue;
    const std::uint64_t value = magnitude(values[night]);
    // Found after a few nights; the others are only looked at.
    if (out == 0 || remainder(value, out) != 0) out = std::gcd(out, value);
  }
  return out;
}

coding code_with(related with, std::span<const std::int64_t> values,
                 std::span<const std::uint8_t> counts, std::uint64_t unit) {
  coding out;
  out.with = std::move(with);
  std::vector<std::int64_t> rest(values.begin(), values.end());
  for (std::size_t night = 0; night < out.with.of_night.size(); ++night)
    rest[night] = static_cast<std::int64_t>(static_cast<std::uint64_t>(rest[night]) -
                                            static_cast<std::uint64_t>(out.with.of_night[night]));
  if (unit == 0) unit = std::max(std::uint64_t{1}, common_divisor(rest, counts));
  out.unit = unit;

  bool any = false;
  std::int64_t least = 0;
  std::int64_t greatest = 0;
  for (std::size_t night = 0; night < rest.size(); ++night) {
    if (!counts[night]) continue;
    least = any ? std::min(least, rest[night]) : rest[night];
    greatest = any ? std::max(greatest, rest[night]) : rest[night];
    any = true;
  }
  out.low = divided(least, unit);
  const auto code = [least, by = exact_divisor(unit)](std::int64_t value) {
    return by(static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least));
  };
  out.width = bits_for(code(greatest));
  out.bits = head_bits_of_body + number_size(zigzag(out.low)) + relation_size(out.with) +
             (unit_code(unit) == other_unit ? number_size(unit) : 0);
  if (out.width == 0) return out;
  out.codes.reserve(rest.size());
  for (std::size_t night = 0; night < rest.size(); ++night)
    out.codes.push_back(counts[night] ? code(rest[night]) : 0);
  choose_layout(out, counts);
  return out;
}

void write(const coding& of, unsigned number_bits, bit_writer& to) {
  const unsigned unit = unit_code(of.unit);
  to.put(static_cast<std::uint64_t>(of.how), layout_bits);
  to.put(static_cast<std::uint64_t>(of.with.to), relation_bits);
  to.put(unit, unit_bits);
  if (unit == other_unit) to.put_number(of.unit);
  to.put_number(zigzag(of.low));
  if (of.how != layout::constant) to.put(of.width, width_bits);
  if (of.with.to == relation::weekly) {
    const unsigned width = pattern_width(of.with);
    to.put(width, width_bits);
    for (std::uint64_t each : of.with.pattern) to.put(each, width);
  } else if (of.with.to != relation::none) {
    to.put(of.with.other, number_bits);
    if (of.with.to == relation::share) to.put(of.with.part, share_bits);
  }
  if (of.how == layout::runs) write_runs(of, to);
  if (of.how == layout::blocks) write_blocks(of, to);
  if (of.how == layout::row)
    for (const std::uint64_t each : of.codes) to.put(each, of.width);
}

}  // namespace pronto::packed
