// Over the wire: what a client sees of a server, and of everything that is none.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <caf/actor_cast.hpp>
#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/event_based_actor.hpp>
#include <caf/exit_reason.hpp>
#include <caf/io/middleman.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <doctest/doctest.h>

#include "actors/child_server.hpp"
#include "actors/desk_caller.hpp"
#include "actors/dial.hpp"
#include "actors/local_engine.hpp"
#include "actors/memory_source.hpp"
#include "actors/questions.hpp"
#include "messages/interfaces.hpp"
#include "sources/files/descriptor.hpp"

using namespace pronto;
using test::cheapest_in;
using test::code_of;
using namespace std::chrono_literals;

namespace {

std::string local(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

/// What an action took, in milliseconds.
template <class F>
std::int64_t took_ms(F action) {
  const auto begin = std::chrono::steady_clock::now();
  action();
  return (std::chrono::steady_clock::now() - begin) / 1ms;
}

/// A port of 127.0.0.1 that is bound, and listens if it is told to.
struct raw_port {
  explicit raw_port(bool listens) : socket(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::bind(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    if (listens) REQUIRE(::listen(socket.get(), 8) == 0);
    socklen_t size = sizeof address;
    ::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }

  descriptor socket;
  std::uint16_t port = 0;
};

/// An actor system that publishes one actor.
struct other_program {
  explicit other_program(caf::actor_system_config& config) : system(config) {}
  template <class Handle>
  std::uint16_t publish(const Handle& whom) {
    const auto port = system.middleman().publish(whom, 0, "127.0.0.1");
    REQUIRE(port);
    return *port;
  }
  caf::actor_system system;
};

// The protocol of another version of Pronto, by the name under which it is sent.
struct old_protocol {
  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, old_protocol&) {
    return f(caf::meta::type_name("old"));
  }
};
using old_desk = caf::typed_actor<caf::replies_to<hello_atom, old_protocol>::with<std::string>>;

}  // namespace

TEST_CASE("the address of a server is a host and a port") {
  CHECK(*parse_endpoint("127.0.0.1:4242") == endpoint{"127.0.0.1", 4242});
  CHECK(*parse_endpoint("localhost:1") == endpoint{"localhost", 1});
  CHECK(*parse_endpoint("[::1]:65535") == endpoint{"::1", 65535});
  CHECK(parse_endpoint("[::1]:65535")->text() == "[::1]:65535");
  for (const auto* wrong : {"", ":", "localhost", "localhost:", ":4242", "localhost:0", "a:65536",
                            "a:-1", "a:4242x", "a: 4242", "::1:4242", "[]:4242"}) {
    CAPTURE(wrong);
    REQUIRE_FALSE(parse_endpoint(wrong));
    CHECK(code_of(parse_endpoint(wrong)) == failure_code::usage);
    CHECK(code_of(connect(wrong, 1000)) == failure_code::usage);
  }
}

TEST_CASE("a client over the wire gets what the engine answers") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  engine_options options;
  options.refresh_interval_ms = 0;
  auto engine = start_engine_on(options, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const auto port = (*engine)->publish(0);
  REQUIRE(port);
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    CAPTURE(host);
    const auto remote = connect(host + ":" + std::to_string(*port), 5000);
    REQUIRE(remote);
    auto asked = cheapest_in("Berlin");
    asked.explain = true;
    const auto there = (*remote)->find(asked);
    const auto here = (*engine)->find(asked);
    REQUIRE(there);
    CHECK(*there == *here);
    const auto quoted = (*remote)->quote({.hotel = "A", .when = asked.when, .keep = {}});
    REQUIRE(quoted);
    CHECK(quoted->offers.size() == 1);
    const auto calendar = (*remote)->calendar(test::march_in("Berlin"));
    REQUIRE(calendar);
    CHECK(calendar->days.size() == 31);
    CHECK(*calendar == *(*engine)->calendar(test::march_in("Berlin")));
    hotels_request of_berlin;
    of_berlin.city = "Berlin";
    const auto listed = (*remote)->hotels(of_berlin);
    REQUIRE(listed);
    CHECK(listed->hotels.at(0).code == "A");
    CHECK(*listed == *(*engine)->hotels(of_berlin));
    CHECK((*remote)->hotels({})->cities.size() == 1);
    const auto check = (*remote)->check_price({.token = there->offers.at(0).token});
    REQUIRE(check);
    CHECK(check->state == price_state::available);
    CHECK(code_of((*remote)->check_price({.token = "x"})) == failure_code::usage);
    const auto failed = (*remote)->find(cheapest_in("Berlim"));
    REQUIRE(code_of(failed) == failure_code::not_found);
    CHECK(failed.why() == (*engine)->find(cheapest_in("Berlim")).why());
    CHECK(*(*remote)->complete_city("ber") == std::vector<std::string>{"Berlin"});
    const auto each = (*remote)->find_each({cheapest_in("Berlin"), cheapest_in("Atlantis")});
    REQUIRE(each);
    CHECK(each->at(0));
    CHECK_FALSE(each->at(1));
    const auto cents = static_cast<std::int64_t>(host.size()) * 100;
    shelf.put("A", "Berlin", cents);
    REQUIRE((*remote)->refresh());
    const auto after = (*remote)->find(asked);
    CHECK(after->offers.at(0).cost.total == 2 * cents);
    CHECK((*remote)->status()->hotels == 1);
  }
}

