#include "search/price_calendar.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "search/cheapest.hpp"
#include "search/filter.hpp"
#include "search/hotel_stays.hpp"
#include "search/notes.hpp"
#include "search/popular_answers.hpp"
#include "search/request_check.hpp"
#include "search/subject.hpp"
#include "search/tally.hpp"

namespace pronto {

namespace {

/// So many products may be looked at, in all, to say why days have no offer.
constexpr std::size_t explained_products_limit = 20'000;

struct gap_text {
  std::string_view word;
  std::string_view sentence;
};

constexpr std::array<gap_text, day_gap_count> gaps{{
    {"passed", "the arrival lies before the booking date"},
    {"outside_calendar", "some nights have no rates anywhere"},
    {"filtered_out", "no hotel, or none of its plans, passes the filters"},
    {"too_dear", "dearer than the maximum"},
    {"refused", "nothing can be booked"},
    {"unexplained", "no offer"},
}};

day last_arrival(const calendar_request& of) { return of.when.arrival + of.arrivals - 1; }

/// Hotels of one currency that pass the filters, in order of their codes.
struct candidates {
  std::vector<const packed::hotel*> hotels;
  std::size_t products = 0;
};

/// The best of a day until now.
struct day_best {
  const packed::hotel* where = nullptr;
  priced_product what;
};

void add(candidates& to, const packed::hotel& where) {
  to.hotels.push_back(&where);
  for (const auto& plan : where.plans) to.products += plan.products.size();
}

candidates candidates_of(const destination& where, const filters& keep) {
  candidates out;
  for (const auto& each : where.hotels)
    if (each->money == where.money && keeps_hotel(keep, *each)) add(out, *each);
  return out;
}

// Hotels come in order of their codes, so that the first of a tie wins.
void price_days(const packed::hotel& where, const calendar_request& request,
                std::vector<day_best>& days) {
  const stay first = stay_at(where, request.when);
  hotel_stays stays(where, request.keep, first, request.arrivals);
  day arrival = first.arrival;
  for (auto& best : days) {
    if (arrival >= first.booking) {
      const auto found = stays.best(arrival);
      if (found && (!best.where || found->total < best.what.total)) best = {&where, *found};
    }
    ++arrival;
  }
}

std::vector<day_best> days_by_pricing(const candidates& among, const calendar_request& request) {
  std::vector<day_best> days(static_cast<std::size_t>(request.arrivals));
  for (const packed::hotel* each : among.hotels) price_days(*each, request, days);
  return days;
}

std::optional<std::vector<day_best>> known_days(const destination& in,
                                                const calendar_request& request,
                                                asked_shapes* asked) {
  if (!may_be_popular(request)) {
    if (asked != nullptr) asked->note_other();
    return std::nullopt;
  }
  const auto known = popular_days(in, request);
  if (asked != nullptr) note_popular(*asked, in, request.when, known.has_value());
  if (!known) return std::nullopt;
  std::vector<day_best> out;
  out.reserve(known->size());
  for (const auto& each : *known)
    out.push_back(each ? day_best{each->where, each->best} : day_best{});
  return out;
}

std::vector<day_best> days_by_bounds(const destination& in, const calendar_request& request) {
  std::vector<day_best> days;
  find_request one;
  one.when = request.when;
  one.keep = request.keep;
  one.limit = 1;
  const date_range arrivals{request.when.arrival, last_arrival(request)};
  cheapest_search search(in, one, arrivals);
  for (day arrival = arrivals.first; arrival <= arrivals.last; ++arrival) {
    const auto found = search.at(arrival);
    days.push_back(found.empty() ? day_best{} : day_best{found[0].where, found[0].best});
  }
  return days;
}

day_offer told(const day_best& best) {
  const packed::hotel& where = *best.where;
  const packed::rate_plan& plan = where.plans[best.what.plan];
  const packed::room_type& room = where.rooms[plan.products[best.what.product].room];
  return {.total = best.what.total,
          .hotel = std::string(where.code),
          .hotel_name = std::string(where.name),
          .room = std::string(room.code),
          .plan = std::string(plan.code)};
}

tally count(const candidates& among, const calendar_request& request, day arrival) {
  tally out;
  for (const packed::hotel* each : among.hotels) {
    stay when = stay_at(*each, request.when);
    when.arrival = arrival;
    if (when.arrival >= when.booking) count_refusals(*each, request.keep, when, out);
  }
  return out;
}

day first_booking(const candidates& among, const stay_request& when) {
  day out = last_day_ever;
  for (const packed::hotel* each : among.hotels)
    out = std::min(out, stay_at(*each, when).booking);
  return out;
}

/// Why days have no offer, one after the other; what the first take is taken from the later ones.
class gap_finder {
public:
  /// `nights`: for which anybody there has rates.
  gap_finder(const candidates& among, const date_range& nights, const calendar_request& request)
      : among_(among),
        nights_(nights),
        request_(request),
        booking_(first_booking(among, request.when)) {}

