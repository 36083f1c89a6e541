// `pronto shell`: questions one after the other to one engine.
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "app/commands/commands.hpp"
#include "app/commands/shell_line.hpp"
#include "app/shown/answer_text.hpp"
#include "app/terminal/line_editor.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto shell
  pronto shell --connect 127.0.0.1:4242
  echo 'cheapest Berlin --nights 3' | pronto shell --data hotels.ndjson.gz

Exit code: 0 after a person; of lines from a pipe or a file the highest that one of them has.
)";

void greet(client& engine, terminal& screen) {
  if (const auto now = engine.status())
    screen.out << counted(now->hotels, "hotel", "hotels") << " in "
               << cities_text(*now)
               << "; try 'cheapest Berlin' or 'help', leave with 'quit'\n";
}

void read_from_person(client& engine, terminal& screen) {
  greet(engine, screen);
  line_editor editor(usual_history_file(), [&](std::string_view before, std::string_view word) {
    return complete_word(before, word, engine, screen);
  });
  while (const auto line = editor.read("pronto> ")) {
    screen.out_look = this_terminal().out_look;  // its window may have another size by now
    if (run_shell_line(*line, engine, screen).quits) return;
  }
  screen.out << "\n";
}

/// The highest exit code of a line: a script is to see that one failed.
int read_from_pipe(client& engine, terminal& screen) {
  int worst = exit_good;
  for (std::string line; std::getline(std::cin, line);) {
    const auto end = run_shell_line(line, engine, screen);
    worst = std::max(worst, end.code);
    if (end.quits) break;
    screen.out.flush();
  }
  return worst;
}

}  // namespace

void add_shell(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "shell", "Ask one engine many questions", examples);
  const auto engine = std::make_shared<chosen_engine>(line, use::session);
  engine->add_options(sub);
  run_when_chosen(sub, line, [&line, engine]() -> result<int> {
    const auto asked = engine->open();
    if (!asked) return asked.why();
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
      return read_from_pipe(**asked, line.screen);
    read_from_person(**asked, line.screen);
    return exit_good;
  });
}

}  // namespace pronto
