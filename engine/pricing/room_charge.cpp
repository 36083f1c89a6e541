#include "pricing/room_charge.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace pronto {

namespace {

// False if the rate of a night has no amount for these guests.
bool charge_guests(const packed::rate_nights& rates, charge_basis basis, const party& guests,
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
void free_some(room_charge& of, const packed::rate_plan& plan, const packed::product& product,
               const stay& when) {
  if (!plan.free_nights || when.nights < plan.free_nights->required) return;
  const free_nights_offer& offer = *plan.free_nights;
  const int n = when.nights;
  const int multiplier = plan.unit_multiplier;
  std::vector<date_range> dates;
  if (multiplier > 1)
    dates = product.rates.on(when.arrival, static_cast<std::size_t>(n))->dates();
  for (int i = 0; i < n;) {
    const auto index = static_cast<std::size_t>(i);
    const int left_in_rate = multiplier == 1 ? 1 : dates[index].last - (when.arrival + i) + 1;
    const int chunk = std::min({n - i, left_in_rate, multiplier});
    const bool chosen = offer.repeating
                            ? i % offer.required >= offer.required - offer.discounted
                            : i >= n - offer.discounted;
    if (chunk == 1 && chosen) of.nights[index].free = true;
    i += chunk;
  }
}

}  // namespace

std::optional<room_charge> charge_nights(const packed::rate_plan& plan, const packed::product& of,
                                         const occupancy& room, const party& guests, day first,
                                         int nights) {
  const auto rates = of.rates.on(first, static_cast<std::size_t>(nights));
  if (!rates) return std::nullopt;
  std::optional<room_charge> out(std::in_place);
  out->unit = plan.unit_multiplier;
  out->charged_adults = std::min(guests.adults, room.std);
  out->extra_adults = std::max(0, guests.adults - room.std);
  const int all = guests.adults + static_cast<int>(guests.child_ages.size());
  out->tier = plan.basis == charge_basis::person ? std::min(all, room.std) : out->charged_adults;
  out->nights.resize(static_cast<std::size_t>(nights));
  if (!charge_guests(*rates, plan.basis, guests, *out)) return std::nullopt;
  return out;
}

std::optional<room_charge> charge_room(const packed::rate_plan& plan, const packed::product& of,
                                       const occupancy& room, const party& guests,
                                       const stay& when) {
  auto out = charge_nights(plan, of, room, guests, when.arrival, when.nights);
  if (out) free_some(*out, plan, of, when);
  return out;
}

room_charge charge_room(const packed::rate_plan& plan, const packed::product& of,
                        const charge_terms& terms, std::span<const std::int64_t> sums,
                        const stay& when) {
  room_charge out{terms, {}};
  out.nights.resize(static_cast<std::size_t>(when.nights));
  for (std::size_t i = 0; i < out.nights.size(); ++i) out.nights[i].base = sums[i + 1] - sums[i];
  free_some(out, plan, of, when);
  return out;
}

}  // namespace pronto
