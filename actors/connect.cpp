// A client of an engine that runs in another process.
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <caf/actor_cast.hpp>
#include <caf/io/middleman.hpp>
#include <caf/scoped_actor.hpp>

#include "actors/actor_host.hpp"
#include "actors/desk_client.hpp"
#include "actors/dial.hpp"

namespace pronto {

namespace {

failure lost(const endpoint& at) {
  return {.code = failure_code::unavailable,
          .text = "the server at " + at.text() +
                  " stopped answering while the connection was made; look whether it is running",
          .value = at.text()};
}

// CAF compares interfaces by the names of their types; ours contains that of the protocol.
failure speaks_otherwise(const endpoint& at, const std::set<std::string>& signatures) {
  const bool pronto = std::any_of(signatures.begin(), signatures.end(), [](const auto& each) {
    return each.find("pronto::protocol_v") != std::string::npos;
  });
  if (pronto)
    return {.code = failure_code::protocol,
            .text = "the server at " + at.text() +
                    " speaks another version of the protocol than this program; bring both to the "
                    "same version",
            .value = at.text()};
  return {.code = failure_code::protocol,
          .text = "what listens at " + at.text() +
                  " is an actor system but no Pronto server; give the address of one that is",
          .value = at.text()};
}

result<front_desk_actor> find_desk(caf::actor_system& system, const endpoint& at,
                                   const std::string& address, deadline end) {
  const visit leaves_no_note;
  caf::scoped_actor self{system};
  result<front_desk_actor> found = lost(at);
  self->request(system.middleman().actor_handle(), left_until(end), caf::connect_atom::value,
                address, at.port)
      .receive(
          [&](const caf::node_id&, const caf::strong_actor_ptr& actor,
              const std::set<std::string>& signatures) {
            if (actor && system.assignable<front_desk_actor>(signatures))
              found = caf::actor_cast<front_desk_actor>(actor);
            else
              found = speaks_otherwise(at, signatures);
          },
          [](const caf::error&) { /* lost, or no time left */ });
  return found;
}

// Holds the actor system while a `desk_client` uses it: bases end in reverse order.
struct host_holder {
  std::unique_ptr<actor_host> host;
};

class remote_engine : private host_holder, public desk_client<client> {
public:
  remote_engine(std::unique_ptr<actor_host> in, front_desk_actor desk, milliseconds limit)
      : host_holder{std::move(in)},
        desk_client<client>(host->system(), watch(std::move(desk)), limit) {}

  /// Whether the desk itself answers.
  bool greets(deadline end) {
    return desk_.ask<std::string>(left_until(end), hello_atom_v, protocol_v1{}).ok();
  }

  /// Whether the connection is gone for good.
  bool is_lost() const { return desk_.gone(); }
};

result<std::unique_ptr<remote_engine>> connect_once(const endpoint& at, milliseconds limit) {
  const deadline end = deadline_in(limit);
  const auto address = find_greeting(at, end);
  if (!address) return address.why();
  auto host = std::make_unique<actor_host>(host_options{.scheduler_threads = 1});
  auto desk = find_desk(host->system(), at, *address, end);
  if (!desk) return desk.why();
  auto made = std::make_unique<remote_engine>(std::move(host), *std::move(desk), limit);
  if (!made->greets(end)) return lost(at);
  return made;
}

// A server that was started again is found again: by a connection of its own, as CAF remembers for
// a while whom it found at an address.
class lasting_client : public client {
public:
  lasting_client(endpoint at, milliseconds limit, std::unique_ptr<remote_engine> first)
      : at_(std::move(at)), limit_(limit), now_(std::move(first)) {}

  result<find_answer> find(const find_request& request) override {
    return ask(&client::find, request);
  }
  result<quote_answer> quote(const quote_request& request) override {
    return ask(&client::quote, request);
  }
  result<calendar_answer> calendar(const calendar_request& request) override {
    return ask(&client::calendar, request);
  }
  result<hotels_answer> hotels(const hotels_request& request) override {
    return ask(&client::hotels, request);
  }
  result<price_check_answer> check_price(const price_check_request& request) override {
    return ask(&client::check_price, request);
  }
  result<std::vector<result<find_answer>>> find_each(
      const std::vector<find_request>& requests) override {
    return ask(&client::find_each, requests);
  }
  result<std::vector<result<quote_answer>>> quote_each(
      const std::vector<quote_request>& requests) override {
    return ask(&client::quote_each, requests);
  }
  result<engine_status> status() override { return ask(&client::status); }
  result<engine_status> refresh(const progress_told& told) override {
    return ask(&client::refresh, told);
  }
  result<change_answer> apply(const std::vector<change>& changes) override {
    return ask(&client::apply, changes);
  }
  result<std::vector<std::string>> complete_city(const std::string& typed) override {
    return ask(&client::complete_city, typed);
  }
  result<std::vector<std::string>> complete_hotel(const std::string& typed) override {
    return ask(&client::complete_hotel, typed);
  }

private:
  template <class Answer, class... Ts>
  result<Answer> ask(result<Answer> (client::*question)(const Ts&...), const Ts&... about) {
    if (now_->is_lost()) {
      auto again = connect_once(at_, limit_);
      if (!again) return again.why();
      now_ = *std::move(again);
    }
    return (now_.get()->*question)(about...);
  }

  endpoint at_;
  milliseconds limit_;
  std::unique_ptr<remote_engine> now_;
};

}  // namespace

result<std::unique_ptr<client>> connect(const std::string& host_and_port,
                                        std::uint32_t timeout_ms) {
  const milliseconds limit{timeout_ms};
  const auto at = parse_endpoint(host_and_port);
  if (!at) return at.why();
  auto first = connect_once(*at, limit);
  if (!first) return first.why();
  return std::unique_ptr<client>{
      std::make_unique<lasting_client>(*at, limit, *std::move(first))};
}

}  // namespace pronto
