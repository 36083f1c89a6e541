// Who connects cannot harm a server: not by what it sends, nor by what it leaves unread, nor by how many it is.
#include "actors/guarded_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <deque>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <caf/actor_cast.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/binary_deserializer.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/exit_reason.hpp>
#include <caf/io/basp_broker.hpp>
#include <caf/io/middleman.hpp>
#include <caf/make_message.hpp>
#include <caf/send.hpp>

#include <doctest/doctest.h>

#include "actors/client.hpp"
#include "actors/frames.hpp"
#include "actors/local_engine.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "sources/files/descriptor.hpp"

using namespace pronto;
using caf::io::basp::message_type;
using test::header_of;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t answer_bytes = 1 << 16;

/// Waits for what another thread brings about.
template <class F>
bool comes_true(F what) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!what()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

/// A port behind which an actor answers each question with so many bytes.
struct open_port {
  explicit open_port(port_limits limits) : system(configured()) {
    desk = system.spawn([]() -> caf::behavior {
      return {[](status_atom) { return std::string(answer_bytes, 'x'); }};
    });
    const auto bound = publish_guarded(system, caf::actor_cast<front_desk_actor>(desk), 0, limits,
                                       counts);
    REQUIRE(bound);
    port = *bound;
  }
  ~open_port() { caf::anon_send_exit(desk, caf::exit_reason::kill); }

  caf::actor_system_config& configured() {
    config.load<caf::io::middleman>();
    config.set("middleman.workers", std::size_t{0});
    return config;
  }

  caf::actor_system_config config;
  std::shared_ptr<connection_counts> counts = std::make_shared<connection_counts>();
  caf::actor_system system;
  caf::actor desk;
  std::uint16_t port = 0;
};

