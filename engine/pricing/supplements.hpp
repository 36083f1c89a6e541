#pragma once
// Step 10: what a plan's supplements charge for each night of a stay.
#include <cstdint>
#include <optional>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/exact.hpp"
#include "pricing/party.hpp"
#include "pricing/room_charge.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// The amounts of one supplement that hold on each night for a room: the sum of the prices whose
/// dates, weekdays and room cover it; nothing on a night that none covers.
by_night<std::optional<std::int64_t>> supplement_amounts(const packed::supplement& of,
                                                            std::uint32_t room, const stay& when);

namespace exact {

/// What one supplement charges, night by night, over the number of nights as denominator: a stay
/// charge in proportion to the nights that it covers, an item on the first of them. Nothing if it
/// covers no night of the stay.
template <class Int>
std::optional<nightly<Int>> charge_supplement(const packed::supplement& of, std::uint32_t room,
                                              const party& guests,
                                              const by_night<charged_night>& nights,
                                              const stay& when) {
  const auto amounts = supplement_amounts(of, room, when);
  nightly<Int> out{by_night<Int>(amounts.size(), Int(0)), Int(when.nights)};
  const Int each_night = Int(when.nights);
  const Int persons = Int(guests.paying());
  bool covered = false;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (!amounts[i]) continue;
    const Int amount = Int(*amounts[i]);
    const bool waived = nights[i].free;
    switch (of.charge) {
      case supplement_charge::daily:
      case supplement_charge::per_room_per_night:
        if (!waived) out.numerators[i] = amount * each_night;
        break;
      case supplement_charge::per_person_per_night:
        if (!waived) out.numerators[i] = amount * persons * each_night;
        break;
      case supplement_charge::per_stay:
      case supplement_charge::per_room_per_stay: out.numerators[i] = amount; break;
      case supplement_charge::per_person_per_stay: out.numerators[i] = amount * persons; break;
      case supplement_charge::item:
        if (!covered) out.numerators[i] = amount * each_night;
        break;
    }
    covered = true;
  }
  if (!covered) return std::nullopt;
  return out;
}

/// All mandatory supplements together, night by night; no nights where the plan has none, as most have.
template <class Int>
nightly<Int> mandatory_supplements(const packed::rate_plan& plan, std::uint32_t room,
                                   const party& guests, const by_night<charged_night>& nights,
                                   const stay& when) {
  nightly<Int> out{{}, Int(when.nights)};
  for (const packed::supplement& each : plan.supplements) {
    if (!each.mandatory) continue;
    const auto charged = charge_supplement<Int>(each, room, guests, nights, when);
    if (!charged) continue;
    out.numerators.resize(nights.size(), Int(0));
    for (std::size_t i = 0; i < nights.size(); ++i) out.numerators[i] += charged->numerators[i];
  }
  return out;
}

}  // namespace exact
}  // namespace pronto
