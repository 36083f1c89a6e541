#include "search/cheapest.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "catalog/globe.hpp"
#include "pricing/stay_floor.hpp"
#include "search/bound_scan.hpp"
#include "search/filter.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

// More than are asked for, since a bound that becomes better puts others ahead.
constexpr std::size_t promising = 4;
constexpr std::size_t fetched_at_once = 4;  // hotels, of which the terms are some lines of memory
constexpr float never = std::numeric_limits<float>::infinity();

struct candidate {
  float bound;
  std::uint32_t hotel;
};

bool by_bound(const candidate& a, const candidate& b) { return a.bound < b.bound; }

bound_question question_of(const find_request& request) {
  const stay_request& when = request.when;
  return {.arrival = when.arrival,
          .nights = when.nights,
          .adults = when.adults,
          .guests = when.adults + static_cast<int>(when.child_ages.size()),
          .stars_min = request.keep.stars_min.value_or(std::numeric_limits<int>::min())};
}

class cheapest_search {
public:
  cheapest_search(const destination& in, const find_request& request)
      : in_(in),
        request_(request),
        about_(question_of(request)),
        most_(request.keep.total_max_e4 ? total_max_minor(request.keep, in.money)
                                        : std::numeric_limits<std::int64_t>::max()) {}

  std::vector<ranked_hotel> run() {
    scan_all();
    // The most promising, so that there is a total that the others must be within.
    auto some = take_lowest(request_.limit + promising);
    price(some);
    some = take_within();
    price(some);
    std::sort(found_.begin(), found_.end(), has_lower_total);
    return std::move(found_);
  }

private:
  void scan_all() {
    bounds_.resize(in_.bounds.blocks.size());
    for (std::size_t i = 0; i < bounds_.size(); ++i)
      bounds_[i].lowest = scan(*in_.bounds.blocks[i], about_, bounds_[i].all);
    for (const std::uint32_t hotel : in_.others) leave_out(hotel);
    if (request_.keep.near) leave_out_those_outside(*request_.keep.near);
  }

  void leave_out_those_outside(const circle& near) {
    const globe_circle around(near.latitude, near.longitude, near.km);
    for (std::uint32_t hotel = 0; hotel < in_.points->size(); ++hotel)
      if (around.side_of((*in_.points)[hotel]) == globe_circle::side::outside) leave_out(hotel);
  }

  void leave_out(std::uint32_t hotel) {
    bounds_[hotel / bound_block::width].all.of[hotel % bound_block::width] = never;
  }

  // Those with the lowest bounds, which are not candidates any more then.
  std::vector<candidate> take_lowest(std::size_t count) {
    std::vector<candidate> out;
    out.reserve(count);
    float most = highest_that_may_win();
    each_below(most, [&](const candidate& each) {
      if (out.size() == count) {
        std::pop_heap(out.begin(), out.end(), by_bound);
        out.pop_back();
      }
      out.push_back(each);
      std::push_heap(out.begin(), out.end(), by_bound);
      if (out.size() == count) most = std::nextafter(out.front().bound, -never);
    });
    for (const candidate& each : out) leave_out(each.hotel);
    return out;
  }

  std::vector<candidate> take_within() const {
    std::vector<candidate> out;
    const float most = highest_that_may_win();
    each_below(most, [&](const candidate& each) { out.push_back(each); });
    return out;
  }

  // Calls `tell` with those whose bound is at most `most`, which may become less meanwhile.
  template <class Tell>
  void each_below(const float& most, Tell tell) const {
    for (std::size_t i = 0; i < bounds_.size(); ++i) {
      if (bounds_[i].lowest > most) continue;
      for (std::size_t place = 0; place < in_.bounds.blocks[i]->hotels(); ++place)
        if (const float bound = bounds_[i].all.of[place]; bound <= most)
          tell({bound, static_cast<std::uint32_t>(i * bound_block::width + place)});
    }
  }

  // Also on a tie with the last of the first, for its code.
  bool may_win(float bound) const {
    return static_cast<double>(bound) <= static_cast<double>(most_);
  }

  // Not infinity, which says that a hotel cannot be booked.
  float highest_that_may_win() const {
    const auto near = static_cast<float>(most_);
    return may_win(near) ? near : std::nextafter(near, 0.0F);
  }

  // In order of their bounds, which become better first by what is known of the stay.
  void price(std::span<candidate> some) {
    some = some.first(refine(some));
    std::ranges::sort(some, by_bound);
    for (std::size_t i = 0; i < some.size() && may_win(some[i].bound); ++i) {
      if (i + 1 < some.size()) fetch_rates_ahead(hotel(some[i + 1]));
      price(hotel(some[i]));
    }
  }

  // Leaves those that are meant and may win, in front; says how many.
  std::size_t refine(std::span<candidate> some) const {
    for (std::size_t i = 0; i < std::min(some.size(), fetched_at_once); ++i)
      fetch_terms_ahead(hotel(some[i]));
    std::size_t left = 0;
    for (std::size_t i = 0; i < some.size(); ++i) {
      if (i + fetched_at_once < some.size()) fetch_terms_ahead(hotel(some[i + fetched_at_once]));
      if (refine(some[i])) some[left++] = some[i];
    }
    return left;
  }

  bool refine(candidate& of) const {
    const packed::hotel& where = hotel(of);
    const stay when = stay_at(where, request_.when);
    if (when.arrival < when.booking || !keeps_hotel(request_.keep, where)) return false;
    const bound_block& block = *in_.bounds.blocks[of.hotel / bound_block::width];
    const auto nights = least_nights(block, of.hotel % bound_block::width, about_);
    if (nights.empty()) return true;
    const double better = stay_floor(where, when).total({nights.data(), nights.size()});
    of.bound = std::max(of.bound, std::nextafter(static_cast<float>(better), -never));
    return may_win(of.bound);
  }

  const packed::hotel& hotel(const candidate& of) const { return *in_.hotels[of.hotel]; }

  // `found_` is a heap with the last of the first hotels on top.
  void price(const packed::hotel& where) {
    const stay when = stay_at(where, request_.when);
    const auto best = best_product(where, request_.keep, when, stay_floor(where, when), most_);
    if (!best) return;
    found_.push_back({&where, *best,
                      distance_from_centre(request_.keep, where).value_or(0), when.arrival});
    std::push_heap(found_.begin(), found_.end(), has_lower_total);
    if (found_.size() > request_.limit) {
      std::pop_heap(found_.begin(), found_.end(), has_lower_total);
      found_.pop_back();
    }
    if (found_.size() == request_.limit) most_ = found_.front().best.total;
  }

  struct block_bounds {
    stay_bounds all;
    float lowest = never;
  };

  const destination& in_;
  const find_request& request_;
  const bound_question about_;
  std::int64_t most_;  ///< the greatest total that may be among the first
  std::vector<block_bounds> bounds_;
  std::vector<ranked_hotel> found_;
};

}  // namespace

std::vector<ranked_hotel> cheapest(const destination& in, const find_request& request) {
  return cheapest_search(in, request).run();
}

}  // namespace pronto
