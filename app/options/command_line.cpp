#include "app/options/command_line.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "app/options/settings.hpp"
#include "app/options/suggest.hpp"
#include "app/shown/answer_json.hpp"
#include "app/terminal/table.hpp"
#include "shortened.hpp"

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

/// The commands that have this option, as a person types them, with the commands below them.
void add_owners(const CLI::App& below, const std::string& option, std::vector<std::string>& to) {
  for (const auto* each : below.get_subcommands([](const CLI::App*) { return true; })) {
    if (has(option_names(*each), option)) {
      const auto name = each->get_name();
      const auto parent = below.get_parent() == nullptr ? "" : below.get_name() + " ";
      to.push_back(parent + name);
    }
    add_owners(*each, option, to);
  }
}

/// "; it belongs to 'serve'", where other commands than the chosen one have this option.
std::string owners_text(const CLI::App& top, const CLI::App& chosen, const std::string& option) {
  std::vector<std::string> below;
  add_owners(chosen, option, below);
  if (&chosen != &top && !below.empty()) return "; it comes after '" + below.front() + "'";
  std::vector<std::string> owners;
  add_owners(top, option, owners);
  if (owners.empty()) return {};
  if (owners.size() == 1) return "; it belongs to '" + owners.front() + "'";
  return "; other commands have it, such as '" + owners[0] + "' and '" + owners[1] + "'; " +
         see_help(chosen);
}

failure strange_option(const CLI::App& top, const CLI::App& chosen, const std::string& typed) {
  const auto name = typed.substr(0, typed.find('='));
  if (has(option_names(chosen), name))  // as it stands before the command
    return usage(name + " has to come after '" + chosen.get_name() + "'", name, typed);
  std::string text = "there is no option '" + name + "'";
  if (&chosen != &top) text += " for '" + chosen.get_name() + "'";
  auto hint = owners_text(top, chosen, name);
  if (hint.empty()) hint = did_you_mean(name, option_names(chosen));
  return usage(text + (hint.empty() ? "; " + see_help(chosen) : hint), name, typed);
}

/// An option whose value was left out, so that the option behind it was taken for that.
std::optional<failure> lost_value(const CLI::App& top, const std::vector<std::string>& words) {
  const auto& chosen = deepest(top);
  const auto names = option_names(chosen);
  for (std::size_t i = 0; i + 1 < words.size() && words[i] != "--"; ++i) {
    if (!takes_value(chosen, words[i])) continue;
    const auto& value = words[++i];
    if (has(names, value.substr(0, value.find('='))))
      return usage(words[i - 1] + " needs a value; " + see_help(chosen), words[i - 1], "");
  }
  return std::nullopt;
}

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("0123456789.,-+") == std::string::npos;
}

/// What is likely wrong with a word that is too many, by the option before it; empty where none is.
std::string why_too_many(const CLI::App& chosen, const std::vector<std::string>& words,
                         const std::string& typed) {
  const auto names = option_names(chosen);
  const auto is_value = [&](std::size_t i) { return i > 0 && takes_value(chosen, words[i - 1]); };
  std::size_t at = 0;
  while (at < words.size() && (words[at] != typed || is_value(at))) ++at;
  std::size_t before = std::min(at, words.size() - 1);
  if (at == words.size() || at == 0) return {};
  do --before;
  while (before > 0 && !has(names, words[before]));
  const auto& option = words[before];
  if (!has(names, option)) return {};
  const bool is_next = before + 1 == at;
  if (!takes_value(chosen, option)) return is_next ? option + " takes no value; " : "";
  const auto* known = chosen.get_option_no_throw(option);
  const auto form = known == nullptr ? std::string() : known->get_type_name();
  const bool is_list = form.find(',') != std::string::npos || form == "AGES" || form == "LIST";
  const bool is_behind_value = before + 2 == at;
  std::size_t end = at;  // of what belongs together
  while (end < words.size() && !is_option(words[end])) ++end;
  const auto first = words.begin() + static_cast<std::ptrdiff_t>(before) + 1;
  const auto last = words.begin() + static_cast<std::ptrdiff_t>(end);
  if (is_list && (is_behind_value || std::all_of(first, last, is_number))) {
    std::string all;
    for (auto each = first; each != last; ++each) all += (all.empty() ? "" : ",") + *each;
    return "a list goes in one word with commas between, here perhaps " + option + " " +
           shortened(all, 60) + "; ";
  }
  const bool may_be_name = form == "CITY" || form == "TEXT" || form == "FILE";
  if (!is_behind_value) return {};
  return may_be_name ? "a value of several words goes in quotes, such as \"New York\"; "
                     : option + " takes one word; ";
}

bool stands_behind_end(const std::vector<std::string>& words, const std::string& option) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return end != words.end() && std::find(words.begin(), end, option) == end;
}

/// What to say of words that the grammar has no place for, if there are any.
std::optional<failure> strange_words(const CLI::App& top, const std::vector<std::string>& typed) {
  if (auto lost = lost_value(top, typed)) return lost;
  const auto& chosen = deepest(top);
  auto words = chosen.remaining();
  if (&chosen != &top) {
    const auto before = top.remaining();
    words.insert(words.begin(), before.begin(), before.end());
  }
  if (&chosen != &top) std::erase(words, "--");  // which ends the options
  if (words.empty()) return std::nullopt;
  const auto& first = words.front();
  const auto option = std::find_if(words.begin(), words.end(), is_option);
  const bool mistyped_command = !subcommand_names(chosen).empty() && !is_option(first);
  if (option != words.end() && !mistyped_command)
    return stands_behind_end(typed, *option)
               ? usage(*option + " has to come before '--', which ends the options", *option, "")
               : strange_option(top, chosen, *option);
  if (mistyped_command) {
    const auto hint = did_you_mean(first, subcommand_names(chosen));
    return usage("there is no command '" + first + "'" +
                     (&chosen == &top ? "" : " of '" + chosen.get_name() + "'") +
                     (hint.empty() ? "; " + see_help(chosen) : hint),
                 "", first);
  }
  std::string text = "'" + first + "' is one word too many for '" + chosen.get_name() + "'; ";
  const auto why = why_too_many(chosen, typed, first);
  text += why;
  if (why.empty() &&
      !chosen.get_options([](const CLI::Option* each) { return each->get_positional(); })
           .empty())
    text += "a name of several words goes in quotes, such as \"New York\"; ";
  return usage(text + see_help(chosen), "", first);
}

/// Our sentence for what the parser of the grammar complains of.
failure explain_parse_error(const CLI::ParseError& error, const CLI::App& top,
                            const std::vector<std::string>& words) {
  if (auto strange = strange_words(top, words)) return *strange;
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
    return tell_failure(explain_parse_error(error, grammar, words), json, line.screen);
  }
  if (const auto strange = strange_words(grammar, words))
    return tell_failure(*strange, json, line.screen);
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
