#include "search/cheapest.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

#include "catalog/places/globe.hpp"
#include "invariant.hpp"
#include "pricing/stay_floor.hpp"
#include "search/asked_stay.hpp"
#include "search/filter.hpp"

namespace pronto {

namespace {

// More than are asked for, since a bound that becomes better puts others ahead; mostly these are enough.
constexpr std::size_t promising = 7;
constexpr std::size_t fetched_at_once = 4;  // hotels, of which the terms are some lines of memory
constexpr std::size_t blocks_ahead = 2;  // of bounds, which are read one after the other
constexpr std::size_t sorted_first = 16;  // most candidates are never looked at
// So much of hotels is kept while a question is answered: all stays of some hundreds, 10 kB each, and of
// a few where each has hundreds of products and stays are long.
constexpr std::size_t kept_bytes_max = std::size_t{8} << 20;
constexpr float never = std::numeric_limits<float>::infinity();

float rounded_down(double bound) { return std::nextafter(static_cast<float>(bound), -never); }

}  // namespace

cheapest_search::cheapest_search(const destination& in, const find_request& request)
    : cheapest_search(in, request, {request.when.arrival, request.when.arrival}) {}

cheapest_search::cheapest_search(const destination& in, const find_request& request,
                                 const date_range& arrivals)
    : in_(in),
      keep_(request.keep),
      limit_(request.limit),
      arrivals_(arrivals),
      when_(request.when),
      about_{.arrival = arrivals.first,
             .nights = when_.nights,
             .adults = when_.adults,
             .guests = when_.adults + static_cast<int>(when_.child_ages.size()),
             .stars_min = keep_.stars_min.value_or(std::numeric_limits<int>::min())},
      blocks_(in.bounds.blocks.size()),
      least_(blocks_.size()),
      known_(is_one_arrival() ? 0 : in.hotels.size()) {
  invariant(limit_ >= 1);
  const date_range stay{about_.arrival, about_.arrival + about_.nights - 1};
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (i + blocks_ahead < blocks_.size()) in.bounds.blocks[i + blocks_ahead]->fetch_ahead(stay);
    find_terms(*in.bounds.blocks[i], about_, blocks_[i].terms);
  }
  for (const std::uint32_t hotel : in_.others) leave_out(hotel);
  if (keep_.near) leave_out_those_outside(*keep_.near);
  if (!is_one_arrival()) find_all_lowest();
}

void cheapest_search::leave_out(std::uint32_t hotel) {
  blocks_[hotel / bound_block::width].terms.leave_out(hotel % bound_block::width);
}

void cheapest_search::leave_out_those_outside(const circle& near) {
  const globe_circle around(near.latitude, near.longitude, near.km);
  for (std::uint32_t hotel = 0; hotel < in_.points->size(); ++hotel)
    if (around.side_of(*in_.points, hotel) == globe_circle::side::outside) leave_out(hotel);
}

// Of all arrivals, so that what follows can be said of each.
void cheapest_search::find_all_lowest() {
  const auto count = static_cast<std::size_t>(arrivals_.last - arrivals_.first) + 1;
  lowest_.resize(count * blocks_.size());
  std::vector<float> of_block(count);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    find_lowest(*in_.bounds.blocks[i], blocks_[i].terms, about_, of_block);
    for (std::size_t each = 0; each < count; ++each)
      lowest_[each * blocks_.size() + i] = of_block[each];
  }
}

std::vector<ranked_hotel> cheapest_search::at(day arrival) {
  begin(arrival);
  if (!is_one_arrival() && limit_ == 1 && cheapest_ && arrival >= known_[*cheapest_].booking) {
    priced_ = cheapest_;
    price(*priced_);
  }
  if (found_.size() == limit_)
    price_known();
  else
    price_all();
  return finish();
}

float cheapest_search::lowest(day arrival) const {
  const auto first = lowest_.begin() + (arrival - arrivals_.first) *
                                           static_cast<std::ptrdiff_t>(blocks_.size());
  return *std::min_element(first, first + static_cast<std::ptrdiff_t>(blocks_.size()));
}

std::vector<ranked_hotel> cheapest_search::within(day arrival, std::int64_t most) {
  begin(arrival);
  most_ = std::min(most_, most);
  if (is_one_arrival())
    price_all();
  else
    price_known();
  return finish();
}

