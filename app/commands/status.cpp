// `pronto status` and `pronto refresh`: what an engine says of itself, as it is or after a look at its
// data.
#include "app/commands/commands.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr auto examples_of_status = R"(Examples:
  pronto status --connect 127.0.0.1:4242
  pronto status --connect 127.0.0.1:4242 --json

Exit code: 0, 2 wrong usage, 3 no server.
)";

constexpr auto examples_of_refresh = R"(Examples:
  pronto refresh --connect 127.0.0.1:4242
  pronto refresh --connect 127.0.0.1:4242 --json

It returns when what is new in the data is answered from, as SIGHUP has a server do. However long that
takes, it waits as long as there is progress; --json gives the status after it.
Exit code: 0, 2 wrong usage, 3 no server, data that cannot be read, or no progress any more.
)";

/// Shows how far it is.
result<engine_status> refresh(client& engine, terminal& screen) {
  progress_line progress(screen, "refreshing");
  return engine.refresh([&](const engine_status& now) {
    if (now.loading) progress.show(now.done_bytes, now.total_bytes);
    return true;
  });
}

// Whether there are generations that nothing but what passes brought explains.
bool have_passes_brought(const engine_status& before, const engine_status& now) {
  return generations_of_hotels(now) > generations_of_hotels(before) &&
         now.changes_applied == before.changes_applied && now.loads == before.loads &&
         now.drops == before.drops;
}

// By the number and the last date. Rates that differ in neither made a generation that nothing else
// explains.
bool has_new_rates(const engine_status& before, const engine_status& now) {
  if (now.rates.file.empty()) return false;
  if (now.rates.rates != before.rates.rates || now.rates.last_date != before.rates.last_date)
    return true;
  return now.changed == 0 && now.passes == before.passes + 1 && have_passes_brought(before, now);
}

std::string news_text(const engine_status& before, const engine_status& now) {
  std::string out;
  if (now.changed > 0) out = counted(now.changed, "hotel", "hotels") + " changed";
  if (has_new_rates(before, now))
    out += (out.empty() ? "" : ", ") +
           counted(now.rates.rates, "exchange rate", "exchange rates") + " taken in";
  if (!out.empty()) return out;
  // A look that was due anyway came between, and the one that was asked for found nothing more.
  if (now.passes > before.passes + 1 && have_passes_brought(before, now))
    return "what is new was taken in meanwhile";
  return "nothing new";
}

std::string refreshed_text(const engine_status& before, const engine_status& now,
                           const appearance& look) {
  auto out = news_text(before, now) + ", now " + counted(now.hotels, "hotel", "hotels") +
             ", generation " + std::to_string(now.generation) + "\n";
  std::vector<std::string> notes;
  if (now.rejected > 0)
    notes.push_back(counted(now.rejected, "document", "documents") +
                    " rejected; 'pronto status' says why");
  if (!now.rates.wrong.text.empty()) notes.push_back(rates_trouble_text(now.rates));
  return out + notes_text(notes, look);
}

// Runs `show` with the engine, for the text that it gives.
template <class Show>
void add(CLI::App& sub, command_line& line, engine_access& engine, Show show) {
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, show]() -> result<int> {
    const auto asked = engine.open();
    if (!asked) return asked.why();
    const auto text = show(**asked);
    if (!text) return text.why();
    line.screen.out << *text;
    return exit_good;
  });
}

std::string to_json_text(const engine_status& of) { return to_text(to_json(of)) + "\n"; }

result<std::string> show_status(client& engine, const command_line& line) {
  const auto now = engine.status();
  if (!now) return now.why();
  return line.json ? to_json_text(*now) : to_text(*now, line.screen.out_look);
}

result<std::string> show_refresh(client& engine, const command_line& line) {
  const auto before = engine.status();
  if (!before) return before.why();
  const auto now = refresh(engine, line.screen);
  if (!now) return now.why();
  return line.json ? to_json_text(*now) : refreshed_text(*before, *now, line.screen.out_look);
}

}  // namespace

void add_status(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "status", "Show what an engine says of itself", examples_of_status), line,
      engine, [&line](client& of) { return show_status(of, line); });
}

void add_refresh(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "refresh", "Look for changes in the data now", examples_of_refresh), line,
      engine, [&line](client& of) { return show_refresh(of, line); });
}

}  // namespace pronto
