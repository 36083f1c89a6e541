#include "search/search.hpp"

#include <algorithm>

#include "search/best_arrival.hpp"
#include "search/best_product.hpp"
#include "search/cheapest.hpp"
#include "search/cheapest_of_arrivals.hpp"
#include "search/filter.hpp"
#include "search/make_offer.hpp"
#include "search/notes.hpp"
#include "search/request_check.hpp"
#include "search/subject.hpp"
#include "search/why_nothing.hpp"

namespace pronto {

namespace {

date_range nights_of(const stay_request& when) {
  return {when.arrival, when.arrival + when.nights - 1};
}

stay stay_of(const ranked_hotel& best, const stay_request& asked) {
  stay out = stay_at(*best.where, asked);
  out.arrival = best.arrival;
  return out;
}

// One arrival may be asked of any number of hotels.
std::optional<failure> too_many_stays(const destination& in, const find_request& request) {
  const int arrivals = request.days_before + request.days_after + 1;
  if (arrivals == 1 || !too_much(in.hotels.size(), arrivals, "arrival")) return std::nullopt;
  const auto hotels = std::ranges::count_if(in.hotels, [&](const hotel_ptr& each) {
    return keeps_hotel(request.keep, *each) && each->money == in.money;
  });
  return too_much(static_cast<std::uint64_t>(hotels), arrivals, "arrival");
}

bool comes_before(sort_by sort, const ranked_hotel& a, const ranked_hotel& b) {
  switch (sort) {
    case sort_by::total: break;
    case sort_by::stars:
      if (a.where->stars != b.where->stars) return a.where->stars > b.where->stars;
      break;
    case sort_by::distance:
      if (a.distance_km != b.distance_km) return a.distance_km < b.distance_km;
      break;
    case sort_by::name:
      if (a.where->name != b.where->name) return a.where->name < b.where->name;
      break;
  }
  return has_lower_total(a, b);
}

// Prices every hotel that the question is about.
std::vector<ranked_hotel> rank(const destination& in, const find_request& request,
                               find_answer& counts, std::optional<day>& passed) {
  std::vector<ranked_hotel> out;
  const date_range arrivals = arrivals_of(request);
  bool any_in_time = false;
  for (const auto& each : in.hotels) {
    if (!keeps_hotel(request.keep, *each)) continue;
    if (each->money != in.money) {
      ++counts.other_currency;
      continue;
    }
    const stay when = stay_at(*each, request.when);
    if (arrivals.last < when.booking) {
      passed = when.booking;
      continue;
    }
    any_in_time = true;
    if (const auto best = best_arrival(*each, request.keep, when, arrivals))
      out.push_back({each.get(), best->what,
                     distance_from_centre(request.keep, *each).value_or(0), best->arrival});
  }
  if (any_in_time) passed.reset();
  return out;
}

// Whether a hotel that the question is about may see its arrival as passed: its clock is ahead of
// UTC by 14 hours at most.
bool may_have_passed(const stay_request& when, day arrival) {
  constexpr int furthest_ahead_minutes = 14 * 60;
  return arrival < when.booking.value_or(local_day(when.now_s, furthest_ahead_minutes));
}

// As `rank`, of the first hotels alone; nothing where only that one can answer.
std::optional<std::vector<ranked_hotel>> rank_by_bounds(const destination& in,
                                                        const find_request& request,
                                                        find_answer& counts) {
  if (request.count || request.sort != sort_by::total || in.bounds.blocks.empty())
    return std::nullopt;
  const date_range arrivals = arrivals_of(request);
  auto out = arrivals.first == arrivals.last ? cheapest(in, request)
                                             : cheapest_of_arrivals(in, request);
  if (out.empty() && may_have_passed(request.when, arrivals.last)) return std::nullopt;
  counts.other_currency = other_currency_count(in, request.keep);
  return out;
}

}  // namespace

result<find_answer> find(const snapshot& in, const find_request& request) {
  if (auto no = wrong(request)) return *no;
  const auto place = asked_destination(in, request.city, request.country);
  if (!place) return place.why();
  const destination& where = **place;
  if (auto no = too_many_stays(where, request)) return *no;

  find_answer out;
  out.generation = in.generation();
  out.city = where.city;
  out.country = where.country;
  out.money = where.money;
  out.hotels = static_cast<std::uint32_t>(where.hotels.size());
  std::optional<day> passed;
  auto by_bounds = rank_by_bounds(where, request, out);
  auto ranked = by_bounds ? *std::move(by_bounds) : rank(where, request, out, passed);
  const date_range arrivals = arrivals_of(request);
  if (passed) {
    stay_request last = request.when;
    last.arrival = arrivals.last;
    return arrival_passed(last, *passed);
  }
  out.bookable = static_cast<std::uint32_t>(ranked.size());

  const offer_terms terms{request.keep, out.generation, request.when.booking.has_value(),
                          request.explain};
  const auto count = std::min<std::size_t>(ranked.size(), request.limit);
  std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count),
                    ranked.end(), [&](const ranked_hotel& a, const ranked_hotel& b) {
                      return comes_before(request.sort, a, b);
                    });
  for (std::size_t i = 0; i < count; ++i)
    out.offers.push_back(make_offer(*ranked[i].where, ranked[i].best,
                                    stay_of(ranked[i], request.when), terms));
  const bool is_one = arrivals.first == arrivals.last;
  note_calendar(in, where.nights, where.city, is_one ? "the stay has" : "some stays have",
                {arrivals.first, arrivals.last + request.when.nights - 1}, out.notes);
  if (request.count && ranked.empty() && out.notes.empty())
    if (auto why = why_nothing(where, request)) out.notes.push_back(*std::move(why));
  note_unknown(where, request.keep, out.notes);
  return out;
}

result<quote_answer> find_quote(const snapshot& in, const quote_request& request) {
  if (auto no = wrong(request)) return *no;
  const auto asked = asked_hotel(in, request.hotel);
  if (!asked) return asked.why();
  const packed::hotel* where = *asked;
  const stay when = stay_at(*where, request.when);
  if (when.arrival < when.booking) return arrival_passed(request.when, when.booking);

  quote_answer out;
  out.generation = in.generation();
  out.hotel = where->code;
  out.hotel_name = where->name;
  out.city = where->city;
  out.country = where->country;
  out.stars = where->stars;
  out.money = where->money;
  out.booking = when.booking;
  const offer_terms terms{request.keep, out.generation, request.when.booking.has_value(),
                          request.explain};
  for (std::uint32_t plan = 0; plan < where->plans.size(); ++plan) {
    const packed::rate_plan& by = where->plans[plan];
    for (std::uint32_t product = 0; product < by.products.size(); ++product) {
      auto answer = price_stay(*where, plan, product, when);
      if (auto* why = std::get_if<reason>(&answer)) {
        out.not_bookable.push_back({std::string(where->rooms[by.products[product].room].code),
                                  std::string(by.code), *why});
        continue;
      }
      const std::int64_t total = std::get<price>(answer).total;
      if (keeps_plan(request.keep, by) && keeps_total(request.keep, total, out.money))
        out.offers.push_back(make_offer(*where, {plan, product, total}, when, terms));
      else
        ++out.filtered;
    }
  }
  std::stable_sort(out.offers.begin(), out.offers.end(), [](const offer& a, const offer& b) {
    return a.cost.total < b.cost.total;
  });
  note_calendar(in, nights_of(*where), where->name, "the stay has", nights_of(request.when),
                out.notes);
  return out;
}

}  // namespace pronto
