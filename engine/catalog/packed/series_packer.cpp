#include "catalog/packed/series_packer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

#include "catalog/packed/number_counts.hpp"
#include "invariant.hpp"

namespace pronto {

using namespace packed;

namespace {

using values_span = std::span<const std::int64_t>;
using counts_span = std::span<const std::uint8_t>;

// How far back relations are looked for, of which the most promising one of each kind is tried in full:
// a hotel of hundreds of series must not take the square of the time.
constexpr std::size_t candidates_limit = 48;

constexpr std::size_t week = 7;
constexpr std::size_t any_size = std::numeric_limits<std::size_t>::max();
// A body with codes, or with a pattern of a week, is larger.
constexpr std::size_t bits_with_codes = 28;

std::uint64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
}

std::int64_t sum(std::int64_t a, std::uint64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + b);
}

// Calls `is_same` for each night that counts, until it is false.
template <class Same>
bool same_where_it_counts(counts_span counts, Same is_same) {
  for (std::size_t night = 0; night < counts.size(); ++night)
    if (counts[night] && !is_same(night)) return false;
  return true;
}

// All that is below looks at nights that count alone.

bool is_constant_above(values_span values, values_span other) {
  // Where it is not, the first nights tell.
  const std::size_t first = std::min(values.size(), week);
  return changes_above(values.first(first), other.first(first)) == 0 &&
         changes_above(values, other) == 0;
}

struct found_share {
  unsigned part = 0;
  std::size_t nights = 0;  ///< on which it holds, about
};

constexpr unsigned no_part = 1u << share_bits;

// The share of another amount that an amount is, about; no_part if there is none. Floating, since the
// processor divides these faster; whether it holds is seen in full later.
unsigned part_of(std::int64_t value, std::int64_t other) {
  const double part = 200.0 * static_cast<double>(value) / static_cast<double>(other) + 0.5;
  return static_cast<unsigned>(part < no_part ? part : no_part);  // of 0: not a number, or without end
}

// The share of another series that a series is on most nights, as far as some of them tell. Requires:
// both are ordinary.
found_share common_share(values_span values, values_span other) {
  constexpr std::size_t looked_at = 64;
  constexpr std::size_t rounds = 4;  // each over all the nights
  std::size_t step = values.size() / looked_at + 1;
  if (step % week == 0) ++step;  // nights of one day of the week would not tell
  std::array<std::uint16_t, no_part + 1> nights{};
  found_share out;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (std::size_t night = round * step; night < values.size(); night += rounds * step) {
      const unsigned part = part_of(values[night], other[night]);
      const std::size_t times = nights[part] += static_cast<std::uint16_t>(step);
      if (times <= out.nights || part == no_part) continue;
      out = {part, std::min(times, values.size())};
    }
    // None comes twice in the first of them: there is no share, as of most pairs.
    if (values.size() > looked_at && out.nights <= step) break;
  }
  return out;
}

// The same if it holds on all nights; else on none.
found_share whole_share(values_span values, values_span other) {
  const unsigned part = part_of(values[0], other[0]);
  if (part == no_part) return {};
  for (std::size_t night = 1; night < values.size(); ++night)
    if (part_of(values[night], other[night]) != part) return {};
  return {part, values.size()};
}

// A series may lead to another one, which is read with it for each stay, if that saves a quarter, or
// leaves no codes. Flags say too little to be worth it.
std::size_t worth_below(std::size_t bits_alone, bool flags) {
  return flags ? 0 : (bits_alone * 3 + 3) / 4;
}

void relate_as_sum(values_span other, related& to) {
  to.to = relation::sum;
  to.of_night.assign(other.begin(), other.end());
}

// `greatest`: of the others.
void relate_as_share(values_span other, std::int64_t greatest, unsigned part, std::uint64_t unit,
                     related& to) {
  to.to = relation::share;
  to.part = part;
  to.of_night.resize(other.size());
  constexpr std::int64_t usual = std::int64_t{1} << 41;
  if (greatest < usual && unit < usual) return take_shares(other, part, unit, to.of_night);
  for (std::size_t night = 0; night < other.size(); ++night)
    to.of_night[night] = static_cast<std::int64_t>(
        share_of(static_cast<std::uint64_t>(other[night]), part, unit));
}

