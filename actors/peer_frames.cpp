#include "actors/peer_frames.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <caf/atom.hpp>
#include <caf/binary_deserializer.hpp>
#include <caf/message_id.hpp>

namespace pronto {

namespace basp = caf::io::basp;
using basp::message_type;

namespace {

using bytes_view = caf::span<const caf::byte>;

// A node as CAF writes it: which kind it is, its process, and a digest of its machine. CAF knows another kind,
// the reading of which can throw.
constexpr std::size_t node_bytes = 8 + 4 + 20;

std::optional<caf::node_id> node_of(bytes_view bytes) {
  caf::atom_value kind{};
  caf::node_id out;
  caf::binary_deserializer looks{nullptr, bytes};
  if (bytes.size() != node_bytes || looks(kind) || kind != caf::atom("default")) return std::nullopt;
  caf::binary_deserializer reads{nullptr, bytes};
  if (reads(out) || !out) return std::nullopt;
  return out;
}

// News that an actor has ended, behind both nodes: a code, its category, and a context that holds nothing.
bool is_plain_reason(bytes_view news) {
  constexpr std::string_view nothing{"\0\0\3@<>", 6};
  const std::string_view text{reinterpret_cast<const char*>(news.data()), news.size()};
  return text.size() == 2 * node_bytes + 1 + 8 + nothing.size() && text.ends_with(nothing);
}

// What the desk understands, by the names of types that CAF writes before a content.
constexpr std::array<std::string_view, 14> questions = {
    "@<>+@atom",
    "@<>+@atom+pronto::protocol_v1",
    "@<>+@atom+pronto::find_request",
    "@<>+@atom+pronto::quote_request",
    "@<>+@atom+pronto::calendar_request",
    "@<>+@atom+pronto::hotels_request",
    "@<>+@atom+pronto::price_check_request",
    "@<>+@atom+std::vector<pronto::find_request>",
    "@<>+@atom+std::vector<pronto::quote_request>",
    "@<>+@atom+std::vector<pronto::calendar_request>",
    "@<>+@atom+std::vector<pronto::hotels_request>",
    "@<>+@atom+std::vector<pronto::price_check_request>",
    "@<>+@atom+std::vector<pronto::change>",
    "@<>+@atom+@str+@u32",
};

}  // namespace

peer_frames::fate peer_frames::take(bytes_view bytes) {
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
    case message_type::client_handshake: return bytes == node_bytes;
    case message_type::monitor_message: return has_greeted() && bytes == 2 * node_bytes;
    case message_type::down_message:
      return has_greeted() && bytes > 2 * node_bytes && bytes <= news_bytes_max;
    case message_type::direct_message:
    case message_type::routed_message:
      return has_greeted() && bytes > 0 && bytes <= message_bytes_max;
    case message_type::heartbeat: return has_greeted() && bytes == 0;
    case message_type::server_handshake: break;
  }
  return false;  // also of what is no operation at all
}

peer_frames::fate peer_frames::take_payload(bytes_view bytes) {
  if (bytes.size() != std::exchange(awaited_bytes_, 0)) return fate::refuse;
  const auto deliver_if = [](bool is_of_use) { return is_of_use ? fate::deliver : fate::ignore; };
  switch (header_.operation) {
    case message_type::client_handshake: return take_greeting(bytes);
    case message_type::direct_message: return deliver_if(is_question(bytes));
    case message_type::monitor_message: return deliver_if(is_between_us(bytes));
    case message_type::down_message:
      return deliver_if(is_between_us(bytes) && is_plain_reason(bytes));
    default: return fate::ignore;  // of third nodes: a server is no router
  }
}

peer_frames::fate peer_frames::take_greeting(bytes_view bytes) {
  auto named = node_of(bytes);
  if (!named || *named == own_ || (has_greeted() && *named != peer_)) return fate::refuse;
  peer_ = *std::move(named);
  return fate::deliver;
}

bool peer_frames::is_between_us(bytes_view news) const {
  const auto from = node_of(news.first(node_bytes));
  const auto to = node_of(news.subspan(node_bytes, node_bytes));
  return from && to && *from == peer_ && *to == own_;
}

// No answer, since nobody here asks a client; nor part of a stream; nor what has come by way of other actors,
// whose handles stand first.
bool peer_frames::is_question(bytes_view payload) const {
  const auto id = caf::message_id{header_.operation_data};
  const bool is_by_name = header_.has(basp::header::named_receiver_flag);
  if (id.is_response() || id.is_stream_message() || is_by_name || header_.dest_actor != desk_)
    return false;
  std::uint8_t stages = 0;
  std::uint16_t type_number = 0;  // 0: names follow
  std::string types;
  caf::binary_deserializer reads{nullptr, payload};
  return !reads(stages, type_number, types) && stages == 0 && type_number == 0 &&
         std::ranges::find(questions, types) != questions.end();
}

}  // namespace pronto
