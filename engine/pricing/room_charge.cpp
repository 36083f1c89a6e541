#include "pricing/room_charge.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace pronto {

namespace {

// Step 7: false if the rate of a night has no amount for these guests.
bool charge_nights(const packed::rate_nights& rates, charge_basis basis, const party& guests,
                   room_charge& of) {
  std::array<std::int64_t, nights_limit> buffer;
  const std::span amounts = std::span(buffer).first(of.nights.size());
  if (!rates.base(of.tier, amounts)) return false;
  const std::int64_t times = basis == charge_basis::person ? of.charged_adults : 1;
  for (std::size_t i = 0; i < amounts.size(); ++i) of.nights[i].base = amounts[i] * times;
  if (of.extra_adults > 0) {
    if (!rates.extra_adult(amounts)) return false;
    for (std::size_t i = 0; i < amounts.size(); ++i)
      of.nights[i].extra_adults = amounts[i] * of.extra_adults;
  }
  by_night<child_band> bands;
  for (auto i = static_cast<std::size_t>(guests.free_children); i < guests.child_ages.size(); ++i) {
    bands.resize(of.nights.size());
    if (!rates.child(guests.child_ages[i], {bands.data(), bands.size()})) return false;
    for (std::size_t night = 0; night < bands.size(); ++night)
      of.nights[night].children += bands[night].amount;
  }
  return true;
}

// Step 8. A chunk of `multiplier` nights, or what a season's end or the stay's end leaves of it,
// can be free only if it is a single night.
void free_some(by_night<charged_night>& nights, const free_nights_offer& offer, int multiplier,
               day arrival, const packed::rate_nights& rates) {
  const int n = static_cast<int>(nights.size());
  if (n < offer.required) return;
  const auto dates = multiplier == 1 ? std::vector<date_range>{} : rates.dates();
  for (int i = 0; i < n;) {
    const auto index = static_cast<std::size_t>(i);
    const int left_in_rate = multiplier == 1 ? 1 : dates[index].last - (arrival + i) + 1;
    const int chunk = std::min({n - i, left_in_rate, multiplier});
    const bool chosen = offer.repeating
                            ? i % offer.required >= offer.required - offer.discounted
                            : i >= n - offer.discounted;
    if (chunk == 1 && chosen) nights[index].free = true;
    i += chunk;
  }
}

}  // namespace

std::optional<room_charge> charge_room(const packed::rate_plan& plan, const packed::product& of,
                                       const occupancy& room, const party& guests,
                                       const stay& when) {
  const auto rates = of.rates.on(when.arrival, static_cast<std::size_t>(when.nights));
  if (!rates) return std::nullopt;
  room_charge out;
  out.unit = plan.unit_multiplier;
  out.charged_adults = std::min(guests.adults, room.std);
  out.extra_adults = std::max(0, guests.adults - room.std);
  const int all = guests.adults + static_cast<int>(guests.child_ages.size());
  out.tier = plan.basis == charge_basis::person ? std::min(all, room.std) : out.charged_adults;
  out.nights.resize(static_cast<std::size_t>(when.nights));
  if (!charge_nights(*rates, plan.basis, guests, out)) return std::nullopt;
  if (plan.free_nights)
    free_some(out.nights, *plan.free_nights, plan.unit_multiplier, when.arrival, *rates);
  return out;
}

}  // namespace pronto
