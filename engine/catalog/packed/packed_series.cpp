#include "catalog/packed/packed_series.hpp"

#include <algorithm>
#include <array>

#include "catalog/packed/bits.hpp"
#include "invariant.hpp"

namespace pronto {

using namespace packed;

namespace {

constexpr std::size_t days_of_week = 7;

/// Adds with wrap-around: differences of far apart values are written wrapped around.
void add_to(std::int64_t& sum, std::uint64_t more) {
  sum = static_cast<std::int64_t>(static_cast<std::uint64_t>(sum) + more);
}

/// What codes are worth; a copy, since the numbers written might else be taken for its own.
struct scale {
  std::uint64_t low;
  std::uint64_t unit;
  std::uint64_t operator()(std::uint64_t code) const { return (low + code) * unit; }
};

void add_constant(std::uint64_t value, std::span<std::int64_t> out) {
  for (std::int64_t& each : out) add_to(each, value);
}

// Shares of as many others.
void add_shares(std::span<const std::int64_t> others, unsigned part, std::uint64_t unit,
                std::span<std::int64_t> out) {
  for (std::size_t i = 0; i < others.size(); ++i)
    add_to(out[i], share_of(static_cast<std::uint64_t>(others[i]), part, unit));
}

/// Requires: count < 64.
std::uint64_t lowest_bits(std::uint64_t of, unsigned count) {
  return of & ((std::uint64_t{1} << count) - 1);
}

std::uint64_t read_marks(bit_reader& in, bool listed, unsigned nights) {
  if (!listed) return in.take(nights);
  std::uint64_t out = 0;
  const auto count = static_cast<unsigned>(in.take(mark_count_bits));
  std::uint64_t positions = in.take(count * mark_position_bits);
  for (unsigned i = 0; i < count; ++i, positions >>= mark_position_bits)
    out |= std::uint64_t{1} << (positions & (block_nights - 1));
  return out;
}

}  // namespace

/// A body whose head is read: `in` stands behind it.
struct packed_series::body {
  bit_reader in;
  layout codes;
  relation to;
  std::uint64_t unit;
  std::uint64_t low;
  unsigned width;

