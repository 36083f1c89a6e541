#include "actors/actor_host.hpp"

#include <future>
#include <thread>
#include <utility>

#include <caf/actor_system_config.hpp>
#include <caf/atom.hpp>
#include <caf/io/middleman.hpp>

#include "messages/messages.hpp"

namespace pronto {

struct actor_host::parts {
  explicit parts(const host_options& options) : system(configured(options)) {}

  caf::actor_system_config& configured(const host_options& options) {
    config.add_message_types<caf::id_block::pronto>();
    // Half a millisecond at the start, and no port is open before something is published.
    config.load<caf::io::middleman>();
    // Against work stealing: no load while idle, and on a busy machine half the p99 of single
    // queries and twice the throughput of four clients over the wire, for a median in this process
    // that is longer by the time to wake a thread.
    config.set("scheduler.policy", caf::atom("sharing"));
    // Messages are read where they arrive; handing each to a worker is one more thread to wake.
    config.set("middleman.workers", std::size_t{0});
    if (options.scheduler_threads > 0)
      config.set("scheduler.max-threads", static_cast<std::size_t>(options.scheduler_threads));
    return config;
  }

  caf::actor_system_config config;
  caf::actor_system system;
};

actor_host::actor_host(const host_options& options) : end_within_(options.end_within) {
  const visit leaves_no_note;
  parts_ = std::make_shared<parts>(options);
}

// A system waits in its destructor for all its threads; that this ends cannot be taken for granted
// (a source may hang in the kernel), so another thread does the waiting.
actor_host::~actor_host() {
  std::promise<void> ended;
  auto waits = ended.get_future();
  std::thread([parts = std::move(parts_), ended = std::move(ended)]() mutable {
    parts.reset();
    ended.set_value();
  }).detach();
  waits.wait_for(end_within_);
}

caf::actor_system& actor_host::system() { return parts_->system; }

}  // namespace pronto
