#include "actors/desk_caller.hpp"

#include <caf/actor_cast.hpp>

#include "actors/actor_host.hpp"

namespace pronto {

// Set by whichever thread learns of it.
watched_desk watch(front_desk_actor desk) {
  auto gone = std::make_shared<std::atomic<bool>>(false);
  caf::actor_cast<caf::abstract_actor*>(desk)->attach_functor(
      [gone](const caf::error&) { *gone = true; });
  return {std::move(desk), std::move(gone)};
}

desk_caller::desk_caller(caf::actor_system& system, watched_desk desk)
    : system_(system), desk_(std::move(desk)) {
  renew();
}

void desk_caller::renew() {
  const visit leaves_no_note;
  self_.emplace(system_);
}

}  // namespace pronto
