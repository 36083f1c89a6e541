#include "catalog/packed/series_coding.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "catalog/packed/number_counts.hpp"

namespace pronto::packed {

namespace {

constexpr std::size_t head_bits_of_body = layout_bits + relation_bits + unit_bits;

// Of so many blocks, three years, the first look is kept for the second one.
constexpr std::size_t blocks_known = 18;

// Requires: the divisor divides it.
std::int64_t divided(std::int64_t value, std::uint64_t by) {
  const std::uint64_t quotient = magnitude(value) / by;
  return static_cast<std::int64_t>(value < 0 ? 0 - quotient : quotient);
}

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
  if (counts.empty()) return;
  std::size_t night = 0;
  while (!counts[night]) ++night;
  std::fill(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(night), codes[night]);
  for (; night < codes.size(); ++night)
    if (!counts[night]) codes[night] = codes[night - 1];
}

// Marks as bits or as positions, whichever is smaller.
std::size_t marks_size(std::size_t marked, std::size_t nights, bool& listed) {
  const std::size_t list = mark_count_bits + marked * mark_position_bits;
  listed = marked <= marks_listed_limit && list < nights;
  return listed ? list : nights;
}

struct tally {
  std::uint64_t most_common = 0;  // the least of those
  std::size_t others = 0;         // nights that have not the most common code
};

// Of codes that are not far above the least one: a place for each. They are counted first and looked at
// then, since one that comes again at once would have to wait for its count.
constexpr std::uint64_t near_range = 1024;

tally tally_of_near(std::span<const std::uint64_t> codes, std::span<const std::uint8_t> counts,
                    const extent<std::uint64_t>& of) {
  std::array<std::uint8_t, near_range> times;
  std::fill_n(times.begin(), of.greatest - of.least + 1, std::uint8_t{0});
  const auto counts_at = [&](std::size_t night) { return counts.empty() || counts[night]; };
  std::size_t all = 0;
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (!counts_at(night)) continue;
    ++times[codes[night] - of.least];
    ++all;
  }
  std::uint64_t first = 0;  // by times, then the least code
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (!counts_at(night)) continue;
    const std::uint64_t above = codes[night] - of.least;
    first = std::max(first, times[above] * near_range + (near_range - 1 - above));
  }
  return {of.least + (near_range - 1 - first % near_range), all - first / near_range};
}

