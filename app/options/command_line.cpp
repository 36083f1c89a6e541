#include "app/options/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "app/options/settings.hpp"
#include "app/options/suggest.hpp"
#include "app/shown/answer_json.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

failure usage(std::string text, std::string field, std::string value) {
  return {failure_code::usage, std::move(text), "", 0, std::move(field), std::move(value)};
}

/// How help is asked for: "pronto cheapest --help"; in the shell, which has no name, "help
/// cheapest".
std::string see_help(const CLI::App& of) {
  auto top = &of;
  while (top->get_parent() != nullptr) top = top->get_parent();
  if (top->get_name().empty())
    return &of == top ? "see 'help'" : "see 'help " + of.get_name() + "'";
  return "see '" + full_name(of) + " --help'";
}

const CLI::App& deepest(const CLI::App& of) {
  const auto chosen = of.get_subcommands();
  return chosen.empty() ? of : deepest(*chosen.back());
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_option(const std::string& word) { return word.size() > 1 && word.front() == '-'; }

std::string owner_of(const CLI::App& top, const std::string& option) {
  for (const auto* each : top.get_subcommands([](const CLI::App*) { return true; })) {
    if (has(option_names(*each), option)) return each->get_name();
  }
  return {};
}

failure strange_option(const CLI::App& top, const CLI::App& chosen, const std::string& typed) {
  const auto name = typed.substr(0, typed.find('='));
  if (has(option_names(chosen), name))  // as it stands before the command
    return usage(name + " has to come after '" + chosen.get_name() + "'", name, typed);
  std::string text = "there is no option '" + name + "'";
  if (&chosen != &top) text += " for '" + chosen.get_name() + "'";
  const auto owner = owner_of(top, name);
  const auto hint = owner.empty() ? did_you_mean(name, option_names(chosen))
                                  : "; it belongs to '" + owner + "'";
  return usage(text + (hint.empty() ? "; " + see_help(chosen) : hint), name, typed);
}

/// What to say of words that the grammar has no place for, if there are any.
std::optional<failure> strange_words(const CLI::App& top) {
  const auto& chosen = deepest(top);
  auto words = chosen.remaining();
  if (&chosen != &top) {
    const auto before = top.remaining();
    words.insert(words.begin(), before.begin(), before.end());
  }
  if (words.empty()) return std::nullopt;
  const auto& first = words.front();
  const auto option = std::find_if(words.begin(), words.end(), is_option);
  const bool mistyped_command = !subcommand_names(chosen).empty() && !is_option(first);
  if (option != words.end() && !mistyped_command) return strange_option(top, chosen, *option);
  if (mistyped_command) {
    const auto hint = did_you_mean(first, subcommand_names(chosen));
    return usage("there is no command '" + first + "'" +
                     (&chosen == &top ? "" : " of '" + chosen.get_name() + "'") +
                     (hint.empty() ? "; " + see_help(chosen) : hint),
                 "", first);
  }
  std::string text = "'" + first + "' is one word too many for '" + chosen.get_name() + "'; ";
  if (!chosen.get_options([](const CLI::Option* each) { return each->get_positional(); }).empty())
    text += "a name of several words goes in quotes, such as \"New York\"; ";
  return usage(text + see_help(chosen), "", first);
}

/// Our sentence for what the parser of the grammar complains of.
failure explain_parse_error(const CLI::ParseError& error, const CLI::App& top) {
  if (auto strange = strange_words(top)) return *strange;
  const auto& chosen = deepest(top);
  const std::string what = error.what();
  const bool missing_value = what.find(" missing") != std::string::npos;
  const auto colon = what.find(": ");
  if (error.get_name() == "RequiredError") {
    const auto name = what.substr(0, what.find(" is required"));
    return usage("'" + chosen.get_name() + "' needs " + name + "; " + see_help(chosen), name, "");
  }
  if (error.get_name() == "ConversionError") {  // of flags, since all other values are text
    const auto name = what.substr(0, what.rfind(" = ")).substr(what.find(": ") + 2);
    return usage(name + " takes no value; " + see_help(chosen), name, "");
  }
  if (error.get_name() == "ArgumentMismatch" && colon != std::string::npos) {
    const auto name = what.substr(0, colon);
    return usage(name + (missing_value ? " needs a value" : " may be given only once") + "; " +
                     see_help(chosen),
                 name, "");
  }
  return usage(what + "; " + see_help(chosen), "", "");
}

/// `code`, unless what was printed did not come through.
int exit_printed(int code, terminal& screen) {
  if (screen.out.flush()) return code;
  return tell_failure({failure_code::source, "the result could not be written to standard output",
                       "", 0, "", ""},
                      false, screen);
}

}  // namespace

void add_config_option(CLI::App& to, command_line& line) {
  add_option(to, "--config FILE", line.config_file, "read this configuration file [config.ini]");
}

void add_json_flag(CLI::App& to, command_line& line) {
  add_flag(to, "--json", line.json, "print one JSON object");
}

void run_when_chosen(CLI::App& subcommand, command_line& line, std::function<result<int>()> what) {
  subcommand.callback([&line, what = std::move(what)] { line.run = what; });
}

int run_words(CLI::App& grammar, command_line& line, const std::vector<std::string>& words) {
  const bool json = has(words, "--json");
  try {
    grammar.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::CallForHelp&) {
    line.screen.out << help_text(deepest(grammar));
    return exit_printed(exit_good, line.screen);
  } catch (const CLI::CallForVersion& asked) {
    line.screen.out << asked.what() << '\n';
    return exit_printed(exit_good, line.screen);
  } catch (const CLI::ParseError& error) {
    return tell_failure(explain_parse_error(error, grammar), json, line.screen);
  }
  if (const auto strange = strange_words(grammar)) return tell_failure(*strange, json, line.screen);
  if (!line.run) {
    line.screen.err << help_text(deepest(grammar));
    return exit_usage;
  }
  if (line.config_file) {  // commands that need none refuse a bad one too
    const auto settings_of_file = resolve_settings(line.config_file, {});
    if (!settings_of_file) return tell_failure(settings_of_file.why(), json, line.screen);
  }
  const auto code = line.run();
  if (!code) return tell_failure(code.why(), line.json, line.screen);
  return exit_printed(*code, line.screen);
}

int tell_failure(const failure& what, bool json, terminal& screen) {
  if (json)
    screen.out << to_text(to_json(what)) << '\n';
  else
    screen.err << paint(style::bad, "error:", screen.err_look.colour) << ' '
               << printable(what.text) << '\n';
  switch (what.code) {
    case failure_code::not_found: {  // of what was asked about, or of a file
      constexpr std::array asked = {"city", "hotel", "near", "currency"};
      return std::ranges::find(asked, what.field) != asked.end() ? exit_no_offer : exit_failed;
    }
    case failure_code::usage:
    case failure_code::ambiguous: return exit_usage;
    default: return exit_failed;
  }
}

}  // namespace pronto
