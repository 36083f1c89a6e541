#pragma once
// One command line: the grammar's subcommands, each in a file of its own, say what is to be run;
// here it is parsed, run, and a failure told in the same way wherever it comes from.
#include <CLI/CLI.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Adds a subcommand whose help ends with `examples`.
CLI::App& add_subcommand(CLI::App& to, std::string_view name, std::string_view about,
                         std::string_view examples);

void add_config_option(CLI::App& to, command_line& line);
void add_json_flag(CLI::App& to, command_line& line);

/// Parses `words` by `grammar`, runs what they choose and tells its failure, if it has one:
/// a sentence on `err`, or with --json an object on `out`. The exit code.
int run_words(CLI::App& grammar, command_line& line, const std::vector<std::string>& words);

/// Tells a failure as `run_words` does; the exit code that it stands for.
int tell_failure(const failure& what, bool json, terminal& screen);

/// What --help of it prints, whatever is chosen below it.
std::string help_text(const CLI::App& of);

/// The subcommand of this name, or null.
const CLI::App* find_subcommand(const CLI::App& of, std::string_view name);

/// The names of the subcommands, in order; of the options that begin with "--".
std::vector<std::string> subcommand_names(const CLI::App& of);
std::vector<std::string> option_names(const CLI::App& of);

}  // namespace pronto
