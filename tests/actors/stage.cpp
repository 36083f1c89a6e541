#include "actors/stage.hpp"

namespace pronto::test {

stage::stage() : system_(configured()), self_(system_) {}

void stage::run() { scheduler().run(); }

bool stage::run_one() { return scheduler().try_run_once(); }

void stage::pass(std::chrono::milliseconds time) {
  scheduler().advance_time(time);
  run();
}

caf::actor_system_config& stage::configured() {
  config_.add_message_types<caf::id_block::pronto>();
  config_.set("scheduler.policy", caf::atom("testing"));
  return config_;
}

caf::scheduler::test_coordinator& stage::scheduler() {
  return dynamic_cast<caf::scheduler::test_coordinator&>(system_.scheduler());
}

}  // namespace pronto::test
