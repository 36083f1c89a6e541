#include "search/tiny_hotels.hpp"

#include <array>
#include <string>
#include <utility>

namespace pronto {

namespace {

using generated::random_stream;

constexpr int night_count = tiny_nights.last - tiny_nights.first + 1;

date_range some_nights(random_stream& dice) {
  const day first = tiny_nights.first + dice.below(night_count);
  return {first, std::min(tiny_nights.last, first + dice.below(15))};
}

date_range maybe_nights(random_stream& dice) {
  return dice.chance(60) ? date_range{} : some_nights(dice);
}

date_range priced_nights(random_stream& dice) {
  return dice.chance(60) ? tiny_nights : some_nights(dice);
}

bounds maybe_bounds(random_stream& dice, int low, int high) {
  bounds out;
  if (dice.chance(30)) out.min = dice.between(low, high);
  if (dice.chance(30)) out.max = std::max(out.min, dice.between(low, high));
  return out;
}

weekdays maybe_weekdays(random_stream& dice) {
  if (dice.chance(80)) return {};
  return {static_cast<std::uint8_t>(dice.between(1, 0x7f))};
}

scope maybe_scope(random_stream& dice, std::size_t size) {
  if (dice.chance(70)) return std::nullopt;
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < size; ++i)
    if (dice.chance(50)) out.push_back(i);
  if (out.empty()) out.push_back(0);
  return out;
}

// Few different amounts, some that round badly.
std::int64_t some_amount(random_stream& dice) {
  return dice.chance(80) ? 1'000 * dice.between(4, 9) : dice.between(1, 9'999);
}

percent some_percent(random_stream& dice) {
  constexpr std::array<std::int64_t, 6> micros{5'000'000,  7'000'000,  10'000'000,
                                               12'500'000, 33'333'333, 100'000'000};
  return {dice.pick(micros)};
}

room_type some_room(random_stream& dice, int number) {
  room_type out;
  out.code = std::string{"R"} + static_cast<char>('0' + number);
  out.name = "Room";
  out.guests.min = dice.chance(80) ? 1 : 2;
  out.guests.std = dice.between(out.guests.min, 3);
  out.guests.max = out.guests.std + dice.below(3);
  if (dice.chance(30)) out.guests.max_child = dice.below(3);
  if (!dice.chance(40)) return out;
  out.inventory.emplace();
  for (day first = tiny_nights.first; first <= tiny_nights.last;) {
    const day last = first + dice.below(20);
    if (!dice.chance(8)) out.inventory->push_back({{first, last}, dice.chance(12) ? 0 : 2});
    first = last + 1;
  }
  return out;
}

