// What of the bytes of a connection may reach CAF: only what a client sends.
#include "actors/peer_frames.hpp"

#include <random>
#include <vector>

#include <caf/io/basp/header.hpp>

#include <doctest/doctest.h>

#include "actors/frames.hpp"

using namespace pronto;
using caf::io::basp::message_type;
using test::as_span;
using test::header_of;
using test::node;

namespace {

/// A connection that `who` has greeted on.
peer_frames greeted(const caf::node_id& who) {
  peer_frames out{node('0')};
  const auto named = test::greeting_of(who);
  REQUIRE(out.take(as_span(header_of(message_type::client_handshake, named.size()))));
  REQUIRE(out.take(as_span(named)));
  REQUIRE(out.has_greeted());
  return out;
}

bool takes_header(peer_frames in, message_type operation, std::size_t payload_bytes) {
  return in.take(as_span(header_of(operation, payload_bytes)));
}

}  // namespace

TEST_CASE("a connection begins with a greeting, and nothing else is taken before") {
  const peer_frames fresh{node('0')};
  CHECK_FALSE(fresh.has_greeted());
  for (const std::size_t size : {0U, 1U, 64U})
    for (int each = 0; each < 256; ++each) {
      CAPTURE(each);
      const auto operation = static_cast<message_type>(each);
      CHECK(takes_header(fresh, operation, size) ==
            (operation == message_type::client_handshake && size > 0));
    }
  CHECK(takes_header(fresh, message_type::client_handshake, peer_frames::greeting_bytes_max));
  CHECK_FALSE(takes_header(fresh, message_type::client_handshake, peer_frames::greeting_bytes_max + 1));
}

TEST_CASE("whoever greets says who it is, as nobody else, and as the same ever after") {
  const auto takes_name = [](peer_frames in, const std::vector<char>& payload) {
    REQUIRE(in.take(as_span(header_of(message_type::client_handshake, payload.size()))));
    CHECK(in.awaited_bytes() == payload.size());
    return in.take(as_span(payload));
  };
  const peer_frames fresh{node('0')};
  const auto name = test::greeting_of(node('1'));
  CHECK(takes_name(fresh, name));
  CHECK_FALSE(takes_name(fresh, test::greeting_of(node('0'))));     // the server itself
  CHECK_FALSE(takes_name(fresh, test::greeting_of(caf::node_id{})));  // nobody
  auto longer = name;
  longer.push_back(0);
  CHECK_FALSE(takes_name(fresh, longer));
  for (std::size_t size = 1; size < name.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(takes_name(fresh, {name.begin(), name.begin() + static_cast<std::ptrdiff_t>(size)}));
  }
  CHECK(takes_name(greeted(node('1')), name));
  CHECK_FALSE(takes_name(greeted(node('1')), test::greeting_of(node('2'))));
}

TEST_CASE("after it come messages and news of actors with a payload, and heartbeats without") {
  const auto peer = greeted(node('1'));
  for (int each = 0; each < 256; ++each) {
    CAPTURE(each);
    const auto operation = static_cast<message_type>(each);
    const bool carries = operation == message_type::direct_message ||
                         operation == message_type::monitor_message ||
                         operation == message_type::down_message;
    CHECK(takes_header(peer, operation, 0) == (operation == message_type::heartbeat));
    CHECK(takes_header(peer, operation, 40) ==
          (carries || operation == message_type::client_handshake));
    CHECK(takes_header(peer, operation, peer_frames::payload_bytes_max) == carries);
    CHECK_FALSE(takes_header(peer, operation, peer_frames::payload_bytes_max + 1));
    CHECK_FALSE(takes_header(peer, operation, 0xFFFF'FFFF));
  }
}

TEST_CASE("a header and a payload are as long as they have to be") {
  auto peer = greeted(node('1'));
  auto header = header_of(message_type::direct_message, 3);
  CHECK(header.size() == caf::io::basp::header_size);
  for (std::size_t size = 0; size < header.size(); ++size)
    CHECK_FALSE(peer_frames{peer}.take(as_span({header.begin(), header.begin() + static_cast<std::ptrdiff_t>(size)})));
  REQUIRE(peer.take(as_span(header)));
  CHECK(peer.awaited_bytes() == 3);
  CHECK_FALSE(peer_frames{peer}.take(as_span({1, 2})));
  CHECK_FALSE(peer_frames{peer}.take(as_span({1, 2, 3, 4})));
  CHECK(peer.take(as_span({1, 2, 3})));
  CHECK(peer.awaited_bytes() == 0);
  CHECK(peer.take(as_span(header_of(message_type::heartbeat, 0))));
}

TEST_CASE("random frames never announce more than may be, nor skip the greeting") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random{seed};
  const auto name = test::greeting_of(node('1'));
  int whole = 0;
  for (int i = 0; i < 20'000; ++i) {
    peer_frames peer{node('0')};
    for (int step = 0; step < 20; ++step) {
      std::vector<char> bytes;
      const bool greets = random() % 2 == 0;
      if (peer.awaited_bytes() > 0) {
        bytes = name;
        if (!greets) bytes.resize(peer.awaited_bytes() < 5000 ? peer.awaited_bytes() : 0);
      } else {
        const auto operation = static_cast<message_type>(greets ? 1 : random() % 8);
        bytes = header_of(operation, greets ? name.size() : random() >> (32 + random() % 32));
      }
      if (random() % 16 == 0 && !bytes.empty()) bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
      const bool had_greeted = peer.has_greeted();
      if (!peer.take(as_span(bytes))) break;
      REQUIRE(peer.awaited_bytes() <= (had_greeted ? peer_frames::payload_bytes_max : peer_frames::greeting_bytes_max));
      whole += peer.has_greeted() && !had_greeted ? 1 : 0;
    }
  }
  CHECK(whole > 1000);
}
