#include "sources/generated/generator.hpp"

#include "catalog/places/country.hpp"
#include "sources/generated/demo_hotels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace pronto;

namespace {

// FNV-1a over whatever is handed in.
class fingerprint {
public:
  void add(std::int64_t value) {
    for (int i = 0; i < 8; ++i) add_byte(static_cast<unsigned char>(value >> (8 * i)));
  }
  void add(std::string_view text) {
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    add_byte(0);
  }
  std::uint64_t value() const { return state_; }

private:
  void add_byte(unsigned char byte) { state_ = (state_ ^ byte) * 0x100000001b3; }
  std::uint64_t state_ = 0xcbf29ce484222325;
};

void add(fingerprint& to, const rate_calendar& rates) {
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const rate r = rates.unpacked(i);
    to.add(r.nights.first);
    to.add(r.nights.last);
    for (const auto& [guests, amount] : r.base) to.add(amount);
    to.add(r.extra_adult.value_or(-1));
    for (const child_band& band : r.children) to.add(band.amount * 100 + band.max_age);
  }
}

std::uint64_t fingerprint_of(const hotel& h) {
  fingerprint out;
  out.add(h.code);
  out.add(h.name);
  out.add(h.city);
  out.add(h.money.code_text());
  out.add(std::llround(h.latitude * 1e5));
  out.add(std::llround(h.longitude * 1e5));
  out.add(h.stars);
  for (const auto& each : h.amenities) out.add(each);
  for (const room_type& room : h.rooms) {
    out.add(room.code);
    out.add(room.guests.max);
    if (room.inventory)
      for (const auto& period : *room.inventory) out.add(period.nights.first * 100 + period.count);
  }
  for (const rate_plan& plan : h.plans) {
    out.add(plan.code);
    for (const product& each : plan.products) add(out, each.rates);
    for (const booking_rule& rule : plan.rules) out.add(rule.dates.first * 100 + rule.los.min);
    for (const supplement& each : plan.supplements) {
      out.add(each.code);
      for (const auto& price : each.prices) out.add(price.amount);
    }
  }
  for (const tax_fee& tax : h.taxes) {
    out.add(tax.code);
    out.add(tax.amount + tax.share.micro);
  }
  for (const promotion& each : h.promotions) {
    out.add(each.code);
    out.add(each.amount + each.share.micro);
    out.add(each.booking.first);
  }
  return out.value();
}

template <class T>
bool in_order_of_codes(const std::vector<T>& parts) {
  return std::ranges::adjacent_find(parts, [](const T& a, const T& b) {
           return a.code >= b.code;
         }) == parts.end();
}

bool ascending_indices(const scope& of, std::size_t size) {
  if (!of) return true;
  return !of->empty() && std::ranges::is_sorted(*of) && of->back() < size &&
         std::ranges::adjacent_find(*of) == of->end();
}

// A price for each number of guests up to the standard, and bands that leave no age out.
bool is_sound(const rate& r, const occupancy& guests, const offer_rule& offer) {
  bool sound = r.nights.first <= r.nights.last && r.extra_adult.value_or(0) >= 0 &&
               r.base.size() == static_cast<std::size_t>(guests.std);
  int tier = 0;
  for (const auto& [number, amount] : r.base) sound = sound && number == ++tier && amount > 0;
  int age = 0;
  for (const child_band& band : r.children) {
    sound = sound && band.min_age == age && band.max_age > age && band.amount >= 0;
    age = band.max_age;
  }
  return sound && (r.children.empty() || age == offer.adult_min_age);
}

void check_calendar(const hotel& h, const rate_plan& plan, const product& each) {
  CHECK(!each.rates.empty());
  std::size_t unsound = 0;
  day last = first_day_ever;
  for (std::size_t i = 0; i < each.rates.size(); ++i) {
    const rate r = each.rates.unpacked(i);
    unsound += !is_sound(r, h.rooms.at(each.room).guests, plan.offer) || last >= r.nights.first;
    last = r.nights.last;
  }
  CHECK(unsound == 0);
}

void check_rules(const hotel& h, const rate_plan& plan) {
  std::map<std::int64_t, day> last_of_scope;
  for (const booking_rule& rule : plan.rules) {
    CHECK(rule.dates.first <= rule.dates.last);
    CHECK(rule.los.min <= rule.los.max);
    CHECK((rule.arrival.mask != 0 && rule.departure.mask != 0));
    if (rule.room) CHECK(*rule.room < h.rooms.size());
    const std::int64_t scope = rule.room ? std::int64_t{*rule.room} : -1;
    const auto before = last_of_scope.try_emplace(scope, first_day_ever).first;
    CHECK(before->second < rule.dates.first);
    before->second = rule.dates.last;
    CHECK(rule != booking_rule{.room = rule.room, .dates = rule.dates, .los = {},
                               .stay_through = {}, .arrival = {}, .departure = {},
                               .closed = false});
  }
}

void check_plans(const hotel& h) {
  CHECK(!h.plans.empty());
  for (const rate_plan& plan : h.plans) {
    CHECK(!plan.products.empty());
    CHECK(std::ranges::is_sorted(plan.products, {}, &product::room));
    CHECK(plan.unit_multiplier >= 1);
    CHECK(plan.offer.los.min <= plan.offer.los.max);
    CHECK(plan.offer.children.min <= plan.offer.children.max);
    CHECK(plan.offer.child_age.min < plan.offer.child_age.max);
    if (plan.free_nights) CHECK(plan.free_nights->discounted <= plan.free_nights->required);
    for (const product& each : plan.products) check_calendar(h, plan, each);
    check_rules(h, plan);
    CHECK(in_order_of_codes(plan.supplements));
    for (const supplement& each : plan.supplements) {
      CHECK(!each.prices.empty());
      for (const auto& price : each.prices) {
        CHECK(price.amount > 0);
        CHECK(price.nights.first <= price.nights.last);
        if (price.room) CHECK(*price.room < h.rooms.size());
      }
    }
  }
}