tally tally_of_far(std::span<const std::uint64_t> codes, std::span<const std::uint8_t> counts) {
  number_counts seen(block_nights);
  tally out;
  std::size_t all = 0;
  std::size_t most = 0;
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (!counts.empty() && !counts[night]) continue;
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

// Of the codes that count, of one block. Requires: some do.
tally tally_of(std::span<const std::uint64_t> codes, std::span<const std::uint8_t> counts,
               const extent<std::uint64_t>& of) {
  return of.greatest - of.least < near_range ? tally_of_near(codes, counts, of)
                                             : tally_of_far(codes, counts);
}

std::size_t size_as_common(std::size_t others, std::size_t nights, unsigned width, bool& listed) {
  return marks_size(others, nights, listed) + (others + 1) * width;
}

// The first part of the choice how a block is written, and all of it unless `may_have_common`.
struct block_choice {
  block_coding made;
  extent<std::uint64_t> codes;
  bool may_have_common = false;  // block_layout::common may be smaller than what is chosen
  std::size_t least_bits = 0;    // that it may have
};

// No code comes more often than this in a block: so many end in the same three bits. Counted at once, each
// end in a byte of its own.
std::size_t most_alike(std::span<const std::uint64_t> codes) {
  constexpr std::uint64_t one = 1;
  constexpr std::uint64_t ending_in[]{one,       one << 8,  one << 16, one << 24,
                                      one << 32, one << 40, one << 48, one << 56};
  std::uint64_t ends = 0;
  for (const std::uint64_t each : codes) ends += ending_in[each % 8];
  std::size_t out = 0;
  for (; ends != 0; ends >>= 8) out = std::max<std::size_t>(out, ends & 0xff);
  return out;
}

bool none_counts(std::span<const std::uint8_t> counts) {
  return !counts.empty() &&
         std::none_of(counts.begin(), counts.end(), [](std::uint8_t c) { return c != 0; });
}

block_choice choose_block(std::span<const std::uint64_t> codes,
                          std::span<const std::uint8_t> counts) {
  block_choice out;
  out.codes = extent_of(codes, counts);
  out.made.low = out.codes.least;
  out.made.common = out.codes.least;
  out.made.width = bits_for(out.codes.greatest - out.codes.least);
  if (out.made.width == 0) return out;
  bool listed = false;
  const std::size_t nights = codes.size();
  const std::size_t changes = out.codes.changes;
  out.made.bits = nights * out.made.width;
  const std::size_t as_runs =
      marks_size(changes, nights, listed) + (changes + 1) * out.made.width;
  if (as_runs < out.made.bits) {
    out.made.bits = as_runs;
    out.made.how = block_layout::runs;
    out.made.listed = listed;
  }
  // A code may be that of every other run.
  std::size_t others_least = (changes + 1) / 2;
  std::size_t as_common_least = size_as_common(others_least, nights, out.made.width, listed);
  if (as_common_least < out.made.bits && counts.empty()) {
    others_least = std::max(others_least, nights - most_alike(codes));
    as_common_least = size_as_common(others_least, nights, out.made.width, listed);
  }
  out.may_have_common = as_common_least < out.made.bits;
  out.least_bits = std::min(out.made.bits, as_common_least);
  return out;
}

void consider_common(block_choice& of, std::span<const std::uint64_t> codes,
                     std::span<const std::uint8_t> counts) {
  if (!of.may_have_common) return;
  const tally times = tally_of(codes, counts, of.codes);
  bool listed = false;
  const std::size_t as_common =
      size_as_common(times.others, codes.size(), of.made.width, listed);
  if (as_common >= of.made.bits) return;
  of.made.bits = as_common;
  of.made.how = block_layout::common;
  of.made.listed = listed;
  of.made.common = times.most_common;
}

// Calls `tell` with the codes of each block, and which of them count.
template <class Tell>
void each_block(std::span<const std::uint64_t> codes, std::span<const std::uint8_t> counts,
                Tell tell) {
  for (std::size_t first = 0; first < codes.size(); first += block_nights) {
    const auto some = codes.subspan(first, std::min(block_nights, codes.size() - first));
    tell(some, counts.empty() ? counts : counts.subspan(first, some.size()));
  }
}

// Sets the codes of nights that do not count.
block_coding code_block(std::span<std::uint64_t> codes, std::span<const std::uint8_t> counts) {
  if (none_counts(counts)) {
    std::ranges::fill(codes, 0);
    return {};
  }
  std::array<std::uint64_t, block_nights> copy;
  const std::span carried = std::span(copy).first(codes.size());
  std::ranges::copy(codes, carried.begin());
  carry(carried, counts);
  block_choice choice = choose_block(codes, counts);
  consider_common(choice, codes, counts);
  block_coding out = choice.made;
  std::ranges::copy(carried, codes.begin());
  for (std::size_t night = 0; night < codes.size(); ++night) {
    if (out.how == block_layout::common && !counts.empty() && !counts[night])
      codes[night] = out.common;
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

// `codes`: the bits of those of all blocks.
std::size_t blocks_size(std::size_t blocks, std::size_t codes, unsigned width) {
  const std::size_t head =
      bits_for(codes) + width + block_layout_bits + 1 + bits_for(width);
  return entry_bits + blocks * head + codes;
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
  std::array<std::uint64_t, block_nights> written;
  std::size_t count = 0;
  for (std::size_t night = 0; night < codes.size(); ++night) {
    written[count] = codes[night] - of.low;
    count += of.how == block_layout::nights ? 1 : of.marks >> night & 1;
  }
  to.put_row(std::span(written).first(count), of.width);
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
  std::vector<std::uint64_t> row(of.codes.size());  // the nights on which a run begins, then its codes
  std::size_t changes = 0;
  for (std::size_t night = 1; night < of.codes.size(); ++night) {
    row[changes] = night;
    changes += static_cast<std::size_t>(of.codes[night] != of.codes[night - 1]);
  }
  const auto behind_first = std::span(row).first(changes);
  to.put(changes, night_bits);
  to.put_row(behind_first, night_bits);
  for (std::uint64_t& each : behind_first) each = of.codes[each];
  to.put(of.codes[0], of.width);
  to.put_row(behind_first, of.width);
}

// A row is read faster than what may be smaller, which must save a third to be taken.
bool worth_its_time(std::size_t bits, std::size_t as_row) { return bits * 3 < as_row * 2; }

// The choice between a row and what is smaller.
layout_choice chosen(std::size_t as_row, std::size_t as_runs, std::size_t as_blocks) {
  const std::size_t least = std::min(as_runs, as_blocks);
  if (!worth_its_time(least, as_row)) return {layout::row, as_row};
  return {as_runs <= as_blocks ? layout::runs : layout::blocks, least};
}

// Of codes that are not all the same.
layout_choice layout_of_codes(const numbers& of, std::span<const std::uint8_t> counts,
                              std::size_t limit) {
  const std::span all(of.codes);
  const std::size_t nights = all.size();
  const std::size_t as_runs = (of.changes + 1) * (bits_for(nights - 1) + of.width);
  const std::size_t as_row = nights * of.width;

  std::array<block_choice, blocks_known> choices;
  const std::size_t blocks = (nights + block_nights - 1) / block_nights;
  std::size_t least_codes = 0;
  std::size_t block = 0;
  const bool may_be_runs = worth_its_time(as_runs, as_row) && as_runs < limit;
  bool may_be_blocks = true;
  each_block(all, counts, [&](auto codes, auto some_count) {
    if (!may_be_blocks) return;
    block_choice choice = choose_block(codes, some_count);
    least_codes += choice.least_bits;
    if (block < choices.size()) choices[block] = choice;
    ++block;
    if (may_be_runs) return;
    // Nearly all numbers that are at random are settled after half of them.
    const std::size_t so_far = blocks_size(blocks, least_codes, of.width);
    may_be_blocks = worth_its_time(so_far, as_row) && so_far < limit;
  });
  if (!may_be_blocks) return {layout::row, as_row};  // beyond the limit if what is smaller is
  // Block for block what it may have at least becomes what it has.
  layout_choice best = chosen(as_row, as_runs, blocks_size(blocks, least_codes, of.width));
  block = 0;
  each_block(all, counts, [&](auto codes, auto some_count) {
    if (best.how == layout::row || best.bits >= limit) return;
    block_choice choice = block < choices.size() ? choices[block]
                                                 : choose_block(codes, some_count);
    ++block;
    if (!choice.may_have_common) return;
    consider_common(choice, codes, some_count);
    least_codes += choice.made.bits - choice.least_bits;
    best = chosen(as_row, as_runs, blocks_size(blocks, least_codes, of.width));
  });
  return best;
}

}  // namespace

std::int64_t coding::value(std::size_t night) const {
  const std::uint64_t code = how == layout::constant ? 0 : codes[night];
  const std::uint64_t base =
      with.of_night.empty() ? 0 : static_cast<std::uint64_t>(with.of_night[night]);
  return static_cast<std::int64_t>(base + (static_cast<std::uint64_t>(low) + code) * unit);
}

std::uint64_t common_divisor(std::span<const std::int64_t> values,
                             std::span<const std::uint8_t> counts, std::uint64_t known) {
  std::uint64_t out = 0;
  exact_divisor by(1);
  for (std::size_t night = 0; night < values.size() && out != known; ++night) {
    // Found after a few nights; the others are only looked at.
    if (counts.empty() && out != 0) night = first_not_divided(values, night, by);
    if (night == values.size()) break;
    if (!counts.empty() && !counts[night]) continue;
    const std::uint64_t value = magnitude(values[night]);
    if (value == 0 || (out != 0 && by.divides(value))) continue;
    out = std::gcd(out, value);
    by = exact_divisor(out);
  }
  return out;
}

namespace {

std::size_t head_size(const numbers& of, const related& with) {
  return head_bits_of_body + number_size(zigzag(of.low)) + relation_size(with) +
         (unit_code(of.unit) == other_unit ? number_size(of.unit) : 0);
}

}  // namespace

void make_numbers(std::span<const std::int64_t> rest, std::span<const std::uint8_t> counts,
                  const extent<std::int64_t>& about, std::uint64_t unit, numbers& to) {
  const auto [least, greatest, changes] = about;
  to.changes = changes;
  to.unit = unit;
  to.low = divided(least, unit);
  const exact_divisor by(unit);
  to.width =
      bits_for(by(static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least)));
  if (to.width == 0) {
    to.codes.clear();
    return;
  }
  to.codes.resize(rest.size());
  divide_above(rest, least, by, to.codes);
  for (std::size_t night = 0; night < counts.size(); ++night)
    if (!counts[night]) to.codes[night] = 0;
}

void make_constant(std::int64_t value, numbers& to) {
  const std::uint64_t all = std::max(std::uint64_t{1}, magnitude(value));
  const auto size = [&](std::uint64_t unit) {
    return number_size(zigzag(divided(value, unit))) +
           (unit_code(unit) == other_unit ? number_size(unit) : 0);
  };
  to.unit = all;
  for (const std::uint64_t unit : usual_units)
    if (all % unit == 0 && size(unit) < size(to.unit)) to.unit = unit;
  to.low = divided(value, to.unit);
  to.width = 0;
  to.changes = 0;
  to.codes.clear();
}

layout_choice choose_layout(const numbers& of, const related& with,
                            std::span<const std::uint8_t> counts, std::size_t limit) {
  layout_choice out{layout::constant, head_size(of, with)};
  if (of.width == 0) return out;
  out.bits += width_bits;
  if (out.bits >= limit) return out;
  const auto [how, bits] = layout_of_codes(of, counts, limit - out.bits);
  return {how, out.bits + bits};
}

coding code_as(layout_choice how, numbers of, related with, std::span<const std::uint8_t> counts) {
  coding out;
  out.how = how.how;
  out.with = std::move(with);
  out.unit = of.unit;
  out.low = of.low;
  out.width = of.width;
  out.bits = how.bits;
  out.codes = std::move(of.codes);
  if (out.how != layout::blocks) {
    if (out.how != layout::constant) carry(out.codes, counts);
    return out;
  }
  for (std::size_t first = 0; first < out.codes.size(); first += block_nights) {
    const std::size_t size = std::min(block_nights, out.codes.size() - first);
    out.blocks.push_back(code_block(std::span(out.codes).subspan(first, size),
                                    counts.empty() ? counts : counts.subspan(first, size)));
  }
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
  if (of.how == layout::row) to.put_row(of.codes, of.width);
}

}  // namespace pronto::packed
