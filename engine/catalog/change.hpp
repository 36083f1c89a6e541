#pragma once
// A change to some nights of one hotel, as booking systems send them: new amounts, restrictions,
// rooms to sell. What it names holds from now on for its nights, whatever was said of them before;
// what it does not name stays as it is (the deltas of AlpineBits and of Google Hotel ARI).
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/currency.hpp"
#include "catalog/rate_calendar.hpp"
#include "result.hpp"

namespace pronto {

/// The rate of a room in a plan, whole: a number of guests or an age that it does not name has no
/// amount on these nights.
struct new_rate {
  currency money;  ///< of the amounts: the hotel's
  std::vector<std::pair<int, std::int64_t>> base;  ///< by number of guests, ascending, from 1
  std::optional<std::int64_t> extra_adult;
  std::vector<child_band> children;                ///< by age, without overlap

  bool operator==(const new_rate&) const = default;
};

struct change {
  std::string hotel;
  std::string plan;   ///< for a rate and restrictions
  std::string room;   ///< for a rate and a count; restrictions without one are for all rooms
  date_range nights{0, -1};
  std::optional<new_rate> rate;  ///< one rate for all of the nights
  // Restrictions of the plan. A length of 0 lifts the limit.
  std::optional<bool> closed;
  std::optional<bool> closed_to_arrival;
  std::optional<bool> closed_to_departure;
  std::optional<int> min_los;           ///< of stays that arrive on these days
  std::optional<int> max_los;
  std::optional<int> min_stay_through;  ///< of stays that have one of these nights
  std::optional<int> max_stay_through;
  std::optional<int> count;             ///< rooms to sell

  bool operator==(const change&) const = default;
};

/// Whether it says anything of restrictions.
bool restricts(const change& what);

/// What it says of itself is wrong, without a look at its hotel; nothing if all is well.
std::optional<failure> wrong_change(const change& what);

inline constexpr int change_nights_max = 1000;

}  // namespace pronto
