#pragma once
// One command line: the grammar's subcommands, each in a file of its own, say what is to be run;
// here it is parsed, run, and a failure told in the same way wherever it comes from.
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/options/grammar.hpp"
#include "app/terminal/terminal.hpp"
#include "result.hpp"

namespace pronto {

inline constexpr int exit_good = 0;
inline constexpr int exit_no_offer = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_failed = 3;

struct command_line {
  terminal& screen;
  std::optional<std::string> config_file = {};  ///< --config
  bool json = false;                            ///< --json
  /// What the chosen subcommand does; its exit code, or why it could not be done.
  std::function<result<int>()> run = {};
};

void add_config_option(CLI::App& to, command_line& line);
void add_json_flag(CLI::App& to, command_line& line);

/// Has `line` run this where the subcommand is chosen; `line` outlives the grammar.
void run_when_chosen(CLI::App& subcommand, command_line& line, std::function<result<int>()> what);

/// Parses `words` by `grammar`, which `make_grammar` made, runs what they choose and tells its failure, if
/// it has one: a sentence on `err`, or with --json an object on `out`. The exit code.
int run_words(CLI::App& grammar, command_line& line, const std::vector<std::string>& words);

/// Tells a failure as `run_words` does; the exit code that it stands for.
int tell_failure(const failure& what, bool json, terminal& screen);

}  // namespace pronto
