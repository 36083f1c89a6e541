#pragma once
// Memory that is read in a moment, while something else is done.
#include <algorithm>
#include <cstddef>

namespace pronto {

/// Has the processor fetch these bytes, of many the first: no more than it can have under way.
inline void fetch_ahead(const void* from, std::size_t bytes) {
  constexpr std::size_t line_bytes = 64;
  constexpr std::size_t lines_at_once = 32;
  for (std::size_t at = 0; at < std::min(bytes, lines_at_once * line_bytes); at += line_bytes)
    __builtin_prefetch(static_cast<const std::byte*>(from) + at);
}

}  // namespace pronto
