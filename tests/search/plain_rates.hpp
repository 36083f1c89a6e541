#pragma once
// A table of exchange rates of the euro, and what an amount is worth by it: with fractions, and nothing
// of the engine in it.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "catalog/exchange_rates.hpp"
#include "sources/generated/random.hpp"

namespace pronto {

/// Rates on some of the days, on few of those of the dinar.
class plain_rates {
public:
  plain_rates() = default;
  plain_rates(generated::random_stream& dice, date_range days,
              std::span<const std::string_view> currencies);

  /// Half up. Nothing without a rate on the day or before it.
  std::optional<std::int64_t> convert(std::int64_t total, currency from, currency to, day on) const;
  bool has_rate(currency from, currency to, day on) const;

  const std::vector<exchange_rate>& all() const { return all_; }  ///< sorted

private:
  /// What one euro is worth.
  std::optional<exchange_rate> of(currency money, day on) const;

  std::vector<exchange_rate> all_;
};

}  // namespace pronto
