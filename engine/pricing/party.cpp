#include "pricing/party.hpp"

#include <algorithm>

namespace pronto {

std::optional<party> classed_by_age(const stay& when, const offer_rule& offer) {
  party out{.adults = when.adults, .child_ages = {}, .free_children = 0};
  for (int age : when.child_ages) {
    const bool is_child = offer.adult_min_age && age < *offer.adult_min_age;
    if (!is_child && when.strict) return std::nullopt;
    if (is_child)
      out.child_ages.push_back(age);
    else
      ++out.adults;
  }
  std::sort(out.child_ages.begin(), out.child_ages.end());
  return out;
}

void settle(party& guests, const occupancy& room, const std::optional<family_offer>& family) {
  const int full_payers =
      room.max_child ? std::min(room.max - *room.max_child, room.std) : room.std;
  while (guests.adults < full_payers && !guests.child_ages.empty()) {
    guests.child_ages.pop_back();
    ++guests.adults;
  }
  if (!family) return;
  const auto young = std::lower_bound(guests.child_ages.begin(), guests.child_ages.end(),
                                      family->max_age) -
                     guests.child_ages.begin();
  const int eligible = static_cast<int>(young);
  if (eligible >= 1 && eligible >= family->min_count)
    guests.free_children = std::min(eligible, family->free_count);
}

}  // namespace pronto
