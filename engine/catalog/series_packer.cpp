#include "catalog/series_packer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "invariant.hpp"

namespace pronto {

using namespace packed;

namespace {

using values_span = std::span<const std::int64_t>;
using counts_span = std::span<const std::uint8_t>;

// How far back relations are looked for, and how many of the most promising are tried in full: a
// hotel of hundreds of series must not take the square of the time.
constexpr std::size_t candidates_limit = 48;
constexpr std::size_t sums_tried = 3;
constexpr std::size_t shares_tried = 2;
constexpr std::size_t changes_tried = 1;

constexpr std::size_t week = 7;

std::uint64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
}

bool same_where_it_counts(values_span a, values_span b, counts_span counts) {
  for (std::size_t night = 0; night < a.size(); ++night)
    if (counts[night] && a[night] != b[night]) return false;
  return true;
}

// How often what a series is above another changes: the fewer, the smaller it is as a sum.
std::size_t changes_above(values_span values, values_span other, counts_span counts) {
  std::size_t night = 0;
  while (night < values.size() && !counts[night]) ++night;
  if (night == values.size()) return 0;
  std::size_t out = 1;
  std::uint64_t before = difference(values[night], other[night]);
  for (++night; night < values.size(); ++night) {  // without branches: nobody can guess them
    const std::uint64_t above = difference(values[night], other[night]);
    out += static_cast<std::size_t>((above != before) & (counts[night] != 0));
    before = counts[night] ? above : before;
  }
  return out;
}

// Whether the values are such that patterns and shares of them stay far from overflow.
bool are_ordinary(values_span values, counts_span counts) {
  for (std::size_t night = 0; night < values.size(); ++night)
    if (counts[night] && (values[night] < 0 || values[night] > share_of_limit)) return false;
  return true;
}

bool are_flags(values_span values, counts_span counts) {
  for (std::size_t night = 0; night < values.size(); ++night)
    if (counts[night] && values[night] != 0 && values[night] != 1) return false;
  return true;
}

struct found_share {
  unsigned part = 0;
  std::size_t nights = 0;  ///< on which it holds, about
};

// The share of another series that a series is on most nights. Requires: both are ordinary.
found_share common_share(values_span values, values_span other, counts_span counts) {
  std::array<std::uint16_t, 1u << share_bits> nights{};
  found_share out;
  for (std::size_t night = 0; night < values.size(); ++night) {
    if (!counts[night] || other[night] == 0) continue;
    // Floating, since the processor divides these faster; whether it holds is seen in full later.
    const double part = 200.0 * static_cast<double>(values[night]) /
                            static_cast<double>(other[night]) + 0.5;
    if (part >= 1 << share_bits) continue;
    const auto index = static_cast<unsigned>(part);
    if (++nights[index] <= out.nights) continue;
    out = {index, nights[index]};
  }
  return out;
}

// Whether a series may lead to another one, which is read with it for each stay: it must save a
// quarter, or leave no codes. Flags say too little to be worth it.
bool worth_another_series(const coding& of, std::size_t bits_alone, bool flags) {
  return of.how == layout::constant || (!flags && of.bits * 4 < bits_alone * 3);
}

related sum_with(std::size_t number, values_span other) {
  return {.to = relation::sum, .other = number, .part = 0, .pattern = {},
          .of_night = {other.begin(), other.end()}};
}

related share_of_series(std::size_t number, values_span other, unsigned part, std::uint64_t unit) {
  related out{.to = relation::share, .other = number, .part = part, .pattern = {}, .of_night = {}};
  for (std::int64_t each : other)
    out.of_night.push_back(static_cast<std::int64_t>(
        share_of(static_cast<std::uint64_t>(each), part, unit)));
  return out;
}

bool changes_at(values_span other, std::size_t night) {
  return night == 0 || other[night] != other[night - 1];
}

// On how many nights a series of flags does not tell whether another changes.
std::size_t misses_of_changes(values_span flags, values_span other, counts_span counts) {
  std::size_t out = 0;
  for (std::size_t night = 0; night < flags.size(); ++night)
    if (counts[night] && (flags[night] == 1) != changes_at(other, night)) ++out;
  return out;
}

related changes_of_series(std::size_t number, values_span other) {
  related out{.to = relation::changes, .other = number, .part = 0, .pattern = {}, .of_night = {}};
  for (std::size_t night = 0; night < other.size(); ++night)
    out.of_night.push_back(changes_at(other, night) ? 1 : 0);
  return out;
}

// The most common step of a series from the night before to each day of the week, in units.
std::array<std::int64_t, week> usual_steps(values_span values, counts_span counts,
                                           std::int64_t unit) {
  std::array<std::int64_t, week> out{};
  std::vector<std::int64_t> steps;
  for (std::size_t of_week = 0; of_week < week; ++of_week) {
    steps.clear();
    for (std::size_t night = of_week == 0 ? week : of_week; night < values.size(); night += week)
      if (counts[night] && counts[night - 1])
        steps.push_back(static_cast<std::int64_t>(difference(values[night], values[night - 1])) /
                        unit);
    std::sort(steps.begin(), steps.end());
    std::size_t most = 0;
    for (std::size_t from = 0, to = 0; from < steps.size(); from = to) {
      while (to < steps.size() && steps[to] == steps[from]) ++to;
      if (to - from <= most) continue;
      most = to - from;
      out[of_week] = steps[from];
    }
  }
  return out;
}

// The pattern of a week that those steps make, if they lead back to where they began.
std::optional<related> weekly_pattern(values_span values, counts_span counts, std::uint64_t unit) {
  const auto steps = usual_steps(values, counts, static_cast<std::int64_t>(unit));
  std::array<std::int64_t, week> sums{};
  for (std::size_t of_week = 1; of_week < week; ++of_week)
    sums[of_week] = sums[of_week - 1] + steps[of_week];
  const auto [least, greatest] = std::minmax_element(sums.begin(), sums.end());
  if (*least == *greatest || sums.back() + steps[0] != 0) return std::nullopt;
  related out{.to = relation::weekly, .other = 0, .part = 0, .pattern = {}, .of_night = {}};
  for (std::size_t of_week = 0; of_week < week; ++of_week)
    out.pattern[of_week] = static_cast<std::uint64_t>(sums[of_week] - *least);
  for (std::size_t night = 0; night < values.size(); ++night)
    out.of_night.push_back(static_cast<std::int64_t>(out.pattern[night % week] * unit));
  return out;
}

}  // namespace

