#include "pricing/room_charge.hpp"

#include <algorithm>

namespace pronto {

namespace {

std::optional<charged_night> charge_night(const packed::rate_view& rate, charge_basis basis,
                                          const room_charge& of, const occupancy& room,
                                          const party& guests) {
  charged_night out;
  out.rate = rate.nights();
  const bool per_person = basis == charge_basis::person;
  const int all = guests.adults + static_cast<int>(guests.child_ages.size());
  out.tier = per_person ? std::min(all, room.std) : of.charged_adults;
  const auto base = rate.base(out.tier);
  if (!base) return std::nullopt;
  out.base = per_person ? *base * of.charged_adults : *base;
  if (of.extra_adults > 0) {
    const auto each = rate.extra_adult();
    if (!each) return std::nullopt;
    out.extra_adults = *each * of.extra_adults;
  }
  for (auto i = static_cast<std::size_t>(guests.free_children); i < guests.child_ages.size(); ++i) {
    const auto band = rate.child(guests.child_ages[i]);
    if (!band) return std::nullopt;
    out.children += band->amount;
  }
  return out;
}

// Step 8. A chunk of `multiplier` nights, or what a season's end or the stay's end leaves of it,
// can be free only if it is a single night.
void free_some(std::vector<charged_night>& nights, const free_nights_offer& offer, int multiplier,
               day arrival) {
  const int n = static_cast<int>(nights.size());
  if (n < offer.required) return;
  for (int i = 0; i < n;) {
    const int left_in_rate = nights[static_cast<std::size_t>(i)].rate.last - (arrival + i) + 1;
    const int chunk = std::min({n - i, left_in_rate, multiplier});
    const bool chosen = offer.repeating
                            ? i % offer.required >= offer.required - offer.discounted
                            : i >= n - offer.discounted;
    if (chunk == 1 && chosen) nights[static_cast<std::size_t>(i)].free = true;
    i += chunk;
  }
}

}  // namespace

std::optional<room_charge> charge_room(const packed::rate_plan& plan, const packed::product& of,
                                       const occupancy& room, const party& guests,
                                       const stay& when) {
  room_charge out;
  out.unit = plan.unit_multiplier;
  out.charged_adults = std::min(guests.adults, room.std);
  out.extra_adults = std::max(0, guests.adults - room.std);
  out.nights.reserve(static_cast<std::size_t>(when.nights));
  std::size_t hint = 0;
  for (day night = when.arrival; night < when.departure(); ++night) {
    const auto rate = of.rates.at(night, hint);
    if (!rate) return std::nullopt;
    const auto charged = charge_night(*rate, plan.basis, out, room, guests);
    if (!charged) return std::nullopt;
    out.nights.push_back(*charged);
  }
  if (plan.free_nights) free_some(out.nights, *plan.free_nights, plan.unit_multiplier, when.arrival);
  return out;
}

}  // namespace pronto
