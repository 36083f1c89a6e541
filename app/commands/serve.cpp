// `pronto serve`: one engine for programs and shells that connect.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <ctime>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/commands/commands.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "search/places/place_search.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto serve --data hotels.ndjson.gz
  pronto serve --data hotels.ndjson.gz --port 4300 --refresh-interval-ms 1000
  pronto cheapest Berlin --connect 127.0.0.1:4242

It listens on this machine alone, follows changes of the file, and says so on standard error.
SIGTERM or Ctrl-C ends it, and so does the closing of the terminal that it was started at, unless by
nohup. SIGHUP has it look for changes at once.
Exit code: 0 ended so, 2 wrong usage, 3 no data, a port that is taken, or an engine that was ended by a
program that is connected.
)";

enum class asked_to : std::uint8_t { go_on, refresh, end };

/// The terminal that this process was started at, if at one.
class own_terminal {
public:
  /// Whether it was closed a moment ago, as far as the looks at it tell. Later ones are not meant by that:
  /// who let a server outlive its terminal goes on asking it for refreshes.
  bool has_just_closed() {
    look();
    return closed_at_ && clock::now() - *closed_at_ < std::chrono::seconds(2);
  }
  void look() {
    if (was_there_ && !closed_at_ && !is_there()) closed_at_ = clock::now();
  }

private:
  using clock = std::chrono::steady_clock;

  static bool is_there() {
    return std::ranges::any_of(std::array{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO},
                               [](int each) { return isatty(each) != 0; });
  }
  static bool hangup_is_ignored() {
    struct sigaction now {};
    return sigaction(SIGHUP, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
  }

  bool was_there_ = is_there() && !hangup_is_ignored();
  std::optional<clock::time_point> closed_at_;
};

/// The signals that a server obeys, blocked in this thread and those that it starts from then on,
/// so that they wait until they are looked for. That nobody reads its log any more is none of them.
class signals {
public:
  signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGHUP);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }

  /// What the one asks for that came, now or within the time. The closing of a terminal comes as SIGHUP.
  asked_to wait(long milliseconds) {
    const timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    const int came = sigtimedwait(&set_, nullptr, &time);
    if (came == SIGHUP)
      return terminal_.has_just_closed() ? asked_to::end : asked_to::refresh;
    terminal_.look();
    return came <= 0 ? asked_to::go_on : asked_to::end;
  }

private:
  sigset_t set_{};
  own_terminal terminal_;
};

/// Tells on `err`, one line each, what changed between two looks at an engine.
class event_log {
public:
  event_log(terminal& to, engine_status first)
      : to_(to), before_(std::move(first)), told_generations_(generations_of_hotels(before_)) {}

  /// What a look gave, if it gave something.
  void look(const std::optional<result<engine_status>>& seen) {
    if (!seen) {
      if (++looks_in_vain_ == looks_until_silence) tell("no status: the loader does not answer");
      return;
    }
    looks_in_vain_ = 0;
    const auto why_not = *seen ? std::string() : seen->why().text;
    if (*seen) look(**seen);
    if (!why_not.empty() && why_not != why_no_status_) tell("no status: " + why_not);
    why_no_status_ = why_not;  // told once, for as long as it stays so
  }

  void tell(const std::string& what) {
    to_.err.clear();  // what could not be written before is no reason to be silent from then on
    to_.err << utc_text(std::time(nullptr)) << ' ' << printable(what) << std::endl;
  }

private:
  static constexpr unsigned looks_until_silence = 50;  // ten seconds

  void look(const engine_status& now) {
    if (now.failed_passes > before_.failed_passes)
      tell("the source fails, " + still_answering(now.source_failure) + ": " + now.source_failure.text);
    if (before_.failed_passes > 0 && now.failed_passes == 0) tell("the source is well again");
    if (now.rates.wrong != before_.rates.wrong)
      tell(now.rates.wrong.text.empty() ? "the exchange rates are well again"
                                        : rates_trouble_text(now.rates));
    // By the generation, since a later pass that found nothing may have ended by now too.
    if (!now.loading && generations_of_hotels(now) > told_generations_) {
      const auto applied = now.changes_applied - before_.changes_applied;
      if (applied > 0 && (now.passes == before_.passes || now.changed == 0))
        tell_changed(now, applied);
      else
        tell_refreshed(now);
    }
    if (now.passes > before_.passes && now.rejected > 0 && now.rejections != before_.rejections)
      tell_rejections(now);
    if (now.handlers_restarted > before_.handlers_restarted)
      tell("a handler died and was started again");
    before_ = now;
  }