void check_charges(const hotel& h) {
  for (const tax_fee& tax : h.taxes) {
    CHECK((tax.is_percent ? tax.share.micro > 0 && tax.amount == 0
                          : tax.amount > 0 && tax.share.micro == 0));
    CHECK((tax.period == per::night || (!tax.nights_max && tax.nights_excluded == 0)));
    CHECK(tax.dates.first <= tax.dates.last);
    CHECK((!tax.exempt_below || tax.basis == payer::person));
    CHECK((!tax.included || tax.paid_at == payment::booking));
    CHECK(ascending_indices(tax.rooms, h.rooms.size()));
    CHECK(ascending_indices(tax.plans, h.plans.size()));
  }
  for (const promotion& each : h.promotions) {
    CHECK(each.share.micro <= 100 * micro_per_percent);
    CHECK(each.discounted <= each.required);
    CHECK(each.booking.first <= each.booking.last);
    CHECK(each.arrival.first <= each.arrival.last);
    CHECK(each.stay.first <= each.stay.last);
    CHECK(ascending_indices(each.rooms, h.rooms.size()));
    CHECK(ascending_indices(each.plans, h.plans.size()));
  }
}

void check_invariants(const hotel& h) {
  CAPTURE(h.code);
  CHECK(h.code.find(' ') == std::string::npos);
  CHECK(!h.name.empty());
  CHECK(find_country(h.country));
  CHECK(std::abs(h.latitude) <= 90);
  CHECK(std::abs(h.longitude) <= 180);
  CHECK((0 <= h.stars && h.stars <= 5));
  CHECK(std::ranges::is_sorted(h.amenities));
  CHECK(std::ranges::adjacent_find(h.amenities) == h.amenities.end());
  CHECK((in_order_of_codes(h.rooms) && in_order_of_codes(h.plans)));
  CHECK((in_order_of_codes(h.taxes) && in_order_of_codes(h.promotions)));
  for (const room_type& room : h.rooms) {
    CHECK((1 <= room.guests.min && room.guests.min <= room.guests.std));
    CHECK(room.guests.std <= room.guests.max);
    if (!room.inventory) continue;
    day last = first_day_ever;
    for (const auto& period : *room.inventory) {
      CHECK((last < period.nights.first && period.nights.first <= period.nights.last));
      CHECK(period.count >= 0);
      last = period.nights.last;
    }
  }
  check_plans(h);
  check_charges(h);
}

}  // namespace

TEST_CASE("generated hotels hold what hotel.hpp promises of every hotel") {
  for (const auto& each : demo_hotels()) check_invariants(*each);
}

TEST_CASE("a fee that several plans of a hotel have is one") {
  generator_options options;
  options.hotels = 20'000;
  options.seed = 1;
  options.first_night = 20'800;
  for (const std::uint64_t number : {3131U, 11'329U, 16'315U, 17'151U}) {
    const auto made = generate_hotel(options, number);
    check_invariants(*made);
    const auto fee = std::ranges::find(made->taxes, "MEALS", &tax_fee::code);
    REQUIRE(fee != made->taxes.end());
    CHECK(fee->plans->size() == 2);
  }
}

TEST_CASE("the same seed makes the same hotels on every machine") {
  fingerprint all;
  for (std::size_t n = 0; n < 300; ++n)
    all.add(static_cast<std::int64_t>(fingerprint_of(*demo_hotels()[n])));
  // Changes with the generator, and with nothing else.
  CHECK(all.value() == 6577862367958203612u);
}

TEST_CASE("a hotel depends on the seed and its number, not on what was made before it") {
  for (std::uint64_t n = 400; n-- > 0;) {
    CAPTURE(n);
    CHECK(fingerprint_of(*generate_hotel(demo_options(), n)) == fingerprint_of(*demo_hotels()[n]));
  }
  generator_options other = demo_options();
  other.seed = 2;
  int same = 0;
  for (std::uint64_t n = 0; n < 100; ++n)
    same += fingerprint_of(*generate_hotel(other, n)) == fingerprint_of(*demo_hotels()[n]);
  CHECK(same == 0);
}

TEST_CASE("with a fixed number of cities, more hotels leave the first ones as they were") {
  generator_options few = demo_options();
  few.cities = 20;
  few.hotels = 50;
  generator_options many = few;
  many.hotels = 5000;
  for (std::uint64_t n = 0; n < few.hotels; ++n)
    CHECK(fingerprint_of(*generate_hotel(few, n)) == fingerprint_of(*generate_hotel(many, n)));
}

TEST_CASE("any calendar and any number of cities can be asked for") {
  for (const int nights : {1, 2, 30, 1000}) {
    for (const std::uint32_t cities : {1u, 7u, 1'000'000u}) {
      for (const day first : {day{0}, *parse_day("2028-02-29"), *parse_day("2099-12-31")}) {
        const generator_options options{40, 7, first, nights, cities};
        for (std::uint64_t n = 0; n < options.hotels; ++n) {
          const auto made = generate_hotel(options, n);
          check_invariants(*made);
          for (const rate_plan& plan : made->plans) {
            for (const product& each : plan.products) {
              CHECK(each.rates.span().first >= first);
              CHECK(each.rates.span().last <= first + nights - 1);
            }
          }
        }
      }
    }
  }
}

TEST_CASE("codes are unique") {
  std::set<std::string_view> codes;
  for (const auto& each : demo_hotels()) codes.insert(each->code);
  CHECK(codes.size() == demo_hotels().size());
}
