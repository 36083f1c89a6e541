#pragma once
// What a process that connects may send. CAF 0.17 believes the bytes that arrive: it allocates what a header
// announces (up to 4 GB), reads the payload of a header that announced none, and follows messages within
// messages and handles of whatever actors there are. Only what a client of this server has a use for reaches it.
#include <cstddef>
#include <cstdint>
#include <utility>

#include <caf/byte.hpp>
#include <caf/io/basp/header.hpp>
#include <caf/node_id.hpp>
#include <caf/span.hpp>

namespace pronto {

/// The frames of one connection to a server, in the order that they arrive: of BASP, CAF's protocol. Each is
/// a header and, if that announces one, a payload. The first one is a client's greeting, which says whom the
/// frames are from; CAF's clients say it twice. Then come its messages, news of who watches or has lost which
/// actor, and heartbeats.
class peer_frames {
public:
  enum class fate {
    hold,     ///< a header, until its payload has come
    deliver,  ///< to CAF, with the header that is held
    ignore,   ///< with that: what some client may say, but nobody here has a use for
    refuse,   ///< what no client says: nothing after it can be believed
  };

  /// Of payloads: of news of actors; and of messages, twice as much as the largest that is of use, 50,000
  /// changes. What one is read into may take forty times as much.
  static constexpr std::uint32_t news_bytes_max = 1 << 12;
  static constexpr std::uint32_t message_bytes_max = 1 << 23;

  /// `own`: the node that they are sent to, which nobody else may call itself; `desk`: its actor that
  /// messages may be for.
  peer_frames(caf::node_id own, caf::actor_id desk) : own_(std::move(own)), desk_(desk) {}

  /// Takes the next header where `awaited_bytes()` is 0, else the payload that the last one announced.
  fate take(caf::span<const caf::byte> bytes);

  /// Of the payload that comes next; 0: a header does.
  std::uint32_t awaited_bytes() const { return awaited_bytes_; }
  bool has_greeted() const { return static_cast<bool>(peer_); }
  const caf::node_id& peer() const { return peer_; }  ///< that has greeted

private:
  bool may_follow(const caf::io::basp::header& next) const;
  fate take_payload(caf::span<const caf::byte> bytes);
  fate take_greeting(caf::span<const caf::byte> bytes);
  bool is_question(caf::span<const caf::byte> payload) const;
  bool is_between_us(caf::span<const caf::byte> news) const;

  caf::node_id own_;
  caf::actor_id desk_;
  caf::node_id peer_;  // none before it has greeted
  caf::io::basp::header header_{};  // of the payload that comes next
  std::uint32_t awaited_bytes_ = 0;
};

}  // namespace pronto
