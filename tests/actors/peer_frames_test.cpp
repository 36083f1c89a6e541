// What of the bytes of a connection may reach CAF: only what a client sends.
#include "actors/peer_frames.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/message.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <doctest/doctest.h>

#include "actors/frames.hpp"
#include "messages/interfaces.hpp"

using namespace pronto;
using caf::io::basp::message_type;
using test::as_span;
using test::header_of;
using test::node;
using fate = peer_frames::fate;

namespace {

constexpr caf::actor_id desk = 7;

/// A connection that `who` has greeted on.
peer_frames greeted(const caf::node_id& who) {
  peer_frames out{node('0'), desk};
  const auto named = test::greeting_of(who);
  REQUIRE(out.take(as_span(header_of(message_type::client_handshake, named.size()))) == fate::hold);
  REQUIRE(out.take(as_span(named)) == fate::deliver);
  REQUIRE(out.has_greeted());
  return out;
}

fate of_header(peer_frames in, message_type operation, std::size_t payload_bytes) {
  return in.take(as_span(header_of(operation, payload_bytes)));
}

fate of_payload(peer_frames in, message_type operation, const std::vector<char>& payload) {
  REQUIRE(in.take(as_span(header_of(operation, payload.size()))) == fate::hold);
  CHECK(in.awaited_bytes() == payload.size());
  return in.take(as_span(payload));
}

/// A node in CAF's other form, a URI, of which nothing can be read; as long as the usual one.
std::vector<char> of_other_kind() {
  auto out = test::serialized(nullptr, caf::atom("uri"), std::string{}, std::string{}, std::uint8_t{255});
  out.resize(test::greeting_of(node('1')).size());
  return out;
}

/// An actor system that knows our messages, for its writers.
struct writer {
  writer() : system(config.add_message_types<caf::id_block::pronto>()) {}

  template <class... Ts>
  std::vector<char> message_of(const Ts&... all) {
    return test::message_frame(system, caf::make_message(all...));
  }
  /// What becomes of a message of a client that has greeted.
  fate of(const std::vector<char>& payload, std::uint64_t to = desk, std::uint8_t flags = 0,
          std::uint64_t id = caf::make_message_id(1).integer_value()) const {
    auto in = greeted(node('1'));
    REQUIRE(in.take(as_span(header_of(message_type::direct_message, payload.size(), id, 1, to, flags))) ==
            fate::hold);
    return in.take(as_span(payload));
  }

  caf::actor_system_config config;
  caf::actor_system system;
};

}  // namespace

TEST_CASE("a connection begins with a greeting, and nothing else is taken before") {
  const peer_frames fresh{node('0'), desk};
  CHECK_FALSE(fresh.has_greeted());
  const std::size_t node_bytes = test::greeting_of(node('1')).size();
  for (std::size_t size = 0; size < 80; ++size)
    for (int each = 0; each < 256; ++each) {
      CAPTURE(each);
      const auto operation = static_cast<message_type>(each);
      const bool may_come = operation == message_type::client_handshake && size == node_bytes;
      CHECK(of_header(fresh, operation, size) == (may_come ? fate::hold : fate::refuse));
    }
}

TEST_CASE("whoever greets says who it is, as nobody else, and as the same ever after") {
  const auto of_name = [](const peer_frames& in, const std::vector<char>& payload) {
    return of_payload(in, message_type::client_handshake, payload);
  };
  const peer_frames fresh{node('0'), desk};
  const auto name = test::greeting_of(node('1'));
  CHECK(of_name(fresh, name) == fate::deliver);
  CHECK(of_name(fresh, test::greeting_of(node('0'))) == fate::refuse);      // the server itself
  CHECK(of_name(fresh, std::vector<char>(name.size())) == fate::refuse);  // nobody
  // CAF's other kind of nodes, the reading of which throws where its host is of no kind.
  CHECK(of_name(fresh, of_other_kind()) == fate::refuse);
  CHECK(of_name(greeted(node('1')), name) == fate::deliver);
  CHECK(of_name(greeted(node('1')), test::greeting_of(node('2'))) == fate::refuse);
}

