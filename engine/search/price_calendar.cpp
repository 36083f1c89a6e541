#include "search/price_calendar.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "search/best_product.hpp"
#include "search/filter.hpp"
#include "search/notes.hpp"
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

/// What the question is about: hotels of one currency, in order of their codes.
struct candidates {
  std::vector<const packed::hotel*> hotels;
  date_range nights;  // for which anybody there has rates
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

candidates of_hotel(const packed::hotel& where, const filters& keep, calendar_answer& counts) {
  candidates out{.hotels = {}, .nights = nights_of(where)};
  if (keeps_hotel(keep, where)) add(out, where);
  counts.hotel = where.code;
  counts.hotel_name = where.name;
  counts.city = where.city;
  counts.country = where.country;
  counts.money = where.money;
  counts.hotels = 1;
  return out;
}

candidates of_city(const destination& where, const filters& keep, calendar_answer& counts) {
  candidates out{.hotels = {}, .nights = where.nights};
  for (const auto& each : where.hotels) {
    if (!keeps_hotel(keep, *each)) continue;
    if (each->money == where.money)
      add(out, *each);
    else
      ++counts.other_currency;
  }
  counts.city = where.city;
  counts.country = where.country;
  counts.money = where.money;
  counts.hotels = static_cast<std::uint32_t>(where.hotels.size());
  return out;
}

// Hotels come in order of their codes, so that the first of a tie wins.
void price_days(const packed::hotel& where, const calendar_request& request,
                std::vector<day_best>& days) {
  stay when = stay_at(where, request.when);
  for (auto& best : days) {
    if (when.arrival >= when.booking) {
      auto found = best_product(where, request.keep, when);
      if (found && (!best.where || found->cost.total < best.what.cost.total))
        best = {&where, *std::move(found)};
    }
    ++when.arrival;
  }
}

day_offer told(const day_best& best) {
  const packed::hotel& where = *best.where;
  const packed::rate_plan& plan = where.plans[best.what.plan];
  const packed::room_type& room = where.rooms[plan.products[best.what.product].room];
  return {.total = best.what.cost.total,
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
  gap_finder(const candidates& among, const calendar_request& request)
      : among_(among), request_(request), booking_(first_booking(among, request.when)) {}

  /// The first booking date that any of the hotels has now; far away if there is none.
  day booking() const { return booking_; }

  void explain(calendar_day& of) { of.gap = gap(of.arrival, of.refused); }

private:
  day_gap gap(day arrival, std::optional<reason>& refused) {
    if (among_.hotels.empty()) return day_gap::filtered_out;
    if (arrival < booking_) return day_gap::passed;
    const day last = arrival + request_.when.nights - 1;
    if (arrival < among_.nights.first || last > among_.nights.last)
      return day_gap::outside_calendar;
    if (looked_at_ + among_.products > explained_products_limit) return day_gap::unexplained;
    looked_at_ += among_.products;
    const auto counted = count(among_, request_, arrival);
    if (counted.all() == 0) return day_gap::filtered_out;
    if (counted.too_dear > 0) return day_gap::too_dear;
    refused = counted.most_frequent();
    return day_gap::refused;
  }

  const candidates& among_;
  const calendar_request& request_;
  day booking_;
  std::size_t looked_at_ = 0;
};

}  // namespace

std::string_view to_string(day_gap why) { return gaps[static_cast<std::size_t>(why)].word; }

std::string_view explain(day_gap why) { return gaps[static_cast<std::size_t>(why)].sentence; }

result<calendar_answer> find_calendar(const snapshot& in, const calendar_request& request) {
  if (auto no = wrong(request)) return *no;
  calendar_answer out;
  out.nights = request.when.nights;
  out.generation = in.generation();
  candidates among;
  if (request.hotel.empty()) {
    const auto place = asked_destination(in, request.city, request.country);
    if (!place) return place.why();
    among = of_city(**place, request.keep, out);
    note_unknown(**place, request.keep, out.notes);
  } else {
    const auto hotel = asked_hotel(in, request.hotel);
    if (!hotel) return hotel.why();
    among = of_hotel(**hotel, request.keep, out);
  }
  if (auto no = too_much(among.hotels.size(), request.arrivals)) return *no;
  const day last = request.when.arrival + request.arrivals - 1;
  gap_finder why_not(among, request);
  if (!among.hotels.empty() && last < why_not.booking()) {
    stay_request latest = request.when;
    latest.arrival = last;
    return arrival_passed(latest, why_not.booking());
  }

  std::vector<day_best> best(static_cast<std::size_t>(request.arrivals));
  for (const packed::hotel* each : among.hotels) price_days(*each, request, best);
  for (day arrival = request.when.arrival; const auto& each : best) {
    calendar_day made{.arrival = arrival++, .best = {}, .gap = {}, .refused = {}};
    if (each.where)
      made.best = told(each);
    else
      why_not.explain(made);
    out.days.push_back(std::move(made));
  }
  const std::string& whose = request.hotel.empty() ? out.city : out.hotel_name;
  note_calendar(in, among.nights, whose, "some stays have",
                {request.when.arrival, last + request.when.nights - 1}, out.notes);
  return out;
}

}  // namespace pronto
