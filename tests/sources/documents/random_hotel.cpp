#include "sources/documents/random_hotel.hpp"

#include <algorithm>
#include <iterator>

namespace pronto {

namespace {

/// Throws of one die: everything a random hotel is made of.
class die {
public:
  explicit die(std::mt19937_64& rng) : rng_(rng) {}

  /// From `low` to `high`, both included.
  int from(int low, int high) {
    return low + static_cast<int>(rng_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool one_in(int n) { return from(1, n) == 1; }
  std::int64_t amount() {
    if (one_in(20)) return 0;
    if (one_in(20)) return max_amount_minor;
    return from(1, 99'999);
  }
  template <class T, std::size_t N>
  T any(const T (&of)[N]) {
    return of[static_cast<std::size_t>(from(0, static_cast<int>(N) - 1))];
  }

private:
  std::mt19937_64& rng_;
};

constexpr day first_night = 20'878;  // 2027-03-01

std::string text(die& d) {
  static const char* const parts[] = {"a", "Zürich", " ", "\"", "\\", "日本", "/", "\t", "é", "0"};
  std::string out;
  for (int n = d.from(0, 5); n > 0; --n) out += d.any(parts);
  return out;
}

std::string code(die& d, int index) {
  static const char* const parts[] = {"DBL", "sgl", "Ü", "/", "x y", "\""};
  return d.any(parts) + std::to_string(index * 37 % 101);
}

bounds limits(die& d) {
  bounds out;
  if (d.one_in(2)) out.min = d.from(0, 5);
  if (d.one_in(2)) out.max = d.from(5, 9999);
  return out;
}

weekdays some_days(die& d) {
  if (d.one_in(2)) return {};
  return {static_cast<std::uint8_t>(d.from(0, 127))};
}

date_range closed_range(die& d) {
  const day first = first_night + d.from(0, 300);
  return {first, first + d.from(0, 100)};
}

date_range open_range(die& d) {
  date_range out = closed_range(d);
  if (d.one_in(2)) out.first = first_day_ever;
  if (d.one_in(2)) out.last = last_day_ever;
  return out;
}

percent some_percent(die& d) { return {d.from(0, 100'000'000)}; }

scope some_of(die& d, std::size_t count) {
  if (d.one_in(2)) return std::nullopt;
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < count; ++i)
    if (d.one_in(2)) out.push_back(i);
  return out;
}

template <class T>
std::optional<std::uint32_t> any_index(die& d, const std::vector<T>& of) {
  if (of.empty() || d.one_in(2)) return std::nullopt;
  return static_cast<std::uint32_t>(d.from(0, static_cast<int>(of.size()) - 1));
}

template <class T>
void sort_by_code(std::vector<T>& coded) {
  std::sort(coded.begin(), coded.end(), [](const T& a, const T& b) { return a.code < b.code; });
  coded.erase(std::unique(coded.begin(), coded.end(),
                          [](const T& a, const T& b) { return a.code == b.code; }),
              coded.end());
}

room_type room(die& d, int index) {
  room_type out{code(d, index), text(d), {}, std::nullopt};
  out.guests.min = d.from(0, 2);
  out.guests.std = d.from(std::max(1, out.guests.min), 4);
  out.guests.max = d.from(out.guests.std, 6);
  if (d.one_in(2)) out.guests.max_child = d.from(0, out.guests.max);
  if (d.one_in(2)) return out;
  out.inventory.emplace();
  day next = first_night;
  for (int n = d.from(0, 5); n > 0; --n) {
    const day last = next + d.from(0, 40);
    out.inventory->push_back({{next, last}, d.from(0, 9)});
    next = last + d.from(1, 3);
  }
  return out;
}

rate shape(die& d) {
  rate out;
  for (int guests = 1; guests <= 4; ++guests)
    if (!d.one_in(3)) out.base.emplace_back(guests, d.amount());
  if (d.one_in(2)) out.extra_adult = d.amount();
  int age = d.from(0, 3);
  for (int n = d.from(0, 2); n > 0; --n) {
    const int next = age + d.from(1, 8);
    out.children.push_back({age, next, d.amount()});
    age = next + d.from(0, 1);
  }
  return out;
}

// The next rate after one: the same, shifted, with other amounts or of another shape.
rate followed(die& d, rate before) {
  switch (d.from(0, 7)) {
    case 0: return shape(d);
    case 1:
      for (auto& [guests, amount] : before.base) amount = d.amount();
      return before;
    case 2:
      for (child_band& each : before.children) each.amount = d.amount();
      if (before.extra_adult) before.extra_adult = d.amount();
      return before;
    case 3: return before;
    default: {
      std::int64_t least = 0;
      for (const auto& each : before.base) least = std::max(least, -each.second);
      const std::int64_t shift = d.from(0, 3000);
      for (auto& [guests, amount] : before.base)
        amount = std::min(max_amount_minor, amount + shift);
      return before;
    }
  }
}

// Amounts as hotels like them: multiples of `step`.
rate rounded(rate from, std::int64_t step) {
  for (auto& [guests, amount] : from.base) amount -= amount % step;
  if (from.extra_adult) *from.extra_adult -= *from.extra_adult % step;
  for (child_band& each : from.children) each.amount -= each.amount % step;
  return from;
}

rate_calendar calendar(die& d) {
  static const std::int64_t steps[] = {1, 1, 10, 100, 10'000'000};
  const std::int64_t step = d.any(steps);
  std::vector<rate> out;
  rate next = shape(d);
  const bool nightly = d.one_in(2);
  day date = d.one_in(50) ? last_calendar_day - 300 : first_night;
  for (int n = d.from(1, 60); n > 0; --n) {
    next = followed(d, std::move(next));
    const day last = date + (nightly && !d.one_in(20) ? 0 : d.from(0, 5) * d.from(0, 1));
    next.nights = {date, last};
    out.push_back(rounded(next, step));
    date = last + 1 + (d.one_in(10) ? d.from(0, 30) : 0);
    if (date > last_calendar_day - 6) break;
  }
  return rate_calendar{out};
}

offer_rule offer(die& d) {
  offer_rule out;
  if (d.one_in(2)) out.adult_min_age = d.from(0, 18);
  if (d.one_in(2)) out.child_age = limits(d);
  out.child_age.max = out.child_age.max == bounds{}.max ? out.child_age.max : d.from(5, 18);
  out.adults = limits(d);
  out.adults.max = std::min(out.adults.max, 9999);
  if (d.one_in(3)) out.adults = {};
  out.children = d.one_in(2) ? limits(d) : bounds{};
  out.los = d.one_in(2) ? limits(d) : bounds{};
  out.arrival = some_days(d);
  out.departure = some_days(d);
  out.advance_days = d.one_in(2) ? limits(d) : bounds{};
  return out;
}

booking_rule rule(die& d, const hotel& of) {
  booking_rule out;
  out.room = any_index(d, of.rooms);
  out.dates = closed_range(d);
  out.los = limits(d);
  out.stay_through = d.one_in(2) ? limits(d) : bounds{};
  out.arrival = some_days(d);
  out.departure = some_days(d);
  out.closed = d.one_in(2);
  return out;
}

void add_rule(std::vector<booking_rule>& to, const booking_rule& fresh) {
  const bool clash = std::any_of(to.begin(), to.end(), [&](const booking_rule& each) {
    return each.room == fresh.room && each.dates.first <= fresh.dates.last &&
           fresh.dates.first <= each.dates.last;
  });
  if (!clash) to.push_back(fresh);
}

supplement extra(die& d, const hotel& of, int index) {
  static const supplement_charge charges[] = {
      supplement_charge::daily,
      supplement_charge::per_stay,
      supplement_charge::per_room_per_stay,
      supplement_charge::per_room_per_night,
      supplement_charge::per_person_per_stay,
      supplement_charge::per_person_per_night,
      supplement_charge::item};
  supplement out{code(d, index), text(d), d.any(charges), d.one_in(2), some_days(d), {}};
  for (int n = d.from(0, 4); n > 0; --n)
    out.prices.push_back({closed_range(d), d.amount(), any_index(d, of.rooms)});
  return out;
}

rate_plan plan(die& d, const hotel& of, int index) {
  rate_plan out;
  out.code = code(d, index);
  out.name = text(d);
  out.board = static_cast<meal_plan>(d.from(0, meal_plan_count - 1));
  out.refundable = d.one_in(2);
  out.basis = d.one_in(2) ? charge_basis::person : charge_basis::room;
  out.unit_multiplier = d.one_in(3) ? d.from(1, 7) : 1;
  if (d.one_in(2)) out.offer = offer(d);
  if (d.one_in(3)) {
    const int required = d.from(1, 7);
    out.free_nights = {required, d.from(0, required), d.one_in(2)};
  }
  if (d.one_in(3)) out.family = {d.from(0, 18), d.from(0, 3), d.from(0, 3)};
  for (std::uint32_t i = 0; i < of.rooms.size(); ++i)
    if (!d.one_in(4)) out.products.push_back({i, calendar(d)});
  for (int n = d.from(0, 8); n > 0; --n) add_rule(out.rules, rule(d, of));
  for (int n = d.from(0, 3); n > 0; --n) out.supplements.push_back(extra(d, of, n));
  sort_by_code(out.supplements);
  return out;
}

tax_fee tax(die& d, const hotel& of, int index) {
  tax_fee out;
  out.code = code(d, index);
  out.name = text(d);
  out.kind = d.one_in(2) ? tax_kind::tax : tax_kind::fee;
  out.is_percent = d.one_in(2);
  if (out.is_percent)
    out.share = some_percent(d);
  else
    out.amount = d.amount();
  out.basis = d.one_in(2) ? payer::room : payer::person;
  out.period = d.one_in(2) ? per::night : per::stay;
  if (out.period == per::night && d.one_in(2)) out.nights_max = d.from(0, 9);
  if (out.period == per::night && d.one_in(2)) out.nights_excluded = d.from(0, 9);
  out.los = d.one_in(2) ? limits(d) : bounds{};
  out.dates = open_range(d);
  out.rooms = some_of(d, of.rooms.size());
  out.plans = some_of(d, of.plans.size());
  if (d.one_in(3)) out.exempt_below = d.from(0, 18);
  out.included = d.one_in(2);
  out.on_supplements = d.one_in(2);
  out.paid_at = d.one_in(2) ? payment::booking : payment::property;
  return out;
}

promotion deal(die& d, const hotel& of, int index) {
  promotion out;
  out.code = code(d, index);
  out.type = static_cast<promotion_type>(d.from(0, 3));
  if (out.type == promotion_type::free_nights) {
    out.required = d.from(1, 7);
    out.discounted = d.from(0, out.required);
    out.cheapest_nights = d.one_in(2);
  } else if (out.type == promotion_type::percent) {
    out.share = some_percent(d);
  } else {
    out.amount = d.amount();
  }
  out.exclusive = d.one_in(2);
  out.booking = open_range(d);
  out.advance_days = d.one_in(2) ? limits(d) : bounds{};
  out.arrival = open_range(d);
  out.stay = open_range(d);
  out.days = some_days(d);
  out.all_nights = d.one_in(2);
  out.los = d.one_in(2) ? limits(d) : bounds{};
  out.rooms = some_of(d, of.rooms.size());
  out.plans = some_of(d, of.plans.size());
  return out;
}

void add_charges(die& d, hotel& out) {
  for (int n = d.from(0, 3); n > 0; --n) out.taxes.push_back(tax(d, out, n));
  for (int n = d.from(0, 3); n > 0; --n) out.promotions.push_back(deal(d, out, n));
  sort_by_code(out.taxes);
  sort_by_code(out.promotions);
}

}  // namespace

hotel random_hotel(std::mt19937_64& rng) {
  die d{rng};
  static const char* const moneys[] = {"EUR", "JPY", "KWD", "USD", "CLF"};
  hotel out;
  out.code = code(d, d.from(0, 100));
  out.name = text(d);
  out.city = "Città di " + text(d);
  out.country = d.one_in(2) ? "DE" : "JP";
  out.latitude = d.from(-90'000'000, 90'000'000) / 1e6;
  out.longitude = d.one_in(9) ? 180 : d.from(-180'000'000, 180'000'000) / 1e6;
  out.stars = d.from(0, 5);
  if (d.one_in(2)) out.amenities = {"parking", "pool", "wifi"};
  out.money = *find_currency(d.any(moneys));
  out.utc_offset_minutes = d.from(-720, 840);
  for (int n = d.from(0, 4); n > 0; --n) out.rooms.push_back(room(d, n));
  sort_by_code(out.rooms);
  for (int n = d.from(0, 3); n > 0; --n) out.plans.push_back(plan(d, out, n));
  sort_by_code(out.plans);
  add_charges(d, out);
  return out;
}

namespace {

rate_calendar usual_calendar(die& d) {
  std::vector<rate> nights;
  for (day date = first_night; date < first_night + 365; ++date) {
    const std::int64_t price = d.from(10'000, 98'000);
    nights.push_back(
        {{date, date}, {{1, price}, {2, price + 1500}}, 3500, {{0, 6, 0}, {6, 16, 2000}}});
  }
  return rate_calendar{nights};
}

rate_plan usual_plan(die& d, const std::string& code) {
  const date_range year{first_night, first_night + 364};
  rate_plan out;
  out.code = code;
  out.name = "Usual rate, bed and breakfast";
  out.board = meal_plan::breakfast;
  out.offer.adult_min_age = 16;
  for (std::uint32_t room = 0; room < 2; ++room) out.products.push_back({room, usual_calendar(d)});
  booking_rule weekend{0, {first_night + 90, first_night + 180}, {}, {}, {}, {}, false};
  weekend.los.min = 2;
  weekend.arrival.mask = 0x5f;
  out.rules = {weekend};
  out.supplements = {{"CLEAN", "Final cleaning", supplement_charge::per_stay, true, {},
                      {{year, 4500, std::nullopt}}}};
  return out;
}

}  // namespace

hotel usual_hotel(std::mt19937_64& rng) {
  die d{rng};
  hotel out;
  out.code = "H000123";
  out.name = "Hotel Zur Linde am Markt";
  out.city = "München";
  out.country = "DE";
  out.latitude = 48.13743;
  out.longitude = 11.57549;
  out.stars = 4;
  out.amenities = {"breakfast", "parking", "pool", "wifi"};
  out.money = *find_currency("EUR");
  out.utc_offset_minutes = 60;
  for (const char* each : {"DBL", "SGL"}) {
    room_type fresh{each, std::string{each} + " room", {1, 2, 3, std::nullopt}, {{}}};
    for (day from = first_night; from < first_night + 365; from += 73)
      fresh.inventory->push_back({{from, from + 72}, d.from(0, 9)});
    out.rooms.push_back(std::move(fresh));
  }
  out.plans = {usual_plan(d, "FLEX"), usual_plan(d, "NONREF")};
  tax_fee city;
  city.code = "CITY";
  city.name = "City tax";
  city.amount = 350;
  city.basis = payer::person;
  city.period = per::night;
  city.nights_max = 7;
  city.exempt_below = 18;
  city.paid_at = payment::property;
  tax_fee vat;
  vat.code = "VAT";
  vat.name = "Value added tax";
  vat.is_percent = true;
  vat.share = {7'000'000};
  vat.included = true;
  out.taxes = {city, vat};
  promotion early;
  early.code = "EARLY";
  early.share = {10'000'000};
  early.advance_days.min = 60;
  promotion long_stay;
  long_stay.code = "LONG";
  long_stay.type = promotion_type::per_night;
  long_stay.amount = 1000;
  long_stay.los.min = 7;
  long_stay.plans = {{0}};
  out.promotions = {early, long_stay};
  return out;
}

}  // namespace pronto
