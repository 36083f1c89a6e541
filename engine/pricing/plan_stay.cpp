#include "pricing/plan_stay.hpp"

#include "pricing/admission.hpp"
#include "pricing/assessment.hpp"
#include "pricing/booked_stay.hpp"

namespace pronto {

plan_stay::plan_stay(const packed::hotel& where, std::uint32_t plan, const stay& when)
    : where_(where), when_(when), plan_(plan), by_(where.plans[plan]) {
  guests_ = classed_by_age(when, by_.offer);
  if (guests_ && refused_by_offer(by_.offer, *guests_, when)) guests_.reset();
}

std::optional<plan_stay::charged> plan_stay::charge(const packed::product& of) const {
  if (!guests_) return std::nullopt;
  const occupancy& room = where_.rooms[of.room].guests;
  if (refused_by_room(room, when_)) return std::nullopt;
  charged out{*guests_, {}};
  settle(out.guests, room, by_.family);
  auto charge = charge_room(by_, of, room, out.guests, when_);
  if (!charge) return std::nullopt;
  out.charge = *std::move(charge);
  return out;
}

bool plan_stay::room_nights(std::uint32_t product, by_night<double>& out) const {
  const auto made = charge(by_.products[product]);
  if (!made) return false;
  out.clear();
  for (const charged_night& each : made->charge.nights)
    out.push_back(static_cast<double>(each.amount()) / static_cast<double>(made->charge.unit));
  return true;
}

std::optional<std::int64_t> plan_stay::total(std::uint32_t product) const {
  const packed::product& of = by_.products[product];
  const auto made = charge(of);
  if (!made || refused_by_rules(by_.rules, of.room, when_) ||
      refused_by_inventory(where_.rooms[of.room], when_))
    return std::nullopt;
  const booked_stay admitted{where_, plan_, of, when_, made->guests, made->charge};
  return exact::exactly([&]<class Int>(const Int&) {
    return exact::assessment<Int>(admitted).lowest_total();
  });
}

}  // namespace pronto
