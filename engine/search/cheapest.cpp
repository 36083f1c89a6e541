#include "search/cheapest.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

#include "catalog/globe.hpp"
#include "pricing/stay_floor.hpp"
#include "search/filter.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

// More than are asked for, since a bound that becomes better puts others ahead.
constexpr std::size_t promising = 4;
constexpr std::size_t fetched_at_once = 4;  // hotels, of which the terms are some lines of memory
constexpr float never = std::numeric_limits<float>::infinity();

std::int64_t most_that_passes(const filters& keep, currency money) {
  return keep.total_max_e4 ? total_max_minor(keep, money)
                           : std::numeric_limits<std::int64_t>::max();
}

}  // namespace

bool cheapest_search::by_bound(const candidate& a, const candidate& b) {
  return a.bound < b.bound;
}

cheapest_search::cheapest_search(const destination& in, const find_request& request)
    : in_(in),
      keep_(request.keep),
      limit_(request.limit),
      when_(request.when),
      about_{.arrival = when_.arrival,
             .nights = when_.nights,
             .adults = when_.adults,
             .guests = when_.adults + static_cast<int>(when_.child_ages.size()),
             .stars_min = keep_.stars_min.value_or(std::numeric_limits<int>::min())},
      blocks_(in.bounds.blocks.size()) {
  for (std::size_t i = 0; i < blocks_.size(); ++i)
    find_terms(*in_.bounds.blocks[i], about_, blocks_[i].terms);
  for (const std::uint32_t hotel : in_.others) leave_out(hotel);
  if (keep_.near) leave_out_those_outside(*keep_.near);
}

void cheapest_search::leave_out(std::uint32_t hotel) {
  blocks_[hotel / bound_block::width].terms.leave_out(hotel % bound_block::width);
}

void cheapest_search::leave_out_those_outside(const circle& near) {
  const globe_circle around(near.latitude, near.longitude, near.km);
  for (std::uint32_t hotel = 0; hotel < in_.points->size(); ++hotel)
    if (around.side_of((*in_.points)[hotel]) == globe_circle::side::outside) leave_out(hotel);
}

std::vector<ranked_hotel> cheapest_search::at(day arrival) {
  begin(arrival);
  price_all();
  return finish();
}

void cheapest_search::look_at(date_range arrivals) {
  arrivals_ = arrivals;
  const auto count = static_cast<std::size_t>(arrivals.last - arrivals.first) + 1;
  lowest_.resize(count * blocks_.size());
  about_.arrival = arrivals.first;
  std::vector<float> of_block(count);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    find_lowest(*in_.bounds.blocks[i], blocks_[i].terms, about_, of_block);
    for (std::size_t each = 0; each < count; ++each)
      lowest_[each * blocks_.size() + i] = of_block[each];
  }
}

float cheapest_search::lowest(day arrival) const {
  const auto first = lowest_.begin() + (arrival - arrivals_.first) *
                                           static_cast<std::ptrdiff_t>(blocks_.size());
  return *std::min_element(first, first + static_cast<std::ptrdiff_t>(blocks_.size()));
}

std::vector<ranked_hotel> cheapest_search::within(day arrival, std::int64_t most) {
  begin(arrival);
  most_ = std::min(most_, most);
  price_known();
  return finish();
}

std::vector<ranked_hotel> cheapest_search::near(day arrival, const packed::hotel& likely) {
  begin(arrival);
  if (is_meant(likely, stay_at(likely, when_))) price(likely);
  priced_ = &likely;
  if (found_.size() == limit_)
    price_known();
  else
    price_all();
  return finish();
}

void cheapest_search::price_all() {
  for (block& each : blocks_) scan(each);
  // The most promising, so that there is a total that the others must be within.
  auto some = take_lowest(limit_ + promising);
  price(some);
  some = take_within();
  price(some);
}

// Where there is such a total already.
void cheapest_search::price_known() {
  const float most = highest_that_may_win();
  const auto row = static_cast<std::size_t>(when_.arrival - arrivals_.first) * blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    blocks_[i].lowest = lowest_[row + i];
    if (blocks_[i].lowest <= most) scan(blocks_[i]);
  }
  auto some = take_within();
  price(some);
}

void cheapest_search::begin(day arrival) {
  when_.arrival = about_.arrival = arrival;
  most_ = most_that_passes(keep_, in_.money);
  priced_ = nullptr;
  found_.clear();
}

std::vector<ranked_hotel> cheapest_search::finish() {
  std::sort(found_.begin(), found_.end(), has_lower_total);
  return std::move(found_);
}

