#include "search/price_calendar.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "search/asked_stay.hpp"
#include "search/cheapest.hpp"
#include "search/filter.hpp"
#include "search/hotel_stays.hpp"
#include "search/notes.hpp"
#include "search/places/search_area.hpp"
#include "search/places/subject.hpp"
#include "search/popular/popular_answers.hpp"
#include "search/quote.hpp"
#include "search/request_check.hpp"
#include "search/wanted_currency.hpp"
#include "search/why_no_day.hpp"

namespace pronto {

namespace {

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
    {"without_rate", "there is no exchange rate for any hotel"},
}};

/// The best of a day until now.
struct day_best {
  const packed::hotel* where = nullptr;
  priced_product what;     ///< in the hotel's own currency
  std::int64_t total = 0;  ///< in that of the answer
};

/// Looks for the best of each day: at hotels one after the other, all that the question is about, but
/// where an index has them in their own currency.
class day_finder {
public:
  /// `wanted`: if the question names a currency.
  day_finder(const search_area& area, const calendar_request& request, wanted_currency* wanted)
      : area_(area),
        request_(request),
        wanted_(wanted),
        keep_(wanted != nullptr ? without_maximum(request.keep) : request.keep),
        days_(static_cast<std::size_t>(request.arrivals)) {}

  std::vector<day_best> find() {
    for (const packed::hotel* one : area_.listed) price(*one);
    for (const destination* place : area_.places) {
      if (has_bounds(*place))
        look_within_bounds(*place);
      else
        area_.each_hotel_of(*place, [&](const packed::hotel& one) { price(one); });
    }
    return std::move(days_);
  }

private:
  bool has_bounds(const destination& place) const {
    return !place.bounds.blocks.empty() && place.money == area_.money &&
           (!area_.any_currency || place.others.empty());
  }

  void look_within_bounds(const destination& place) {
    const find_request one = search_of(request_);
    const date_range arrivals = arrivals_of(request_);
    cheapest_search search(place, one, arrivals);
    for (day arrival = arrivals.first; auto& best : days_) {
      auto found = best.where != nullptr ? search.within(arrival, best.total) : search.at(arrival);
      if (!found.empty())
        offer(*found[0].where, std::move(found[0].best), found[0].best.total, best);
      ++arrival;
    }
  }

  void price(const packed::hotel& one) {
    if (!area_.counts(keep_, one)) return;
    const stay first = stay_at(one, request_.when);
    if (arrivals_of(request_).last < first.booking) return;
    if (wanted_ != nullptr && !wanted_->has_rate(one.money, first.booking)) return;
    hotel_stays stays(one, keep_, first, request_.arrivals);
    for (day arrival = first.arrival; auto& best : days_) {
      auto found = arrival >= first.booking ? stays.best(arrival) : std::nullopt;
      ++arrival;
      if (!found) continue;
      if (wanted_ == nullptr) {
        offer(one, *std::move(found), found->total, best);
        continue;
      }
      const auto total = wanted_->within(request_.keep, found->total, one.money, first.booking);
      if (total) offer(one, *std::move(found), *total, best);
    }
  }

  // Of a tie the lower code wins.
  static void offer(const packed::hotel& where, priced_product&& what, std::int64_t total,
                    day_best& best) {
    if (best.where != nullptr &&
        std::tie(best.total, best.where->code) <= std::tie(total, where.code))
      return;
    best = {&where, std::move(what), total};
  }

  const search_area& area_;
  const calendar_request& request_;
  wanted_currency* const wanted_;
  const filters keep_;
  std::vector<day_best> days_;
};

std::optional<std::vector<day_best>> known_days(const search_area& area,
                                                const calendar_request& request,
                                                asked_shapes* asked) {
  if (!area.is_one_city() || !may_be_popular(request)) {
    if (asked != nullptr) asked->note_other();
    return std::nullopt;
  }
  const destination& in = *area.places.front();
  const auto known = popular_days(in, request);
  if (asked != nullptr) note_popular(*asked, in, request.when, request.keep, known.has_value());
  if (!known) return std::nullopt;
  std::vector<day_best> out;
  out.reserve(known->size());
  for (const auto& each : *known)
    out.push_back(each ? day_best{each->where, each->best, each->best.total} : day_best{});
  return out;
}

