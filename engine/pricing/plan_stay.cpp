#include "pricing/plan_stay.hpp"

#include <utility>

#include "pricing/admission.hpp"
#include "pricing/assessment.hpp"
#include "pricing/booked_stay.hpp"

namespace pronto {

plan_stay::plan_stay(const packed::hotel& where, std::uint32_t plan, const stay& when)
    : where_(&where), when_(&when), plan_(plan), by_(&where.plans[plan]) {
  guests_ = classed_by_age(when, by_->offer);
  if (guests_ && refused_by_offer(by_->offer, *guests_, when)) guests_.reset();
}

std::optional<plan_stay::in_room> plan_stay::in(std::uint32_t product) const {
  const packed::product& of = by_->products[product];
  const occupancy& room = where_->rooms[of.room].guests;
  if (!guests_ || refused_by_room(room, *when_)) return std::nullopt;
  std::optional<in_room> out(std::in_place, product, *guests_, room_charge{});
  settle(out->guests, room, by_->family);
  auto charge = charge_room(*by_, of, room, out->guests, *when_);
  if (!charge) return std::nullopt;
  out->charge = *std::move(charge);
  return out;
}

by_night<double> plan_stay::in_room::nights() const {
  by_night<double> out;
  for (const charged_night& each : charge.nights)
    out.push_back(static_cast<double>(each.amount()) / static_cast<double>(charge.unit));
  return out;
}

std::optional<std::int64_t> plan_stay::total(const in_room& in) const {
  const packed::product& of = by_->products[in.product];
  if (refused_by_rules(by_->rules, of.room, *when_) ||
      refused_by_inventory(where_->rooms[of.room], *when_))
    return std::nullopt;
  const booked_stay admitted{*where_, plan_, of, *when_, in.guests, in.charge};
  return exact::exactly([&]<class Int>(const Int&) {
    return exact::assessment<Int>(admitted).lowest_total();
  });
}

}  // namespace pronto
