// An engine in this process: the actor system, the loader on a thread of its own, the front desk
// with its handlers; and their end, in the order that memory asks for.
#include "actors/local_engine.hpp"

#include <optional>
#include <utility>

#include <caf/actor_system.hpp>
#include <caf/exit_reason.hpp>

#include "actors/actor_host.hpp"
#include "actors/deadline.hpp"
#include "actors/desk_client.hpp"
#include "actors/front_desk.hpp"
#include "actors/guarded_port.hpp"
#include "actors/handler.hpp"
#include "actors/loader.hpp"
#include "actors/unix_time.hpp"
#include "sources/documents/document_file.hpp"
#include "sources/documents/lazy_document_file.hpp"
#include "sources/exchange_rate_file.hpp"

namespace pronto {

namespace {

constexpr milliseconds progress_interval{100};

struct engine_actors {
  loader_actor loader;
  watched_desk desk;
};

source_factory part_of(const engine_options& options, source_factory whole) {
  if (options.part.is_all()) return whole;
  return [which = options.part, whole = std::move(whole)] {
    return take_part(whole(), which, [] { return local_day(unix_time_s(), 0); });
  };
}

source_factory with_rates_of(const engine_options& options, source_factory hotels) {
  if (options.exchange_rates.empty()) return hotels;
  return [path = options.exchange_rates, hotels = std::move(hotels)] {
    return with_exchange_rates(hotels(), path);
  };
}

// The loader must be gone before the actor system's destructor drops the last handles: whoever
// drops the last one of an actor that did not exit destroys its state, on any thread.
class running_engine {
public:
  running_engine(const engine_options& options, source_factory open_source,
                 milliseconds shutdown_limit, std::shared_ptr<catalog_memory> memory)
      : host_({.scheduler_threads = options.scheduler_threads, .end_within = shutdown_limit}),
        shutdown_limit_(shutdown_limit) {
    const visit leaves_no_note;
    auto& system = host_.system();
    actors_.loader = system.spawn<caf::detached>(
        loader, loader_options{.open_source =
                                   with_rates_of(options, part_of(options, std::move(open_source))),
                               .refresh_interval = milliseconds{options.refresh_interval_ms},
                               .part = to_text(options.part),
                               .memory = std::move(memory),
                               .step_bytes = options.load_step_bytes,
                               .niceness = static_cast<int>(options.loader_niceness),
                               .popular = options.popular});
    const auto threads = static_cast<std::uint32_t>(system.scheduler().num_workers());
    actors_.desk = watch(system.spawn(
        front_desk, actors_.loader,
        handler_factory{[&system, with = handler_options{
                                      .batch_timeout = milliseconds{options.request_timeout_ms}}] {
          return system.spawn(handler_with, with);
        }},
        front_desk_options{.handlers = options.handlers > 0 ? options.handlers : threads,
                           .inflight_max = options.inflight_max,
                           .on_demand = options.lazy,
                           .connections = connections_,
                           .version = PRONTO_VERSION}));
  }

  ~running_engine() {
    const visit leaves_no_note;
    caf::scoped_actor self{host_.system()};
    self->monitor(actors_.desk.actor);
    self->monitor(actors_.loader);
    self->send_exit(actors_.desk.actor, caf::exit_reason::user_shutdown);
    self->send_exit(actors_.loader, caf::exit_reason::user_shutdown);
    const auto end = deadline_in(shutdown_limit_);
    for (int awaited = 2; awaited > 0; --awaited)
      self->receive([](const caf::down_msg&) {},
                    caf::after(left_until(end)) >> [this] { host_.abandon(); });
  }

  caf::actor_system& system() { return host_.system(); }
  const watched_desk& desk() const { return actors_.desk; }
  const std::shared_ptr<connection_counts>& connections() const { return connections_; }

private:
  actor_host host_;
  milliseconds shutdown_limit_;
  std::shared_ptr<connection_counts> connections_ = std::make_shared<connection_counts>();
  engine_actors actors_;
};

class local_engine_client : private running_engine, public desk_client<local_engine> {
public:
  local_engine_client(const engine_options& options, source_factory open_source,
                      milliseconds shutdown_limit, std::shared_ptr<catalog_memory> memory)
      : running_engine(options, std::move(open_source), shutdown_limit, std::move(memory)),
        desk_client<local_engine>(running_engine::system(), running_engine::desk(),
                                  milliseconds{options.request_timeout_ms}),
        watched_(running_engine::system(), running_engine::desk()) {}

