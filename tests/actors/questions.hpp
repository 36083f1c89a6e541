#pragma once
// What the tests ask of tiny hotels (memory_source.hpp), and a look at how it went.
#include <optional>
#include <string>

#include "result.hpp"
#include "search/request.hpp"

namespace pronto::test {

/// Two guests for two nights, booked early.
inline stay_request two_nights() {
  return {.arrival = *parse_day("2027-03-01"), .nights = 2, .adults = 2, .child_ages = {},
          .booking = *parse_day("2027-01-01")};
}

inline find_request cheapest_in(const std::string& city) {
  find_request request;
  request.city = city;
  request.when = two_nights();
  return request;
}

inline quote_request quote_of(const std::string& hotel) {
  quote_request request;
  request.hotel = hotel;
  request.when = two_nights();
  return request;
}

/// Of so many days from the first of March on.
inline calendar_request march_in(const std::string& city, int arrivals = 31) {
  calendar_request request;
  request.city = city;
  request.when = two_nights();
  request.arrivals = arrivals;
  return request;
}

/// Of a failure; nothing for a value.
template <class T>
std::optional<failure_code> code_of(const result<T>& got) {
  if (got) return std::nullopt;
  return got.why().code;
}

}  // namespace pronto::test
