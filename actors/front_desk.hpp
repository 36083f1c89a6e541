#pragma once
// The one public actor. It gives each query to the handler with the least to do and answers when
// that handler has, so that it knows how much is under way: above the bound it refuses at once
// instead of letting mailboxes grow. A handler that died is replaced; what it had been asked is
// answered with a failure, and its successor is asked nothing until it holds a snapshot, unless
// nobody holds one.
//
// Where the source brings its hotels on demand, it asks the loader for what a handler does not hold,
// and then a handler again.
//
// On an exit message of another actor of this node it refuses whatever comes, answers what is under way,
// and ends. Those of other nodes it does not obey, nor such as name itself as their sender, as an anonymous
// one does; nor does an error that is sent as a message end it. A kill cannot be refused: where it is published,
// peer_frames.hpp lets none through.
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <caf/make_message.hpp>
#include <caf/result.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "actors/connection_counts.hpp"
#include "messages/interfaces.hpp"

namespace pronto {

struct missing_place;

struct front_desk_options {
  std::uint32_t handlers = 1;
  std::uint32_t inflight_max = 1000;  ///< queries; those of a batch count each
  bool on_demand = false;             ///< whether some of the source may not be loaded
  std::shared_ptr<const connection_counts> connections{};  ///< of the port that it is published at
  std::string version;                ///< of this program
};

using handler_factory = std::function<handler_actor()>;

/// Status requests have a bound of their own, so that an engine that is overloaded with queries can still
/// be looked at; refreshes another one, since each may take as long as a pass.
inline constexpr std::uint32_t statuses_inflight_max = 64;
inline constexpr std::uint32_t refreshes_inflight_max = 64;
/// Changes of all messages that are not answered yet. Beyond these a message is refused.
inline constexpr std::size_t changes_inflight_max = 50'000;
/// Of the queries under way, so many may wait for a load: a half, so that cities that are loaded are still
/// answered where loads are slow.
constexpr std::uint32_t waiting_max(std::uint32_t inflight_max) { return (inflight_max + 1) / 2; }

class front_desk_state {
public:
  static inline constexpr const char* name = "front_desk";

  explicit front_desk_state(front_desk_actor::pointer self) : self_(self) {}

  front_desk_actor::behavior_type make_behavior(loader_actor loader, handler_factory spawn_handler,
                                                front_desk_options options);

private:
  struct seat {
    handler_actor who;
    bool ready = false;          // holds a snapshot
    std::uint32_t inflight = 0;  // also those of its dead predecessors
  };

  // -- queries ------------------------------------------------------------------------------------
  template <class Answer, class... Ts>
  caf::result<Answer> submit(std::uint32_t queries, Ts&&... request);
  template <class Answer, class Atom, class Request>
  caf::result<reply<Answer>> query(Atom what, Request& one);
  template <class Answer, class Atom, class Request>
  caf::result<std::vector<reply<Answer>>> query(Atom what, std::vector<Request>& all);
  std::optional<failure> refusal(std::uint64_t queries);
  std::size_t choose_seat();
  void ended(std::size_t at, std::uint32_t queries);

  // -- on demand ----------------------------------------------------------------------------------
  template <class Answer, class Atom, class Request>
  void submit_patiently(Atom what, std::vector<Request> requests,
                        std::function<void(std::vector<reply<Answer>>)> deliver);
  template <class Answer, class Atom, class Request>
  void ask_handler(Atom what, std::vector<Request> requests,
                   std::function<void(std::vector<reply<Answer>>)> then);
  void load(const missing_place& what, std::uint32_t queries,
            std::function<void(std::optional<failure>)> then);
  template <class... Ts>
  void ask_to_load(std::uint32_t queries, std::function<void(std::optional<failure>)> then,
                   const Ts&... what);

  // -- control ------------------------------------------------------------------------------------
  template <class Atom>
  caf::result<reply<engine_status>> ask_loader(Atom what, std::uint32_t& inflight,
                                               std::uint32_t most);
  void add_own(engine_status& to) const;
  caf::result<reply<change_answer>> ask_to_change(std::vector<change>& all);

  // -- life ---------------------------------------------------------------------------------------
  void seat_handler(std::size_t at);
  void gone(const caf::actor_addr& who, const caf::error& why);
  void close_if_asked(const caf::exit_msg& by);
  void leave_if_done();

  front_desk_actor::pointer self_;
  loader_actor loader_;
  handler_factory spawn_handler_;
  front_desk_options options_;
  std::vector<seat> seats_;
  std::size_t next_seat_ = 0;
  std::uint32_t inflight_ = 0;
  std::uint32_t waiting_ = 0;  // of them, for loads
  std::uint32_t statuses_inflight_ = 0;
  std::uint32_t refreshes_inflight_ = 0;
  std::size_t changes_inflight_ = 0;
  std::uint64_t changes_refused_ = 0;
  std::uint64_t answered_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t restarted_ = 0;
  bool closing_ = false;
};

front_desk_actor::behavior_type front_desk(
    front_desk_actor::stateful_pointer<front_desk_state> self, loader_actor loader,
    handler_factory spawn_handler, front_desk_options options);

}  // namespace pronto