TEST_CASE("a port that is taken cannot be published at") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  auto engine = start_engine_on({}, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const raw_port taken{true};
  const auto port = (*engine)->publish(taken.port);
  REQUIRE_FALSE(port);
  CHECK(port.why().code == failure_code::unavailable);
  CHECK(port.why().value == std::to_string(taken.port));
}

TEST_CASE("a port that nobody listens on is told at once") {
  const raw_port silent{false};
  CHECK(took_ms([&] {
          const auto got = connect(local(silent.port), 5000);
          REQUIRE(code_of(got) == failure_code::unavailable);
          CHECK(got.why().text.find(local(silent.port)) != std::string::npos);
        }) < 2000);
}

TEST_CASE("a port that takes connections and stays mute is told in time") {
  const raw_port mute{true};
  CHECK(took_ms([&] {
          const auto got = connect(local(mute.port), 300);
          REQUIRE(code_of(got) == failure_code::timed_out);
          CHECK(got.why().text.find("said nothing within ") != std::string::npos);
        }) < 2000);
}

TEST_CASE("a server of another kind is told") {
  const raw_port other{true};
  std::thread speaker([&] {
    const descriptor peer{::accept(other.socket.get(), nullptr, nullptr)};
    CHECK(::send(peer.get(), "SSH-2.0", 7, 0) == 7);
  });
  CHECK(code_of(connect(local(other.port), 5000)) == failure_code::protocol);
  speaker.join();
}

TEST_CASE("a server that greets and then stays mute is told in time") {
  const raw_port other{true};
  std::thread speaker([&] {
    std::vector<descriptor> peers;
    for (int i = 0; i < 2; ++i) {
      peers.emplace_back(::accept(other.socket.get(), nullptr, nullptr));
      CHECK(::send(peers.back().get(), "\0", 1, 0) == 1);
    }
    std::this_thread::sleep_for(1s);
  });
  CHECK(took_ms([&] {
          CHECK(code_of(connect(local(other.port), 300)) == failure_code::unavailable);
        }) < 3000);
  speaker.join();
}

TEST_CASE("a host that does not exist is told") {
  const auto code = code_of(connect("no-such-host.invalid:4242", 3000));
  // A resolver that hangs is told as what it is.
  CHECK((code == failure_code::usage || code == failure_code::unavailable));
}

TEST_CASE("a server of another version is refused before anything is asked") {
  caf::actor_system_config config;
  config.load<caf::io::middleman>();
  config.add_message_type<old_protocol>("pronto::protocol_v0");
  other_program other{config};
  const auto desk = other.system.spawn([]() -> old_desk::behavior_type {
    return {[](hello_atom, old_protocol) { return std::string{"0.0.1"}; }};
  });
  const auto got = connect(local(other.publish(desk)), 5000);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::protocol);
  CHECK(got.why().text.find("another version") != std::string::npos);
  caf::anon_send_exit(desk, caf::exit_reason::user_shutdown);
}

TEST_CASE("an actor system that is no Pronto server is told") {
  caf::actor_system_config config;
  config.load<caf::io::middleman>();
  other_program other{config};
  const auto actor =
      other.system.spawn([]() -> caf::behavior { return {[](int x) { return x; }}; });
  const auto got = connect(local(other.publish(actor)), 5000);
  REQUIRE_FALSE(got);
  CHECK(got.why().code == failure_code::protocol);
  CHECK(got.why().text.find("no Pronto server") != std::string::npos);
  caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
}

