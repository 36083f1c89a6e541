#include "pricing/conversion.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <limits>
#include <vector>

namespace pronto {

namespace {

// 19 digits of an amount, twice 15 + 12 of rates, 4 of minor units: 77 fit.
using wide = boost::multiprecision::checked_uint512_t;

wide power_of_ten(int exponent) {
  wide out = 1;
  for (; exponent > 0; --exponent) out *= 10;
  return out;
}

std::optional<conversion::step> find_step(const exchange_rates& in, currency from, currency to,
                                          day on) {
  if (const auto* rate = in.find(from, to, on)) return conversion::step{*rate, false};
  if (const auto* rate = in.find(to, from, on)) return conversion::step{*rate, true};
  return std::nullopt;
}

void apply(const conversion::step& by, wide& numerator, wide& denominator) {
  const wide digits = static_cast<std::uint64_t>(by.rate.digits);
  const wide unit = power_of_ten(by.rate.decimals);
  numerator *= by.is_inverse ? unit : digits;
  denominator *= by.is_inverse ? digits : unit;
}

}  // namespace

day conversion::date() const {
  return second ? std::min(first.rate.date, second->rate.date) : first.rate.date;
}

std::string conversion::text() const {
  std::string out = first.is_inverse ? "1 / " + rate_text(first.rate) : rate_text(first.rate);
  if (second) out += (second->is_inverse ? " / " : " * ") + rate_text(second->rate);
  return out;
}

std::optional<conversion> find_conversion(const exchange_rates& in, currency from, currency to,
                                          day on) {
  if (const auto step = find_step(in, from, to, on)) return conversion{from, to, *step, {}};
  std::vector<currency> others(in.froms().begin(), in.froms().end());
  others.insert(others.end(), in.tos().begin(), in.tos().end());
  std::ranges::sort(others);
  others.erase(std::ranges::unique(others).begin(), others.end());
  for (const currency third : others) {
    if (third == from || third == to) continue;
    const auto there = find_step(in, from, third, on);
    const auto on_from_there = find_step(in, third, to, on);
    if (there && on_from_there) return conversion{from, to, *there, *on_from_there};
  }
  return std::nullopt;
}

std::optional<std::int64_t> converted(std::int64_t minor, const conversion& by) {
  wide numerator = static_cast<std::uint64_t>(minor);
  wide denominator = 1;
  apply(by.first, numerator, denominator);
  if (by.second) apply(*by.second, numerator, denominator);
  numerator *= power_of_ten(by.to.decimals);
  denominator *= power_of_ten(by.from.decimals);
  const wide whole = (2 * numerator + denominator) / (2 * denominator);
  if (whole > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

}  // namespace pronto
