#pragma once
// What one currency was worth in another, by day, as a table of a central bank or of an accountant says
// it. Exact decimals; see pricing/conversion.hpp for what is made of them.
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/currency.hpp"
#include "catalog/day.hpp"

namespace pronto {

inline constexpr int rate_digits_max = 15;
inline constexpr int rate_decimals_max = 12;
inline constexpr std::size_t exchange_rates_max = 100'000;

/// From this day on one unit of `from` is worth digits / 10^decimals units of `to`.
struct exchange_rate {
  day date = 0;
  currency from;
  currency to;
  std::int64_t digits = 1;    ///< more than 0, at most rate_digits_max of them
  std::uint8_t decimals = 0;  ///< at most rate_decimals_max

  bool operator==(const exchange_rate&) const = default;
};

/// "1.0850", with as many decimals as it was written with.
std::string rate_text(const exchange_rate& of);

/// Reads "1.0850" into a rate; nothing if it is no positive decimal number within the limits above.
std::optional<exchange_rate> parse_rate(std::string_view text);

/// Immutable.
class exchange_rates {
public:
  /// Requires: no two of the same day and currencies.
  exchange_rates(std::span<const exchange_rate> all, std::pmr::memory_resource* from);

  /// The latest that is not after `on`.
  const exchange_rate* find(currency from, currency to, day on) const;
  /// The currencies that rates are from, each once, in order of codes.
  std::span<const currency> froms() const { return froms_; }
  /// Those that rates are to.
  std::span<const currency> tos() const { return tos_; }
  bool is_of(std::span<const exchange_rate> sorted) const;

private:
  std::pmr::vector<exchange_rate> all_;  // in order
  std::pmr::vector<currency> froms_;
  std::pmr::vector<currency> tos_;
};

/// In the order in which exchange_rates has them.
void sort_rates(std::vector<exchange_rate>& of);

}  // namespace pronto
