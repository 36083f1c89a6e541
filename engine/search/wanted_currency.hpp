#pragma once
// Totals in the currency that a question names.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/snapshot.hpp"
#include "pricing/conversion.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// Converts totals, by the rates of their booking dates, and remembers by which.
class wanted_currency {
public:
  /// The snapshot is kept a reference to.
  wanted_currency(const snapshot& in, currency to) : in_(in), to_(to) {}

  currency money() const { return to_; }
  /// Nothing, and counted, where there is no rate on the day or the amount is too large.
  std::optional<std::int64_t> convert(std::int64_t total, currency from, day booking);
  /// As `convert`, if the maximum of the filters, which is in this currency, is not below it.
  std::optional<std::int64_t> within(const filters& keep, std::int64_t total, currency from,
                                     day booking);
  /// Whether there is a rate; counts it as missing if not.
  bool has_rate(currency from, day booking);

  /// The same without counting.
  bool knows_rate(currency from, day booking) { return from == to_ || by(from, booking); }

  /// Why amounts are not converted, where there is no rate or they are too large.
  failure why_not(currency from, day booking);

  /// What `convert` takes; nothing where it need not, or there is none.
  std::optional<used_rate> rate_of(currency from, day booking);
  std::vector<used_rate> used() const;
  std::uint32_t without_rate() const { return without_rate_; }
  /// "3 hotels are left out: there is no exchange rate from CHF to EUR", or nothing.
  std::vector<std::string> notes() const;

private:
  const std::optional<conversion>& by(currency from, day booking);

  const snapshot& in_;
  currency to_;
  std::map<std::pair<currency, day>, std::optional<conversion>> found_;
  std::map<currency, std::uint32_t> missing_;    // hotels for whose currency there is no rate
  std::map<currency, std::uint32_t> too_large_;  // with totals that cannot be told in the wanted one
  std::uint32_t without_rate_ = 0;
};

/// The currency of this code, in any case; none if it is empty. Fails with usage, of field "currency".
result<std::optional<wanted_currency>> asked_currency(const snapshot& in, const std::string& code);

}  // namespace pronto