/// A connection of bytes.
class peer {
public:
  explicit peer(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    REQUIRE(::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }

  /// False where the other end is gone.
  bool send(const std::vector<char>& bytes) {
    return ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  void send(message_type operation, const std::vector<char>& payload) {
    send(header_of(operation, payload.size()));
    send(payload);
  }
  /// From now on it sends nothing, but might read.
  void close_half() { ::shutdown(socket_.get(), SHUT_WR); }
  /// Of the next `size` bytes as many as come.
  std::vector<char> receive(std::size_t size) {
    std::vector<char> out(size);
    const auto got = ::recv(socket_.get(), out.data(), size, MSG_WAITALL);
    out.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return out;
  }
  /// Whether the server closes it, whatever it sends before.
  bool is_closed() {
    for (;;) {
      std::vector<char> some(1 << 16);
      pollfd what{.fd = socket_.get(), .events = POLLIN, .revents = 0};
      if (::poll(&what, 1, 10'000) <= 0) return false;
      if (::recv(socket_.get(), some.data(), some.size(), 0) <= 0) return true;
    }
  }
  /// Whether it is still open.
  bool is_open() {
    char byte = 0;
    const auto got = ::recv(socket_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got > 0 || (got < 0 && errno == EAGAIN);
  }

  /// Reads the server's greeting, and greets as `who`.
  void greet(caf::actor_system& with, char who = '1') {
    caf::io::basp::header header{};
    auto bytes = receive(caf::io::basp::header_size);
    caf::binary_deserializer head{with, bytes};
    REQUIRE_FALSE(head(header));
    bytes = receive(header.payload_len);
    caf::binary_deserializer payload{with, bytes};
    caf::node_id node;
    std::vector<std::string> programs;
    REQUIRE_FALSE(payload(node, programs, desk_));
    send(message_type::client_handshake,
         test::greeting_of(test::node(who)));
  }
  bool ask(caf::actor_system& with, std::uint64_t number) {
    const auto word = test::message_frame(with, caf::make_message(status_atom_v));
    const auto id = caf::make_message_id(number).integer_value();
    return send(header_of(message_type::direct_message, word.size(), id, 1, desk_)) && send(word);
  }

private:
  descriptor socket_;
  caf::actor_id desk_ = 0;
};

/// Reads frames until `answers` of them carried an answer; the bytes of these.
std::size_t read_answers(peer& from, caf::actor_system& with, int answers) {
  std::size_t bytes = 0;
  while (answers > 0) {
    caf::io::basp::header header{};
    const auto head = from.receive(caf::io::basp::header_size);
    caf::binary_deserializer reads{with, head};
    if (head.size() != caf::io::basp::header_size || reads(header)) return bytes;
    const auto payload = from.receive(header.payload_len);
    if (payload.size() < answer_bytes) continue;
    bytes += payload.size();
    --answers;
  }
  return bytes;
}

/// How many nodes CAF's broker has an actor of, to spawn others there.
std::size_t spawn_servers_of(caf::actor_system& system) {
  auto& middleman = system.middleman();
  const auto broker = middleman.named_broker<caf::io::basp_broker>(caf::atom("BASP"));
  std::promise<std::size_t> told;
  middleman.backend().post([&] {
    told.set_value(dynamic_cast<caf::io::basp_broker&>(*caf::actor_cast<caf::abstract_actor*>(broker))
                       .spawn_servers.size());
  });
  return told.get_future().get();
}

/// What a client of its own kind asks and gets.
bool is_answered(peer& client, caf::actor_system& with, std::uint64_t number) {
  return client.ask(with, number) && read_answers(client, with, 1) > answer_bytes;
}

/// More than the sockets of a connection take, so that some wait in the server.
constexpr int answers_in_sockets = 400;

}  // namespace

TEST_CASE("a server outlives what ends CAF's broker, and goes on answering others") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto engine = start_engine_on({}, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const auto port = (*engine)->publish(0);
  REQUIRE(port);
  const auto remote = connect("127.0.0.1:" + std::to_string(*port), 10'000);
  REQUIRE(remote);
  const auto name = test::greeting_of(test::node('1'));
  std::uint64_t sent = 0;
  const auto is_cut_after = [&](const std::vector<std::vector<char>>& frames) {
    peer bad{*port};
    for (const auto& each : frames) bad.send(each);
    CHECK(bad.is_closed());
    ++sent;
    CHECK((*remote)->find(test::cheapest_in("Berlin")));
  };
  const auto greeting = header_of(message_type::client_handshake, name.size());
  is_cut_after({greeting, name, header_of(message_type::server_handshake, 0, 7)});  // whose payload CAF reads
  is_cut_after({header_of(message_type::client_handshake, 0xFFFF'FFFF)});  // which CAF allocates
  is_cut_after({greeting, name, header_of(message_type::direct_message, 0xFFFF'FFFF, 1, 1, 1)});
  is_cut_after({std::vector<char>(100, 'G')});
  auto odd = test::serialized(nullptr, caf::atom("uri"), std::string{}, std::string{}, std::uint8_t{255});
  is_cut_after({header_of(message_type::client_handshake, odd.size()), odd});  // of which CAF throws
  CHECK(comes_true([&] { return (*engine)->status()->connections.open == 1; }));
  const auto told = (*remote)->status()->connections;
  CHECK(told.most == 1000);
  CHECK(told.cut == sent);
  CHECK(told.refused == 0);
}

TEST_CASE("an engine that is not published takes no connections") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto engine = start_engine_on({}, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  CHECK((*engine)->status()->connections == connections_status{});
}

TEST_CASE("connections that say nothing make room for new ones, the oldest first") {
  open_port server{{.connections_max = 3}};
  CHECK(server.counts->most == 3);
  std::deque<peer> silent;
  for (int i = 0; i < 3; ++i) {
    silent.emplace_back(server.port);
    CHECK(comes_true([&] { return server.counts->open == static_cast<unsigned>(i + 1); }));
  }
  silent[0].greet(server.system);
  CHECK(is_answered(silent[0], server.system, 1));  // so its greeting was read
  peer fourth{server.port};
  CHECK(silent[1].is_closed());
  CHECK(silent[0].is_open());
  CHECK(silent[2].is_open());
  CHECK(comes_true([&] { return server.counts->open == 3; }));
  CHECK(server.counts->refused == 1);
  fourth.greet(server.system, '2');
  CHECK(is_answered(fourth, server.system, 1));
  silent[2].greet(server.system, '3');
  CHECK(is_answered(silent[2], server.system, 1));
  peer fifth{server.port};
  CHECK(fifth.is_closed());
  CHECK(server.counts->refused == 2);
  CHECK(is_answered(silent[0], server.system, 2));
  silent.clear();
  CHECK(comes_true([&] { return server.counts->open == 1; }));
  CHECK(server.counts->cut == 0);
}

TEST_CASE("of the files that a process may open some are left to others than connections") {
  struct restored {
    restored() { ::getrlimit(RLIMIT_NOFILE, &usual); }
    ~restored() { ::setrlimit(RLIMIT_NOFILE, &usual); }
    rlimit usual{};
  };
  const restored limits;
  auto few = limits.usual;
  few.rlim_cur = descriptors_left + 10;
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  const open_port server{{.connections_max = 1000}};
  CHECK(server.counts->most == 10);
}

TEST_CASE("nothing is kept of those that have been connected") {
  open_port server{{}};
  for (int i = 0; i < 3; ++i) {
    peer one{server.port};
    one.greet(server.system, static_cast<char>('1' + i));
    CHECK(is_answered(one, server.system, 1));
    CHECK(spawn_servers_of(server.system) == 0);
  }
  CHECK(comes_true([&] { return server.counts->open == 0; }));
  CHECK(server.counts->unsent_bytes == 0);
  CHECK(server.counts->announced_bytes == 0);
}

TEST_CASE("answers that are read are forgotten, and those of a connection that ends") {
  open_port server{{.unsent_bytes_max = 1000 * answer_bytes}};
  std::uint64_t number = 0;
  peer reader{server.port};
  reader.greet(server.system, '1');
  for (int round = 0; round < 10; ++round) {
    constexpr int together = 50;
    for (int i = 0; i < together; ++i) CHECK(reader.ask(server.system, ++number));
    CHECK(read_answers(reader, server.system, together) > together * answer_bytes);
  }
  CHECK(comes_true([&] { return server.counts->unsent_bytes == 0; }));
  {
    peer idler{server.port};
    idler.greet(server.system, '2');
    for (int i = 0; i < answers_in_sockets; ++i) idler.ask(server.system, ++number);
    CHECK(comes_true([&] { return server.counts->unsent_bytes > 10 * answer_bytes; }));
  }
  CHECK(comes_true([&] { return server.counts->open == 1; }));
  CHECK(server.counts->unsent_bytes == 0);
  CHECK(server.counts->cut == 0);
}

TEST_CASE("of connections that do not read the one with the most is cut off, whoever asks next") {
  constexpr std::uint64_t most = 100 * answer_bytes;
  open_port server{{.unsent_bytes_max = most}};
  std::uint64_t number = 0;
  peer reader{server.port};
  reader.greet(server.system, '1');
  CHECK(is_answered(reader, server.system, ++number));
  peer idler{server.port};
  idler.greet(server.system, '2');
  // Nearly as much as may be, so that what the reader asks for is too much.
  while (server.counts->unsent_bytes < most - 10 * answer_bytes && server.counts->cut == 0) {
    const auto before = server.counts->unsent_bytes.load();
    REQUIRE(idler.ask(server.system, ++number));
    if (before > 0) CHECK(comes_true([&] { return server.counts->unsent_bytes != before; }));
  }
  for (int round = 0; round < 5; ++round) {
    constexpr int together = 50;
    for (int i = 0; i < together; ++i) CHECK(reader.ask(server.system, ++number));
    CHECK(read_answers(reader, server.system, together) > together * answer_bytes);
  }
  for (int i = 0; i < 100 && server.counts->cut == 0; ++i) idler.ask(server.system, ++number);
  CHECK(comes_true([&] { return server.counts->cut == 1; }));
  CHECK(idler.is_closed());
  CHECK(comes_true([&] { return server.counts->open == 1; }));
  CHECK(comes_true([&] { return server.counts->unsent_bytes == 0; }));
  CHECK(is_answered(reader, server.system, ++number));
}

TEST_CASE("a connection that does not read keeps no server from its end") {
  for (const bool is_half_closed : {false, true}) {
    CAPTURE(is_half_closed);
    auto server = std::make_unique<open_port>(port_limits{});
    peer idler{server->port};
    idler.greet(server->system);
    for (std::uint64_t i = 1; i <= answers_in_sockets; ++i) idler.ask(server->system, i);
    CHECK(comes_true([&] { return server->counts->unsent_bytes > 10 * answer_bytes; }));
    if (is_half_closed) idler.close_half();
    const auto begin = std::chrono::steady_clock::now();
    server.reset();
    CHECK(std::chrono::steady_clock::now() - begin < 8s);
  }
}

TEST_CASE("a heartbeat after a frame that is ignored is a heartbeat") {
  open_port server{{}};
  peer one{server.port};
  one.greet(server.system);
  CHECK(is_answered(one, server.system, 1));
  one.send(message_type::direct_message, std::vector<char>(40));
  CHECK(comes_true([&] { return server.counts->ignored == 1; }));
  one.send(header_of(message_type::heartbeat, 0));
  CHECK(is_answered(one, server.system, 2));
  CHECK(server.counts->cut == 0);
}

TEST_CASE("what comes of a connection after it was cut off changes nothing") {
  constexpr std::uint32_t most = 1 << 20;
  open_port server{{.announced_bytes_max = most}};
  peer first{server.port};
  first.greet(server.system, '1');
  peer second{server.port};
  second.greet(server.system, '2');
  CHECK(is_answered(second, server.system, 1));
  first.send(header_of(message_type::direct_message, most - 1000, 1, 1, 1));
  first.send(std::vector<char>(most - 2000));
  CHECK(comes_true([&] { return server.counts->announced_bytes == most - 1000; }));
  // While CAF's loop waits, what ends the first one comes, and after it the rest of its message.
  std::promise<void> waits;
  std::promise<void> goes_on;
  server.system.middleman().backend().post([&] {
    waits.set_value();
    goes_on.get_future().wait();
  });
  waits.get_future().wait();
  second.send(header_of(message_type::direct_message, most / 2, 1, 1, 1));
  first.send(std::vector<char>(1000));
  goes_on.set_value();
  CHECK(comes_true([&] { return server.counts->open == 1; }));
  CHECK(server.counts->cut == 1);
  CHECK(server.counts->announced_bytes == most / 2);
}

TEST_CASE("of messages that are announced and do not come the largest is cut off") {
  constexpr std::uint32_t most = 1 << 20;
  open_port server{{.announced_bytes_max = most}};
  const auto announce = [](peer& by, std::uint32_t bytes) {
    by.send(header_of(message_type::direct_message, bytes, 1, 1, 1));
  };
  peer first{server.port};
  first.greet(server.system, '1');
  announce(first, most - 1000);
  first.send(std::vector<char>(1000));
  CHECK(comes_true([&] { return server.counts->announced_bytes == most - 1000; }));
  peer second{server.port};
  second.greet(server.system, '2');
  announce(second, most / 2);
  CHECK(first.is_closed());
  CHECK(comes_true([&] { return server.counts->announced_bytes == most / 2; }));
  second.send(std::vector<char>(most / 2));
  CHECK(comes_true([&] { return server.counts->ignored == 1; }));  // for no desk
  CHECK(server.counts->announced_bytes == 0);
  for (std::uint64_t i = 1; i <= 3; ++i) {
    second.send(message_type::direct_message, std::vector<char>(most - 1));
    CHECK(is_answered(second, server.system, i));
  }
  CHECK(server.counts->cut == 1);
}
