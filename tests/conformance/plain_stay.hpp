#pragma once
// A stay as the plain pricer has it, for the engine.
#include "catalog/day.hpp"
#include "plain/plain_pricer.hpp"
#include "pricing/stay.hpp"
#include "search/request.hpp"

namespace conformance {

inline pronto::stay stay_of(const plain::stay& from) {
  return {.arrival = pronto::parse_day(from.arrival).value(),
          .nights = from.nights,
          .adults = from.adults,
          .child_ages = from.child_ages,
          .booking = pronto::parse_day(from.booking_date).value(),
          .strict = from.strict};
}

inline pronto::stay_request request_of(const plain::stay& from) {
  const pronto::stay when = stay_of(from);
  return {.arrival = when.arrival,
          .nights = when.nights,
          .adults = when.adults,
          .child_ages = when.child_ages,
          .booking = when.booking,
          .strict = when.strict};
}

}  // namespace conformance
