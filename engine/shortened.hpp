#pragma once
// Text of others as failures show it.
#include <cstddef>
#include <string>
#include <string_view>

namespace pronto {

/// The text; where it is longer than so many bytes, the whole letters of its beginning that fit into
/// them, and "...".
inline std::string shortened(std::string_view utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return std::string(utf8);
  const auto is_inside_letter = [&](std::size_t at) { return (utf8[at] & 0xc0) == 0x80; };
  auto end = bytes;
  while (end > 0 && is_inside_letter(end)) --end;
  return std::string(utf8.substr(0, end)) + "...";
}

}  // namespace pronto
