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

std::string refreshed_text(const engine_status& now, const appearance& look) {
  auto out = (now.changed > 0 ? counted(now.changed, "hotel", "hotels") + " changed"
                              : std::string("nothing new")) +
             ", now " + counted(now.hotels, "hotel", "hotels") + ", generation " +
             std::to_string(now.generation) + "\n";
  std::vector<std::string> notes;
  if (now.rejected > 0)
    notes.push_back(counted(now.rejected, "document", "documents") +
                    " rejected; 'pronto status' says why");
  if (!now.rates.wrong.text.empty()) notes.push_back(rates_trouble_text(now.rates));
  return out + notes_text(notes, look);
}

// Shows the status that `ask` gives of the engine, as `text` writes it for people.
template <class Ask, class Text>
void add(CLI::App& sub, command_line& line, engine_access& engine, Ask ask, Text text) {
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, ask, text]() -> result<int> {
    const auto asked = engine.open();
    if (!asked) return asked.why();
    const auto status = ask(**asked);
    if (!status) return status.why();
    line.screen.out << (line.json ? to_text(to_json(*status)) + "\n"
                                  : text(*status, line.screen.out_look));
    return exit_good;
  });
}

}  // namespace

void add_status(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "status", "Show what an engine says of itself", examples_of_status), line,
      engine, [](client& of) { return of.status(); },
      [](const engine_status& now, const appearance& look) { return to_text(now, look); });
}

void add_refresh(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "refresh", "Look for changes in the data now", examples_of_refresh), line,
      engine, [&screen = line.screen](client& of) { return refresh(of, screen); }, refreshed_text);
}

}  // namespace pronto
