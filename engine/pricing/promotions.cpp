#include "pricing/promotions.hpp"

namespace pronto {

namespace {

bool conditions_hold(const packed::promotion& p, std::uint32_t plan, std::uint32_t room,
                     const stay& when) {
  return p.booking.contains(when.booking) && p.advance_days.contains(when.arrival - when.booking) &&
         p.arrival.contains(when.arrival) && p.los.contains(when.nights) &&
         in_scope(p.rooms, room) && in_scope(p.plans, plan);
}

}  // namespace

std::vector<eligible_promotion> eligible_promotions(const packed::hotel& where, std::uint32_t plan,
                                                    std::uint32_t room, const stay& when) {
  std::vector<eligible_promotion> out;
  for (std::uint32_t index = 0; index < where.promotions.size(); ++index) {
    const packed::promotion& p = where.promotions[index];
    if (!conditions_hold(p, plan, room, when)) continue;
    std::vector<bool> covers(static_cast<std::size_t>(when.nights));
    int covered = 0;
    for (int i = 0; i < when.nights; ++i) {
      const day night = when.arrival + i;
      if (!p.stay.contains(night) || !p.days.contains(night)) continue;
      covers[static_cast<std::size_t>(i)] = true;
      ++covered;
    }
    const int needed = p.all_nights ? when.nights : 1;
    if (covered < needed) continue;
    if (p.type == promotion_type::free_nights && covered < p.required) continue;
    out.push_back({index, std::move(covers)});
  }
  return out;
}

std::vector<std::vector<std::size_t>> promotion_sets(
    const packed::hotel& where, const std::vector<eligible_promotion>& eligible) {
  std::vector<std::vector<std::size_t>> out{{}};
  std::vector<std::size_t> combined;
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    if (where.promotions[eligible[i].index].exclusive)
      out.push_back({i});
    else
      combined.push_back(i);
  }
  if (!combined.empty()) out.push_back(std::move(combined));
  return out;
}

std::vector<std::size_t> application_order(const packed::hotel& where,
                                           const std::vector<eligible_promotion>& eligible,
                                           std::vector<std::size_t> set) {
  // promotion_type is declared in the order of application.
  std::stable_sort(set.begin(), set.end(), [&](std::size_t a, std::size_t b) {
    return where.promotions[eligible[a].index].type < where.promotions[eligible[b].index].type;
  });
  return set;
}

}  // namespace pronto
