#include "catalog/packed/unpacked_hotel.hpp"

#include <string>
#include <vector>

namespace pronto {

namespace {

std::string text(std::string_view from) { return std::string(from); }

template <class T>
std::vector<T> list(std::span<const T> from) {
  return {from.begin(), from.end()};
}

template <class List, class Unpack>
auto each_of(const List& from, Unpack unpack) {
  std::vector<std::decay_t<decltype(unpack(*from.begin()))>> out;
  out.reserve(from.size());
  for (const auto& each : from) out.push_back(unpack(each));
  return out;
}

scope scope_of(const packed::scope& from) {
  return from.is_all() ? scope() : scope(list(from.given()));
}

room_type plain(const packed::room_type& from) {
  room_type out{
      .code = text(from.code), .name = text(from.name), .guests = from.guests, .inventory = {}};
  if (from.inventory.limited()) out.inventory = from.inventory.unpacked();
  return out;
}

product plain(const packed::product& from) {
  return {.room = from.room, .rates = rate_calendar(from.rates.unpacked())};
}

supplement plain(const packed::supplement& from) {
  return {.code = text(from.code),
          .name = text(from.name),
          .charge = from.charge,
          .mandatory = from.mandatory,
          .days = from.days,
          .prices = list(std::span(from.prices))};
}

rate_plan plain(const packed::rate_plan& from) {
  return {.code = text(from.code),
          .name = text(from.name),
          .board = from.board,
          .refundable = from.refundable,
          .basis = from.basis,
          .unit_multiplier = from.unit_multiplier,
          .offer = from.offer,
          .free_nights = from.free_nights,
          .family = from.family,
          .products = each_of(from.products, [](const auto& each) { return plain(each); }),
          .rules = from.rules.unpacked(),
          .supplements = each_of(from.supplements, [](const auto& each) { return plain(each); })};
}

tax_fee plain(const packed::tax_fee& from) {
  return {.code = text(from.code),
          .name = text(from.name),
          .kind = from.kind,
          .is_percent = from.is_percent,
          .share = from.share,
          .amount = from.amount,
          .basis = from.basis,
          .period = from.period,
          .nights_max = from.nights_max,
          .nights_excluded = from.nights_excluded,
          .los = from.los,
          .dates = from.dates,
          .rooms = scope_of(from.rooms),
          .plans = scope_of(from.plans),
          .exempt_below = from.exempt_below,
          .included = from.included,
          .on_supplements = from.on_supplements,
          .paid_at = from.paid_at};
}

promotion plain(const packed::promotion& from) {
  return {.code = text(from.code),
          .type = from.type,
          .share = from.share,
          .amount = from.amount,
          .required = from.required,
          .discounted = from.discounted,
          .cheapest_nights = from.cheapest_nights,
          .exclusive = from.exclusive,
          .booking = from.booking,
          .advance_days = from.advance_days,
          .arrival = from.arrival,
          .stay = from.stay,
          .days = from.days,
          .all_nights = from.all_nights,
          .los = from.los,
          .rooms = scope_of(from.rooms),
          .plans = scope_of(from.plans)};
}

}  // namespace

hotel unpack(const packed::hotel& from) {
  return {.code = text(from.code),
          .name = text(from.name),
          .city = text(from.city),
          .country = text(from.country),
          .latitude = from.latitude,
          .longitude = from.longitude,
          .stars = from.stars,
          .amenities = each_of(from.amenities, [](const auto& each) { return text(each); }),
          .money = from.money,
          .utc_offset_minutes = from.utc_offset_minutes,
          .rooms = each_of(from.rooms, [](const auto& each) { return plain(each); }),
          .plans = each_of(from.plans, [](const auto& each) { return plain(each); }),
          .taxes = each_of(from.taxes, [](const auto& each) { return plain(each); }),
          .promotions = each_of(from.promotions, [](const auto& each) { return plain(each); })};
}

}  // namespace pronto
