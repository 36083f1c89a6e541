#pragma once
// An actor system and its configuration, ended in bounded time.
#include <chrono>
#include <cstdint>
#include <memory>

#include <caf/actor_system.hpp>
#include <caf/logger.hpp>

namespace pronto {

/// Stands first in every function that touches an actor system from a thread of no actor. CAF notes
/// in each such thread which system it used last, and a system's destructor waits until nobody has
/// a note of it: for ever, if such a thread lives on.
struct visit {
  ~visit() { caf::logger::set_current_actor_system(nullptr); }
};

struct host_options {
  std::uint32_t scheduler_threads = 0;  ///< 0: one for each core
  /// How long the end may take. A system that hangs longer is left to itself: its threads stay
  /// until the process ends, instead of keeping it from ending.
  std::chrono::milliseconds end_within{10'000};
};

/// All actors must be told to exit, and all handles and scoped actors be dropped, before a host
/// ends.
class actor_host {
public:
  explicit actor_host(const host_options& options);
  ~actor_host();
  actor_host(const actor_host&) = delete;
  actor_host& operator=(const actor_host&) = delete;

  caf::actor_system& system();

  /// Lets it end without waiting, since an actor does not.
  void abandon() { end_within_ = {}; }

private:
  struct parts;
  std::shared_ptr<parts> parts_;
  std::chrono::milliseconds end_within_;
};

}  // namespace pronto
