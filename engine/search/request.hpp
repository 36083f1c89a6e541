#pragma once
// The questions that the engine answers, and their answers: plain values that own all they hold,
// so that they travel in messages. Answers hold nothing of the catalog.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/hotel.hpp"
#include "pricing/price.hpp"
#include "pricing/stay.hpp"
#include "result.hpp"

namespace pronto {

/// Who, when, and when booked. The booking date is, where it is missing, the date at `now_s` by
/// the hotel's own UTC offset.
struct stay_request {
  day arrival = 0;
  int nights = 1;
  int adults = 2;
  std::vector<int> child_ages;
  std::optional<day> booking;
  std::int64_t now_s = 0;  ///< Unix time, seconds; set by whoever asks
  bool strict = false;

  bool operator==(const stay_request&) const = default;
};

/// Who sleeps in one room of several.
struct room_guests {
  int adults = 2;
  std::vector<int> child_ages{};

  bool operator==(const room_guests&) const = default;
};

/// A circle on the globe, measured along great circles (distance_km in globe.hpp).
struct circle {
  double latitude = 0;   ///< -90 to 90
  double longitude = 0;  ///< -180 to 180
  double km = 0;         ///< 0 to circle_km_limit

  bool operator==(const circle&) const = default;
};

struct filters {
  std::optional<int> stars_min;
  std::vector<meal_plan> meal_plans;   ///< one of them; any if empty
  bool refundable = false;             ///< only refundable plans
  std::vector<std::string> amenities;  ///< all of them
  std::optional<circle> near;
  /// In ten-thousandths of the currency's major unit, so that it can be said without knowing it.
  std::optional<std::int64_t> total_max_e4;
  std::vector<std::string> hotels;     ///< only these codes; any if empty

  bool operator==(const filters&) const = default;
};

enum class sort_by : std::uint8_t { total, stars, distance, name };
inline constexpr int sort_by_count = 4;

/// "Find me the cheapest hotel in Berlin." Of all hotels of a city, or of it and some more; without a
/// city, of those in the circle keep.near, in whichever cities, or of those that keep.hotels lists.
struct find_request {
  std::string city;     ///< as a person wrote it
  std::string country;  ///< ISO code in any case; empty if not said
  stay_request when;
  filters keep;
  sort_by sort = sort_by::total;
  std::uint32_t limit = 10;  ///< 1 to 1000
  bool explain = false;      ///< with breakdowns
  /// Say how many hotels have an offer, and why where none has: for people, since every hotel is looked at
  /// for it.
  bool count = true;
  /// An arrival so many days before or after when.arrival will do too. Of each hotel the arrival with the
  /// lowest total in its own money counts, the earliest of a tie; those before the booking date do not.
  int days_before = 0;
  int days_after = 0;
  std::vector<std::string> more_cities{};  ///< asked about together with `city`
  /// The guests of further rooms of the same stay; those of the first are in `when`.
  std::vector<room_guests> more_rooms{};
  /// find_answer::next of the page before, to go on behind it; the rest of the question but for
  /// `limit`, `explain` and `count` has to be the same.
  std::string page{};
  /// ISO 4217 code, in any case: totals are compared, limited and shown in this one, by the table of
  /// exchange rates. Empty: in that of the answer, and hotels with another one are left out.
  std::string currency_code{};

  bool operator==(const find_request&) const = default;
};

/// "What does this hotel cost, on all its rooms and plans?"
struct quote_request {
  std::string hotel;
  stay_request when;
  filters keep;  ///< those of products: meal plan, refundable, total
  bool explain = false;
  /// As in find_request; empty: totals are the hotel's own.
  std::string currency_code{};