std::vector<rate> some_rates(random_stream& dice, const occupancy& guests) {
  std::vector<rate> out;
  const bool nightly = dice.chance(60);
  const bool extra = dice.chance(70);
  const bool bands = dice.chance(60);
  for (day first = tiny_nights.first; first <= tiny_nights.last;) {
    const day last = std::min(tiny_nights.last, nightly ? first : first + dice.below(12));
    if (!dice.chance(3)) {
      rate one{{first, last}, {}, std::nullopt, {}};
      for (int g = 1; g <= guests.std; ++g)
        if (!dice.chance(3)) one.base.emplace_back(g, some_amount(dice));
      if (extra) one.extra_adult = some_amount(dice);
      if (bands) one.children = {{0, 6, 0}, {6, 14, some_amount(dice)}};
      out.push_back(std::move(one));
    }
    first = last + 1;
  }
  if (out.empty()) out.push_back({tiny_nights, {{1, 5'000}}, std::nullopt, {}});
  return out;
}

std::vector<booking_rule> some_rules(random_stream& dice, std::size_t rooms) {
  std::vector<booking_rule> out;
  day first = tiny_nights.first + dice.below(10);
  while (first <= tiny_nights.last && dice.chance(55)) {
    booking_rule rule;
    rule.dates = {first, first + dice.below(8)};
    rule.los = maybe_bounds(dice, 1, 4);
    if (dice.chance(20)) rule.stay_through.min = dice.between(1, 3);
    rule.arrival = maybe_weekdays(dice);
    rule.departure = maybe_weekdays(dice);
    rule.closed = dice.chance(10);
    if (dice.chance(30))
      rule.room = static_cast<std::uint32_t>(dice.below(static_cast<int>(rooms)));
    first = rule.dates.last + 1 + dice.below(6);
    out.push_back(std::move(rule));
  }
  return out;
}

std::vector<supplement> some_supplements(random_stream& dice, std::size_t rooms) {
  using charge = supplement_charge;
  constexpr std::array charges{charge::daily,
                               charge::per_stay,
                               charge::per_room_per_stay,
                               charge::per_room_per_night,
                               charge::per_person_per_stay,
                               charge::per_person_per_night,
                               charge::item};
  std::vector<supplement> out;
  for (int i = 0; dice.chance(35); ++i) {
    supplement one;
    one.code = std::string{"S"} + static_cast<char>('0' + i);
    one.name = one.code;
    one.charge = dice.pick(charges);
    one.mandatory = dice.chance(75);
    one.days = maybe_weekdays(dice);
    one.prices.push_back({priced_nights(dice), some_amount(dice), {}});
    if (dice.chance(30))
      one.prices.push_back({priced_nights(dice), some_amount(dice),
                            static_cast<std::uint32_t>(dice.below(static_cast<int>(rooms)))});
    out.push_back(std::move(one));
    if (out.size() == 3) break;
  }
  return out;
}

offer_rule some_offer(random_stream& dice) {
  offer_rule out;
  if (dice.chance(60)) out.adult_min_age = dice.between(10, 17);
  if (dice.chance(10)) out.child_age = {2, 12};
  if (dice.chance(10)) out.adults = {1, 2};
  if (dice.chance(10)) out.children = {0, 1};
  if (dice.chance(15)) out.los = maybe_bounds(dice, 1, 5);
  if (dice.chance(10)) out.arrival = maybe_weekdays(dice);
  if (dice.chance(10)) out.departure = maybe_weekdays(dice);
  if (dice.chance(15)) out.advance_days = maybe_bounds(dice, 0, 10);
  return out;
}

rate_plan some_plan(random_stream& dice, const std::vector<room_type>& rooms, int number) {
  rate_plan out;
  out.code = std::string{"P"} + static_cast<char>('0' + number);
  out.name = "Plan";
  out.board = static_cast<meal_plan>(dice.below(meal_plan_count));
  out.refundable = dice.chance(50);
  if (dice.chance(30)) out.basis = charge_basis::person;
  if (dice.chance(10)) out.unit_multiplier = dice.between(2, 7);
  out.offer = some_offer(dice);
  if (dice.chance(15)) out.free_nights = {dice.between(2, 4), dice.between(0, 2), dice.chance(50)};
  if (dice.chance(15)) out.family = {dice.between(4, 14), dice.between(1, 2), dice.between(1, 2)};
  for (std::uint32_t room = 0; room < rooms.size(); ++room) {
    if (!dice.chance(80)) continue;
    const auto rates = some_rates(dice, rooms[room].guests);
    out.products.push_back({room, rate_calendar{rates}});
  }
  out.rules = some_rules(dice, rooms.size());
  out.supplements = some_supplements(dice, rooms.size());
  return out;
}

tax_fee some_tax(random_stream& dice, const hotel& of, int number) {
  tax_fee out;
  out.code = std::string{"T"} + static_cast<char>('0' + number);
  out.name = out.code;
  out.kind = dice.chance(50) ? tax_kind::tax : tax_kind::fee;
  out.is_percent = dice.chance(50);
  if (out.is_percent)
    out.share = {dice.between(1, 20) * micro_per_percent};
  else
    out.amount = dice.between(1, 900);
  out.basis = dice.chance(50) ? payer::person : payer::room;
  out.period = dice.chance(50) ? per::night : per::stay;
  if (out.period == per::night && dice.chance(30)) out.nights_max = dice.between(1, 4);
  if (out.period == per::night && dice.chance(20)) out.nights_excluded = dice.between(1, 2);
  if (dice.chance(15)) out.los = maybe_bounds(dice, 1, 5);
  out.dates = maybe_nights(dice);
  out.rooms = maybe_scope(dice, of.rooms.size());
  out.plans = maybe_scope(dice, of.plans.size());
  if (dice.chance(30)) out.exempt_below = dice.between(3, 17);
  out.included = dice.chance(30);
  out.on_supplements = dice.chance(30);
  out.paid_at = dice.chance(50) ? payment::property : payment::booking;
  return out;
}

promotion some_promotion(random_stream& dice, const hotel& of, int number) {
  promotion out;
  out.code = std::string{"X"} + static_cast<char>('0' + number);
  out.type = static_cast<promotion_type>(dice.below(4));
  if (out.type == promotion_type::percent) out.share = some_percent(dice);
  if (out.type == promotion_type::per_night || out.type == promotion_type::per_stay)
    out.amount = some_amount(dice) / 4;
  if (out.type == promotion_type::free_nights) {
    out.required = dice.between(1, 4);
    out.discounted = dice.between(0, std::min(2, out.required));
    out.cheapest_nights = dice.chance(50);
  }
  out.exclusive = dice.chance(40);
  if (dice.chance(20)) out.booking = {tiny_nights.first - 5, tiny_nights.first + 15};
  if (dice.chance(20)) out.advance_days = maybe_bounds(dice, 0, 10);
  if (dice.chance(20)) out.arrival = some_nights(dice);
  out.stay = maybe_nights(dice);
  out.days = maybe_weekdays(dice);
  out.all_nights = dice.chance(20);
  if (dice.chance(20)) out.los = maybe_bounds(dice, 1, 5);
  out.rooms = maybe_scope(dice, of.rooms.size());
  out.plans = maybe_scope(dice, of.plans.size());
  return out;
}

struct tiny_city {
  std::string_view name;
  std::string_view country;
  std::string_view money;
  double latitude;
  double longitude;
};
constexpr std::array cities{tiny_city{"Munich", "DE", "EUR", 48.137, 11.575},
                            tiny_city{"Kyoto", "JP", "JPY", 35.012, 135.768},
                            tiny_city{"Kuwait City", "KW", "KWD", 29.376, 47.978}};

void place(random_stream& dice, hotel& to) {
  const tiny_city& city = dice.pick(cities);
  to.city = city.name;
  to.country = city.country;
  to.money = *find_currency(dice.chance(90) ? city.money : "USD");
  // Few places, so that hotels are equally far.
  constexpr std::array<double, 5> steps{-0.031, -0.0113, 0, 0.0071, 0.0447};
  to.latitude = city.latitude + dice.pick(steps);
  to.longitude = city.longitude + dice.pick(steps);
  to.utc_offset_minutes = std::array{60, 540, 180, -600}[dice.weighted(std::array{3, 3, 3, 1})];
}

}  // namespace

hotel tiny_hotel(generated::random_stream& dice, int number) {
  hotel out;
  out.code = "H" + std::to_string(number);
  out.name = std::string{"Hotel "} + static_cast<char>('A' + dice.below(4));
  place(dice, out);
  out.stars = dice.below(6);
  for (const char* each : {"gym", "pool", "wifi"})
    if (dice.chance(50)) out.amenities.emplace_back(each);
  for (int i = dice.between(1, 3); i > 0; --i)
    out.rooms.push_back(some_room(dice, static_cast<int>(out.rooms.size())));
  for (int i = dice.between(1, 3); i > 0; --i)
    out.plans.push_back(some_plan(dice, out.rooms, static_cast<int>(out.plans.size())));
  for (int i = dice.below(4); i > 0; --i)
    out.taxes.push_back(some_tax(dice, out, static_cast<int>(out.taxes.size())));
  for (int i = dice.below(5); i > 0; --i)
    out.promotions.push_back(some_promotion(dice, out, static_cast<int>(out.promotions.size())));
  return out;
}

stay tiny_stay(generated::random_stream& dice) {
  stay out;
  out.arrival = tiny_nights.first + dice.below(night_count);
  out.nights = std::array{1, 2, 3, 4, 7, 10}[dice.weighted(std::array{30, 25, 18, 12, 10, 5})];
  out.adults = std::array{1, 2, 3, 4}[dice.weighted(std::array{25, 50, 20, 5})];
  while (dice.chance(25) && out.child_ages.size() < 4) out.child_ages.push_back(dice.below(18));
  out.booking = out.arrival - dice.below(14);
  return out;
}

}  // namespace pronto
