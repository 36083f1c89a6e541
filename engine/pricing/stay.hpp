#pragma once
// Who wants to sleep when: the question that a price answers.
#include <string_view>
#include <vector>

#include "catalog/day.hpp"

namespace pronto {

/// Limits of a question. Beyond them it is refused before anything is priced.
inline constexpr int nights_limit = 365;
inline constexpr int adults_limit = 32;
inline constexpr int children_limit = 16;
inline constexpr int child_age_limit = 17;  ///< older guests are adults

struct stay {
  day arrival = 0;
  int nights = 1;               ///< 1 to nights_limit; slept are arrival .. arrival + nights - 1
  int adults = 2;               ///< 1 to adults_limit
  std::vector<int> child_ages;  ///< whole years, each 0 to child_age_limit
  day booking = 0;              ///< the hotel's local date on which it is booked
  /// Refuse (`offer_guests`) a child that the plan classes as an adult, instead of charging an
  /// adult: AlpineBits' reading, for comparison with its reference engine.
  bool strict = false;

  day departure() const { return arrival + nights; }
  int guests() const { return adults + static_cast<int>(child_ages.size()); }
  bool operator==(const stay&) const = default;
};

}  // namespace pronto
