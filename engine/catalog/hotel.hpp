#pragma once
// A hotel as the engine holds it: what a hotel document says, checked and resolved (codes turned
// into indices, dates into day numbers, amounts into minor units). Plain values; immutable once
// published. Names are those of AlpineBits HotelData (OpenTravel 2015A) and, for taxes and
// promotions, of Google Hotel ARI.
//
// There are two forms of the same types. The plain names hold their texts and lists themselves: what
// sources read and writers write, to be changed at will. Those in `packed` are views into the one
// block of memory that a hotel of the catalog is, see packed_hotel.hpp: what is priced.
//
// Whoever builds one keeps these: rooms, plans, taxes, promotions and supplements are in order of
// their codes, which are unique among them; products are in order of their rooms; index fields
// point into the vectors that they name; lists of indices are ascending; clocks are ahead of UTC by
// utc_offset_least_minutes to utc_offset_most_minutes (hotel_limits.hpp), which searches rely on; no text
// or list is longer than packed::list holds, which documents do not come near (catalog::put refuses longer
// ones).
#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/currency.hpp"
#include "catalog/day.hpp"
#include "catalog/rate_calendar.hpp"

namespace pronto {

/// Numbers from `min` to `max`, both included; everything by default.
struct bounds {
  int min = std::numeric_limits<int>::min();
  int max = std::numeric_limits<int>::max();

  bool contains(int n) const { return min <= n && n <= max; }
  bool operator==(const bounds&) const = default;
};

/// The numbers of both.
inline bounds common(bounds a, bounds b) { return {std::max(a.min, b.min), std::min(a.max, b.max)}; }

struct inventory_period;
struct booking_rule;

/// How the plain form holds what it is made of.
struct owned {
  using text = std::string;
  template <class T>
  using list = std::vector<T>;
  using rates = rate_calendar;
  /// In order of dates, without overlap. Where it is missing, rooms are not limited; where it is
  /// there, a night that no period holds has none.
  using inventory = std::optional<std::vector<inventory_period>>;
  using rules = std::vector<booking_rule>;
  /// A set of rooms or plans by index; all of them where it is missing.
  using scope = std::optional<std::vector<std::uint32_t>>;
};
using scope = owned::scope;

struct occupancy {
  int min = 1;
  int std = 1;
  int max = 1;
  std::optional<int> max_child;

  bool operator==(const occupancy&) const = default;
};

/// Rooms to sell on each night of a range (InvCount).
struct inventory_period {
  date_range nights;
  int count = 0;

  bool operator==(const inventory_period&) const = default;
};

template <class Held>
struct basic_room_type {
  typename Held::text code;  ///< InvTypeCode
  typename Held::text name;
  occupancy guests;
  typename Held::inventory inventory;

  bool operator==(const basic_room_type&) const = default;
};
using room_type = basic_room_type<owned>;

enum class meal_plan : std::uint8_t { room_only, breakfast, half_board, full_board, all_inclusive };
inline constexpr int meal_plan_count = 5;
std::string_view to_string(meal_plan board);
std::optional<meal_plan> parse_meal_plan(std::string_view text);

enum class charge_basis : std::uint8_t { person, room };  ///< OTA types 7 and 25
std::string_view to_string(charge_basis basis);

/// Who may book a plan, when and for how long (OfferRule).
struct offer_rule {
  std::optional<int> adult_min_age;  ///< without it everyone is an adult
  bounds child_age;  ///< of those who are still children: min <= age < max
  bounds adults;
  bounds children;
  bounds los;
  weekdays arrival;
  weekdays departure;
  bounds advance_days;

  bool operator==(const offer_rule&) const = default;
};

/// Of `required` nights, `discounted` are free: the last of each such block, or of the stay.
struct free_nights_offer {
  int required = 1;
  int discounted = 0;
  bool repeating = false;

  bool operator==(const free_nights_offer&) const = default;
};

/// With at least min_count children younger than max_age, the youngest free_count of them are free.
struct family_offer {
  int max_age = 0;
  int min_count = 0;
  int free_count = 0;

  bool operator==(const family_offer&) const = default;
};

struct booking_rule {
  std::optional<std::uint32_t> room;  ///< all rooms where it is missing
  date_range dates;
  bounds los;           ///< on arrival
  bounds stay_through;  ///< forward min/max stay
  weekdays arrival;
  weekdays departure;
  bool closed = false;

  bool operator==(const booking_rule&) const = default;
};

/// OTA charge type codes.
enum class supplement_charge : std::uint8_t {
  daily = 1,
  per_stay = 12,
  per_room_per_stay = 18,
  per_room_per_night = 19,
  per_person_per_stay = 20,
  per_person_per_night = 21,
  item = 24,
};

struct supplement_price {
  date_range nights;
  std::int64_t amount = 0;
  std::optional<std::uint32_t> room;  ///< all rooms where it is missing

