// Steps 5 to 8 and 10: whether the room may be booked and is there, and what each night costs.
#pragma once

#include "plain/exact.hpp"
#include "plain/guests.hpp"
#include "plain/iso_day.hpp"

#include <optional>
#include <vector>

namespace plain {

struct night {
  day date;
  fraction amount;          // the room's charge: base, extra adults, children
  bool of_one_night_chunk;  // only such a night may be free
  bool free = false;        // made free by step 8
};

/// Step 5. Each reason is looked for in all rules that hold before the next reason is.
refusal refused_by_rules(const request& r);

/// Step 6.
refusal refused_by_inventory(const request& r);

/// Step 7: the nights of the stay in order, or nothing where a rate or one of its amounts is
/// missing.
std::optional<std::vector<night>> nights_by_rates(const request& r, const party& guests);

/// Step 8.
void make_nights_free(const request& r, std::vector<night>& nights);

/// Step 10: what the mandatory supplements charge on each night, in the order of the nights.
std::vector<fraction> supplements_by_night(const request& r, const party& guests,
                                           const std::vector<night>& nights);

}  // namespace plain
