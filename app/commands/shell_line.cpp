#include "app/commands/shell_line.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <utility>

#include "app/commands/commands.hpp"
#include "app/options/question.hpp"
#include "shortened.hpp"

namespace pronto {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The examples of a subcommand as they are in the shell: without the program's name, and without what is about
/// other engines than the one that it has, or about exit codes, which end them.
std::string in_shell(const std::string& examples) {
  constexpr std::string_view program = "pronto ";
  constexpr std::array elsewhere = {"--connect", "--data", "--exchange-rates", "Options of the engine"};
  std::string out;
  std::istringstream lines(examples);
  for (std::string line; std::getline(lines, line) && !line.starts_with("Exit code");) {
    if (std::ranges::any_of(elsewhere, [&](const char* each) { return line.find(each) != line.npos; }))
      continue;
    for (auto at = line.find(program); at != line.npos; at = line.find(program, at))
      line.erase(at, program.size());
    out += line + "\n";
  }
  constexpr std::string_view none = "Examples:\n\n";
  return out.starts_with(none) ? out.substr(none.size()) : out;
}

/// The commands that ask the engine.
struct asking_command {
  std::string_view name;
  void (*add)(CLI::App& to, command_line& line, engine_access& engine);
};
constexpr std::array asking_commands = {
    asking_command{"cheapest", add_cheapest}, asking_command{"quote", add_quote},
    asking_command{"calendar", add_calendar}, asking_command{"hotels", add_hotels},
    asking_command{"price-check", add_price_check}, asking_command{"memory", add_memory},
    asking_command{"status", add_status}, asking_command{"refresh", add_refresh},
};

/// The grammar of one line: of all commands, or of some that ask the engine.
class shell_grammar {
public:
  shell_grammar(client& engine, terminal& screen)
      : shell_grammar(engine, screen, std::span(asking_commands)) {
    add_help(*app_, line_);
    change_examples(*app_, in_shell);
    for (const char* name : {"quit", "exit"})
      run_when_chosen(add_subcommand(*app_, name, "Leave", ""), line_, [this] {
        quit = true;
        return exit_good;
      });
  }

  shell_grammar(client& engine, terminal& screen, std::span<const asking_command> some)
      : access_(engine), line_{screen} {
    for (const auto& each : some) each.add(*app_, line_, access_);
  }

  int run(const std::vector<std::string>& words) { return run_words(*app_, line_, words); }
  const CLI::App& app() const { return *app_; }

  bool quit = false;

private:
  given_engine access_;
  command_line line_;
  std::shared_ptr<CLI::App> app_ = make_grammar("", "Ask the engine.", "");
};

/// Commands of the program that are none of the shell, which has its one engine.
constexpr std::array program_commands = {"shell", "serve", "change", "generate", "import",
                                         "check", "lab",   "config", "version"};

/// Runs a line by the grammar of its command alone, since programs ask many and that of all takes longer to
/// make than most answers. Nothing for a line with an option that its command does not have, or that asks for
/// help: what is said then is about other commands too.
std::optional<int> run_alone(const std::vector<std::string>& words, client& engine, terminal& screen) {
  const auto command = std::ranges::find(asking_commands, words.front(), &asking_command::name);
  if (command == asking_commands.end()) return std::nullopt;
  shell_grammar alone(engine, screen, std::span(&*command, 1));
  const auto known = option_names(*find_subcommand(alone.app(), command->name));
  const auto is_known = [&](const std::string& word) {
    if (!word.starts_with('-')) return true;
    const auto name = word.substr(0, word.find('='));
    return name != "--help" && std::ranges::find(known, name) != known.end();
  };
  if (!std::ranges::all_of(words, is_known)) return std::nullopt;
  return alone.run(words);
}

std::vector<std::string> starting_with(std::string_view start, std::vector<std::string> words) {
  std::erase_if(words, [&](const std::string& word) { return !word.starts_with(start); });
  return words;
}

/// The words of a line that may be copied from a terminal, where the program's name begins it.
result<std::vector<std::string>> words_of(std::string_view line) {
  auto words = split_words(line);
  if (words && !words->empty() && words->front() == "pronto") words->erase(words->begin());
  return words;
}

std::vector<std::string> complete_cities(client& engine, std::string_view word) {
  auto cities = engine.complete_city(std::string(word));
  return cities ? *std::move(cities) : std::vector<std::string>();
}

std::vector<std::string> complete_hotels(client& engine, std::string_view word) {
  auto codes = engine.complete_hotel(std::string(word));
  return codes ? *std::move(codes) : std::vector<std::string>();
}

/// Completes the last part of "a,b,c" by `complete`.
template <class Complete>
std::vector<std::string> last_of_list(std::string_view list, Complete complete) {
  const auto kept = list.substr(0, list.rfind(',') + 1);  // nothing where there is no comma
  std::vector<std::string> out = complete(list.substr(kept.size()));
  for (auto& each : out) each.insert(0, kept);
  return out;
}

std::vector<std::string> complete_value(const std::string& option, std::string_view word,
                                        client& engine) {
  if (option == "--city") return complete_cities(engine, word);
  if (option == "--hotel") return complete_hotels(engine, word);
  if (option == "--hotels")
    return last_of_list(word, [&](std::string_view last) { return complete_hotels(engine, last); });
  if (option == "--sort") return starting_with(word, order_names());
  if (option == "--meal-plan")
    return last_of_list(
        word, [](std::string_view last) { return starting_with(last, meal_plan_names()); });
  return {};
}

}  // namespace