bool changes_at(values_span other, std::size_t night) {
  return night == 0 || other[night] != other[night - 1];
}

// On how many nights a series of flags does not tell whether another changes.
std::size_t misses_of_changes(values_span flags, values_span other, counts_span counts) {
  std::size_t out = 0;
  for (std::size_t night = 0; night < flags.size(); ++night)
    if ((counts.empty() || counts[night]) && (flags[night] == 1) != changes_at(other, night)) ++out;
  return out;
}

void relate_to_changes(values_span other, related& to) {
  to.to = relation::changes;
  to.of_night.resize(other.size());
  for (std::size_t night = 0; night < other.size(); ++night)
    to.of_night[night] = changes_at(other, night) ? 1 : 0;
}

// The most common step of a series from the night before to each day of the week, the least of those.
// Requires: ordinary values.
std::array<std::int64_t, week> usual_steps(values_span values, counts_span counts) {
  std::array<std::int64_t, week> out{};
  const std::size_t weeks = values.size() / week + 1;
  number_counts seen(weeks);
  for (std::size_t of_week = 0; of_week < week; ++of_week) {
    if (of_week > 0) seen.clear(weeks);
    std::size_t most = 0;
    for (std::size_t night = of_week == 0 ? week : of_week; night < values.size(); night += week) {
      if (!counts.empty() && (!counts[night] || !counts[night - 1])) continue;
      const std::int64_t step = values[night] - values[night - 1];
      const std::size_t times = seen.count(static_cast<std::uint64_t>(step));
      if (times < most || (times == most && step >= out[of_week])) continue;
      most = times;
      out[of_week] = step;
    }
  }
  return out;
}

// Whether a quarter of the steps are those of a week before: else no pattern of a week is worth it.
bool repeats_by_week(values_span values) {
  if (values.size() <= week) return false;
  const std::size_t later = values.size() - week;
  return changes_above(values.last(later), values.first(later)) <= later * 3 / 4;
}

// The pattern of a week that those steps make; false if they do not lead back to where they began.
bool relate_to_week(values_span values, counts_span counts, std::uint64_t unit, related& to) {
  const auto steps = usual_steps(values, counts);
  std::array<std::int64_t, week> sums{};
  for (std::size_t of_week = 1; of_week < week; ++of_week)
    sums[of_week] = sums[of_week - 1] + steps[of_week];
  const auto [least, greatest] = std::minmax_element(sums.begin(), sums.end());
  if (*least == *greatest || sums.back() + steps[0] != 0) return false;
  to.to = relation::weekly;
  for (std::size_t of_week = 0; of_week < week; ++of_week)
    to.pattern[of_week] = static_cast<std::uint64_t>(sums[of_week] - *least) / unit;
  to.of_night.resize(values.size());
  for (std::size_t night = 0; night < values.size(); ++night)
    to.of_night[night] = sums[night % week] - *least;
  return true;
}

}  // namespace

/// The most promising of the bodies that a series may be related to, which has the lowest score.
struct series_packer::promising {
  const body* other = nullptr;
  std::size_t score = any_size;
  unsigned part = 0;  ///< of relation::share

  void consider(const body& next, std::size_t with_score, unsigned with_part = 0) {
    if (with_score < score) *this = {&next, with_score, with_part};
  }
};

struct series_packer::relations {
  promising sum, share, change;
};

series_packer::series_packer(std::size_t nights) {
  begin(nights);
  constexpr std::size_t usual_bodies = 32;
  bodies_.reserve(usual_bodies);
}

void series_packer::begin(std::size_t nights) {
  invariant(nights <= nights_limit);
  nights_ = nights;
  for (body& each : bodies_) {
    keep(std::move(each.values), spare_values_);
    keep(std::move(each.how.codes), spare_codes_);
  }
  bodies_.clear();
  body_of_.clear();
}

template <class Number>
std::vector<Number> series_packer::spare(std::vector<std::vector<Number>>& from) {
  if (from.empty()) return {};
  auto out = std::move(from.back());
  from.pop_back();
  return out;
}

