// Exact money for the plain pricer: fractions of whole currency units, and the one place where they
// are rounded.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>
#include <string>

namespace plain {

/// Plain values, not expression templates: `auto` and `?:` then mean what they say.
using fraction = boost::multiprecision::number<boost::multiprecision::cpp_rational_backend,
                                               boost::multiprecision::et_off>;

/// "12", "12.5" and "12.50" exactly. Throws std::invalid_argument for anything but digits with at
/// most one point between them.
fraction fraction_of(const std::string& decimal);

/// A non-negative amount in whole units of the currency, rounded half-up to its minor unit.
std::int64_t rounded_to_minor(const fraction& amount, int decimals);

/// 1234 with 2 decimals is "12.34", 7 is "0.07"; with 0 decimals there is no point.
std::string decimal_text(std::int64_t minor, int decimals);

}  // namespace plain
