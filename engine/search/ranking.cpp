#include "search/ranking.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "catalog/hotel_limits.hpp"
#include "search/asked_stay.hpp"
#include "search/best_arrival.hpp"
#include "search/best_rooms.hpp"
#include "search/cheapest.hpp"
#include "search/cheapest_of_arrivals.hpp"
#include "search/filter.hpp"
#include "search/hotel_order.hpp"
#include "search/popular/popular_answers.hpp"

namespace pronto {

namespace {

/// Prices hotels one after the other, all that the question is about; in the currency that it names,
/// if it does.
class pricing_of_all {
public:
  pricing_of_all(const search_area& area, const find_request& request,
                 wanted_currency* wanted = nullptr)
      : area_(area),
        request_(request),
        wanted_(wanted),
        keep_(wanted != nullptr ? without_maximum(request.keep) : request.keep),
        arrivals_(arrivals_of(request)) {}

  void add(const packed::hotel& one) {
    if (!keeps_hotel(keep_, one)) return;
    if (!area_.has_currency(one)) {
      ++other_currency_;
      return;
    }
    const stay when = stay_at(one, request_.when);
    if (arrivals_.last < when.booking) {
      passed_ = when.booking;
      return;
    }
    any_in_time_ = true;
    if (wanted_ != nullptr && !wanted_->has_rate(one.money, when.booking)) return;
    auto best = request_.more_rooms.empty()
                    ? best_arrival(one, keep_, when, arrivals_)
                    : best_arrival_of_rooms(one, keep_, when, request_.more_rooms, arrivals_);
    if (!best) return;
    if (wanted_ != nullptr) {
      const auto total = wanted_->within(request_.keep, best->what.total, one.money, when.booking);
      if (!total) return;
      best->what.total = *total;
    }
    found_.push_back({&one, std::move(best->what), distance_from_centre(keep_, one).value_or(0),
                      best->arrival});
  }

