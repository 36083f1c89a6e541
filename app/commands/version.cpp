// `pronto version`.
#include "app/commands/commands.hpp"

namespace pronto {

void add_version(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "version", "Show the version of this program", "");
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line] {
    line.screen.out << (line.json ? "{\"version\": \"" PRONTO_VERSION "\"}\n"
                                  : "pronto " PRONTO_VERSION "\n");
    return exit_good;
  });
}

}  // namespace pronto
