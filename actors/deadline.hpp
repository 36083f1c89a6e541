#pragma once
// The end of the time that several steps have together.
#include <algorithm>
#include <chrono>

namespace pronto {

using milliseconds = std::chrono::milliseconds;
using deadline = std::chrono::steady_clock::time_point;

inline deadline deadline_in(milliseconds time) { return std::chrono::steady_clock::now() + time; }

/// What is left until then: 0 if it is past, else rounded up, so that waiting so long is enough.
inline milliseconds left_until(deadline end) {
  const auto left = std::chrono::ceil<milliseconds>(end - std::chrono::steady_clock::now());
  return std::max(left, milliseconds{0});
}

}  // namespace pronto