day_offer told(const day_best& best, const calendar_request& request, wanted_currency* wanted) {
  const packed::hotel& where = *best.where;
  const packed::rate_plan& plan = where.plans[best.what.plan];
  const packed::room_type& room = where.rooms[plan.products[best.what.product].room];
  return {.total = best.total,
          .hotel = std::string(where.code),
          .hotel_name = std::string(where.name),
          .room = std::string(room.code),
          .plan = std::string(plan.code),
          .city = std::string(where.city),
          .country = std::string(where.country),
          .own_total = best.what.total,
          .own_money = where.money,
          .by = wanted != nullptr
                    ? wanted->rate_of(where.money, stay_at(where, request.when).booking)
                    : std::nullopt};
}

/// All nights of all stays.
date_range nights_of(const calendar_request& of) {
  const date_range arrivals = arrivals_of(of);
  return {arrivals.first, arrivals.last + of.when.nights - 1};
}

bool has_gap(const std::vector<day_best>& days) {
  return std::ranges::any_of(days, [](const day_best& each) { return !each.where; });
}

// The days of the answer; fails if all of them have passed everywhere. `among`: where a day has no offer.
result<calendar_answer> filled(calendar_answer out, const std::vector<day_best>& best,
                               const std::optional<candidates>& among, const date_range& nights,
                               const calendar_request& request, wanted_currency* wanted) {
  const candidates none;
  gap_finder why_not(among ? *among : none, nights, request);
  const day last = arrivals_of(request).last;
  if (among && !among->hotels.empty() && last < among->booking) {
    stay_request latest = request.when;
    latest.arrival = last;
    return arrival_passed(latest, among->booking);
  }
  for (day arrival = request.when.arrival; const auto& each : best) {
    calendar_day made{.arrival = arrival++, .best = {}, .gap = {}, .refused = {}};
    if (each.where)
      made.best = told(each, request, wanted);
    else
      why_not.explain(made);
    out.days.push_back(std::move(made));
  }
  return out;
}

result<search_area> area_of(const snapshot& in, const calendar_request& request) {
  if (request.hotel.empty()) return area_of(in, search_of(request));
  const auto asked = asked_hotel(in, request.hotel);
  if (!asked) return asked.why();
  search_area out;
  out.listed = {*asked};
  out.money = (*asked)->money;
  out.hotels = 1;
  return out;
}

calendar_answer headed(const search_area& area, const calendar_request& request) {
  calendar_answer out;
  out.money = area.money;
  out.hotels = area.hotels;
  out.cities = area.cities;
  if (!request.hotel.empty()) {
    const packed::hotel& where = *area.listed.front();
    out.hotel = where.code;
    out.hotel_name = where.name;
    out.city = where.city;
    out.country = where.country;
  } else if (area.is_one_city()) {
    out.city = area.places.front()->city;
    out.country = area.places.front()->country;
  }
  return out;
}

// Of one hotel the rate is missed at once; of several they are left out.
std::optional<failure> no_rate(const search_area& area, const calendar_request& request,
                               wanted_currency wanted) {
  if (request.hotel.empty()) return std::nullopt;
  const packed::hotel& where = *area.listed.front();
  const day booking = stay_at(where, request.when).booking;
  if (arrivals_of(request).last < booking || wanted.has_rate(where.money, booking))
    return std::nullopt;
  return wanted.why_not(where.money, booking);
}

