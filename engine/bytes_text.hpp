#pragma once
// Amounts of memory as texts for people show them.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

namespace pronto {

/// "12.3 MB", by powers of ten; bytes below a thousand.
inline std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 4> units = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000) return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
  double scaled = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; scaled >= 999.95 && unit + 1 < units.size(); ++unit) scaled /= 1000;
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f %s", scaled, units[unit]);
  return out.data();
}

}  // namespace pronto