  bool operator==(const quote_request&) const = default;
};

/// "On which day of May is a stay in Berlin cheapest?" Of the hotels that find_request would be about or,
/// if `hotel` is not empty, of that one alone.
struct calendar_request {
  std::string city;
  std::string country;
  std::string hotel;  ///< a code
  stay_request when;  ///< its arrival is the first of those that are asked about
  int arrivals = 31;  ///< so many days, one after the other: 1 to arrivals_limit
  filters keep;
  std::vector<std::string> more_cities{};  ///< both as in find_request
  std::string currency_code{};

  bool operator==(const calendar_request&) const = default;
};

/// "Which hotels are there?" Of those that find_request would be about; where it names no city, circle
/// or list, which cities.
struct hotels_request {
  std::string city;
  std::string country;  ///< without a city, a circle and a list: the cities of this one
  filters keep;         ///< those of hotels: stars, amenities, circle, list; no others
  std::vector<std::string> more_cities{};
  std::uint32_t limit = 50;  ///< 1 to 1000
  std::uint32_t skip = 0;    ///< so many come before the first that is told

  bool operator==(const hotels_request&) const = default;
};

/// A price as it was shown, all that a token says of it: what was priced, for whom and when, the
/// sums that made the total, and from which generation.
struct shown_price {
  std::string hotel;
  std::string room;
  std::string plan;
  day arrival = 0;
  int nights = 1;
  int adults = 2;
  std::vector<int> child_ages;
  bool strict = false;
  day booking = 0;               ///< the booking date that was used
  bool is_booking_said = false;  ///< by whoever asked; else it was the hotel's today
  currency money;
  std::int64_t room_charge = 0;  ///< these four as in `price`
  std::int64_t promotions = 0;
  std::int64_t supplements = 0;
  std::int64_t taxes_added = 0;
  std::uint64_t generation = 0;

  std::int64_t total() const { return room_charge - promotions + supplements + taxes_added; }
  bool operator==(const shown_price&) const = default;
};

/// "Is that still the price?"
struct price_check_request {
  std::string token;       ///< of an offer
  std::int64_t now_s = 0;  ///< as in stay_request

  bool operator==(const price_check_request&) const = default;
};

/// A rate by which totals were converted.
struct used_rate {
  currency from;
  currency to;
  day date = 0;
  std::string rate;  ///< "1.0850", "1 / 0.9217", "1.0850 / 0.9613": what one unit of `from` is worth

  bool operator==(const used_rate&) const = default;
};

/// The total of all rooms in the currency that was asked for.
struct converted_total {
  currency money;
  std::int64_t total = 0;
  std::optional<used_rate> by{};  ///< unless that is the hotel's own

  bool operator==(const converted_total&) const = default;
};

/// One room of several that are offered together.
struct offered_room {
  std::string room;
  std::string room_name;
  std::string plan;
  std::string plan_name;
  meal_plan board = meal_plan::room_only;
  bool refundable = false;
  price cost;
  std::vector<std::string> promotions;  ///< these three as in `offer`
  breakdown why;
  std::string token;

  bool operator==(const offered_room&) const = default;
};

/// One bookable product with its price; where several rooms are asked for, that of the first.
struct offer {
  std::string hotel;
  std::string hotel_name;
  std::string city;  ///< as the hotel writes it
  std::string country;
  int stars = 0;
  std::optional<double> distance_km;  ///< from the circle's centre, if one was asked for
  std::string room;
  std::string room_name;
  std::string plan;
  std::string plan_name;
  meal_plan board = meal_plan::room_only;
  bool refundable = false;
  day arrival = 0;
  day departure = 0;
  currency money;
  price cost;
  std::vector<std::string> promotions;  ///< codes of cost.applied, in order
  breakdown why;                        ///< empty unless asked for
  std::string token;                    ///< to check the price with, see price_token.hpp
  std::vector<offered_room> more_rooms{};  ///< the others, in the order in which they are asked for
  std::int64_t total = 0;                  ///< of all rooms, in the hotel's own currency
  std::optional<converted_total> converted{};  ///< where a currency was asked for

