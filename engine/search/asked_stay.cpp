#include "search/asked_stay.hpp"

namespace pronto {

find_request search_of(const hotels_request& of) {
  find_request out;
  out.city = of.city;
  out.country = of.country;
  out.keep = of.keep;
  out.more_cities = of.more_cities;
  return out;
}

find_request search_of(const calendar_request& of) {
  find_request out;
  out.city = of.city;
  out.country = of.country;
  out.when = of.when;
  out.keep = of.keep;
  out.limit = 1;
  out.more_cities = of.more_cities;
  out.currency_code = of.currency_code;
  return out;
}

date_range arrivals_of(const find_request& request) {
  return {request.when.arrival - request.days_before, request.when.arrival + request.days_after};
}

date_range arrivals_of(const calendar_request& request) {
  return {request.when.arrival, request.when.arrival + request.arrivals - 1};
}

stay stay_at(const packed::hotel& where, const stay_request& when) {
  return {.arrival = when.arrival,
          .nights = when.nights,
          .adults = when.adults,
          .child_ages = when.child_ages,
          .booking = when.booking.value_or(local_day(when.now_s, where.utc_offset_minutes)),
          .strict = when.strict};
}

}  // namespace pronto