result<std::vector<std::string>> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;  // of a word, be it an empty one in quotes
  char open = 0;  // the quote that is, if any
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool blank = blanks.find(c) != std::string_view::npos;
    if (c == '\\' && i + 1 < line.size() &&
        std::string_view(" \t\"'\\").find(line[i + 1]) != std::string_view::npos) {
      word += line[++i];
      inside = true;
    } else if (open != 0 ? c == open : c == '"' || c == '\'') {
      open = open != 0 ? '\0' : c;
      inside = true;
    } else if (open == 0 && blank) {
      if (inside) words.push_back(std::exchange(word, {}));
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (open != 0)
    return failure{failure_code::usage,
                   std::string("a quote is not closed; put another ") + open + " behind the name",
                   "", 0, "", shortened(line, 60)};
  if (inside) words.push_back(std::move(word));
  return words;
}

line_end run_shell_line(std::string_view line, client& engine, terminal& screen) {
  const auto words = words_of(line);
  const bool json = line.find("--json") != std::string_view::npos;
  if (!words) return {.code = tell_failure(words.why(), json, screen)};
  if (words->empty()) return {};
  const auto& first = words->front();
  if (std::ranges::find(program_commands, first) != program_commands.end())
    return {.code = tell_failure({failure_code::usage,
                                  "'" + first + "' is not for the shell; run 'pronto " + first +
                                      "' outside of it",
                                  "", 0, "", first},
                                 json, screen)};
  if (const auto code = run_alone(*words, engine, screen)) return {.code = *code};
  shell_grammar grammar(engine, screen);
  const int code = grammar.run(*words);
  return {.code = code, .quits = grammar.quit};
}

std::vector<std::string> complete_word(std::string_view before, std::string_view word,
                                       client& engine, terminal& screen) {
  while (!before.empty() && (before.back() == '"' || before.back() == '\''))
    before.remove_suffix(1);  // the one that `word` stands in
  const auto words = words_of(before);
  if (!words) return {};
  const shell_grammar grammar(engine, screen);
  if (words->empty()) return starting_with(word, subcommand_names(grammar.app()));
  const auto* chosen = find_subcommand(grammar.app(), words->front());
  if (chosen == nullptr) return {};
  if (takes_value(*chosen, words->back())) return complete_value(words->back(), word, engine);
  if (word.starts_with('-')) return starting_with(word, option_names(*chosen));
  if (words->front() == "help") return starting_with(word, subcommand_names(grammar.app()));
  if (words->front() == "quote") return complete_hotels(engine, word);
  constexpr std::array about_cities = {"cheapest", "calendar", "hotels"};
  if (std::ranges::find(about_cities, words->front()) == about_cities.end()) return {};
  return complete_cities(engine, word);
}

}  // namespace pronto