  bool operator==(const offer&) const = default;
};

/// So many cities are told of a search in several.
inline constexpr std::size_t searched_cities_told = 100;

/// A city in which hotels were looked at.
struct searched_city {
  std::string city;  ///< as the hotels write it
  std::string country;
  std::uint32_t hotels = 0;  ///< of those that the question is about

  bool operator==(const searched_city&) const = default;
};

struct find_answer {
  std::uint64_t generation = 0;  ///< of the snapshot that it was answered from
  std::string city;              ///< as the hotels write it; empty unless one city was asked about
  std::string country;
  /// Those that were looked at, unless one city was asked about: with most hotels first, at most
  /// searched_cities_told of them.
  std::vector<searched_city> cities;
  /// That of most hotels which the question is about, filters but the circle or the list that stands
  /// for a city left aside; on a tie the lower code.
  currency money;
  std::uint32_t hotels = 0;          ///< that the question is about, in the same sense
  std::uint32_t other_currency = 0;  ///< left out: they price in another currency than the answer
  std::uint32_t bookable = 0;        ///< with an offer that passes all filters; if not counted, the offers
  std::vector<offer> offers;         ///< one a hotel, its best; the first `limit` in order
  std::vector<std::string> notes;    ///< sentences that a person should see
  std::uint32_t offers_before = 0;   ///< on the pages before this one
  /// Hotels that the question may be about have changed since the page before: this one goes on behind the
  /// place where that one ended, but hotels whose price is another now may be missing or come again.
  bool generation_changed = false;
  std::string next;  ///< for find_request::page; empty where nothing follows
  std::vector<used_rate> rates{};  ///< of those hotels that pass the filters, in order of currencies
  std::uint32_t without_rate = 0;  ///< left out: there is no rate for their currency

  bool operator==(const find_answer&) const = default;
};

struct refused_product {
  std::string room;
  std::string plan;
  reason why = reason::missing_rate;
  /// What would be allowed, where that is about a number: guests, nights, or days from booking to
  /// arrival. Nothing may be: then the most is below the least.
  std::optional<int> least{};
  std::optional<int> most{};

  bool operator==(const refused_product&) const = default;
};

struct quote_answer {
  std::uint64_t generation = 0;
  std::string hotel;
  std::string hotel_name;
  std::string city;
  std::string country;
  int stars = 0;
  currency money;
  day booking = 0;            ///< the booking date that was used
  std::vector<offer> offers;  ///< by total, plan, room
  std::vector<refused_product> not_bookable;  ///< by plan, room
  std::uint32_t filtered = 0;  ///< bookable products that a filter left out
  std::vector<std::string> notes;
  std::vector<used_rate> rates{};  ///< the one that totals were converted by, if they were

  bool operator==(const quote_answer&) const = default;
};

struct listed_hotel {
  std::string code;
  std::string name;
  std::string city;  ///< as the hotel writes it
  std::string country;
  int stars = 0;
  double latitude = 0;
  double longitude = 0;
  std::optional<double> distance_km;  ///< from the circle's centre, if one was asked for
  currency money;
  std::vector<std::string> amenities;

  bool operator==(const listed_hotel&) const = default;
};

struct hotels_answer {
  std::uint64_t generation = 0;
  /// Where nothing says which hotels: those with most hotels first, then by name and country.
  std::vector<searched_city> cities;
  std::vector<listed_hotel> hotels;  ///< else: by their distance, where there is one, then by code
  std::uint32_t count = 0;           ///< of all that pass the filters, told or not
  std::vector<std::string> notes;

