#pragma once
// Positions as files from elsewhere say them.
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "trimmed.hpp"

namespace pronto {

/// A latitude or longitude in degrees with a point, "46.4983", not further than `limit` from 0. Blanks around
/// it and a plus are no harm. Nothing for any other text.
inline std::optional<double> parse_degrees(std::string_view text, double limit) {
  text = trimmed(text);
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value) || std::abs(value) > limit) return std::nullopt;
  return value;
}

}  // namespace pronto
