#include "actors/peer_frames.hpp"

#include <utility>

#include <caf/binary_deserializer.hpp>
#include <caf/io/basp/header.hpp>

namespace pronto {

namespace basp = caf::io::basp;

bool peer_frames::take(caf::span<const caf::byte> bytes) {
  if (awaited_bytes_ == 0) return take_header(bytes);
  if (bytes.size() != std::exchange(awaited_bytes_, 0)) return false;
  return !std::exchange(awaits_greeting_, false) || take_greeting(bytes);
}

bool peer_frames::take_header(caf::span<const caf::byte> bytes) {
  basp::header header{};
  caf::binary_deserializer reads{nullptr, bytes};
  if (bytes.size() != basp::header_size || reads(header)) return false;
  awaited_bytes_ = header.payload_len;
  switch (header.operation) {
    case basp::message_type::client_handshake:
      awaits_greeting_ = true;
      return awaited_bytes_ > 0 && awaited_bytes_ <= greeting_bytes_max;
    case basp::message_type::direct_message:
    case basp::message_type::monitor_message:
    case basp::message_type::down_message:
      return has_greeted() && awaited_bytes_ > 0 && awaited_bytes_ <= payload_bytes_max;
    case basp::message_type::heartbeat:
      return has_greeted() && awaited_bytes_ == 0;
    case basp::message_type::server_handshake:
    case basp::message_type::routed_message:
      break;
  }
  return false;  // also of what is no operation at all
}

bool peer_frames::take_greeting(caf::span<const caf::byte> bytes) {
  caf::node_id named;
  caf::binary_deserializer reads{nullptr, bytes};
  if (reads(named) || reads.remaining() > 0 || !named || named == own_) return false;
  if (has_greeted()) return named == peer_;
  peer_ = std::move(named);
  return true;
}

}  // namespace pronto
