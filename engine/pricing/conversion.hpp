#pragma once
// The one place where an amount of one currency becomes one of another: exact until the end, then half
// up, once.
#include <cstdint>
#include <optional>
#include <string>

#include "catalog/exchange_rates.hpp"

namespace pronto {

/// How: by one rate of the table, or by two.
struct conversion {
  struct step {
    exchange_rate rate;
    bool is_inverse = false;  ///< divided by it: the table says it the other way round
  };
  currency from;
  currency to;
  step first;
  std::optional<step> second;

  /// The day that its rate is of; of two the earlier one.
  day date() const;
  /// "1.0850", "1 / 0.9217", "1.0850 / 0.9613" or the like: what one unit is worth.
  std::string text() const;
};

/// The rate of `from` in `to`; else the inverse of that of `to` in `from`; else by way of a third
/// currency, the one with the lowest code, as in tables that give all rates of one currency. Each the
/// latest that is not after `on`. Nothing where the table has none of these.
/// Requires: two different currencies.
std::optional<conversion> find_conversion(const exchange_rates& in, currency from, currency to,
                                          day on);

/// In minor units of either currency, half up. Requires: not negative. Nothing where 64 bits do not
/// hold it.
std::optional<std::int64_t> converted(std::int64_t minor, const conversion& by);

}  // namespace pronto
