// `pronto config`: what is in force, and where each value came from.
#include <algorithm>
#include <memory>

#include "app/commands/commands.hpp"
#include "app/options/settings.hpp"
#include "app/shown/answer_json.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto config
  pronto config --config other.ini --port 8080
  pronto config --json

What is printed is itself a configuration file.
Exit code: 0, 2 wrong usage, 3 a configuration file that is wrong.
)";

std::string to_json_text(const settings_in_force& chosen) {
  nlohmann::ordered_json out;
  out["file"] = nullptr;
  if (!chosen.file.empty()) out["file"] = chosen.file;
  out["settings"] = nlohmann::ordered_json::array();
  auto values = chosen.values;
  for (std::size_t i = 0; i < all_settings().size(); ++i) {
    const auto& each = all_settings()[i];
    nlohmann::ordered_json row{{"section", each.section}, {"key", each.key}};
    if (each.text != nullptr)
      row["value"] = each.text(values);
    else
      row["value"] = each.number(values);
    row["from"] = chosen.origin[i];
    out["settings"].push_back(std::move(row));
  }
  return to_text(out) + "\n";
}

std::string to_ini_text(const settings_in_force& chosen, const appearance& look) {
  std::string out = chosen.file.empty() ? "; no configuration file: defaults and flags\n"
                                        : "; from " + printable(chosen.file) + "\n";
  std::string_view section;
  table rows({{"", side::left}, {"", side::left}, {"", side::left}});
  const auto flush = [&] {
    out += rows.render(look);
    rows = table({{"", side::left}, {"", side::left}, {"", side::left}});
  };
  for (std::size_t i = 0; i < all_settings().size(); ++i) {
    const auto& each = all_settings()[i];
    if (each.section != section) {
      flush();
      section = each.section;
      out += "\n" + paint(style::bold, "[" + std::string(section) + "]", look.colour) + "\n";
    }
    rows.add_row({{std::string(each.key)},
                  {"= " + write_value(each, chosen.values)},
                  {"; " + chosen.origin[i], style::faint}});
  }
  flush();
  return out;
}

result<int> show_config(const setting_flags& flags, command_line& line) {
  const auto chosen = resolve_settings(line.config_file, flags);
  if (!chosen) return chosen.why();
  line.screen.out << (line.json ? to_json_text(*chosen)
                                : to_ini_text(*chosen, line.screen.out_look));
  return exit_good;
}

}  // namespace

void add_config(CLI::App& to, command_line& line) {
  auto& sub = add_subcommand(to, "config", "Show what is in force and where it came from",
                             examples);
  const auto flags = std::make_shared<setting_flags>();
  std::vector<std::string_view> sections;
  for (const auto& each : all_settings())
    if (std::find(sections.begin(), sections.end(), each.section) == sections.end())
      sections.push_back(each.section);
  for (const auto& each : sections) add_setting_flags(sub, each, *flags);
  add_config_option(sub, line);
  add_json_flag(sub, line);
  run_when_chosen(sub, line, [&line, flags] { return show_config(*flags, line); });
}

}  // namespace pronto
