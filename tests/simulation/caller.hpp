#pragma once
// Who asks a simulated engine, and keeps what comes back: each response when it comes, so that one
// too many is seen as well as one too few.
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <caf/actor_companion.hpp>
#include <caf/actor_system.hpp>
#include <caf/make_message.hpp>
#include <caf/message.hpp>
#include <caf/message_id.hpp>

#include "messages/interfaces.hpp"
#include "simulation/history.hpp"

namespace pronto::simulation {

/// What a world was like at some moment.
struct moment {
  std::uint64_t time = 0;          ///< counts messages
  std::size_t position = 0;        ///< of the source
  std::size_t passes_begun = 0;
  std::uint64_t generation = 0;    ///< the last that a handler was seen to hold
  bool told_loaded = false;        ///< the front desk had said that there is a generation
  std::uint64_t handler_deaths = 0;
  bool ending = false;             ///< the loader or the front desk was told to
};

enum class ask : std::uint8_t { find, quote, find_each, quote_each, complete, status, refresh,
                                attach, change };

/// One of the changes of a body, to a hotel that may have another body by then.
struct sent_change {
  std::string hotel;
  int body = 0;
  int which = 0;
};

struct call {
  ask what = ask::find;
  std::vector<find_request> finds{};
  std::vector<quote_request> quotes{};
  std::vector<sent_change> changes{};
  int stay = 0;  // of the stock, in all of them
  moment sent{};
  moment answered{};
  std::uint32_t open_queries = 0;  ///< when it was answered, with its own
  int answers = 0;
  caf::message answer{};

  std::uint32_t queries() const;
};

/// In a few words.
std::string described(const call& of);

class caller {
public:
  explicit caller(caf::actor_system& system);
  ~caller();
  caller(const caller&) = delete;
  caller& operator=(const caller&) = delete;

  /// Sends; returns its number.
  template <class Handle, class... Ts>
  std::size_t send(const Handle& to, call what, Ts&&... request) {
    calls_.push_back(std::move(what));
    open_queries_ += calls_.back().queries();
    const auto receiver = caf::actor_cast<caf::strong_actor_ptr>(to);
    receiver->enqueue(caf::actor_cast<caf::strong_actor_ptr>(self_),
                      caf::make_message_id(calls_.size()),
                      caf::make_message(std::forward<Ts>(request)...), nullptr);
    return calls_.size() - 1;
  }

  /// Says what the world is like when an answer comes.
  void at_answer(std::function<moment(const call&)> now) { now_ = std::move(now); }

  const std::vector<call>& calls() const { return calls_; }
  std::uint64_t open() const;
  /// Messages that no request had asked for.
  std::uint64_t stray() const { return stray_; }

private:
  void take(caf::mailbox_element& response);

  caf::actor self_;
  std::function<moment(const call&)> now_;
  std::vector<call> calls_;
  std::uint32_t open_queries_ = 0;
  std::uint64_t stray_ = 0;
};

}  // namespace pronto::simulation