void cheapest_search::scan(block& which) {
  const auto number = static_cast<std::size_t>(&which - blocks_.data());
  which.lowest = find_bounds(*in_.bounds.blocks[number], which.terms, about_, which.bounds);
}

// Those with the lowest bounds, which are not candidates any more then.
std::vector<cheapest_search::candidate> cheapest_search::take_lowest(std::size_t count) {
  std::vector<candidate> out;
  out.reserve(count);
  float most = highest_that_may_win();
  each_within(most, [&](const candidate& each) {
    if (out.size() == count) {
      std::pop_heap(out.begin(), out.end(), by_bound);
      out.pop_back();
    }
    out.push_back(each);
    std::push_heap(out.begin(), out.end(), by_bound);
    if (out.size() == count) most = std::nextafter(out.front().bound, -never);
  });
  for (const candidate& each : out)
    blocks_[each.hotel / bound_block::width].bounds.of[each.hotel % bound_block::width] = never;
  return out;
}

std::vector<cheapest_search::candidate> cheapest_search::take_within() const {
  std::vector<candidate> out;
  const float most = highest_that_may_win();
  each_within(most, [&](const candidate& each) { out.push_back(each); });
  return out;
}

// Calls `tell` with those whose bound is at most `most`, which may become less meanwhile.
template <class Tell>
void cheapest_search::each_within(const float& most, Tell tell) const {
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (blocks_[i].lowest > most) continue;
    for (std::size_t place = 0; place < bound_block::width; ++place)
      if (const float bound = blocks_[i].bounds.of[place]; bound <= most)
        tell({bound, static_cast<std::uint32_t>(i * bound_block::width + place)});
  }
}

// Also on a tie with the last of the first, for its code.
bool cheapest_search::may_win(float bound) const {
  return static_cast<double>(bound) <= static_cast<double>(most_);
}

// Not infinity, which says that a hotel cannot be booked.
float cheapest_search::highest_that_may_win() const {
  const auto near = static_cast<float>(most_);
  return may_win(near) ? near : std::nextafter(near, 0.0F);
}

// In order of their bounds, which become better first by what is known of the stay.
void cheapest_search::price(std::span<candidate> some) {
  some = some.first(refine(some));
  std::ranges::sort(some, by_bound);
  for (std::size_t i = 0; i < some.size() && may_win(some[i].bound); ++i) {
    if (i + 1 < some.size()) fetch_rates_ahead(hotel(some[i + 1]));
    price(hotel(some[i]));
  }
}

// Leaves those that are meant and may win, in front; says how many.
std::size_t cheapest_search::refine(std::span<candidate> some) const {
  for (std::size_t i = 0; i < std::min(some.size(), fetched_at_once); ++i)
    fetch_terms_ahead(hotel(some[i]));
  std::size_t left = 0;
  for (std::size_t i = 0; i < some.size(); ++i) {
    if (i + fetched_at_once < some.size()) fetch_terms_ahead(hotel(some[i + fetched_at_once]));
    if (refine(some[i])) some[left++] = some[i];
  }
  return left;
}

bool cheapest_search::refine(candidate& of) const {
  const packed::hotel& where = hotel(of);
  const stay when = stay_at(where, when_);
  if (&where == priced_ || !is_meant(where, when)) return false;
  const bound_block& block = *in_.bounds.blocks[of.hotel / bound_block::width];
  const auto nights = least_nights(block, of.hotel % bound_block::width, about_);
  if (nights.empty()) return true;
  const double better = stay_floor(where, when).total({nights.data(), nights.size()});
  of.bound = std::max(of.bound, std::nextafter(static_cast<float>(better), -never));
  return may_win(of.bound);
}

bool cheapest_search::is_meant(const packed::hotel& where, const stay& when) const {
  return when.arrival >= when.booking && keeps_hotel(keep_, where);
}

const packed::hotel& cheapest_search::hotel(const candidate& of) const {
  return *in_.hotels[of.hotel];
}

// `found_` is a heap with the last of the first hotels on top.
void cheapest_search::price(const packed::hotel& where) {
  const stay when = stay_at(where, when_);
  const auto best = best_product(where, keep_, when, stay_floor(where, when), most_);
  if (!best) return;
  found_.push_back({&where, *best, distance_from_centre(keep_, where).value_or(0), when.arrival});
  std::push_heap(found_.begin(), found_.end(), has_lower_total);
  if (found_.size() > limit_) {
    std::pop_heap(found_.begin(), found_.end(), has_lower_total);
    found_.pop_back();
  }
  if (found_.size() == limit_) most_ = std::min(most_, found_.front().best.total);
}

}  // namespace pronto