void cheapest_search::price_all() {
  for (std::size_t i = 0; i < blocks_.size(); ++i) scan(i);
  // The most promising, so that there is a total that the others must be within.
  auto some = take_lowest(limit_ + promising);
  if (price(some)) return;
  some = take_within(highest_that_may_win());
  price(some);
}

// Where there is such a total already.
void cheapest_search::price_known() {
  const float most = highest_that_may_win();
  const auto row = static_cast<std::size_t>(when_.arrival - arrivals_.first) * blocks_.size();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    least_[i] = lowest_[row + i];
    if (least_[i] <= most) scan(i);
  }
  auto some = take_within(highest_that_may_win());
  price(some);
}

void cheapest_search::begin(day arrival) {
  when_.arrival = about_.arrival = arrival;
  most_ = total_max_minor(keep_, in_.money);
  priced_.reset();
  found_.clear();
}

std::vector<ranked_hotel> cheapest_search::finish() {
  std::sort(found_.begin(), found_.end(), has_lower_total);
  return std::move(found_);
}

void cheapest_search::scan(std::size_t number) {
  block& of = blocks_[number];
  least_[number] = find_bounds(*in_.bounds.blocks[number], of.terms, about_, of.bounds);
}

// At least so many hotels have a bound of at most this, if it is less than may win: one in each of so many
// places of all blocks. Of twice as many places it is not much higher than that of all of them would be.
float cheapest_search::highest_of(std::size_t count) const {
  const float most = highest_that_may_win();
  if (count > bound_block::width || blocks_.empty()) return most;
  auto least = blocks_.front().bounds.of;
  for (const block& each : blocks_)
    for (std::size_t place = 0; place < bound_block::width; ++place)
      least[place] = std::min(least[place], each.bounds.of[place]);
  std::size_t places = bound_block::width;
  for (; places / 2 >= 2 * count; places /= 2)
    for (std::size_t place = 0; place < places / 2; ++place)
      least[place] = std::min(least[place], least[places / 2 + place]);
  const auto of = std::span(least).first(places);
  const auto last = of.begin() + static_cast<std::ptrdiff_t>(count) - 1;
  std::ranges::nth_element(of, last);
  return std::min(most, *last);
}

// Those with the lowest bounds, which are not candidates any more then.
std::vector<cheapest_search::candidate> cheapest_search::take_lowest(std::size_t count) {
  auto out = take_within(highest_of(count));
  if (out.size() > count) {
    const auto last = out.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(out, last, has_lower_bound);
    out.erase(last, out.end());
  }
  for (const candidate& each : out)
    blocks_[each.hotel / bound_block::width].bounds.of[each.hotel % bound_block::width] = never;
  return out;
}

std::vector<cheapest_search::candidate> cheapest_search::take_within(float most) const {
  std::vector<candidate> out;
  out.reserve(bound_block::width);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (least_[i] > most) continue;
    const stay_bounds& bounds = blocks_[i].bounds;
    for (auto left = hotels_within(bounds, most); left != 0; left &= left - 1) {
      const auto place = static_cast<std::size_t>(std::countr_zero(left));
      out.push_back({bounds.of[place], static_cast<std::uint32_t>(i * bound_block::width + place)});
    }
  }
  return out;
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

// The lowest bound first, whether it is that of the scan or a better one already: so no hotel is looked
// at, and none is priced, before those that may make it needless. True if the last of them could not win
// by the bound of its scan, and so none with a higher one.
bool cheapest_search::price(std::span<candidate> some) {
  std::size_t sorted = 0;
  std::size_t next = 0;              // of those whose bound is that of the scan
  std::vector<candidate> refined;    // a heap, the lowest on top
  const auto later = [](const candidate& a, const candidate& b) { return has_lower_bound(b, a); };
  while (next < some.size() || !refined.empty()) {
    if (next == sorted && next < some.size()) {
      const auto rest = some.subspan(sorted);
      const auto few = std::min(rest.size(), std::max(sorted, sorted_first));
      std::ranges::partial_sort(rest, rest.begin() + static_cast<std::ptrdiff_t>(few),
                                has_lower_bound);
      sorted += few;
      for (const candidate& each : rest.first(std::min(few, sorted_first)))
        in_.hotels.fetch_ahead(each.hotel);
      for (std::size_t i = next; i < std::min(sorted, next + fetched_at_once); ++i)
        fetch_terms(some[i]);
    }
    const bool is_refined =
        next == some.size() || (!refined.empty() && !has_lower_bound(some[next], refined.front()));
    const candidate lowest = is_refined ? refined.front() : some[next];
    if (!may_win(lowest.bound)) return next < some.size();
    if (is_refined) {
      std::ranges::pop_heap(refined, later);
      refined.pop_back();
      if (!refined.empty()) fetch_rates(refined.front());
      price(lowest.hotel);
      continue;
    }
    if (next + fetched_at_once < sorted) fetch_terms(some[next + fetched_at_once]);
    if (!refine(some[next++])) continue;
    refined.push_back(some[next - 1]);
    std::ranges::push_heap(refined, later);
    if (refined.front().hotel == some[next - 1].hotel) fetch_rates(refined.front());
  }
  return false;
}

