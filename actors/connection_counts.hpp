#pragma once
// What a port counts of its connections, as connections_status tells it. Written by the thread of CAF's loop, but
// for `most`; read by any.
#include <atomic>
#include <cstdint>

namespace pronto {

struct connection_counts {
  std::atomic<std::uint32_t> most{0};  ///< that are open at once; 0: the server takes none
  std::atomic<std::uint32_t> open{0};
  std::atomic<std::uint64_t> refused{0};  ///< new ones, or such as had not greeted, where all places were taken
  std::atomic<std::uint64_t> cut{0};      ///< for what was sent, or for what was not read
  std::atomic<std::uint64_t> ignored{0};  ///< frames
  std::atomic<std::uint64_t> unsent_bytes{0};     ///< of answers that are not read yet
  std::atomic<std::uint64_t> announced_bytes{0};  ///< of messages that are not there yet
};

}  // namespace pronto
