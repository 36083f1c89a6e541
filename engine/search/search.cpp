#include "search/search.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/hotel_order.hpp"
#include "search/make_offer.hpp"
#include "search/notes.hpp"
#include "search/places/search_area.hpp"
#include "search/ranking.hpp"
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