// What a large hotel took is not kept.
template <class Number>
void series_packer::keep(std::vector<Number> done, std::vector<std::vector<Number>>& to) {
  constexpr std::size_t kept_most = 32;
  constexpr std::size_t nights_most = 1000;
  if (0 < done.capacity() && done.capacity() <= nights_most && to.size() < kept_most)
    to.push_back(std::move(done));
}

bool series_packer::is_same(const series& of, const body& other) const {
  if (of.counts.empty())
    return of.about == other.about &&
           std::memcmp(of.values.data(), other.values.data(), of.values.size_bytes()) == 0;
  return !other.values.empty() && same_where_it_counts(of.counts, [&](std::size_t night) {
    return of.values[night] == other.values[night];
  });
}

bool series_packer::is_same(std::int64_t value, counts_span counts, const body& other) const {
  if (other.values.empty() || counts.empty())
    return other.about.changes == 0 && other.about.least == value;
  return same_where_it_counts(counts,
                              [&](std::size_t night) { return other.values[night] == value; });
}

std::size_t series_packer::add_like(const body& other) {
  body_of_.push_back(static_cast<std::size_t>(&other - bodies_.data()));
  return body_of_.size() - 1;
}

std::size_t series_packer::add_made(body made) {
  best_with_.of_night = std::exchange(made.how.with.of_night, {});
  bodies_.push_back(std::move(made));
  return add_like(bodies_.back());
}

std::size_t series_packer::add_constant(std::int64_t value, counts_span counts) {
  invariant(counts.empty() || counts.size() == nights_);
  invariant(body_of_.size() < series_limit);
  if (std::ranges::count(counts, 0) == 0) counts = {};
  for (const body& each : bodies_)
    if (is_same(value, counts, each)) return add_like(each);
  return add_made({constant(value), {}, body_of_.size(), 0, 1, {{value, value, 0}}});
}

// The short way finds what the long one would, unless that series leads on too far or is nothing to be
// related to.
std::size_t series_packer::add_above(std::size_t earlier, std::uint64_t above, values_span values,
                                     counts_span counts) {
  invariant(earlier < body_of_.size() && values.size() == nights_);
  invariant(body_of_.size() < series_limit);
  above_.resize(nights_);
  for (std::size_t night = 0; night < nights_; ++night) above_[night] = sum(values[night], above);
  const body& of = bodies_[body_of_[earlier]];
  series made{.values = above_, .counts = {}, .counted = above_, .nights = {}, .about = of.about};
  made.about.least = sum(of.about.least, above);
  made.about.greatest = sum(of.about.greatest, above);
  const auto signed_above = static_cast<std::int64_t>(above);
  const bool is_within = signed_above < 0 ? made.about.least < of.about.least
                                          : made.about.greatest >= of.about.greatest;
  const bool may_be_related = counts.empty() && is_within && of.depth < relation_limit &&
                              of.how.how != layout::constant;
  if (!may_be_related) return add(above_, counts);
  for (const body& each : bodies_)
    if (is_same(made, each)) return add_like(each);
  auto how = constant_above(of, signed_above);
  if (how.bits > bits_with_codes) return add(above_, counts);
  return add_made({std::move(how), std::exchange(above_, spare(spare_values_)), body_of_.size(),
                   of.depth + 1, std::gcd(of.divisor, magnitude(signed_above)), made.about});
}

std::size_t series_packer::add(values_span values, counts_span counts) {
  invariant(values.size() == nights_ && (counts.empty() || counts.size() == nights_));
  invariant(body_of_.size() < series_limit);
  if (std::ranges::count(counts, 0) == 0) counts = {};
  series of{.values = values, .counts = counts, .counted = values, .nights = {}, .about = {}};
  if (!counts.empty()) {
    for (std::size_t night = 0; night < nights_; ++night)
      if (counts[night]) of.nights.push_back(night);
    counted_.clear();
    for (const std::size_t night : of.nights) counted_.push_back(values[night]);
    of.counted = counted_;
  }
  of.about = {extent_of(of.counted)};
  if (of.about.changes == 0) return add_constant(of.about.least, counts);
  for (const body& each : bodies_)
    if (is_same(of, each)) return add_like(each);

  body made{smallest(of), spare(spare_values_), body_of_.size(), 0,
            counts.empty() ? of.divisor : 1, of.about};
  if (counts.empty()) {
    made.values.assign(values.begin(), values.end());
  } else {
    made.values.clear();
    for (std::size_t night = 0; night < nights_; ++night)
      made.values.push_back(made.how.value(night));
    made.about = {extent_of(made.values)};
  }
  if (made.how.with.to != relation::none && made.how.with.to != relation::weekly)
    made.depth = bodies_[body_of_[made.how.with.other]].depth + 1;
  return add_made(std::move(made));
}