  void tell_refreshed(const engine_status& now) {
    const auto changed =
        now.changed > 0 ? counted(now.changed, "hotel", "hotels") + " changed, " : std::string();
    tell("refreshed: " + changed + "now " + counted(now.hotels, "hotel", "hotels") +
         ", generation " + std::to_string(now.generation));
    told_generations_ = generations_of_hotels(now);
  }

  void tell_changed(const engine_status& now, std::uint64_t applied) {
    tell(counted(applied, "change", "changes") + " taken in, generation " +
         std::to_string(now.generation));
    told_generations_ = generations_of_hotels(now);
  }

  void tell_rejections(const engine_status& now) {
    tell("rejected " + counted(now.rejected, "document", "documents") +
         "; 'pronto check " + now.source + "' lists all that is wrong");
    for (const auto& each : now.rejections) tell("rejected " + describe(each));
  }

  terminal& to_;
  engine_status before_;
  std::uint64_t told_generations_;
  std::string why_no_status_;
  unsigned looks_in_vain_ = 0;
};

/// Says which cities of popular stays there are not. Not with `lazy`: it would load them.
void note_popular(client& engine, const engine_options& options, const std::string& part,
                  terminal& screen) {
  if (options.lazy) return;
  const auto loads = loaded_part(part);  // of which the log's reader knows
  for (const auto& each : options.popular.given) {
    const auto none = no_such_city(engine, each.city, each.country);
    if (!none) continue;
    auto text = none->text;
    if (const auto at = text.find(loads); at != std::string::npos) text.erase(at, loads.size());
    screen.err << notes_text({"popular-shapes: " + text}, screen.err_look);
  }
}

failure nobody_answers() {
  return {.code = failure_code::unavailable,
          .text = "the front desk of the engine has ended, as where memory runs out, so that nobody is answered "
                  "any more; give the server more room, and start it again"};
}

result<int> serve(command_line& line, const setting_flags& flags) {
  constexpr long look_every_ms = 200;
  const auto chosen = resolve_settings(line.config_file, flags);
  if (!chosen) return chosen.why();
  signals came;
  const auto& options = chosen->values.engine;
  const auto made = made_engine(options);
  if (!made) return made.why();
  auto& engine = **made;
  // Before the load, which may be long: a port that is taken is told at once.
  const auto port = engine.publish(static_cast<std::uint16_t>(chosen->values.port),
                                   chosen->values.connections_max);
  if (!port) return port.why();
  const auto& data = options.data;
  if (!line.screen.shows_progress)
    line.screen.err << utc_text(std::time(nullptr)) << " loading " << printable(data) << std::endl;
  const auto first = load_shown(engine, options, line.screen, [&] {
    if (came.wait(0) == asked_to::end) std::_Exit(exit_good);  // nothing to save while it loads
  });
  if (!first) return first.why();
  note_rates(*first, line.screen);
  note_cities(engine, options, line.screen);
  note_popular(engine, options, first->part, line.screen);
  line.screen.out << "serving " << counted(first->hotels, "hotel", "hotels") << " in "
                  << cities_text(*first) << " from " << printable(first->source)
                  << " on 127.0.0.1:" << *port << std::endl;
  line.screen.out.clear();  // it serves all the same where nobody reads that
  event_log log(line.screen, *first);
  for (auto now = asked_to::go_on; now != asked_to::end; now = came.wait(look_every_ms)) {
    if (now == asked_to::refresh) {
      log.tell("looking for changes, as SIGHUP asks");
      engine.begin_refresh();
    }
    log.look(engine.look());
    if (engine.is_gone()) return nobody_answers();
  }
  log.tell("ending");
  return exit_good;
}

}  // namespace

void add_serve(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "serve", "Run an engine that others can ask", examples);
  const auto flags = std::make_shared<setting_flags>();
  add_setting_flags(sub, "engine", *flags);
  add_setting_flags(sub, "memory", *flags);
  add_setting_flags(sub, "popular", *flags);
  add_setting_flags(sub, "server", *flags);
  add_config_option(sub, line);
  run_when_chosen(sub, line, [&line, flags] { return serve(line, *flags); });
}

}  // namespace pronto
