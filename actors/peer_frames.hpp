#pragma once
// What a process that connects may send. CAF 0.17 believes the bytes that arrive: it allocates what a header
// announces (up to 4 GB), and reads the payload of a header that announced none. Only what a client of
// this server has a use for reaches it.
#include <cstddef>
#include <cstdint>
#include <optional>

#include <caf/byte.hpp>
#include <caf/node_id.hpp>
#include <caf/span.hpp>

namespace pronto {

/// The frames of one connection to a server, in the order that they arrive: of BASP, CAF's protocol. Each is
/// a header and, if that announces one, a payload. The first one is a client's greeting, which says whom the
/// frames are from and may be said again by the same; then messages to actors of this process, news of who
/// watches or has lost which actor, and heartbeats. Messages on behalf of third nodes are refused, since a
/// server is no router.
class peer_frames {
public:
  static constexpr std::uint32_t greeting_bytes_max = 1024;  ///< its payload
  /// Twenty times as much as the largest message that is of use, 50,000 changes.
  static constexpr std::uint32_t payload_bytes_max = 1 << 26;

  /// `own`: the node that they are sent to, which nobody else may call itself.
  explicit peer_frames(caf::node_id own) : own_(std::move(own)) {}

  /// Takes the next header where `awaited_bytes()` is 0, else the payload that the last one announced.
  /// Whether it may go on to CAF; if not, nothing after it may.
  bool take(caf::span<const caf::byte> bytes);

  /// Of the payload that comes next; 0: a header does.
  std::uint32_t awaited_bytes() const { return awaited_bytes_; }
  bool has_greeted() const { return static_cast<bool>(peer_); }
  const caf::node_id& peer() const { return peer_; }  ///< that has greeted

private:
  bool take_header(caf::span<const caf::byte> bytes);
  bool take_greeting(caf::span<const caf::byte> bytes);

  caf::node_id own_;
  caf::node_id peer_;  // none before it has greeted
  std::uint32_t awaited_bytes_ = 0;
  bool awaits_greeting_ = false;  // as the payload
};

}  // namespace pronto
