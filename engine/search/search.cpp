#include "search/search.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "catalog/hotel_limits.hpp"
#include "search/asked_stay.hpp"
#include "search/best_arrival.hpp"
#include "search/best_rooms.hpp"
#include "search/cheapest.hpp"
#include "search/cheapest_of_arrivals.hpp"
#include "search/filter.hpp"
#include "search/make_offer.hpp"
#include "search/notes.hpp"
#include "search/places/search_area.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request_check.hpp"
#include "search/tokens/page_token.hpp"
#include "search/tokens/token_text.hpp"
#include "search/wanted_currency.hpp"
#include "search/why_nothing.hpp"

namespace pronto {

namespace {

stay stay_of(const ranked_hotel& best, const stay_request& asked) {
  stay out = stay_at(*best.where, asked);
  out.arrival = best.arrival;
  return out;
}

/// What of a hotel its place in an order depends on.
struct order_key {
  std::int64_t total = 0;
  int stars = 0;
  double km = 0;
  std::string_view name;
  std::string_view code;
};

order_key key_of(const ranked_hotel& of) {
  return {of.best.total, of.where->stars, of.distance_km, of.where->name, of.where->code};
}

order_key key_of(const page_end& of) {
  return {of.total, of.stars, of.distance_km, of.name, of.hotel};
}

bool comes_before(sort_by sort, const order_key& a, const order_key& b) {
  switch (sort) {
    case sort_by::total: break;
    case sort_by::stars:
      if (a.stars != b.stars) return a.stars > b.stars;
      break;
    case sort_by::distance:
      if (a.km != b.km) return a.km < b.km;
      break;
    case sort_by::name:
      if (a.name != b.name) return a.name < b.name;
      break;
  }
  return std::tie(a.total, a.code) < std::tie(b.total, b.code);
}

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

// Whether the hotels of a question are looked at one after the other, be it to count them.
bool looks_at_all(const search_area& area, const find_request& request) {
  return request.count || !has_bounds(area, request) ||
         std::ranges::any_of(area.places, [](const destination* each) {
           return each->bounds.blocks.empty();
         });
}

// One arrival may be asked of any number of hotels that an index finds the first of.
std::optional<failure> too_many_stays(const search_area& in, const find_request& request) {
  const int arrivals = request.days_before + request.days_after + 1;
  const std::size_t rooms = 1 + request.more_rooms.size();
  const auto most = pairs_limit(request.when.nights, rooms > 1);
  if (!too_much(in.hotels, arrivals, "", most, rooms)) return std::nullopt;
  if (arrivals == 1 && !looks_at_all(in, request)) return std::nullopt;
  std::uint64_t hotels = 0;
  in.each_hotel([&](const packed::hotel& each) { hotels += in.counts(request.keep, each); });
  auto out = too_much(hotels, arrivals, "arrival", most, rooms);
  if (out && arrivals == 1) {  // of which there cannot be fewer
    out->field = rooms > 1 ? "room" : "nights";
    out->value = std::to_string(rooms > 1 ? static_cast<int>(rooms) : request.when.nights);
  }
  return out;
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

void keep_those_behind(const page_end& end, sort_by sort, std::vector<ranked_hotel>& of) {
  const order_key last = key_of(end);
  std::erase_if(of, [&](const ranked_hotel& each) {
    return !comes_before(sort, last, key_of(each));
  });
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

// As page_end has it. What changed elsewhere does not count; a place that came or went does.
std::uint32_t state_of(const snapshot& in, const search_area& area, const wanted_currency* wanted) {
  byte_writer all;
  // Rates of exchange and a list of hotels are of the whole snapshot.
  if (wanted != nullptr || area.places.empty()) all.number(in.generation());
  for (const destination* each : area.places) {
    all.text(each->key);
    all.text(each->country);
    all.number(each->since);
  }
  return checksum(all.bytes());
}

std::string next_page(const find_request& request, const find_answer& answer, std::uint32_t state,
                      const ranked_hotel& last) {
  const bool by_name = request.sort == sort_by::name;
  return make_page_token(
      {.question = question_digest(request),
       .state = state,
       .now_s = request.when.booking ? 0 : request.when.now_s,  // the same of the same question
       .offers = answer.offers_before + static_cast<std::uint32_t>(answer.offers.size()),
       .total = last.best.total,
       .stars = last.where->stars,
       .distance_km = last.distance_km,
       .name = by_name ? std::string(last.where->name) : "",
       .hotel = std::string(last.where->code)});
}

/// The hotels that a question is answered with, in no order, and what is known of the others.
struct ranking {
  std::vector<ranked_hotel> hotels;
  bool are_first_alone = false;          ///< whether others may follow that were not counted
  std::optional<std::uint32_t> counted;  ///< how many there are, where not all of them are here
  std::optional<day> passed;             ///< the booking date that all arrivals lie before
};

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

// What was just priced lies in a cache, but for its texts; what a table knew does not.
void fetch_ahead(const packed::hotel& of) {
  fetch_rates_ahead(of);
  fetch_texts_ahead(of);
}

// The first as many as were asked for, in order, and their offers; fails where those have too many lines,
// which is known once they are made.
std::optional<failure> add_offers(const find_request& request, wanted_currency* wanted,
                                  std::vector<ranked_hotel>& ranked, find_answer& to) {
  const auto count = std::min<std::size_t>(ranked.size(), request.limit);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                    ranked.end(), [&](const ranked_hotel& a, const ranked_hotel& b) {
                      return comes_before(request.sort, key_of(a), key_of(b));
                    });
  const filters any_total = wanted != nullptr ? without_maximum(request.keep) : filters{};
  const offer_terms terms{wanted != nullptr ? any_total : request.keep, to.generation,
                          request.when.booking.has_value(), request.explain};
  std::int64_t lines = 0;
  constexpr std::size_t fetched_at_once = 4;
  for (std::size_t i = 0; i < std::min(count, fetched_at_once); ++i)
    fetch_terms_ahead(*ranked[i].where);
  to.offers.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const packed::hotel& where = *ranked[i].where;
    if (i + 1 < count) fetch_ahead(*ranked[i + 1].where);
    if (i + fetched_at_once < count) fetch_terms_ahead(*ranked[i + fetched_at_once].where);
    const stay when = stay_of(ranked[i], request.when);
    to.offers.push_back(request.more_rooms.empty()
                            ? make_offer(where, ranked[i].best, when, terms)
                            : make_offer_of_rooms(where, when, request.more_rooms, terms));
    if (wanted != nullptr)
      to.offers.back().converted = {wanted->money(), ranked[i].best.total,
                                    wanted->rate_of(where.money, when.booking)};
    if (!request.explain) continue;
    lines += lines_of(to.offers.back());
    if (auto no = too_much_explained(lines, "limit", std::to_string(request.limit))) return no;
  }
  return std::nullopt;
}

void add_notes(const snapshot& in, const find_request& request, const search_area& area,
               wanted_currency* wanted, find_answer& to) {
  const date_range arrivals = arrivals_of(request);
  note_calendar(in, nights_of(area), to.city.empty() ? "these hotels" : to.city,
                arrivals.last - arrivals.first + 1,
                {arrivals.first, arrivals.last + request.when.nights - 1}, to.notes);
  const bool found_none = request.count && to.bookable == 0;
  auto none_passes = found_none ? why_none_passes(area, request.keep) : std::nullopt;
  if (found_none && !none_passes && to.notes.empty()) {
    if (!request.more_rooms.empty())
      to.notes.push_back("no hotel can be booked for all " +
                         std::to_string(request.more_rooms.size() + 1) + " rooms together");
    else if (auto why = why_nothing(area, request, wanted))
      to.notes.push_back(*std::move(why));
  }
  if (wanted != nullptr) std::ranges::move(wanted->notes(), std::back_inserter(to.notes));
  if (to.generation_changed)
    to.notes.push_back("hotels have changed since the page before: those whose price is another now may be "
                       "missing or come again");
  const bool passes = !to.offers.empty() || to.offers_before > 0;
  const bool is_said = note_unknown(in, area, request.keep, passes, to.notes);
  if (none_passes && !is_said) to.notes.push_back(*std::move(none_passes));
  std::ranges::copy(area.notes, std::back_inserter(to.notes));
}

// Behind the end of the page before, if there is one.
result<find_answer> find_page(const snapshot& in, const find_request& request,
                              const page_end* after, asked_shapes* asked_for) {
  if (auto no = wrong(request)) return *no;
  auto asked = area_of(in, request);
  if (!asked) return asked.why();
  search_area& area = *asked;
  auto asked_money = asked_currency(in, request.currency_code);
  if (!asked_money) return asked_money.why();
  wanted_currency* const wanted = *asked_money ? &**asked_money : nullptr;
  if (wanted != nullptr) area.convert_to(wanted->money());
  if (auto no = too_many_stays(area, request)) return *no;

  find_answer out;
  out.generation = in.generation();
  if (area.is_one_city()) {
    out.city = area.places.front()->city;
    out.country = area.places.front()->country;
  }
  out.cities = std::move(area.cities);
  out.money = area.money;
  out.hotels = area.hotels;
  ranking found = rank(area, request, after, wanted, asked_for, out);
  if (found.passed) {
    stay_request last = request.when;
    last.arrival = arrivals_of(request).last;
    return arrival_passed(last, *found.passed);
  }
  const auto all = static_cast<std::uint32_t>(found.hotels.size());
  const std::uint32_t state = state_of(in, area, wanted);
  if (after != nullptr) {
    if (!found.are_first_alone) keep_those_behind(*after, request.sort, found.hotels);
    out.offers_before = after->offers;
    out.generation_changed = after->state != state;
  }
  if (auto no = add_offers(request, wanted, found.hotels, out)) return *std::move(no);
  const std::size_t count = out.offers.size();
  out.bookable =
      found.counted.value_or(found.are_first_alone ? static_cast<std::uint32_t>(count) : all);
  if (wanted != nullptr) {
    out.rates = wanted->used();
    out.without_rate = wanted->without_rate();
  }
  // Of the first alone it is not known whether others follow, unless all were counted.
  const bool may_have_more = found.counted           ? out.offers_before + count < *found.counted
                             : found.are_first_alone ? count == request.limit
                                                     : count < found.hotels.size();
  if (count > 0 && may_have_more) out.next = next_page(request, out, state, found.hotels[count - 1]);
  add_notes(in, request, area, wanted, out);
  return out;
}

}  // namespace

result<find_answer> find(const snapshot& in, const find_request& request, asked_shapes* asked) {
  if (!is_in_order(request.keep)) {
    if (auto no = wrong(request)) return *no;  // before a list is sorted that is too long
    find_request same = request;
    same.keep = in_order(std::move(same.keep));
    return find(in, same, asked);
  }
  if (request.page.empty()) return find_page(in, request, nullptr, asked);
  if (auto no = wrong(request)) return *no;  // before its digest is made
  const auto after = read_page_token(request.page, request);
  if (!after) return after.why();
  find_request same = request;
  same.when.now_s = after->now_s;
  return find_page(in, same, &*after, asked);
}

}  // namespace pronto
