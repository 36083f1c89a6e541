#include "app/options/grammar.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <sstream>
#include <utility>

namespace pronto {

namespace {

/// The two parts of "--port N"; of a word without a name there is only the first.
struct option_usage {
  explicit option_usage(std::string_view text)
      : name(text.substr(0, text.find(' '))),
        value(text.substr(std::min(name.size() + 1, text.size()))) {}

  std::string name;
  std::string value;
};

void shape(CLI::Option& made, const option_form& form) {
  made.required(form.required);
  made.group(std::string(form.group));
}

template <class Value>
CLI::Option& add(CLI::App& to, std::string_view text, Value& into, std::string_view about,
                 const option_form& form) {
  const option_usage usage(text);
  auto& made = *to.add_option(usage.name, into, std::string(about));
  made.type_name(usage.value);
  shape(made, form);
  return made;
}

/// Breaks lines that are wider than a usual screen; what is on later ones begins at `column`.
std::string wrapped(const std::string& text, std::size_t column) {
  constexpr std::size_t width = 80;
  std::string out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); out += line + "\n") {
    // Only the two columns of options and commands, which the text begins in the second of.
    const bool has_columns = line.size() > column && line.starts_with("  ") &&
                             line[column - 1] == ' ' && line[column] != ' ';
    while (has_columns && line.size() > width) {
      const auto at = line.rfind(' ', width);
      if (at == std::string::npos || at <= column) break;
      out += line.substr(0, at) + "\n";
      line = std::string(column, ' ') + line.substr(at + 1);
    }
  }
  return out;
}

}  // namespace

std::shared_ptr<CLI::App> make_grammar(std::string_view name, std::string_view about,
                                       std::string_view examples) {
  auto made = std::make_shared<CLI::App>(std::string(about), std::string(name));
  made->footer(std::string(examples));
  // Subcommands take over both of these.
  made->allow_extras();
  made->require_subcommand(0, 1);  // what follows is no other one, be it called like one
  return made;
}

void add_version_flag(CLI::App& to, std::string_view text) {
  to.set_version_flag("--version", std::string(text));
}

CLI::App& add_subcommand(CLI::App& to, std::string_view name, std::string_view about,
                         std::string_view examples) {
  auto& made = *to.add_subcommand(std::string(name), std::string(about));
  made.footer(std::string(examples));
  return made;
}

void change_examples(CLI::App& of, const std::function<std::string(const std::string&)>& change) {
  for (auto* each : of.get_subcommands([](CLI::App*) { return true; }))
    each->footer(change(each->get_footer()));
}

void add_option(CLI::App& to, std::string_view usage, std::string& into, std::string_view about,
                option_form form) {
  add(to, usage, into, about, form);
}

void add_option(CLI::App& to, std::string_view usage, std::optional<std::string>& into,
                std::string_view about, option_form form) {
  add(to, usage, into, about, form);
}

void add_option(CLI::App& to, std::string_view usage, std::vector<std::string>& into,
                std::string_view about, option_form form) {
  auto& made = add(to, usage, into, about, form);
  // Else a word behind the value would be one too.
  if (!made.get_positional()) made.allow_extra_args(false);
}

void add_option(CLI::App& to, std::string_view usage, std::function<void(const std::string&)> take,
                std::string_view about, option_form form) {
  const option_usage parts(usage);
  auto& made =
      *to.add_option_function<std::string>(parts.name, std::move(take), std::string(about));
  made.type_name(parts.value);
  shape(made, form);
}

void add_flag(CLI::App& to, std::string_view name, bool& into, std::string_view about,
              option_form form) {
  shape(*to.add_flag(std::string(name), into, std::string(about)), form);
}

std::string full_name(const CLI::App& of) {
  const auto* parent = of.get_parent();
  if (parent == nullptr) return of.get_name();
  const auto before = full_name(*parent);
  return before.empty() ? of.get_name() : before + " " + of.get_name();
}

std::string help_text(const CLI::App& of) {
  const auto format = of.get_formatter();
  format->column_width(34);
  format->label("REQUIRED", "");
  const auto name = full_name(of);
  auto text = format->make_help(&of, name, CLI::AppFormatMode::Normal);
  for (auto at = text.find("\n\n\n"); at != std::string::npos; at = text.find("\n\n\n", at))
    text.erase(at, 1);
  while (text.ends_with("\n\n")) text.pop_back();
  const bool is_top_of_shell = name.empty();
  if (const auto usage = text.find("Usage:"); is_top_of_shell && usage != std::string::npos)
    text.erase(usage, text.find('\n', usage) + 1 - usage);
  return wrapped(text, 34);
}

const CLI::App* find_subcommand(const CLI::App& of, std::string_view name) {
  for (const auto* each : of.get_subcommands([](const CLI::App*) { return true; }))
    if (each->get_name() == name) return each;
  return nullptr;
}

std::vector<std::string> subcommand_names(const CLI::App& of) {
  std::vector<std::string> names;
  for (const auto* each : of.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(each->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& of) {
  std::vector<std::string> names;
  for (const auto* each : of.get_options())
    for (const auto& name : each->get_lnames()) names.push_back("--" + name);
  return names;
}

bool takes_value(const CLI::App& of, std::string_view option) {
  if (!option.starts_with("--")) return false;
  const auto* found = of.get_option_no_throw(std::string(option));
  return found != nullptr && found->get_items_expected_max() > 0;
}

}  // namespace pronto
