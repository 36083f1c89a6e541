#pragma once
// How many connections a server has. Written by the thread of CAF's loop, read by any.
#include <atomic>
#include <cstdint>

namespace pronto {

struct connection_counts {
  std::atomic<std::uint32_t> most{0};  ///< that are open at once; 0: the server takes none
  std::atomic<std::uint32_t> open{0};
  std::atomic<std::uint64_t> refused{0};  ///< since all places were taken
  std::atomic<std::uint64_t> cut{0};  ///< for what was sent, for what was not read, or to make room
};

}  // namespace pronto