// Where one hotel has no offer on any day, since the stay is too short: how long it has to be on the first
// such day, by the product that asks for least.
void note_shortest(const snapshot& in, const calendar_request& request, calendar_answer& to) {
  const auto has_offer = [](const calendar_day& each) { return each.best.has_value(); };
  const auto is_by_length = [](const calendar_day& each) {
    return each.refused == reason::rule_los || each.refused == reason::offer_los;
  };
  if (request.hotel.empty() || std::ranges::any_of(to.days, has_offer)) return;
  const auto day = std::ranges::find_if(to.days, is_by_length);
  if (day == to.days.end()) return;
  quote_request one{.hotel = request.hotel, .when = request.when, .keep = request.keep};
  one.when.arrival = day->arrival;
  const auto quoted = find_quote(in, one);
  if (!quoted) return;
  std::optional<int> shortest;
  for (const refused_product& each : quoted->not_bookable)
    if ((each.why == reason::rule_los || each.why == reason::offer_los) &&
        each.least.value_or(0) > request.when.nights &&
        each.most.value_or(nights_limit) >= *each.least && (!shortest || *each.least < *shortest))
      shortest = each.least;
  if (shortest)
    to.notes.push_back("an arrival on " + format_day(day->arrival) + " needs at least " +
                       std::to_string(*shortest) + " nights");
}

result<calendar_answer> calendar_of_area(const snapshot& in, const calendar_request& request,
                                         asked_shapes* asked) {
  auto made = area_of(in, request);
  if (!made) return made.why();
  search_area& area = *made;
  auto asked_money = asked_currency(in, request.currency_code);
  if (!asked_money) return asked_money.why();
  std::optional<wanted_currency>& wanted = *asked_money;
  if (wanted) {
    area.convert_to(wanted->money());
    if (auto no = no_rate(area, request, *wanted)) return *std::move(no);
  }
  calendar_answer out = headed(area, request);
  out.other_currency = other_currency_count(area, request.keep);
  const auto whose = !out.hotel_name.empty() ? out.hotel_name
                     : out.city.empty()      ? "these hotels"
                                             : out.city;
  note_calendar(in, nights_of(area), whose, request.arrivals, nights_of(request), out.notes);

  std::optional<candidates> among;  // not wanted where all days have an offer
  const auto most = pairs_limit(request.when.nights);
  if (too_much(area.hotels, request.arrivals, "", most)) {
    among = candidates_of(area, request, wanted);
    if (auto no = too_much(among->hotels.size(), request.arrivals, "arrivals", most)) return *no;
  }
  wanted_currency* const named = wanted ? &*wanted : nullptr;
  auto known = known_days(area, request, request.hotel.empty() ? asked : nullptr);
  const auto days = known ? *std::move(known) : day_finder(area, request, named).find();
  if (has_gap(days) && !among) among = candidates_of(area, request, wanted);
  const bool passes =
      std::ranges::any_of(days, [](const day_best& each) { return each.where != nullptr; });
  note_unknown(in, area, request.keep, passes, out.notes);
  std::ranges::move(area.notes, std::back_inserter(out.notes));
  if (wanted) {
    out.rates = wanted->used();
    out.without_rate = wanted->without_rate();
    std::ranges::move(wanted->notes(), std::back_inserter(out.notes));
  }
  auto told = filled(std::move(out), days, among, nights_of(area), request, named);
  if (told) note_shortest(in, request, *told);
  return told;
}

}  // namespace

std::string_view to_string(day_gap why) { return gaps[static_cast<std::size_t>(why)].word; }

std::string_view explain(day_gap why) { return gaps[static_cast<std::size_t>(why)].sentence; }

result<calendar_answer> find_calendar(const snapshot& in, const calendar_request& request,
                                      asked_shapes* asked) {
  if (auto no = wrong(request)) return *no;
  if (!is_in_order(request.keep)) {
    calendar_request same = request;
    same.keep = in_order(std::move(same.keep));
    return find_calendar(in, same, asked);
  }
  auto out = calendar_of_area(in, request, asked);
  if (!out) return out;
  out->generation = in.generation();
  out->nights = request.when.nights;
  return out;
}

}  // namespace pronto
