#pragma once
// What one stay in one room on one rate plan costs, or the first reason why it cannot be booked.
// Pure functions over immutable values: no clock, no I/O. Exact: integers and fractions to the end,
// rounded half up to the currency's minor unit in `rounding.hpp` alone.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/stay.hpp"

namespace pronto {

/// Why a stay cannot be booked, in the order in which it is looked for.
enum class reason : std::uint8_t {
  invalid_occupancy,  ///< too few or too many guests for the room
  offer_guests,       ///< a guest of an age that the plan does not take
  offer_occupancy,    ///< more or fewer adults or children than the plan takes
  offer_los,          ///< shorter or longer than the plan allows
  offer_arrival,      ///< the plan takes no arrivals on that weekday
  offer_departure,
  advance_booking,    ///< too early or too late to book
  stop_sell,          ///< closed on a night
  rule_arrival,       ///< the rule of the arrival day
  rule_los,
  rule_departure,     ///< the rule of the departure day
  rule_stay_through,  ///< a rule of any day of the stay, the departure day included
  no_vacancy,         ///< no room left on a night
  missing_rate,       ///< no rate, or no amount for these guests, on a night
};
inline constexpr int reason_count = 14;
std::string_view to_string(reason why);  ///< "invalid_occupancy", ...
std::string_view explain(reason why);    ///< a sentence for people

enum class line_kind : std::uint8_t {
  night,        ///< the base amount of a night
  extra_adult,  ///< adults above the room's standard occupancy, that night
  child,        ///< a paying child, that night
  free_night,   ///< a night at 0 by the plan's free nights
  promotion,    ///< what a promotion takes off; negative
  supplement,
  tax,
  fee,
};
inline constexpr int line_kind_count = 8;
std::string_view to_string(line_kind kind);  ///< "night", ...

/// One line of a price, naming what made it.
struct price_line {
  line_kind kind = line_kind::night;
  std::int64_t amount = 0;  ///< minor units
  std::string id;           ///< of the rate plan, promotion, supplement, tax or fee
  std::string text;         ///< for people: "room for 2 guests"
  std::optional<day> night;            ///< of lines that belong to one night
  std::optional<date_range> rate_dates;  ///< of the rate that made it
  int guests = 0;           ///< the tier of a night; how many adults, children or persons else

  bool operator==(const price_line&) const = default;
};

/// A price, in minor units of the hotel's currency.
/// total = room - promotions + supplements + taxes_added.
struct price {
  std::int64_t total = 0;
  std::int64_t room = 0;        ///< the room charge after free nights
  std::int64_t promotions = 0;  ///< what promotions take off
  std::int64_t supplements = 0;
  std::int64_t taxes_added = 0;
  /// In the room charge already. As it is in no total it decides nothing: of one that is more than a
  /// component of a price can be, the most is told that one can be (rounding.hpp).
  std::int64_t taxes_included = 0;
  std::int64_t due_at_property = 0;  ///< the part of taxes_added that is paid there
  std::vector<std::uint32_t> applied;  ///< promotions that were taken, by index, ascending

  bool operator==(const price&) const = default;
};

/// How a price comes about. Amounts of `included` and `extras` are in no total, and told as taxes_included
/// is.
struct breakdown {
  std::vector<price_line> lines;     ///< they sum to the total
  std::vector<price_line> included;  ///< taxes and fees inside the room charge
  std::vector<price_line> extras;    ///< optional supplements, in no total

  bool operator==(const breakdown&) const = default;
};

using quote = std::variant<price, reason>;

/// Prices `where.plans[plan].products[product]` for `when`, by the steps of the rules in order.
/// If `why` is given and there is a price, it is filled.
/// Requires: indices in range; `when` within the limits of stay.hpp.
quote price_stay(const packed::hotel& where, std::uint32_t plan, std::uint32_t product,
                 const stay& when, breakdown* why = nullptr);

}  // namespace pronto
