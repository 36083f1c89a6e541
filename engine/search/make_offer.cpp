#include "search/make_offer.hpp"

#include <string>
#include <utility>

#include "search/filter.hpp"

namespace pronto {

offer make_offer(const packed::hotel& where, const priced_product& what, const filters& keep,
                 const stay& when, bool explain) {
  const packed::rate_plan& plan = where.plans[what.plan];
  const packed::room_type& room = where.rooms[plan.products[what.product].room];
  breakdown why;
  auto cost =
      std::get<price>(price_stay(where, what.plan, what.product, when, explain ? &why : nullptr));
  offer out{.hotel = std::string(where.code),
            .hotel_name = std::string(where.name),
            .stars = where.stars,
            .distance_km = distance_from_centre(keep, where),
            .room = std::string(room.code),
            .room_name = std::string(room.name),
            .plan = std::string(plan.code),
            .plan_name = std::string(plan.name),
            .board = plan.board,
            .refundable = plan.refundable,
            .arrival = when.arrival,
            .departure = when.departure(),
            .money = where.money,
            .cost = std::move(cost),
            .promotions = {},
            .why = std::move(why)};
  for (std::uint32_t index : out.cost.applied)
    out.promotions.emplace_back(where.promotions[index].code);
  return out;
}

}  // namespace pronto
