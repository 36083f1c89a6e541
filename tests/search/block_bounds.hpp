#pragma once
// The bounds of a stay in a block, as a search finds them out step by step.
#include "pricing/stay.hpp"
#include "search/bound_scan.hpp"

namespace pronto {

inline bound_question question_of(const stay& about) {
  return {.arrival = about.arrival,
          .nights = about.nights,
          .adults = about.adults,
          .guests = about.guests(),
          .stars_min = 0};
}

inline stay_bounds bounds_in(const bound_block& block, const bound_question& about) {
  stay_terms terms;
  stay_bounds out;
  find_terms(block, about, terms);
  find_bounds(block, terms, about, out);
  return out;
}

}  // namespace pronto