bool cheapest_search::refine(candidate& of) {
  if (of.hotel == priced_) return false;
  known_hotel once;
  known_hotel& known = is_one_arrival() ? once : known_[of.hotel];
  if (!known.is_known && !look_at(of, known)) return false;
  if (known.stays)
    of.bound = std::max(of.bound, rounded_down(known.stays->least(when_.arrival)));
  return when_.arrival >= known.booking && may_win(of.bound);
}

// What price reads.
void cheapest_search::fetch_rates(const candidate& of) const {
  if (is_one_arrival() || !known_[of.hotel].stays) fetch_rates_ahead(*in_.hotels[of.hotel]);
}

// What refine reads.
void cheapest_search::fetch_terms(const candidate& of) const {
  if (is_one_arrival() || !known_[of.hotel].is_known) fetch_terms_ahead(*in_.hotels[of.hotel]);
}

// At a hotel for the first time: by what is known of the stays then, its bounds become better. False
// if it is not meant at all.
bool cheapest_search::look_at(candidate& of, known_hotel& known) {
  const packed::hotel& where = *in_.hotels[of.hotel];
  if (!keeps_hotel(keep_, where)) {
    leave_out(of.hotel);
    return false;
  }
  const stay first = first_stay(where);
  known.is_known = true;
  known.booking = first.booking;
  const bound_block& block = *in_.bounds.blocks[of.hotel / bound_block::width];
  const std::size_t place = of.hotel % bound_block::width;
  const auto nights = least_nights(block, place, about_);
  if (nights.empty()) return true;
  const stay_floor floor(where, first, arrivals_.last - arrivals_.first + 1);
  const auto take = [&](double better) {
    const float below = rounded_down(better);
    const bool is_better = below > of.bound;
    if (is_better) of.bound = below;
    return is_better;
  };
  if (!is_one_arrival()) {
    const auto line = floor.below();
    const double sum = std::accumulate(nights.begin(), nights.end(), 0.0);
    if (take(line.kept * sum + line.more))
      set_terms(block, place, about_, line.kept, line.more,
                blocks_[of.hotel / bound_block::width].terms);
  }
  take(floor.total({nights.data(), nights.size()}));
  return true;
}

stay cheapest_search::first_stay(const packed::hotel& where) const {
  stay out = stay_at(where, when_);
  out.arrival = arrivals_.first;
  return out;
}

std::optional<priced_product> cheapest_search::best_of(std::uint32_t hotel,
                                                       const packed::hotel& where) {
  const auto alone = [&] {
    stay when = first_stay(where);
    when.arrival = when_.arrival;
    return hotel_stays(where, keep_, when).best(when_.arrival, most_);
  };
  if (is_one_arrival()) return alone();
  auto& stays = known_[hotel].stays;
  if (!stays) {
    auto fresh = std::make_unique<hotel_stays>(where, keep_, first_stay(where),
                                               arrivals_.last - arrivals_.first + 1);
    if (kept_bytes_ + fresh->bytes() > kept_bytes_max) return alone();
    kept_bytes_ += fresh->bytes();
    stays = std::move(fresh);
  }
  return stays->best(when_.arrival, most_);
}

// `found_` is a heap with the last of the first hotels on top.
void cheapest_search::price(std::uint32_t hotel) {
  const packed::hotel& where = *in_.hotels[hotel];
  auto best = best_of(hotel, where);
  if (!best) return;
  cheapest_ = hotel;
  found_.push_back({&where, *std::move(best), distance_from_centre(keep_, where).value_or(0),
                    when_.arrival});
  std::push_heap(found_.begin(), found_.end(), has_lower_total);
  if (found_.size() > limit_) {
    std::pop_heap(found_.begin(), found_.end(), has_lower_total);
    found_.pop_back();
  }
  if (found_.size() == limit_) most_ = std::min(most_, found_.front().best.total);
}

}  // namespace pronto
