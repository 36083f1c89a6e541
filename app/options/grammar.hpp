#pragma once
// What can be typed: commands, their options and flags, told to the library that parses them. Its header
// takes seconds to compile, so of `app` this folder alone includes it; others know a grammar by reference.
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace pronto {

/// A grammar that has --help alone. `name` is what its program is called by; the shell is by none. Whoever
/// holds the last of the pointers ends it, with all its subcommands.
std::shared_ptr<CLI::App> make_grammar(std::string_view name, std::string_view about,
                                       std::string_view examples);

/// Adds --version, which prints `text`.
void add_version_flag(CLI::App& to, std::string_view text);

/// Adds a subcommand whose help ends with `examples`; it lives as long as the grammar.
CLI::App& add_subcommand(CLI::App& to, std::string_view name, std::string_view about,
                         std::string_view examples);

/// Ends the help of each subcommand with what `change` makes of its examples.
void change_examples(CLI::App& of, const std::function<std::string(const std::string&)>& change);

/// What can be said of an option besides its name and its value.
struct option_form {
  std::string_view group = "Options";  ///< its heading in help; "": help does not show it
  bool required = false;
};

/// Adds an option, written as in help: "--port N"; or one that is typed without a name: "CITY", "IN FILE".
/// What is typed goes to `into`, which has to be there while words are parsed and stays as it is where there
/// are none. An option is typed once, but that of a list as often as one likes: each time with one value, and
/// without a name as that many words.
void add_option(CLI::App& to, std::string_view usage, std::string& into, std::string_view about,
                option_form form = {});
void add_option(CLI::App& to, std::string_view usage, std::optional<std::string>& into,
                std::string_view about, option_form form = {});
void add_option(CLI::App& to, std::string_view usage, std::vector<std::string>& into,
                std::string_view about, option_form form = {});

/// Adds one whose value `take` is called with.
void add_option(CLI::App& to, std::string_view usage, std::function<void(const std::string&)> take,
                std::string_view about, option_form form = {});

/// Adds an option without a value, which makes `into` true.
void add_flag(CLI::App& to, std::string_view name, bool& into, std::string_view about,
              option_form form = {});

/// "pronto cheapest", as a person would type it.
std::string full_name(const CLI::App& of);

/// What --help of it prints, whatever is chosen below it.
std::string help_text(const CLI::App& of);

/// The subcommand of this name, or null.
const CLI::App* find_subcommand(const CLI::App& of, std::string_view name);

/// The names of the subcommands, in order; of the options that begin with "--".
std::vector<std::string> subcommand_names(const CLI::App& of);
std::vector<std::string> option_names(const CLI::App& of);

/// Whether the word after this option is its value; not so of a word that is no option.
bool takes_value(const CLI::App& of, std::string_view option);

}  // namespace pronto
