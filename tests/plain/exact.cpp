#include "plain/exact.hpp"

#include <stdexcept>

namespace plain {
namespace {

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

fraction fraction_of(const std::string& decimal) {
  std::int64_t digits = 0;
  int places = 0;
  bool after_point = false;
  if (decimal.empty() || decimal.size() > 18 || decimal.front() == '.' || decimal.back() == '.')
    throw std::invalid_argument("not a decimal: '" + decimal + "'");
  for (const char c : decimal) {
    if (c == '.' && !after_point) {
      after_point = true;
    } else if (c >= '0' && c <= '9') {
      digits = digits * 10 + (c - '0');
      places += after_point ? 1 : 0;
    } else {
      throw std::invalid_argument("not a decimal: '" + decimal + "'");
    }
  }
  return fraction(digits, power_of_ten(places));
}

std::int64_t rounded_to_minor(const fraction& amount, int decimals) {
  const fraction shifted = amount * power_of_ten(decimals) + fraction(1, 2);
  // Integer division cuts off, which for the non-negative is the floor.
  return boost::multiprecision::cpp_int(numerator(shifted) / denominator(shifted))
      .convert_to<std::int64_t>();
}

std::string decimal_text(std::int64_t minor, int decimals) {
  std::string text = std::to_string(minor);
  if (decimals == 0) return text;
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  return text.insert(text.size() - places, ".");
}

}  // namespace plain
