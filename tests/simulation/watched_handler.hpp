#pragma once
// A handler whose snapshots a simulation looks at: what is in each when it is published, that it
// stays as it is for as long as it is held, and that no handler is left two generations behind. It
// answers as handlers do; a query about the city "poison" kills it. It can be broken.
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <caf/actor_addr.hpp>
#include <caf/make_message.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "actors/handler.hpp"
#include "simulation/flaw.hpp"
#include "simulation/history.hpp"

namespace pronto::simulation {

inline constexpr const char* poison = "poison";

/// What the watched handlers of a world saw.
struct watch {
  flaw broken = flaw::none;
  handler_options handlers_with{};
  /// Where the source is now.
  std::function<std::size_t()> position;

  struct sight {
    content hotels;
    std::uint64_t destinations = 0;
    std::size_t seen_at = 0;  ///< a position of the source not before that of the publication
  };
  std::map<std::uint64_t, sight> generations;
  std::set<caf::actor_id> doomed;   ///< to die of the next publication
  std::uint64_t died_of_publication = 0;
  std::set<caf::actor_id> holders;  ///< who ever held a snapshot
  std::vector<std::string> wrong;  ///< sentences
};

struct watched_state {
  static inline constexpr const char* name = "watched_handler";

  explicit watched_state(handler_actor::pointer self) : inner(self) {}

  handler_state inner;
  const snapshot* held = nullptr;
  content seen;                                   // in it
  std::vector<caf::response_promise> never_kept;
};

content content_of(const snapshot& from);

handler_actor::behavior_type watched_handler(handler_actor::stateful_pointer<watched_state> self,
                                             watch* by);

}  // namespace pronto::simulation
