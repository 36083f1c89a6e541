#pragma once
// Asks a front desk, in this process or another, from a thread that is no actor's.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include <caf/after.hpp>
#include <caf/scoped_actor.hpp>

#include "actors/deadline.hpp"
#include "actors/failures.hpp"
#include "messages/interfaces.hpp"

namespace pronto {

/// A desk, and whether it is gone for good: shared by all that ask it, since what is told of its end stays
/// with the desk for as long as it lives.
struct watched_desk {
  front_desk_actor actor;
  std::shared_ptr<const std::atomic<bool>> gone;
};

/// Once for each desk.
watched_desk watch(front_desk_actor desk);

/// Used by one thread at a time. `R` is what the desk's interface replies with. A result is a
/// failure where there was no reply; the reply may hold a failure of its own.
class desk_caller {
public:
  desk_caller(caf::actor_system& system, watched_desk desk);

  template <class... Ts>
  caf::message_id send(Ts&&... request) {
    return (*self_)->request(desk_.actor, caf::infinite, std::forward<Ts>(request)...).id();
  }

  /// The reply if it comes within `limit`; nothing if not. Fails with unavailable as soon as the
  /// desk is gone.
  template <class R>
  std::optional<result<R>> wait(caf::message_id request, milliseconds limit);

  /// Sends and waits; fails with timed_out if no reply comes within `limit`.
  template <class R, class... Ts>
  result<R> ask(milliseconds limit, Ts&&... request);

  /// Waits for none of the replies any more that are to come.
  void give_up() { renew(); }

  /// Whether the desk is gone for good.
  bool gone() const { return *desk_.gone; }

private:
  void renew();

  /// How soon the loss of the desk is noticed while waiting.
  static constexpr milliseconds slice{50};

  template <class R>
  std::optional<result<R>> receive(caf::message_id request, milliseconds limit);

  caf::actor_system& system_;
  watched_desk desk_;
  std::optional<caf::scoped_actor> self_;
};

template <class R>
std::optional<result<R>> desk_caller::wait(caf::message_id request, milliseconds limit) {
  const auto end = deadline_in(limit);
  while (!gone()) {
    const auto left = left_until(end);
    if (auto got = receive<R>(request, std::min(left, slice))) return got;
    if (left <= slice) return std::nullopt;
  }
  if (auto got = receive<R>(request, milliseconds{0})) return got;
  return to_failure(caf::sec::request_receiver_down);
}

template <class R, class... Ts>
result<R> desk_caller::ask(milliseconds limit, Ts&&... request) {
  if (auto got = wait<R>(send(std::forward<Ts>(request)...), limit)) return *std::move(got);
  renew();  // a reply that comes too late finds nobody
  return to_failure(caf::sec::request_timeout);
}

// As CAF's own `receive` of a response, but with a limit that costs no timer in the actor system.
template <class R>
std::optional<result<R>> desk_caller::receive(caf::message_id request, milliseconds limit) {
  std::optional<result<R>> got;
  caf::blocking_actor::accept_one_cond once;
  (*self_)->varargs_receive(
      once, request, [&](R& reply) { got = std::move(reply); },
      [&](const caf::error& what) { got = to_failure(what); },
      caf::after(limit) >> [] {});
  return got;
}

}  // namespace pronto
