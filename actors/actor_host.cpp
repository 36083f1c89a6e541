#include "actors/actor_host.hpp"

#include <algorithm>
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
    // Medians on two quiet cores: a query in this process 33 us (70 by work stealing), over the
    // wire 98 us (155); and no load while idle. Stealing without its first sleeps takes 16 and 82
    // us, but a job may then wait 10 ms behind a busy worker.
    config.set("scheduler.policy", caf::atom("sharing"));
    // Messages are read where they arrive: to wake a worker for each would double its way (155 us
    // to 290 by work stealing).
    config.set("middleman.workers", std::size_t{0});
    // Always said, since CAF by itself takes four where there are fewer cores.
    const auto cores = std::max(1U, std::thread::hardware_concurrency());
    config.set("scheduler.max-threads",
               std::size_t{options.scheduler_threads > 0 ? options.scheduler_threads : cores});
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
