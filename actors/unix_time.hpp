#pragma once
// The clock of the actors; the engine itself is told the time.
#include <chrono>
#include <cstdint>

namespace pronto {

/// Seconds since 1970-01-01 in UTC.
inline std::int64_t unix_time_s() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace pronto
