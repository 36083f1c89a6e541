#pragma once
// Handlers that a loader publishes to.
#include <memory>

#include <caf/send.hpp>

#include "actors/fake_handler.hpp"
#include "actors/handler.hpp"
#include "actors/stage.hpp"

namespace pronto::test {

inline handler_actor attach_real_handler(stage& on, const loader_actor& to) {
  auto who = on.system().spawn(handler);
  caf::anon_send(to, attach_atom_v, who);
  return who;
}

inline std::shared_ptr<fake_handler_log> attach_fake_handler(stage& on, const loader_actor& to) {
  auto log = std::make_shared<fake_handler_log>();
  caf::anon_send(to, attach_atom_v, on.system().spawn(fake_handler, log));
  return log;
}

}  // namespace pronto::test