/// A body that a series may be related to; the lower the score, the more promising.
struct series_packer::scored {
  std::size_t score;
  unsigned part;  ///< of relation::share
  const body* other;
};

series_packer::series_packer(std::size_t nights) : nights_(nights) {
  invariant(nights <= nights_limit);
}

std::size_t series_packer::add(values_span values, counts_span counts) {
  const std::vector<std::uint8_t> all(nights_, 1);
  if (counts.empty()) counts = all;
  invariant(values.size() == nights_ && counts.size() == nights_);
  invariant(body_of_.size() < series_limit);
  for (std::size_t i = 0; i < bodies_.size(); ++i)
    if (same_where_it_counts(values, bodies_[i].values, counts)) {
      body_of_.push_back(i);
      return body_of_.size() - 1;
    }
  body made{smallest(values, counts), {}, body_of_.size(), 0, true};
  for (std::size_t night = 0; night < nights_; ++night)
    made.values.push_back(made.how.value(night));
  made.how.with.of_night = {};
  made.ordinary = are_ordinary(made.values, all);
  if (made.how.with.to != relation::none && made.how.with.to != relation::weekly)
    made.depth = bodies_[body_of_[made.how.with.other]].depth + 1;
  bodies_.push_back(std::move(made));
  body_of_.push_back(bodies_.size() - 1);
  return body_of_.size() - 1;
}

std::vector<series_packer::scored> series_packer::best_of(std::vector<scored> all,
                                                          std::size_t count) {
  std::stable_sort(all.begin(), all.end(),
                   [](const scored& a, const scored& b) { return a.score < b.score; });
  all.resize(std::min(all.size(), count));
  return all;
}