// The latest of the bodies that a further series may be related to.
void series_packer::find_candidates() {
  candidates_.clear();
  for (auto each = bodies_.rbegin(); each != bodies_.rend(); ++each) {
    if (candidates_.size() == candidates_limit) break;
    if (each->depth < relation_limit && each->how.how != layout::constant)
      candidates_.push_back(&*each);
  }
}

// The values of a body on the nights that count of a series.
std::span<const std::int64_t> series_packer::counted(const series& of, const body& other) {
  if (of.counts.empty()) return other.values;
  other_counted_.clear();
  for (const std::size_t night : of.nights) other_counted_.push_back(other.values[night]);
  return other_counted_;
}

/// The smallest of what was tried for a series.
class series_packer::trials {
public:
  trials(const series& of, series_packer& in)
      : of_(of), in_(in), best_with_(in.best_with_), next_(in.next_with_) {}

  std::size_t best_bits() const { return best_.bits; }
  void start_over() { best_ = {layout::constant, any_size}; }

  coding best() && {
    const bool has_codes = best_.how != layout::constant;
    numbers& found = in_.best_numbers_;
    numbers made{found.unit, found.low, found.width, found.changes, {}};
    if (has_codes) made.codes = std::exchange(found.codes, in_.spare(in_.spare_codes_));
    return code_as(best_, std::move(made), std::move(best_with_), of_.counts);
  }

  /// To be filled in, for `offer`.
  related& next() {
    next_.to = relation::none;
    next_.other = 0;
    next_.part = 0;
    next_.pattern = {};
    next_.of_night.clear();
    return next_;
  }

  /// Takes `next` if it is smaller than all before, and either below `limit` or without codes. `extra`:
  /// bits beside what its coding takes. Requires: `unit` divides what it leaves, or is 0.
  void offer(std::uint64_t unit, std::size_t extra, std::size_t limit,
             std::uint64_t known_divisor = 1) {
    values_span rest = of_.values;
    extent<std::int64_t> about = of_.about;
    if (next_.to != relation::none) {
      in_.rest_.resize(rest.size());
      subtract(rest, next_.of_night, in_.rest_);
      rest = in_.rest_;
      about = extent_of(rest, of_.counts);
      if (leaves_as_much(about)) return;
    }
    if (unit == 0)
      unit = std::max(std::uint64_t{1}, common_divisor(rest, of_.counts, known_divisor));
    make_numbers(rest, of_.counts, about, unit, in_.numbers_);
    take_if_smaller(extra, in_.numbers_.width == 0 ? best_.bits : std::min(best_.bits, limit));
  }

  /// The same where `next` leaves this value alone.
  void offer_constant(std::int64_t value, std::size_t extra) {
    make_constant(value, in_.numbers_);
    take_if_smaller(extra, best_.bits);
  }

private:
  // Numbers that change as often and reach as far take about as many bits.
  bool leaves_as_much(const extent<std::int64_t>& rest) const {
    return rest.changes >= of_.about.changes && difference(rest.greatest, rest.least) >=
                                                    difference(of_.about.greatest, of_.about.least);
  }

  void take_if_smaller(std::size_t extra, std::size_t below) {
    if (below <= extra) return;
    auto made = choose_layout(in_.numbers_, next_, of_.counts, below - extra);
    made.bits += extra;
    if (made.bits >= below) return;
    best_ = made;
    std::swap(best_with_, next_);
    std::swap(in_.best_numbers_, in_.numbers_);
  }

  const series& of_;
  series_packer& in_;
  related& best_with_;
  related& next_;
  layout_choice best_{layout::constant, any_size};
};