  result<engine_status> load(const std::function<void(const engine_status&)>& told) override {
    const auto loaded = watched_.send(refresh_atom_v);
    engine_status last;
    for (;;) {
      if (auto end = watched_.wait<reply<engine_status>>(loaded, progress_interval)) {
        auto ended = flat(*std::move(end));
        if (ended && told) told(*ended);
        return ended;
      }
      if (auto now = look(); now && *now) last = *std::move(*now);
      if (told) told(last);
    }
  }

  std::optional<result<engine_status>> look() override {
    go_on_refreshing();
    if (!looks_) looks_ = watched_.send(status_atom_v);
    auto now = watched_.wait<reply<engine_status>>(*looks_, milliseconds{0});
    if (!now) return std::nullopt;
    looks_.reset();
    return flat(*std::move(now));
  }

  void begin_refresh() override {
    is_to_refresh_ = true;
    go_on_refreshing();
  }

  bool is_gone() const override { return watched_.gone(); }

  std::unique_ptr<client> another_client() override {
    const visit leaves_no_note;
    return std::make_unique<desk_client<client>>(running_engine::system(), running_engine::desk(),
                                                 limit_);
  }

  result<std::uint16_t> publish(std::uint16_t port, std::uint32_t connections_max) override {
    const visit leaves_no_note;
    const auto bound =
        publish_guarded(running_engine::system(), running_engine::desk().actor, port,
                        {.connections_max = connections_max}, running_engine::connections());
    if (bound) return *bound;
    return failure{.code = failure_code::unavailable,
                   .text = "port " + std::to_string(port) +
                           " of 127.0.0.1 cannot be bound: another program uses it, it is one that "
                           "only the system may use, or this process may open no more files (ulimit -n); "
                           "choose another one, or 0 for any",
                   .field = "port",
                   .value = std::to_string(port)};
  }

private:
  // One that is under way may have read past what the next one is for.
  void go_on_refreshing() {
    if (refreshes_ && watched_.wait<reply<engine_status>>(*refreshes_, milliseconds{0}))
      refreshes_.reset();
    if (refreshes_ || !std::exchange(is_to_refresh_, false)) return;
    refreshes_ = watched_.send(refresh_atom_v);
  }

  // Apart from that of `status()`, which gives up on all that is under way when its own time runs
  // out, and the end of a load with it: a loader in a long step answers nothing.
  desk_caller watched_;
  std::optional<caf::message_id> looks_;
  std::optional<caf::message_id> refreshes_;
  bool is_to_refresh_ = false;  // when that one has ended
};

}  // namespace

std::unique_ptr<local_engine> make_engine_on(const engine_options& options,
                                             source_factory open_source,
                                             milliseconds shutdown_limit,
                                             std::shared_ptr<catalog_memory> memory) {
  memory->set_budget(options.memory_budget_bytes);
  return std::make_unique<local_engine_client>(options, std::move(open_source), shutdown_limit,
                                               std::move(memory));
}

result<std::unique_ptr<local_engine>> start_engine_on(
    const engine_options& options, source_factory open_source,
    const std::function<void(const engine_status&)>& told, milliseconds shutdown_limit,
    std::shared_ptr<catalog_memory> memory) {
  auto engine =
      make_engine_on(options, std::move(open_source), shutdown_limit, std::move(memory));
  if (const auto loaded = engine->load(told); !loaded) return loaded.why();
  return engine;
}

std::unique_ptr<local_engine> make_engine(const engine_options& options) {
  if (!options.lazy)
    return make_engine_on(options, [path = options.data] { return open_document_file(path); });
  auto memory = std::make_shared<catalog_memory>();
  return make_engine_on(
      options,
      [path = options.data, from = memory->of(component::sources)] {
        return open_lazy_document_file(path, from);
      },
      std::chrono::seconds{10}, memory);
}

}  // namespace pronto