// The latest of the bodies that a further series may be related to.
std::vector<const series_packer::body*> series_packer::candidates() const {
  std::vector<const body*> out;
  for (auto each = bodies_.rbegin(); each != bodies_.rend(); ++each) {
    if (out.size() == candidates_limit) break;
    if (each->depth < relation_limit && each->how.how != layout::constant) out.push_back(&*each);
  }
  return out;
}

coding series_packer::smallest(values_span values, counts_span counts) const {
  const std::uint64_t divisor = std::max(std::uint64_t{1}, common_divisor(values, counts));
  coding best = code_with({}, values, counts, divisor);
  if (best.how == layout::constant) return best;
  const std::size_t number_bits = bits_for(body_of_.size());
  const std::size_t own = best.bits;
  const bool flags = are_flags(values, counts);
  const auto offer = [&](related with, std::uint64_t unit) {
    const std::size_t extra = with.to == relation::weekly ? 0 : number_bits;
    coding next = code_with(std::move(with), values, counts, unit);
    next.bits += extra;
    const bool leads_on = next.with.to == relation::sum || next.with.to == relation::share;
    if (leads_on && !worth_another_series(next, own, flags)) return;
    if (next.bits < best.bits) best = std::move(next);
  };
  const bool ordinary = are_ordinary(values, counts);
  if (ordinary)
    if (auto weekly = weekly_pattern(values, counts, divisor)) offer(std::move(*weekly), divisor);

  const auto counting = static_cast<std::size_t>(std::ranges::count(counts, 1));
  std::vector<scored> sums, shares, changes;
  for (const body* each : candidates()) {
    // One that leads on to another must leave nothing over.
    const bool leads_on = each->depth > 0;
    const std::size_t above = changes_above(values, each->values, counts);
    if (!leads_on || above == 1) sums.push_back({above, 0, each});
    if (flags) {
      changes.push_back({misses_of_changes(values, each->values, counts), 0, each});
    } else if (ordinary && each->ordinary) {
      const auto [part, nights] = common_share(values, each->values, counts);
      if (!leads_on || nights == counting) shares.push_back({nights_ - nights, part, each});
    }
  }
  for (const scored& each : best_of(sums, sums_tried))
    offer(sum_with(each.other->series, each.other->values), 0);
  for (const scored& each : best_of(shares, shares_tried))
    offer(share_of_series(each.other->series, each.other->values, each.part, divisor), divisor);
  for (const scored& each : best_of(changes, changes_tried))
    offer(changes_of_series(each.other->series, each.other->values), 1);
  return best;
}

unsigned series_packer::number_bits() const {
  return body_of_.empty() ? 0 : bits_for(body_of_.size() - 1);
}

std::vector<std::byte> series_packer::pack() const {
  // The largest body comes last, so that there are some bytes from the beginning of each on.
  std::vector<const body*> order;
  for (const body& each : bodies_) order.push_back(&each);
  const auto largest =
      std::ranges::max_element(order, {}, [](const body* each) { return each->how.bits; });
  if (largest != order.end()) std::rotate(largest, largest + 1, order.end());
  bit_writer bodies;
  std::vector<std::size_t> places(bodies_.size());
  std::size_t last = 0;
  for (const body* each : order) {
    last = bodies.bytes().size();
    places[static_cast<std::size_t>(each - bodies_.data())] = last;
    write(each->how, number_bits(), bodies);
    bodies.to_next_byte();
  }
  bit_writer out;
  const unsigned place_bits = bits_for(last);
  out.put(nights_, nights_bits);
  out.put(body_of_.size(), series_bits);
  out.put(place_bits, entry_bits);
  for (const std::size_t each : body_of_) out.put(places[each], place_bits);
  std::vector<std::byte> bytes = out.bytes();
  bytes.resize(std::max(bytes.size(), first_body_byte));
  const std::size_t first_body = bytes.size();
  bytes.insert(bytes.end(), bodies.bytes().begin(), bodies.bytes().end());
  if (!order.empty()) bytes.resize(std::max(bytes.size(), first_body + last + body_bytes_least));
  return bytes;
}

}  // namespace pronto
