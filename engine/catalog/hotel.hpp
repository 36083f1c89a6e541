#pragma once
// A hotel as the engine holds it: what a hotel document says, checked and resolved (codes turned
// into indices, dates into day numbers, amounts into minor units). Plain values; immutable once
// published. Names are those of AlpineBits HotelData (OpenTravel 2015A) and, for taxes and
// promotions, of Google Hotel ARI.
//
// Whoever builds one keeps these: rooms, plans, taxes, promotions and supplements are in order of
// their codes, which are unique among them; products are in order of their rooms; index fields
// point into the vectors that they name; lists of indices are ascending.
#include <cstdint>
#include <limits>
#include <optional>
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

/// A set of rooms or plans by index; all of them where it is missing.
using scope = std::optional<std::vector<std::uint32_t>>;

bool in_scope(const scope& of, std::uint32_t index);

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

struct room_type {
  std::string code;  ///< InvTypeCode
  std::string name;
  occupancy guests;
  /// In order of dates, without overlap. Where it is missing, rooms are not limited; where it is
  /// there, a night that no period holds has none.
  std::optional<std::vector<inventory_period>> inventory;

  bool operator==(const room_type&) const = default;
};

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

struct supplement {
  std::string code;
  std::string name;
  supplement_charge charge = supplement_charge::daily;
  bool mandatory = true;
  weekdays days;
  std::vector<supplement_price> prices;

  bool operator==(const supplement&) const = default;
};

/// One room of a plan with at least one rate: what can be priced and booked.
struct product {
  std::uint32_t room = 0;
  rate_calendar rates;
};

struct rate_plan {
  std::string code;  ///< RatePlanCode
  std::string name;
  meal_plan board = meal_plan::room_only;
  bool refundable = false;
  charge_basis basis = charge_basis::room;
  int unit_multiplier = 1;  ///< a rate's amount is for so many nights; 1 or more
  offer_rule offer;
  std::optional<free_nights_offer> free_nights;
  std::optional<family_offer> family;
  std::vector<product> products;
  std::vector<booking_rule> rules;
  std::vector<supplement> supplements;
};

enum class tax_kind : std::uint8_t { tax, fee };
enum class per : std::uint8_t { night, stay };
enum class payer : std::uint8_t { room, person };
enum class payment : std::uint8_t { booking, property };

struct tax_fee {
  std::string code;
  std::string name;
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
  scope rooms;
  scope plans;
  std::optional<int> exempt_below;  ///< persons younger than this do not pay
  bool included = false;            ///< in the rate already
  bool on_supplements = false;
  payment paid_at = payment::booking;

  bool operator==(const tax_fee&) const = default;
};

enum class promotion_type : std::uint8_t { free_nights, percent, per_night, per_stay };
std::string_view to_string(promotion_type type);

struct promotion {
  std::string code;
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
  scope rooms;
  scope plans;

  bool operator==(const promotion&) const = default;
};

struct hotel {
  std::string code;  ///< HotelCode
  std::string name;
  std::string city;
  std::string country;  ///< ISO 3166-1 alpha-2
  double latitude = 0;
  double longitude = 0;
  int stars = 0;
  std::vector<std::string> amenities;  ///< sorted, each once
  currency money;
  int utc_offset_minutes = 0;
  std::vector<room_type> rooms;
  std::vector<rate_plan> plans;
  std::vector<tax_fee> taxes;
  std::vector<promotion> promotions;
};

/// The index of the room or plan with this code, if there is one.
std::optional<std::uint32_t> find_room(const hotel& in, std::string_view code);
std::optional<std::uint32_t> find_plan(const hotel& in, std::string_view code);

/// From the first to the last night that any of its rates holds; the first after the last if there
/// is no rate.
date_range nights_of(const hotel& where);

}  // namespace pronto