TEST_CASE("after it come messages and news of actors with a payload, and heartbeats without") {
  const auto peer = greeted(node('1'));
  for (int each = 0; each < 256; ++each) {
    CAPTURE(each);
    const auto operation = static_cast<message_type>(each);
    const bool is_message =
        operation == message_type::direct_message || operation == message_type::routed_message;
    const auto held_if = [](bool may_come) { return may_come ? fate::hold : fate::refuse; };
    CHECK(of_header(peer, operation, 0) ==
          (operation == message_type::heartbeat ? fate::deliver : fate::refuse));
    CHECK(of_header(peer, operation, 1) == held_if(is_message));
    CHECK(of_header(peer, operation, 32) ==
          held_if(is_message || operation == message_type::client_handshake));
    CHECK(of_header(peer, operation, 64) ==
          held_if(is_message || operation == message_type::monitor_message));
    const bool may_be_news = is_message || operation == message_type::down_message;
    CHECK(of_header(peer, operation, 79) == held_if(may_be_news));
    CHECK(of_header(peer, operation, peer_frames::news_bytes_max) == held_if(may_be_news));
    CHECK(of_header(peer, operation, peer_frames::news_bytes_max + 1) == held_if(is_message));
    CHECK(of_header(peer, operation, peer_frames::message_bytes_max) == held_if(is_message));
    CHECK(of_header(peer, operation, peer_frames::message_bytes_max + 1) == fate::refuse);
    CHECK(of_header(peer, operation, 0xFFFF'FFFF) == fate::refuse);
  }
}

TEST_CASE("a header and a payload are as long as they have to be") {
  const auto peer = greeted(node('1'));
  const auto header = header_of(message_type::routed_message, 3);
  CHECK(header.size() == caf::io::basp::header_size);
  for (std::size_t size = 0; size < header.size(); ++size)
    CHECK(peer_frames{peer}.take(as_span({header.begin(), header.begin() + static_cast<std::ptrdiff_t>(size)})) ==
          fate::refuse);
  auto held = peer;
  REQUIRE(held.take(as_span(header)) == fate::hold);
  CHECK(held.awaited_bytes() == 3);
  CHECK(peer_frames{held}.take(as_span({1, 2})) == fate::refuse);
  CHECK(peer_frames{held}.take(as_span({1, 2, 3, 4})) == fate::refuse);
  CHECK(held.take(as_span({1, 2, 3})) == fate::ignore);  // of third nodes
  CHECK(held.awaited_bytes() == 0);
  CHECK(held.take(as_span(header_of(message_type::heartbeat, 0))) == fate::deliver);
}

TEST_CASE("news of actors are between these two nodes alone, with a plain reason") {
  const auto peer = greeted(node('1'));
  const auto of_monitor = [&](const auto& from, const auto& to) {
    return of_payload(peer, message_type::monitor_message, test::serialized(nullptr, from, to));
  };
  writer out;
  const auto of_down = [&](const auto& from, const auto& to, const caf::error& why) {
    const auto payload = test::serialized(out.system.dummy_execution_unit(), from, to, why);
    return of_payload(peer, message_type::down_message, payload);
  };
  const caf::error plain = caf::exit_reason::user_shutdown;
  const auto of_both = [&](const auto& from, const auto& to) {
    const auto what = of_monitor(from, to);
    CHECK(of_down(from, to, plain) == what);
    return what;
  };
  CHECK(of_both(node('1'), node('0')) == fate::deliver);
  CHECK(of_both(node('2'), node('0')) == fate::ignore);
  CHECK(of_both(node('1'), node('2')) == fate::ignore);
  CHECK(of_both(node('0'), node('1')) == fate::ignore);
  CHECK(of_down(node('1'), node('0'), caf::error{}) == fate::deliver);
  CHECK(of_down(node('1'), node('0'), caf::make_error(caf::sec::runtime_error, "text")) == fate::ignore);
  auto odd = test::serialized(nullptr, node('1'), node('0'));
  const auto other = of_other_kind();
  for (const std::ptrdiff_t at : {0, 32}) {
    auto forged = odd;
    std::copy(other.begin(), other.end(), forged.begin() + at);
    CHECK(of_payload(peer, message_type::monitor_message, forged) == fate::ignore);
    forged.resize(79);
    CHECK(of_payload(peer, message_type::down_message, forged) == fate::ignore);
  }
}

TEST_CASE("every message that the desk understands reaches it, and none to other actors") {
  writer out;
  const auto reaches = [&](const auto&... all) {
    const auto payload = out.message_of(all...);
    CHECK(out.of(payload) == fate::deliver);
    CHECK(out.of(payload, desk + 1) == fate::ignore);
  };
  reaches(hello_atom_v, protocol_v1{});
  reaches(status_atom_v);
  reaches(refresh_atom_v);
  reaches(find_atom_v, find_request{});
  reaches(find_atom_v, std::vector<find_request>(2));
  reaches(quote_atom_v, quote_request{});
  reaches(quote_atom_v, std::vector<quote_request>(2));
  reaches(calendar_atom_v, calendar_request{});
  reaches(calendar_atom_v, std::vector<calendar_request>(2));
  reaches(hotels_atom_v, hotels_request{});
  reaches(hotels_atom_v, std::vector<hotels_request>(2));
  reaches(price_check_atom_v, price_check_request{});
  reaches(price_check_atom_v, std::vector<price_check_request>(2));
  reaches(complete_atom_v, std::string{"b"}, std::uint32_t{9});
  reaches(complete_hotel_atom_v, std::string{"b"}, std::uint32_t{9});
  reaches(change_atom_v, std::vector<change>(2));
  // Where this fails, the desk's interface has grown: add its message above.
  CHECK(out.system.message_types(caf::detail::type_list<front_desk_actor>{}).size() == 16);
}

TEST_CASE("what holds actors, messages, errors or bytes reaches nobody") {
  writer out;
  const caf::message inner = caf::make_message(find_atom_v);
  CHECK(out.of(out.message_of(find_atom_v, inner)) == fate::ignore);
  CHECK(out.of(out.message_of(caf::link_atom::value, caf::strong_actor_ptr{})) == fate::ignore);
  CHECK(out.of(out.message_of(caf::exit_msg{{}, caf::exit_reason::kill})) == fate::ignore);
  CHECK(out.of(out.message_of(caf::error{caf::sec::runtime_error})) == fate::ignore);
  const auto named = [](const std::string& types) {
    return test::serialized(nullptr, std::uint8_t{0}, std::uint16_t{0}, types);
  };
  for (const char* types : {"@<>+@charbuf", "@<>+@atom+@new_data_msg", "@<>+@node", "@<>+@atom@str", "@<>+", "@",
                            "@<>@atom", "@<>+@atom+", "", "@<>+std::vector<char>"}) {
    CAPTURE(types);
    CHECK(out.of(named(types)) == fate::ignore);
  }
  CHECK(out.of(out.message_of(caf::duration{})) == fate::ignore);
  CHECK(out.of(out.message_of(find_atom_v, reply<find_answer>{})) == fate::ignore);
  CHECK(out.of(out.message_of(std::string{"find"})) == fate::ignore);
  const auto question = out.message_of(find_atom_v, find_request{});
  for (const std::uint64_t category : {2U, 3U})  // of streams
    CHECK(out.of(question, desk, 0, category << 60 | 1) == fate::ignore);
  auto by_way = question;
  by_way.front() = 1;
  CHECK(out.of(by_way) == fate::ignore);
  auto numbered = question;
  numbered[2] = 1;
  CHECK(out.of(numbered) == fate::ignore);
  for (std::size_t size = 1; size < 20; ++size)
    CHECK(out.of({question.begin(), question.begin() + static_cast<std::ptrdiff_t>(size)}) == fate::ignore);
}

TEST_CASE("nobody is told by name, nor what answers nobody's question") {
  writer out;
  constexpr auto by_name = caf::io::basp::header::named_receiver_flag;
  const auto question = out.message_of(find_atom_v, find_request{});
  CHECK(out.of(question, desk, by_name) == fate::ignore);
  CHECK(out.of(out.message_of(caf::sys_atom::value, caf::get_atom::value, std::string{"info"}), 1, by_name) ==
        fate::ignore);
  const auto asked = caf::make_message_id(5);
  CHECK(out.of(question, desk, 0, asked.integer_value()) == fate::deliver);
  CHECK(out.of(question, desk, 0, asked.response_id().integer_value()) == fate::ignore);
  CHECK(out.of(out.message_of(reply<find_answer>{}), desk, 0, asked.response_id().integer_value()) == fate::ignore);
}

TEST_CASE("random frames never announce more than may be, nor skip the greeting") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 random{seed};
  const auto name = test::greeting_of(node('1'));
  int whole = 0;
  for (int i = 0; i < 20'000; ++i) {
    peer_frames peer{node('0'), desk};
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
      if (random() % 16 == 0 && !bytes.empty())
        bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
      const bool had_greeted = peer.has_greeted();
      if (peer.take(as_span(bytes)) == fate::refuse) break;
      REQUIRE(peer.awaited_bytes() <=
              (had_greeted ? peer_frames::message_bytes_max : name.size()));
      whole += peer.has_greeted() && !had_greeted ? 1 : 0;
    }
  }
  CHECK(whole > 1000);
}