  /// The first booking date that any of the hotels has now; far away if there is none.
  day booking() const { return booking_; }

  void explain(calendar_day& of) { of.gap = gap(of.arrival, of.refused); }

private:
  day_gap gap(day arrival, std::optional<reason>& refused) {
    if (among_.hotels.empty()) return day_gap::filtered_out;
    if (arrival < booking_) return day_gap::passed;
    const day last = arrival + request_.when.nights - 1;
    if (arrival < nights_.first || last > nights_.last) return day_gap::outside_calendar;
    if (looked_at_ + among_.products > explained_products_limit) return day_gap::unexplained;
    looked_at_ += among_.products;
    const auto counted = count(among_, request_, arrival);
    if (counted.all() == 0) return day_gap::filtered_out;
    if (counted.too_dear > 0) return day_gap::too_dear;
    refused = counted.most_frequent();
    return day_gap::refused;
  }

  const candidates& among_;
  date_range nights_;
  const calendar_request& request_;
  day booking_;
  std::size_t looked_at_ = 0;
};

/// All nights of all stays.
date_range nights_of(const calendar_request& of) {
  return {of.when.arrival, of.when.arrival + of.arrivals - 1 + of.when.nights - 1};
}

bool has_gap(const std::vector<day_best>& days) {
  return std::ranges::any_of(days, [](const day_best& each) { return !each.where; });
}

// The days of the answer; fails if all of them have passed everywhere.
result<calendar_answer> filled(calendar_answer out, const std::vector<day_best>& best,
                               const candidates& among, const date_range& nights,
                               const calendar_request& request) {
  gap_finder why_not(among, nights, request);
  if (!among.hotels.empty() && last_arrival(request) < why_not.booking()) {
    stay_request latest = request.when;
    latest.arrival = last_arrival(request);
    return arrival_passed(latest, why_not.booking());
  }
  for (day arrival = request.when.arrival; const auto& each : best) {
    calendar_day made{.arrival = arrival++, .best = {}, .gap = {}, .refused = {}};
    if (each.where)
      made.best = told(each);
    else
      why_not.explain(made);
    out.days.push_back(std::move(made));
  }
  return out;
}

result<calendar_answer> calendar_of_hotel(const snapshot& in, const calendar_request& request) {
  const auto asked = asked_hotel(in, request.hotel);
  if (!asked) return asked.why();
  const packed::hotel& where = **asked;
  calendar_answer out;
  out.hotel = where.code;
  out.hotel_name = where.name;
  out.city = where.city;
  out.country = where.country;
  out.money = where.money;
  out.hotels = 1;
  candidates among;
  if (keeps_hotel(request.keep, where)) add(among, where);
  const date_range nights = pronto::nights_of(where);
  note_calendar(in, nights, where.name, "some stays have", nights_of(request), out.notes);
  return filled(std::move(out), days_by_pricing(among, request), among, nights, request);
}

result<calendar_answer> calendar_of_city(const snapshot& in, const calendar_request& request,
                                         asked_shapes* asked) {
  const auto place = asked_destination(in, request.city, request.country);
  if (!place) return place.why();
  const destination& where = **place;
  calendar_answer out;
  out.city = where.city;
  out.country = where.country;
  out.money = where.money;
  out.hotels = static_cast<std::uint32_t>(where.hotels.size());
  out.other_currency = other_currency_count(where, request.keep, where.money);
  note_calendar(in, where.nights, where.city, "some stays have", nights_of(request), out.notes);
  note_unknown({{&where}}, request.keep, out.notes);

  const bool is_indexed = !where.bounds.blocks.empty();
  const bool may_be_too_much = too_much(where.hotels.size(), request.arrivals, "").has_value();
  candidates among;  // not wanted where all days are found by bounds
  if (!is_indexed || may_be_too_much) among = candidates_of(where, request.keep);
  if (auto no = too_much(among.hotels.size(), request.arrivals, "arrivals")) return *no;
  auto known = known_days(where, request, asked);
  const auto days = known        ? *std::move(known)
                    : is_indexed ? days_by_bounds(where, request)
                                 : days_by_pricing(among, request);
  if (has_gap(days) && among.hotels.empty()) among = candidates_of(where, request.keep);
  return filled(std::move(out), days, among, where.nights, request);
}

}  // namespace

std::string_view to_string(day_gap why) { return gaps[static_cast<std::size_t>(why)].word; }

std::string_view explain(day_gap why) { return gaps[static_cast<std::size_t>(why)].sentence; }

result<calendar_answer> find_calendar(const snapshot& in, const calendar_request& request,
                                      asked_shapes* asked) {
  if (auto no = wrong(request)) return *no;
  auto out =
      request.hotel.empty() ? calendar_of_city(in, request, asked) : calendar_of_hotel(in, request);
  if (!out) return out;
  out->generation = in.generation();
  out->nights = request.when.nights;
  return out;
}

}  // namespace pronto