  bool operator==(const hotels_answer&) const = default;
};

enum class price_state : std::uint8_t {
  available,      ///< for the total that was shown
  price_changed,  ///< available for another total, or in another currency
  sold_out,       ///< cannot be had any more
};
inline constexpr int price_state_count = 3;
std::string_view to_string(price_state state);  ///< "available", ...

/// Why a product cannot be had any more.
enum class sold_out_by : std::uint8_t {
  refusal,         ///< there is a reason against it, see `price_check_answer::refused`
  hotel_gone,      ///< there is no such hotel any more
  plan_gone,
  room_gone,
  product_gone,    ///< the plan does not have the room any more
  arrival_passed,  ///< the arrival lies before the booking date
};
inline constexpr int sold_out_by_count = 6;
std::string_view to_string(sold_out_by why);  ///< "refusal", ...
std::string_view explain(sold_out_by why);    ///< a sentence for people

/// The sums that a token holds.
enum class price_part : std::uint8_t { room_charge, promotions, supplements, taxes_added };
inline constexpr int price_part_count = 4;
std::string_view to_string(price_part part);  ///< "room_charge", ...

struct changed_part {
  price_part part = price_part::room_charge;
  std::int64_t shown = 0;
  std::int64_t now = 0;

  bool operator==(const changed_part&) const = default;
};

struct price_check_answer {
  std::uint64_t generation = 0;  ///< of the snapshot that it was priced from
  std::string city;              ///< of the hotel; both empty if it is gone
  std::string country;
  shown_price shown;
  price_state state = price_state::available;
  std::optional<offer> now;  ///< with its breakdown; unless sold out
  /// The sums that differ, in order; none where the currencies do.
  std::vector<changed_part> changes;
  std::optional<sold_out_by> gone;  ///< if sold out
  std::optional<reason> refused;    ///< if by a refusal
  std::vector<std::string> notes;

  bool operator==(const price_check_answer&) const = default;
};

/// The lowest total of an arrival day, and of what it is.
struct day_offer {
  std::int64_t total = 0;  ///< minor units of the answer's currency
  std::string hotel;
  std::string hotel_name;
  std::string room;
  std::string plan;
  std::string city{};  ///< as the hotel writes it
  std::string country{};
  std::int64_t own_total = 0;  ///< in the hotel's own currency
  currency own_money{};
  std::optional<used_rate> by{};  ///< where `total` is another amount, converted

  bool operator==(const day_offer&) const = default;
};

/// Why an arrival day has no offer, where one sentence can say it.
enum class day_gap : std::uint8_t {
  passed,            ///< the arrival lies before the booking date
  outside_calendar,  ///< the stay has nights for which nobody has a rate
  filtered_out,      ///< no hotel, or none of its plans, passes the filters
  too_dear,          ///< what could be had is dearer than the maximum
  refused,           ///< cannot be booked, most often for `calendar_day::refused`
  unexplained,       ///< more would have to be looked at than an answer may take
  without_rate,      ///< there is no exchange rate for any hotel that passes the filters
};
inline constexpr int day_gap_count = 7;
std::string_view to_string(day_gap why);  ///< "passed", ...
std::string_view explain(day_gap why);    ///< a sentence for people

struct calendar_day {
  day arrival = 0;
  std::optional<day_offer> best;
  std::optional<day_gap> gap;     ///< if there is no best
  std::optional<reason> refused;  ///< if that is the gap

  bool operator==(const calendar_day&) const = default;
};

struct calendar_answer {
  std::uint64_t generation = 0;
  std::string city;        ///< empty unless one city was asked about, or one hotel
  std::string country;
  std::string hotel;       ///< its code and name, if it was asked about one hotel
  std::string hotel_name;
  currency money;          ///< as in find_answer, the one that was asked for, or the hotel's
  int nights = 0;          ///< of each stay
  std::uint32_t hotels = 0;          ///< that the question is about, as in find_answer
  std::uint32_t other_currency = 0;  ///< left out, as in find_answer
  std::vector<calendar_day> days;    ///< in order, one for each arrival
  std::vector<std::string> notes;
  std::vector<searched_city> cities{};  ///< these three as in find_answer
  std::vector<used_rate> rates{};
  std::uint32_t without_rate = 0;

  bool operator==(const calendar_answer&) const = default;
};

}  // namespace pronto
