// `pronto help`: what --help of a command prints.
#include <memory>

#include "app/commands/commands.hpp"

namespace pronto {

void add_help(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "help", "Show the commands, or the options of one", "");
  const auto topic = std::make_shared<std::string>();
  add_option(sub, "COMMAND", *topic, "the one to explain");
  run_when_chosen(sub, line, [&to, &line, topic]() -> result<int> {
    const auto* of = topic->empty() ? &to : find_subcommand(to, *topic);
    if (of == nullptr)
      return failure{failure_code::usage, "there is no command '" + *topic + "'; see 'help'",
                     "", 0, "", *topic};
    line.screen.out << help_text(*of);
    return exit_good;
  });
}

}  // namespace pronto