coding series_packer::constant(std::int64_t value) {
  const series any;
  trials found(any, *this);
  found.next();
  found.offer_constant(value, 0);
  return std::move(found).best();
}

coding series_packer::constant_above(const body& other, std::int64_t above) {
  const series any;
  trials found(any, *this);
  related& with = found.next();
  with.to = relation::sum;
  with.other = other.series;
  found.offer_constant(above, bits_for(body_of_.size()));
  return std::move(found).best();
}

// Of each kind of relation the most promising, among the candidates. `worth`: the bits that one may take.
series_packer::relations series_packer::find_relations(const series& of, std::size_t worth) {
  relations out;
  for (const body* each : candidates_) {
    // One that leads on to another must leave nothing over.
    const bool leads_on = each->depth > 0;
    const auto other = counted(of, *each);
    if (!leads_on) {
      // Each change takes a bit at least, and so does the beginning.
      const std::size_t above = changes_above(of.counted, other) + 1;
      if (above > 1 && above <= worth) out.sum.consider(*each, above);
    }
    if (of.about.are_flags()) {
      out.change.consider(*each, misses_of_changes(of.values, each->values, of.counts));
    } else if (of.about.are_ordinary() && each->about.are_ordinary() &&
               part_of(of.about.greatest, each->about.least) > 0) {
      const auto [part, nights] =
          leads_on ? whole_share(of.counted, other) : common_share(of.counted, other);
      // Where it holds on a few nights alone, it does so by chance.
      if (part > 0 && nights >= of.counted.size() / 8)
        out.share.consider(*each, nights_ - nights, part);
    }
  }
  return out;
}

// Requires: the series is not constant.
coding series_packer::smallest(series& of) {
  trials found(of, *this);
  const std::size_t number_bits = bits_for(body_of_.size());
  find_candidates();
  const auto& others = candidates_;
  const auto constant = std::ranges::find_if(others, [&](const body* each) {
    return is_constant_above(of.counted, counted(of, *each));
  });
  const auto offer_constant = [&] {
    if (constant == others.end()) return;
    related& next = found.next();
    const body& other = **constant;
    next.other = other.series;
    relate_as_sum(other.values, next);
    found.offer_constant(
        static_cast<std::int64_t>(difference(of.counted[0], counted(of, other)[0])), number_bits);
  };
  offer_constant();
  if (found.best_bits() <= bits_with_codes) return std::move(found).best();

  of.divisor = common_divisor(of.counted, {});
  found.start_over();
  found.next();
  found.offer(of.divisor, 0, any_size);
  const std::size_t worth = worth_below(found.best_bits(), of.about.are_flags());
  const bool ordinary = of.about.are_ordinary();
  const bool may_be_weekly = !of.counts.empty() || (of.about.changes >= nights_ / week / 2 &&
                                                    repeats_by_week(of.values));
  if (ordinary && may_be_weekly && relate_to_week(of.values, of.counts, of.divisor, found.next()))
    found.offer(of.divisor, 0, any_size);

  const auto [sum, share, change] = find_relations(of, worth);
  offer_constant();
  if (constant == others.end() && sum.other != nullptr) {
    related& next = found.next();
    next.other = sum.other->series;
    relate_as_sum(sum.other->values, next);
    found.offer(0, number_bits, worth, std::gcd(of.divisor, sum.other->divisor));
  }
  if (share.other != nullptr) {
    related& next = found.next();
    next.other = share.other->series;
    relate_as_share(share.other->values, share.other->about.greatest, share.part, of.divisor, next);
    found.offer(of.divisor, number_bits, worth);
  }
  if (change.other != nullptr) {
    related& next = found.next();
    next.other = change.other->series;
    relate_to_changes(change.other->values, next);
    found.offer(1, number_bits, any_size);
  }
  return std::move(found).best();
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
  std::vector<std::byte> bytes(out.bytes().begin(), out.bytes().end());
  bytes.resize(std::max(bytes.size(), first_body_byte));
  const std::size_t first_body = bytes.size();
  bytes.insert(bytes.end(), bodies.bytes().begin(), bodies.bytes().end());
  if (!order.empty()) bytes.resize(std::max(bytes.size(), first_body + last + body_bytes_least));
  return bytes;
}

}  // namespace pronto
