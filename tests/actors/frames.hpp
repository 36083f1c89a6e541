#pragma once
// The frames of BASP as a test sends them, without CAF's broker.
#include <cstdint>
#include <string>
#include <vector>

#include <caf/actor_control_block.hpp>
#include <caf/actor_system.hpp>
#include <caf/binary_serializer.hpp>
#include <caf/io/basp/header.hpp>
#include <caf/message.hpp>
#include <caf/node_id.hpp>
#include <caf/optional.hpp>
#include <caf/span.hpp>

namespace pronto::test {

inline caf::span<const caf::byte> as_span(const std::vector<char>& bytes) {
  return caf::as_bytes(caf::make_span(bytes));
}

/// `with`: of an actor system, where `all` have messages or actors.
template <class... Ts>
std::vector<char> serialized(caf::execution_unit* with, const Ts&... all) {
  std::vector<char> out;
  caf::binary_serializer sink{with, out};
  (void)sink(const_cast<Ts&>(all)...);
  return out;
}

inline std::vector<char> header_of(caf::io::basp::message_type operation, std::size_t payload_bytes,
                                   std::uint64_t id = 0, std::uint64_t from = 0,
                                   std::uint64_t to = 0, std::uint8_t flags = 0) {
  return serialized(nullptr, caf::io::basp::header{operation, flags, static_cast<std::uint32_t>(payload_bytes),
                                                   id, from, to});
}

/// The payload of a message: by way of no other actors.
inline std::vector<char> message_frame(caf::actor_system& in, const caf::message& content) {
  return serialized(in.dummy_execution_unit(), std::vector<caf::strong_actor_ptr>{}, content);
}

/// One of some, told apart by a hexadecimal digit.
inline caf::node_id node(char digit) {
  return *caf::make_node_id(7, std::string(39, 'a') + digit);
}

/// The payload of its greeting.
inline std::vector<char> greeting_of(const caf::node_id& who) { return serialized(nullptr, who); }

}  // namespace pronto::test