TEST_CASE("a peer cannot end a server") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  engine_options options;
  options.refresh_interval_ms = 0;
  auto engine = start_engine_on(options, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const auto port = (*engine)->publish(0);
  REQUIRE(port);
  caf::actor_system_config config;
  config.load<caf::io::middleman>();
  config.add_message_types<caf::id_block::pronto>();
  caf::actor_system system{config};
  const auto desk = system.middleman().remote_actor<front_desk_actor>("127.0.0.1", *port);
  REQUIRE(desk);
  const auto asked = [&] {
    caf::scoped_actor self{system};
    bool is_answered = false;
    self->request(*desk, 10s, find_atom_v, cheapest_in("Berlin"))
        .receive([&](const reply<find_answer>&) { is_answered = true; }, [](const caf::error&) {});
    return is_answered;
  };
  {
    const caf::scoped_actor self{system};
    self->send_exit(*desk, caf::exit_reason::user_shutdown);
  }
  caf::anon_send_exit(*desk, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(*desk, caf::exit_reason::kill);
  CHECK(asked());  // behind them all
  CHECK_FALSE((*engine)->is_gone());
  const auto told = (*engine)->status()->connections;
  CHECK(told.ignored >= 3);
  CHECK(told.cut == 0);
}

TEST_CASE("that a front desk has ended is noticed, by whoever waits for it too") {
  caf::actor_system_config config;
  config.add_message_types<caf::id_block::pronto>();
  caf::actor_system system{config};
  const auto desk = system.spawn([](caf::event_based_actor* self) -> caf::behavior {
    return {[self](hello_atom, const protocol_v1&) { return self->make_response_promise<std::string>(); }};
  });
  desk_caller asks{system, watch(caf::actor_cast<front_desk_actor>(desk))};
  CHECK_FALSE(asks.gone());
  const auto asked = asks.send(hello_atom_v, protocol_v1{});
  caf::anon_send_exit(desk, caf::exit_reason::kill);
  const auto got = asks.wait<std::string>(asked, 10s);
  REQUIRE(got);
  CHECK(code_of(*got) == failure_code::unavailable);
  CHECK(asks.gone());
  CHECK(code_of(asks.ask<std::string>(10s, hello_atom_v, protocol_v1{})) == failure_code::unavailable);
}

TEST_CASE("a batch that can never be taken fails as a whole, over the wire too") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  engine_options options;
  options.refresh_interval_ms = 0;
  options.inflight_max = 3;
  auto engine = start_engine_on(options, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const auto port = (*engine)->publish(0);
  REQUIRE(port);
  const auto remote = connect(local(*port), 5000);
  REQUIRE(remote);
  REQUIRE((*remote)->find_each(std::vector(3, cheapest_in("Berlin"))));
  const auto got = (*remote)->find_each(std::vector(4, cheapest_in("Berlin")));
  CHECK(code_of(got) == failure_code::overloaded);
  CHECK((*engine)->status()->refused_overloaded == 4);
}

TEST_CASE("a server that ends in good order answers what is under way") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  engine_options options;
  options.refresh_interval_ms = 0;
  auto engine = start_engine_on(options, [&] { return shelf.open(); }, {});
  REQUIRE(engine);
  const auto port = (*engine)->publish(0);
  const auto remote = connect(local(*port), 5000);
  REQUIRE(remote);
  REQUIRE((*remote)->find(cheapest_in("Berlin")));
  { const auto ended = *std::move(engine); }
  CHECK(took_ms([&] {
          const auto got = (*remote)->find(cheapest_in("Berlin"));
          REQUIRE_FALSE(got);
          CHECK(got.why().code == failure_code::unavailable);
        }) < 2000);
}

TEST_CASE("a server is started again at its port at once, and its clients find it again") {
  test::shelf shelf;
  shelf.put("A", "Berlin", 100'00);
  std::uint16_t port = 0;
  std::unique_ptr<client> remote;
  for (int i = 0; i < 3; ++i) {
    auto engine = start_engine_on({}, [&] { return shelf.open(); }, {});
    REQUIRE(engine);
    const auto bound = (*engine)->publish(port);
    REQUIRE(bound);
    port = *bound;
    if (!remote) remote = *connect(local(port), 5000);
    CHECK(remote->find(cheapest_in("Berlin")));
    CHECK(remote->status());
    { const auto ended = *std::move(engine); }
    CHECK(code_of(remote->find(cheapest_in("Berlin"))) == failure_code::unavailable);
  }
}

TEST_CASE("a server that is killed in the middle of a request is told at once") {
  test::child_server server{60'000};
  const auto remote = connect(server.address(), 30'000);
  REQUIRE(remote);
  REQUIRE((*remote)->find(cheapest_in("Berlin")));
  std::thread killer([&] {
    std::this_thread::sleep_for(200ms);
    server.kill();
  });
  CHECK(took_ms([&] {
          CHECK(code_of((*remote)->refresh()) == failure_code::unavailable);
        }) < 5000);
  killer.join();
  CHECK(took_ms([&] {
          CHECK(code_of((*remote)->find(cheapest_in("Berlin"))) == failure_code::unavailable);
        }) < 2000);
}

TEST_CASE("a server that hangs costs a request its time and no more, and is used again after") {
  test::child_server server{0};
  const auto remote = connect(server.address(), 500);
  REQUIRE(remote);
  server.stop();
  CHECK(took_ms([&] {
          CHECK(code_of((*remote)->find(cheapest_in("Berlin"))) == failure_code::timed_out);
        }) < 2000);
  CHECK(code_of(connect(server.address(), 500)) == failure_code::timed_out);
  server.go_on();
  CHECK((*remote)->find(cheapest_in("Berlin")));
}
