// `pronto help`: what --help of a command prints.
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "app/commands/commands.hpp"
#include "app/options/suggest.hpp"

namespace pronto {

namespace {

/// The words of "lab memory", in quotes or not, as one list.
std::vector<std::string> single_words(const std::vector<std::string>& typed) {
  std::vector<std::string> out;
  for (const auto& each : typed) {
    std::istringstream words(each);
    for (std::string word; words >> word;) out.push_back(word);
  }
  return out;
}

}  // namespace

void add_help(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "help", "Show the commands, or the options of one", "");
  const auto topic = std::make_shared<std::vector<std::string>>();
  add_option(sub, "COMMAND", *topic, "the one to explain");
  run_when_chosen(sub, line, [&to, &line, topic]() -> result<int> {
    const auto* of = &to;
    for (const auto& each : single_words(*topic)) {
      const auto* below = find_subcommand(*of, each);
      if (below == nullptr) {
        const auto hint = did_you_mean(each, subcommand_names(*of));
        const auto whose = of == &to ? "" : " of '" + full_name(*of) + "'";
        return failure{failure_code::usage,
                       "there is no command '" + each + "'" + whose +
                           (hint.empty() ? "; see 'help'" : hint),
                       "", 0, "", each};
      }
      of = below;
    }
    line.screen.out << help_text(*of);
    return exit_good;
  });
}

}  // namespace pronto