  bool operator==(const supplement_price&) const = default;
};

template <class Held>
struct basic_supplement {
  typename Held::text code;
  typename Held::text name;
  supplement_charge charge = supplement_charge::daily;
  bool mandatory = true;
  weekdays days;
  typename Held::template list<supplement_price> prices;

  bool operator==(const basic_supplement&) const = default;
};
using supplement = basic_supplement<owned>;

/// One room of a plan with at least one rate: what can be priced and booked.
template <class Held>
struct basic_product {
  std::uint32_t room = 0;
  typename Held::rates rates;
};
using product = basic_product<owned>;

template <class Held>
struct basic_rate_plan {
  typename Held::text code;  ///< RatePlanCode
  typename Held::text name;
  meal_plan board = meal_plan::room_only;
  bool refundable = false;
  charge_basis basis = charge_basis::room;
  int unit_multiplier = 1;  ///< a rate's amount is for so many nights; 1 or more
  offer_rule offer;
  std::optional<free_nights_offer> free_nights;
  std::optional<family_offer> family;
  typename Held::template list<basic_product<Held>> products;
  typename Held::rules rules;
  typename Held::template list<basic_supplement<Held>> supplements;
};
using rate_plan = basic_rate_plan<owned>;

enum class tax_kind : std::uint8_t { tax, fee };
enum class per : std::uint8_t { night, stay };
enum class payer : std::uint8_t { room, person };
enum class payment : std::uint8_t { booking, property };

template <class Held>
struct basic_tax_fee {
  typename Held::text code;
  typename Held::text name;
  tax_kind kind = tax_kind::tax;
  bool is_percent = false;
  percent share;            ///< if is_percent
  std::int64_t amount = 0;  ///< in minor units, if not
  payer basis = payer::room;
  per period = per::stay;
  std::optional<int> nights_max;  ///< charged for the first so many of its nights
  int nights_excluded = 0;        ///< not charged for nights of a lower index in the stay
  bounds los;
  date_range dates;
  typename Held::scope rooms;
  typename Held::scope plans;
  std::optional<int> exempt_below;  ///< persons younger than this do not pay
  bool included = false;            ///< in the rate already
  bool on_supplements = false;
  payment paid_at = payment::booking;

  bool operator==(const basic_tax_fee&) const = default;
};
using tax_fee = basic_tax_fee<owned>;

enum class promotion_type : std::uint8_t { free_nights, percent, per_night, per_stay };
std::string_view to_string(promotion_type type);

template <class Held>
struct basic_promotion {
  typename Held::text code;
  promotion_type type = promotion_type::percent;
  percent share;                 ///< of percent
  std::int64_t amount = 0;       ///< of per_night and per_stay, in minor units
  int required = 1;              ///< of free_nights
  int discounted = 0;            ///< of free_nights
  bool cheapest_nights = false;  ///< of free_nights: the cheapest, else the last
  bool exclusive = false;
  date_range booking;
  bounds advance_days;
  date_range arrival;
  date_range stay;
  weekdays days;
  bool all_nights = false;
  bounds los;
  typename Held::scope rooms;
  typename Held::scope plans;

  bool operator==(const basic_promotion&) const = default;
};
using promotion = basic_promotion<owned>;

template <class Held>
struct basic_hotel {
  typename Held::text code;  ///< HotelCode
  typename Held::text name;
  typename Held::text city;
  typename Held::text country;  ///< ISO 3166-1 alpha-2
  double latitude = 0;
  double longitude = 0;
  int stars = 0;
  typename Held::template list<typename Held::text> amenities;  ///< sorted, each once
  currency money;
  int utc_offset_minutes = 0;
  typename Held::template list<basic_room_type<Held>> rooms;
  typename Held::template list<basic_rate_plan<Held>> plans;
  typename Held::template list<basic_tax_fee<Held>> taxes;
  typename Held::template list<basic_promotion<Held>> promotions;
};
using hotel = basic_hotel<owned>;

/// From the first to the last night that any of its rates holds; the first after the last if there
/// is no rate.
template <class Held>
date_range nights_of(const basic_hotel<Held>& where) {
  date_range out{last_day_ever, first_day_ever};
  for (const auto& plan : where.plans)
    for (const auto& each : plan.products)
      if (!each.rates.empty()) out = joined(out, each.rates.span());
  return out;
}

/// The index of the room, plan, ... with this code among those in order of their codes, if there
/// is one.
template <class List>
std::optional<std::uint32_t> index_of(const List& in, std::string_view code) {
  const auto found = std::ranges::lower_bound(
      in, code, {}, [](const auto& each) -> std::string_view { return each.code; });
  if (found == in.end() || found->code != code) return std::nullopt;
  return static_cast<std::uint32_t>(found - in.begin());
}

}  // namespace pronto
