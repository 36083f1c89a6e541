// `pronto status` and `pronto refresh`: what an engine says of itself, as it is or after a look at its
// data.
#include "app/commands/commands.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"

namespace pronto {

namespace {

constexpr auto examples_of_status = R"(Examples:
  pronto status --connect 127.0.0.1:4242
  pronto status --connect 127.0.0.1:4242 --json

Exit code: 0, 2 wrong usage, 3 no data or no server.
)";

constexpr auto examples_of_refresh = R"(Examples:
  pronto refresh --connect 127.0.0.1:4242

It returns when what is new in the data is answered from, as SIGHUP has a server do.
Exit code: 0, 2 wrong usage, 3 no data, no server, or data that cannot be read.
)";

void add(CLI::App& sub, command_line& line, engine_access& engine,
         result<engine_status> (client::*ask)()) {
  add_json_flag(sub, line);
  engine.add_options(sub);
  sub.callback([&line, &engine, ask] {
    line.run = [&line, &engine, ask]() -> result<int> {
      const auto asked = engine.open();
      if (!asked) return asked.why();
      const auto status = ((*asked)->*ask)();
      if (!status) return status.why();
      line.screen.out << (line.json ? to_text(to_json(*status)) + "\n"
                                    : to_text(*status, line.screen.out_look));
      return exit_good;
    };
  });
}

}  // namespace

void add_status(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "status", "Show what an engine says of itself", examples_of_status), line,
      engine, &client::status);
}

void add_refresh(CLI::App& to, command_line& line, engine_access& engine) {
  add(add_subcommand(to, "refresh", "Look for changes in the data now", examples_of_refresh), line,
      engine, &client::refresh);
}

}  // namespace pronto
