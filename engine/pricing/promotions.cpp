#include "pricing/promotions.hpp"

#include <algorithm>
#include <utility>

namespace pronto {

namespace {

// Conditions about the stay as a whole.
bool conditions_hold(const packed::promotion& p, const stay& when) {
  return p.booking.contains(when.booking) && p.advance_days.contains(when.arrival - when.booking) &&
         p.arrival.contains(when.arrival) && p.los.contains(when.nights);
}

}  // namespace

std::optional<night_set> nights_covered(const packed::promotion& p, const stay& when) {
  if (!conditions_hold(p, when)) return std::nullopt;
  night_set out;
  int covered = 0;
  for (int i = 0; i < when.nights; ++i) {
    const day night = when.arrival + i;
    if (!p.stay.contains(night) || !p.days.contains(night)) continue;
    out[static_cast<std::size_t>(i)] = true;
    ++covered;
  }
  const int needed = p.all_nights ? when.nights : 1;
  if (covered < needed) return std::nullopt;
  if (p.type == promotion_type::free_nights && covered < p.required) return std::nullopt;
  return out;
}

few<eligible_promotion> eligible_promotions(const packed::hotel& where, std::uint32_t plan,
                                            std::uint32_t room, const stay& when) {
  few<eligible_promotion> out;
  for (std::uint32_t index = 0; index < where.promotions.size(); ++index) {
    const packed::promotion& p = where.promotions[index];
    if (!p.rooms.contains(room) || !p.plans.contains(plan)) continue;
    if (const auto covers = nights_covered(p, when)) out.push_back({index, *covers});
  }
  return out;
}

void order_by_application(const packed::hotel& where, const few<eligible_promotion>& eligible,
                          few<std::size_t>& set) {
  if (set.size() < 2) return;  // mostly
  // promotion_type is declared in the order of application. A stable sort would ask for memory.
  std::ranges::sort(set, {}, [&](std::size_t each) {
    return std::pair(where.promotions[eligible[each].index].type, each);
  });
}

}  // namespace pronto
