#include "search/why_no_day.hpp"

#include <algorithm>

#include "search/asked_stay.hpp"
#include "search/tally.hpp"

namespace pronto {

namespace {

/// So many products may be looked at, in all, to say why days have no offer.
constexpr std::size_t explained_products_limit = 20'000;

tally count(const candidates& among, const calendar_request& request, day arrival) {
  tally out;
  for (const packed::hotel* each : among.hotels) {
    stay when = stay_at(*each, request.when);
    when.arrival = arrival;
    if (when.arrival >= when.booking) count_refusals(*each, request.keep, when, out);
  }
  return out;
}

}  // namespace

candidates candidates_of(const search_area& in, const calendar_request& request,
                         std::optional<wanted_currency> wanted) {
  candidates out;
  const day last = arrivals_of(request).last;
  in.each_hotel([&](const packed::hotel& one) {
    if (!in.counts(request.keep, one)) return;
    const day booking = stay_at(one, request.when).booking;
    out.booking = std::min(out.booking, booking);
    if (wanted && booking <= last && !wanted->knows_rate(one.money, booking)) {
      out.is_any_without_rate = true;
      return;
    }
    out.hotels.push_back(&one);
    for (const auto& plan : one.plans) out.products += plan.products.size();
  });
  return out;
}

day_gap gap_finder::gap(day arrival, std::optional<reason>& refused) {
  const bool is_any_kept = among_.booking != last_day_ever;
  if (is_any_kept && arrival < among_.booking) return day_gap::passed;
  if (among_.hotels.empty())
    return among_.is_any_without_rate ? day_gap::without_rate : day_gap::filtered_out;
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

}  // namespace pronto
