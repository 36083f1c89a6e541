#pragma once
// Actors that run one message at a time on the test's own thread, in virtual time.
#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <caf/scoped_actor.hpp>

#include <doctest/doctest.h>

#include "messages/interfaces.hpp"

namespace pronto::test {

/// A request that was sent and what came back, if it has.
template <class R>
struct outcome_of {
  std::optional<R> reply;
  std::optional<caf::error> error;

  const R& operator*() const {
    REQUIRE(reply.has_value());
    return *reply;
  }
  bool open() const { return !reply && !error; }
};

class stage {
public:
  stage();

  caf::actor_system& system() { return system_; }
  caf::scoped_actor& self() { return self_; }

  /// Lets the actors do all that there is to do now.
  void run();
  /// One message of one actor; false if there is nothing to do.
  bool run_one();
  void pass(std::chrono::milliseconds time);

  /// Sends, without letting anybody do anything yet.
  template <class Handle, class... Ts>
  caf::message_id send(const Handle& to, Ts&&... request) {
    return self_->request(to, caf::infinite, std::forward<Ts>(request)...).id();
  }

  /// What has come back until now.
  template <class R>
  outcome_of<R> look(caf::message_id request) {
    outcome_of<R> got;
    caf::blocking_actor::accept_one_cond once;
    self_->varargs_receive(
        once, request, [&](const R& reply) { got.reply = reply; },
        [&](const caf::error& error) { got.error = error; },
        caf::after(std::chrono::seconds{0}) >> [] {});
    return got;
  }

  /// Sends, runs, and looks.
  template <class R, class Handle, class... Ts>
  outcome_of<R> ask(const Handle& to, Ts&&... request) {
    const auto id = send(to, std::forward<Ts>(request)...);
    run();
    return look<R>(id);
  }

private:
  caf::actor_system_config& configured();
  caf::scheduler::test_coordinator& scheduler();

  caf::actor_system_config config_;
  caf::actor_system system_;
  caf::scoped_actor self_;
};

}  // namespace pronto::test