  std::vector<ranked_hotel> take() { return std::move(found_); }
  std::uint32_t other_currency() const { return other_currency_; }
  /// The booking date that all arrivals lie before, where all hotels see it so.
  std::optional<day> passed() const { return any_in_time_ ? std::nullopt : passed_; }

private:
  const search_area& area_;
  const find_request& request_;
  wanted_currency* const wanted_;
  const filters keep_;
  const date_range arrivals_;
  std::vector<ranked_hotel> found_;
  std::uint32_t other_currency_ = 0;
  bool any_in_time_ = false;
  std::optional<day> passed_;
};

std::vector<ranked_hotel> rank_all(const search_area& area, const find_request& request,
                                   wanted_currency* wanted, find_answer& counts,
                                   std::optional<day>& passed) {
  pricing_of_all pricing(area, request, wanted);
  area.each_hotel([&](const packed::hotel& each) { pricing.add(each); });
  counts.other_currency = pricing.other_currency();
  passed = pricing.passed();
  return pricing.take();
}

// Whether a hotel that the question is about may see its arrival as passed.
bool may_have_passed(const stay_request& when, day arrival) {
  return arrival < when.booking.value_or(local_day(when.now_s, utc_offset_most_minutes));
}

// The first hotels of one place.
std::vector<ranked_hotel> first_of(const destination& place, const search_area& area,
                                   const find_request& request, bool is_one_arrival) {
  pricing_of_all pricing(area, request);
  if (place.money != area.money) {  // and its index is of those that have its own
    for (const std::uint32_t other : place.others) pricing.add(*place.hotels[other]);
    return pricing.take();
  }
  if (place.bounds.blocks.empty()) {
    area.each_hotel_of(place, [&](const packed::hotel& each) { pricing.add(each); });
    return pricing.take();
  }
  return is_one_arrival ? cheapest_search(place, request).at(request.when.arrival)
                        : cheapest_of_arrivals(place, request);
}

// The first hotels of a popular question and, if that is asked too, how many have an offer. That none
// has is known too, but not where that may be because the arrival has passed.
std::optional<counted_hotels> known_answer(const search_area& area, const find_request& request,
                                           asked_shapes* asked) {
  if (!area.is_one_city() || !may_be_popular(request)) {
    if (asked != nullptr) asked->note_other();
    return std::nullopt;
  }
  const destination& place = *area.places.front();
  std::optional<counted_hotels> out;
  if (request.count)
    out = popular_counted(place, request);
  else if (auto first = popular_first(place, request))
    out = {*std::move(first), 0};
  if (out && out->first.empty() && may_have_passed(request.when, arrivals_of(request).last))
    out.reset();
  if (asked == nullptr) return out;
  if (!out && request.count && request.keep.total_max_e4)
    asked->note_other();  // mostly they are more than a row has, so that no table would help
  else
    note_popular(*asked, place, request.when, request.keep, out.has_value());
  return out;
}

// Whether the first hotels can be found without pricing all.
bool has_bounds(const search_area& area, const find_request& request) {
  const auto has_another_currency = [&](const destination* each) {
    return each->money != area.money || !each->others.empty();
  };
  if (area.any_currency && std::ranges::any_of(area.places, has_another_currency)) return false;
  return request.sort == sort_by::total && request.more_rooms.empty() &&
         std::ranges::any_of(area.places, [](const destination* each) {
           return !each->bounds.blocks.empty();
         });
}

// As `rank_all`, of the first hotels alone; nothing where only that one can answer. Requires: there are
// bounds.
std::optional<std::vector<ranked_hotel>> rank_by_bounds(const search_area& area,
                                                        const find_request& request,
                                                        find_answer& counts) {
  const date_range arrivals = arrivals_of(request);
  const bool is_one_arrival = arrivals.first == arrivals.last;
  std::vector<ranked_hotel> out;
  if (area.places.size() == 1) {
    out = first_of(*area.places.front(), area, request, is_one_arrival);
  } else {
    find_request within = request;  // what was found, for the places that come after
    for (const destination* each : area.places) {
      auto found = first_of(*each, area, within, is_one_arrival);
      if (found.empty()) continue;
      std::ranges::move(found, std::back_inserter(out));
      keep_best(out, request.limit);
      if (out.size() == request.limit)
        lower_maximum(within.keep, out.back().best.total, area.money);
    }
  }
  if (out.empty() && may_have_passed(request.when, arrivals.last)) return std::nullopt;
  counts.other_currency = other_currency_count(area, request.keep);
  return out;
}

// How many hotels have an offer. Requires: the totals that count are in their own currencies.
std::uint32_t count_bookable(const search_area& area, const find_request& request) {
  std::uint32_t out = 0;
  area.each_hotel([&](const packed::hotel& each) {
    out += area.counts(request.keep, each) &&
           has_arrival(each, request.keep, stay_at(each, request.when), arrivals_of(request));
  });
  return out;
}

// The first hotels behind the end of a page. In the generation of that page as many come before it as
// it says; in another one it may be more.
std::optional<std::vector<ranked_hotel>> rank_by_bounds(const search_area& area,
                                                        const find_request& request,
                                                        const page_end& after,
                                                        find_answer& counts) {
  find_request more = request;
  const std::size_t all = area.hotels;
  for (std::size_t most = after.offers + request.limit;; most *= 2) {
    more.limit = static_cast<std::uint32_t>(std::min(most, all));
    auto out = rank_by_bounds(area, more, counts);
    if (!out) return std::nullopt;
    const bool are_all = out->size() < more.limit || more.limit == all;
    keep_those_behind(after, request.sort, *out);
    if (are_all || out->size() >= request.limit) return out;
  }
}

}  // namespace

bool looks_at_all(const search_area& area, const find_request& request) {
  return request.count || !has_bounds(area, request) ||
         std::ranges::any_of(area.places, [](const destination* each) {
           return each->bounds.blocks.empty();
         });
}

void keep_those_behind(const page_end& end, sort_by sort, std::vector<ranked_hotel>& of) {
  const order_key last = key_of(end);
  std::erase_if(of, [&](const ranked_hotel& each) {
    return !comes_before(sort, last, key_of(each));
  });
}

ranking rank(const search_area& area, const find_request& request, const page_end* after,
             wanted_currency* wanted, asked_shapes* asked_for, find_answer& counts) {
  ranking out;
  if (auto known = known_answer(area, request, asked_for)) {
    counts.other_currency = other_currency_count(area, request.keep);
    out.hotels = std::move(known->first);
    if (request.count)
      out.counted = known->bookable;
    else
      out.are_first_alone = true;
    return out;
  }
  if (has_bounds(area, request)) {
    auto first = after != nullptr ? rank_by_bounds(area, request, *after, counts)
                                  : rank_by_bounds(area, request, counts);
    if (first) {
      out.hotels = *std::move(first);
      out.are_first_alone = true;
      const bool are_all = after == nullptr && out.hotels.size() < request.limit;
      if (request.count)
        out.counted = are_all ? static_cast<std::uint32_t>(out.hotels.size())
                              : count_bookable(area, request);
      return out;
    }
  }
  out.hotels = rank_all(area, request, wanted, counts, out.passed);
  return out;
}

}  // namespace pronto
