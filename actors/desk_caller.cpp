#include "actors/desk_caller.hpp"

#include <caf/actor_cast.hpp>

#include "actors/actor_host.hpp"

namespace pronto {

desk_caller::desk_caller(caf::actor_system& system, front_desk_actor desk)
    : system_(system), desk_(std::move(desk)), gone_(std::make_shared<std::atomic<bool>>(false)) {
  renew();
  caf::actor_cast<caf::abstract_actor*>(desk_)->attach_functor(
      [gone = gone_](const caf::error&) { *gone = true; });
}

void desk_caller::renew() {
  const visit leaves_no_note;
  self_.emplace(system_);
}

}  // namespace pronto