  std::uint64_t value(std::uint64_t code) const { return (low + code) * unit; }
};

packed_series::packed_series(const std::byte* block) : block_(block) {
  bit_reader in(block, 0);
  nights_ = static_cast<std::uint32_t>(in.take(nights_bits));
  size_ = static_cast<std::uint32_t>(in.take(series_bits));
  entry_bits_ = static_cast<unsigned>(in.take(entry_bits));
  number_bits_ = size_ == 0 ? 0 : bits_for(size_ - 1);
  bodies_ = std::max(first_body_byte, (head_bits + std::size_t{size_} * entry_bits_ + 7) / 8);
}

std::size_t packed_series::place_of(std::size_t series) const {
  invariant(series < size_);
  // In one load, since there are bodies behind the directory.
  const std::size_t at = head_bits + series * entry_bits_;
  return bodies_ + lowest_bits(load_word(block_ + at / 8) >> at % 8, entry_bits_);
}

packed_series::body packed_series::open(std::size_t series) const {
  bit_reader in = bit_reader::at_byte(block_, place_of(series));
  const auto head = static_cast<unsigned>(in.take(layout_bits + relation_bits + unit_bits));
  const auto codes = static_cast<layout>(lowest_bits(head, layout_bits));
  const auto to = static_cast<relation>(lowest_bits(head >> layout_bits, relation_bits));
  const unsigned unit = head >> (layout_bits + relation_bits);
  const std::uint64_t unit_value = unit == other_unit ? in.take_number() : usual_units[unit];
  const auto low = static_cast<std::uint64_t>(from_zigzag(in.take_number()));
  const auto width = codes == layout::constant ? 0 : static_cast<unsigned>(in.take(width_bits));
  return {in, codes, to, unit_value, low, width};
}

std::int64_t packed_series::at(std::size_t series, std::size_t night) const {
  std::int64_t out = 0;
  read(series, night, {&out, 1});
  return out;
}

void packed_series::read(std::size_t series, std::size_t first_night,
                         std::span<std::int64_t> out) const {
  invariant(first_night <= nights_ && out.size() <= nights_ - first_night);
  std::fill(out.begin(), out.end(), 0);
  if (!out.empty()) add_all(series, first_night, out, nullptr);
}

void packed_series::add(std::size_t series, std::size_t first_night, std::span<std::int64_t> out,
                        others& known) const {
  invariant(first_night <= nights_ && out.size() <= nights_ - first_night);
  if (!out.empty()) add_all(series, first_night, out, &known);
}

// Flags mostly lie in a row of bits, so that a stay's are one word.
bool packed_series::all_positive(std::size_t series, std::size_t first_night,
                                 std::size_t count) const {
  invariant(first_night <= nights_ && count <= nights_ - first_night);
  const body of = open(series);
  if (of.codes == layout::constant && of.to == relation::none)
    return count == 0 || static_cast<std::int64_t>(of.value(0)) > 0;
  const bool flags_in_a_row = of.codes == layout::row && of.width == 1 && of.low == 0;
  std::array<std::int64_t, block_nights> values;
  while (count > 0) {
    const std::size_t some = std::min<std::size_t>(count, bits_of_one_load);
    if (flags_in_a_row && of.to == relation::none) {
      const auto width = static_cast<unsigned>(some);
      const std::uint64_t bits = read_bits(block_, of.in.at() + first_night, width);
      if (bits != lowest_bits(~std::uint64_t{0}, width)) return false;
    } else {
      const std::span here = std::span(values).first(some);
      read(series, first_night, here);
      if (std::ranges::any_of(here, [](std::int64_t each) { return each <= 0; })) return false;
    }
    first_night += some;
    count -= some;
  }
  return true;
}

void packed_series::add_all(std::size_t series, std::size_t first_night,
                            std::span<std::int64_t> out, others* known) const {
  body of = open(series);
  if (of.to != relation::none) add_relation(of, first_night, out, known);
  switch (of.codes) {
    case layout::constant: add_constant(of.value(0), out); break;
    case layout::runs: add_runs(of, first_night, out); break;
    case layout::blocks: add_blocks(of, first_night, out); break;
    case layout::row: add_row(of, first_night, out); break;
  }
}

void packed_series::add_relation(body& of, std::size_t first_night, std::span<std::int64_t> out,
                                 others* known) const {
  if (of.to == relation::weekly) {
    const auto width = static_cast<unsigned>(of.in.take(width_bits));
    const std::size_t pattern = of.in.at();
    for (std::size_t i = 0; i < out.size(); ++i)
      add_to(out[i], of.unit * read_bits(block_, pattern + (first_night + i) % days_of_week * width,
                                         width));
    of.in = bit_reader(block_, pattern + days_of_week * width);
    return;
  }
  const std::size_t other = of.in.take(number_bits_);
  if (of.to == relation::sum) {
    if (known == nullptr) return add_all(other, first_night, out, nullptr);
    const auto nights = known->nights_of(other);
    for (std::size_t i = 0; i < out.size(); ++i)
      add_to(out[i], static_cast<std::uint64_t>(nights[i]));
    return;
  }
  const auto part =
      of.to == relation::share ? static_cast<unsigned>(of.in.take(share_bits)) : 0;
  if (of.to == relation::share && known != nullptr) {
    add_shares(known->nights_of(other), part, of.unit, out);
    return;
  }
  std::array<std::int64_t, block_nights> others;
  while (!out.empty()) {
    // One more night is read, to compare with.
    const std::size_t before = of.to == relation::changes && first_night > 0 ? 1 : 0;
    const std::size_t count = std::min(out.size(), block_nights - 1);
    read(other, first_night - before, std::span(others).first(count + before));
    if (of.to == relation::share) add_shares(std::span(others).first(count), part, of.unit, out);
    for (std::size_t i = 0; i < count && of.to == relation::changes; ++i) {
      if (i + before == 0)
        add_to(out[i], 1);
      else
        add_to(out[i], others[i + before] != others[i + before - 1]);
    }
    out = out.subspan(count);
    first_night += count;
  }
}

void packed_series::add_runs(body& of, std::size_t first_night,
                             std::span<std::int64_t> out) const {
  const unsigned night_bits = bits_for(nights_ - 1);
  const std::size_t changes = of.in.take(night_bits);
  const std::size_t starts = of.in.at();
  const number_row start_after(block_, starts, night_bits);  // start_after[i]: of run i + 1
  const number_row code_of(block_, starts + changes * night_bits, of.width);
  std::size_t run = 0;
  for (std::size_t count = changes + 1; count > 1;) {
    const std::size_t half = count / 2;
    run += start_after[run + half - 1] <= first_night ? half : 0;
    count -= half;
  }
  for (std::size_t i = 0; i < out.size(); ++run) {
    const std::size_t end =
        run == changes ? out.size() : std::min(out.size(), start_after[run] - first_night);
    const std::uint64_t value = of.value(code_of[run]);
    for (; i < end; ++i) add_to(out[i], value);
  }
}

void packed_series::add_row(const body& of, std::size_t first_night,
                            std::span<std::int64_t> out) const {
  const number_row codes(block_, of.in.at(), of.width);
  const scale worth{of.low, of.unit};
  std::size_t i = 0;
  if (codes.has_few())
    for (; i + number_row::few <= out.size(); i += number_row::few)
      codes.each_of_few(first_night + i, [&](std::size_t night, std::uint64_t code) {
        add_to(out[night - first_night], worth(code));
      });
  for (; i < out.size(); ++i) add_to(out[i], worth(codes[first_night + i]));
}

void packed_series::add_blocks(body& of, std::size_t first_night,
                               std::span<std::int64_t> out) const {
  const auto place_bits = static_cast<unsigned>(of.in.take(entry_bits));
  const unsigned inner_bits = bits_for(of.width);
  const unsigned head = place_bits + of.width + block_layout_bits + 1 + inner_bits;
  const std::size_t heads = of.in.at();
  const std::size_t bodies = heads + (nights_ + block_nights - 1) / block_nights * head;
  while (!out.empty()) {
    const std::size_t block = first_night / block_nights;
    const auto from = static_cast<unsigned>(first_night % block_nights);
    const auto count = static_cast<unsigned>(std::min(out.size(), block_nights - from));
    const auto nights =
        static_cast<unsigned>(std::min(block_nights, nights_ - block * block_nights));

    bit_reader in(block_, heads + block * head, head);
    const std::size_t place = in.take(place_bits);
    const std::uint64_t low = in.take(of.width);
    const auto rest = static_cast<unsigned>(in.take(block_layout_bits + 1 + inner_bits));
    const auto how = static_cast<block_layout>(lowest_bits(rest, block_layout_bits));
    const bool listed = (rest >> block_layout_bits & 1) != 0;
    const unsigned width = rest >> (block_layout_bits + 1);
    in = bit_reader(block_, bodies + place);
    const scale worth{of.low + low, of.unit};
    if (width == 0) {
      add_constant(worth(0), out.first(count));
    } else if (how == block_layout::nights) {
      const number_row codes(block_, in.at(), width);
      for (unsigned i = 0; i < count; ++i) add_to(out[i], worth(codes[from + i]));
    } else {
      const std::uint64_t marks = read_marks(in, listed, nights);
      auto rank = static_cast<std::size_t>(std::popcount(lowest_bits(marks, from)));
      const number_row codes(block_, in.at(), width);
      const std::size_t unmarked = how == block_layout::common ? 0 : ~std::size_t{0};
      for (unsigned i = 0; i < count; ++i) {  // without branches: nobody can guess the marks
        const std::size_t mark = marks >> (from + i) & 1;
        rank += mark;
        add_to(out[i], worth(codes[rank & (unmarked | (0 - mark))]));
      }
    }
    out = out.subspan(count);
    first_night += count;
  }
}

packed_series::encoding packed_series::encoding_of(std::size_t series) const {
  const body of = open(series);
  return {of.codes, of.to};
}

}  // namespace pronto
