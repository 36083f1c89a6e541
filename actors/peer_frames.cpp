#include "actors/peer_frames.hpp"

#include <string>
#include <string_view>

#include <caf/binary_deserializer.hpp>
#include <caf/message_id.hpp>

namespace pronto {

namespace basp = caf::io::basp;
using basp::message_type;

namespace {

// Names of types as CAF writes them before a content: "@<>+@atom+pronto::find_request".
bool are_of_questions(std::string_view types) {
  constexpr std::string_view begin = "@<>";
  if (!types.starts_with(begin)) return false;
  types.remove_prefix(begin.size());
  while (!types.empty()) {
    if (types.front() != '+') return false;
    types.remove_prefix(1);
    const auto name = types.substr(0, types.find('+'));
    if (name != "@atom" && name != "@str" && name != "@u32" && !name.starts_with("pronto::") &&
        !name.starts_with("std::vector<pronto::"))
      return false;
    types.remove_prefix(name.size());
  }
  return true;
}

}  // namespace

peer_frames::fate peer_frames::take(caf::span<const caf::byte> bytes) {
  if (awaited_bytes_ > 0) return take_payload(bytes);
  caf::binary_deserializer reads{nullptr, bytes};
  if (bytes.size() != basp::header_size || reads(header_) || !may_follow(header_))
    return fate::refuse;
  awaited_bytes_ = header_.payload_len;
  return awaited_bytes_ > 0 ? fate::hold : fate::deliver;
}

bool peer_frames::may_follow(const basp::header& next) const {
  const auto bytes = next.payload_len;
  switch (next.operation) {
    case message_type::client_handshake: return bytes > 0 && bytes <= news_bytes_max;
    case message_type::direct_message:
    case message_type::routed_message:
      return has_greeted() && bytes > 0 && bytes <= message_bytes_max;
    case message_type::monitor_message:
    case message_type::down_message:
      return has_greeted() && bytes > 0 && bytes <= news_bytes_max;
    case message_type::heartbeat: return has_greeted() && bytes == 0;
    case message_type::server_handshake: break;
  }
  return false;  // also of what is no operation at all
}

peer_frames::fate peer_frames::take_payload(caf::span<const caf::byte> bytes) {
  if (bytes.size() != std::exchange(awaited_bytes_, 0)) return fate::refuse;
  switch (header_.operation) {
    case message_type::client_handshake: return take_greeting(bytes);
    case message_type::direct_message:
      return is_question(bytes) ? fate::deliver : fate::ignore;
    case message_type::monitor_message:
    case message_type::down_message: {
      caf::node_id from;
      caf::node_id to;
      caf::binary_deserializer reads{nullptr, bytes};
      if (reads(from, to)) return fate::refuse;
      return from == peer_ && to == own_ ? fate::deliver : fate::ignore;
    }
    default: return fate::ignore;  // of third nodes: a server is no router
  }
}

// For the desk: words, texts, numbers and our own types, but no handles of actors, messages within messages, errors, exits
// or streams; nor may it have come by way of other actors, whose handles stand first. By name each client
// asks, once, for the actor that spawns others.
bool peer_frames::is_question(caf::span<const caf::byte> payload) const {
  if (caf::message_id{header_.operation_data}.is_stream_message()) return false;
  std::uint8_t stages = 0;
  std::uint16_t type_number = 0;  // 0: names follow
  std::string types;
  caf::binary_deserializer reads{nullptr, payload};
  if (reads(stages, type_number, types) || stages != 0 || type_number != 0) return false;
  if (header_.has(basp::header::named_receiver_flag)) return types == "@<>+@atom+@atom+@str";
  return header_.dest_actor == desk_ && are_of_questions(types);
}

peer_frames::fate peer_frames::take_greeting(caf::span<const caf::byte> bytes) {
  caf::node_id named;
  caf::binary_deserializer reads{nullptr, bytes};
  if (reads(named) || reads.remaining() > 0 || !named || named == own_) return fate::refuse;
  if (has_greeted() && named != peer_) return fate::refuse;
  peer_ = std::move(named);
  return fate::deliver;
}

}  // namespace pronto
