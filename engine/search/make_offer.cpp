#include "search/make_offer.hpp"

#include <string>
#include <utility>

#include "invariant.hpp"
#include "search/best_rooms.hpp"
#include "search/filter.hpp"
#include "search/tokens/price_token.hpp"

namespace pronto {

namespace {

std::string token_of(const offer& of, const stay& when, const offer_terms& terms) {
  return make_token({.hotel = of.hotel,
                     .room = of.room,
                     .plan = of.plan,
                     .arrival = when.arrival,
                     .nights = when.nights,
                     .adults = when.adults,
                     .child_ages = when.child_ages,
                     .strict = when.strict,
                     .booking = when.booking,
                     .is_booking_said = terms.is_booking_said,
                     .money = of.money,
                     .room_charge = of.cost.room,
                     .promotions = of.cost.promotions,
                     .supplements = of.cost.supplements,
                     .taxes_added = of.cost.taxes_added,
                     .generation = terms.generation});
}

std::int64_t lines_of(const breakdown& why) {
  return static_cast<std::int64_t>(why.lines.size() + why.included.size() + why.extras.size());
}

}  // namespace

std::int64_t lines_of(const offer& of) {
  std::int64_t out = lines_of(of.why);
  for (const offered_room& each : of.more_rooms) out += lines_of(each.why);
  return out;
}

offer make_offer(const packed::hotel& where, const priced_product& what, const stay& when,
                 const offer_terms& terms) {
  if (what.is_cost_known && !terms.explain) return make_offer(where, what, when, terms, {});
  breakdown why;
  priced_product known = what;
  known.cost = std::get<price>(
      price_stay(where, what.plan, what.product, when, terms.explain ? &why : nullptr));
  known.is_cost_known = true;
  return make_offer(where, std::move(known), when, terms, std::move(why));
}

offer make_offer(const packed::hotel& where, priced_product what, const stay& when,
                 const offer_terms& terms, breakdown why) {
  const packed::rate_plan& plan = where.plans[what.plan];
  const packed::room_type& room = where.rooms[plan.products[what.product].room];
  offer out{.hotel = std::string(where.code),
            .hotel_name = std::string(where.name),
            .city = std::string(where.city),
            .country = std::string(where.country),
            .stars = where.stars,
            .distance_km = distance_from_centre(terms.keep, where),
            .room = std::string(room.code),
            .room_name = std::string(room.name),
            .plan = std::string(plan.code),
            .plan_name = std::string(plan.name),
            .board = plan.board,
            .refundable = plan.refundable,
            .arrival = when.arrival,
            .departure = when.departure(),
            .money = where.money,
            .cost = std::move(what.cost),
            .promotions = {},
            .why = std::move(why),
            .token = {}};
  for (std::uint32_t index : out.cost.applied)
    out.promotions.emplace_back(where.promotions[index].code);
  out.token = token_of(out, when, terms);
  out.total = out.cost.total;
  return out;
}

offer make_offer_of_rooms(const packed::hotel& where, const stay& first,
                          const std::vector<room_guests>& more, const offer_terms& terms) {
  const auto best = best_rooms(where, terms.keep, first, more);
  invariant(best.has_value());
  offer out = make_offer(where, best->rooms.front(), first, terms);
  for (std::size_t i = 0; i < more.size(); ++i) {
    offer one = make_offer(where, best->rooms[i + 1], stay_of_room(first, more[i]), terms);
    out.more_rooms.push_back({.room = std::move(one.room),
                              .room_name = std::move(one.room_name),
                              .plan = std::move(one.plan),
                              .plan_name = std::move(one.plan_name),
                              .board = one.board,
                              .refundable = one.refundable,
                              .cost = std::move(one.cost),
                              .promotions = std::move(one.promotions),
                              .why = std::move(one.why),
                              .token = std::move(one.token)});
  }
  out.total = best->total;
  return out;
}

}  // namespace pronto
