#pragma once
// The guests of a stay as one plan and room class them: steps 0, 3 and 4.
#include <optional>
#include <vector>

#include "catalog/hotel.hpp"
#include "pricing/stay.hpp"

namespace pronto {

struct party {
  int adults = 0;
  std::vector<int> child_ages;  ///< ascending
  int free_children = 0;        ///< the youngest so many of them

  int paying_children() const { return static_cast<int>(child_ages.size()) - free_children; }
  /// Those who pay per-person supplements.
  int paying() const { return adults + paying_children(); }
};

/// Step 0: children whom the plan takes for adults become adults; nothing if `strict` forbids that.
std::optional<party> classed_by_age(const stay& when, const offer_rule& offer);

/// Steps 3 and 4: the oldest children fill the room's full-paying places, and the family offer lets
/// the youngest of the others stay free.
void settle(party& guests, const occupancy& room, const std::optional<family_offer>& family);

}  // namespace pronto
