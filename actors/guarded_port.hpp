#pragma once
// A port at which a process stays well whoever connects.
#include <cstdint>
#include <memory>

#include <caf/actor_system.hpp>
#include <caf/expected.hpp>

#include "actors/connection_counts.hpp"
#include "messages/interfaces.hpp"

namespace pronto {

/// What there is for all connections together. Where there are more bytes than may be, the connection that has
/// the most of them is cut off.
struct port_limits {
  std::uint32_t connections_max = 1000;
  /// Of answers that are not read yet; more than twice as much as the largest answer to a batch takes.
  std::uint64_t unsent_bytes_max = 1 << 28;
  /// Of messages that are announced and not there yet.
  std::uint64_t announced_bytes_max = 1 << 26;
};

/// Descriptors that connections leave to the rest of the process: a system that runs out of them accepts no
/// connection, and CAF's loop would ask for it again and again.
inline constexpr std::uint32_t descriptors_left = 64;

/// As CAF's `publish`, on 127.0.0.1, at `port` (0: any); the port. What connects may send the frames of a client
/// alone (peer_frames.hpp). Fewer connections are open where the process may not open as many files; where all
/// places are taken, the connection that has waited the longest without a greeting makes room, and where all
/// have greeted, the new one is closed. `counts`, of this port alone, are kept up to date for as long as it is open.
caf::expected<std::uint16_t> publish_guarded(caf::actor_system& system, const front_desk_actor& whom,
                                             std::uint16_t port, port_limits limits,
                                             std::shared_ptr<connection_counts> counts);

}  // namespace pronto
