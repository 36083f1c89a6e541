#pragma once
// Runs the actors of a simulated world one message at a time, in an order drawn by lot; some may be
// slow for a while, and are not run.
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include <caf/actor_system.hpp>
#include <caf/scheduled_actor.hpp>
#include <caf/scheduler/test_coordinator.hpp>

#include "plain/dice.hpp"
#include "simulation/trace.hpp"

namespace pronto::simulation {

class stagehand {
public:
  stagehand(caf::actor_system& system, plain::dice& draw, trace& told)
      : scheduler_(dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler())),
        draw_(draw),
        trace_(told) {}

  /// Not run for so many messages of others, or until all are woken.
  void slow_down(caf::actor_id who, std::uint64_t messages) { slow_[who] = messages_ + messages; }
  void wake_all() { slow_.clear(); }
  bool any_slow() const {
    for (const auto& [who, until] : slow_)
      if (until > messages_) return true;
    return false;
  }

  /// One message of one actor; false if nobody who is not slow has one.
  bool run_one();
  /// Until nobody has anything to do; false if that does not come.
  bool run_all();
  void pass(std::chrono::milliseconds time) {
    trace_.say("time: " + std::to_string(time.count()) + " ms");
    scheduler_.advance_time(time);
  }

  std::uint64_t messages() const { return messages_; }

private:
  static caf::scheduled_actor& actor_of(caf::resumable* job) {
    return dynamic_cast<caf::scheduled_actor&>(*job);
  }

  caf::scheduler::test_coordinator& scheduler_;
  plain::dice& draw_;
  trace& trace_;
  std::map<caf::actor_id, std::uint64_t> slow_;
  std::uint64_t messages_ = 0;
};

}  // namespace pronto::simulation
