#pragma once
// The rooms and plans of generated hotels, and what a night costs in each.
#include <cstdint>
#include <vector>

#include "catalog/hotel.hpp"
#include "sources/generated/house.hpp"
#include "sources/generated/prices.hpp"
#include "sources/generated/random.hpp"

namespace pronto::generated {

/// A room of a house and how dear it is.
struct room_draft {
  room_type type;
  std::int64_t offset = 0;    ///< to the plainest room, minor units
  std::int64_t single = 0;    ///< so much less for one guest
  std::int64_t more = 0;      ///< so much more for each guest above two, within the standard
};

/// The rooms of a house, in order of their codes; the plainest one has offset 0.
std::vector<room_draft> make_rooms(const house& of, random_stream& dice);

/// How a plan makes its prices out of those of its rooms.
struct plan_draft {
  rate_plan plan;                ///< without products, rules and supplements
  int percent_off = 0;
  std::int64_t per_guest = 0;    ///< for meals, a night, minor units
  bool everywhere = true;        ///< in all rooms, or in some only
};

/// The plans of a house, in order of their codes; at least one.
std::vector<plan_draft> make_plans(const house& of, random_stream& dice);

/// A room's price for two guests (for one in a room that holds one) over some nights.
struct priced_nights {
  date_range nights;
  std::int64_t amount = 0;
};

/// The rates of one room in one plan: one for each of the stretches, in their order.
rate_calendar make_rates(const house& of, const price_style& style, const room_draft& room,
                         const plan_draft& plan, const std::vector<priced_nights>& prices,
                         random_stream& dice);

}  // namespace pronto::generated
