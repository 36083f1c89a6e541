#include "app/commands/shell_line.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "app/commands/commands.hpp"
#include "app/options/question.hpp"
#include "shortened.hpp"

namespace pronto {

namespace {

constexpr auto examples_of_cheapest = R"(Examples:
  cheapest Berlin
  cheapest "New York" --arrival 2027-03-01 --nights 3 --adults 2 --children 4,9
  cheapest Berlin --stars 4 --meal-plan breakfast,half_board --refundable
  cheapest Berlin --arrival 2027-05-10 --flexible 3 --nights 2
  cheapest Berlin --city Munich
  cheapest Berlin --room 2 --room 2,5,8 --nights 3
  cheapest --near 52.45,13.20,40 --sort distance
  cheapest Berlin --near 52.52,13.40,2 --sort distance --max-total 250 --explain
)";

constexpr auto examples_of_quote = R"(Examples:
  quote BER-00307
  quote BER-00307 --arrival 2027-03-01 --nights 3 --adults 2 --children 4,9 --explain
  quote BER-00307 --meal-plan breakfast --refundable --json
)";

constexpr auto examples_of_calendar = R"(Examples:
  calendar Berlin --month 2027-05 --nights 2
  calendar --hotel BER-00307 --arrival 2027-03-01 --arrivals 60 --children 4,9
)";

constexpr auto examples_of_hotels = R"(Examples:
  hotels
  hotels Berlin --stars 4
  hotels --near 52.45,13.20,40
)";

constexpr auto examples_of_price_check = R"(Examples:
  price-check TOKEN
  price-check TOKEN --json

A token comes with each offer: with --explain, and always in --json.
)";

constexpr auto examples_of_memory = R"(Examples:
  memory
  memory --json
)";

constexpr std::string_view blanks = " \t\r\n";

/// The grammar of one line.
class shell_grammar {
public:
  shell_grammar(client& engine, terminal& screen)
      : engine_(engine), access_(engine), line_{screen} {
    add_cheapest(*app_, line_, access_);
    add_quote(*app_, line_, access_);
    add_calendar(*app_, line_, access_);
    add_hotels(*app_, line_, access_);
    add_price_check(*app_, line_, access_);
    add_memory(*app_, line_, access_);
    add_status(*app_, line_, access_);
    add_refresh(*app_, line_, access_);
    add_help(*app_, line_);
    replace_examples(*app_, "cheapest", examples_of_cheapest);
    replace_examples(*app_, "quote", examples_of_quote);
    replace_examples(*app_, "calendar", examples_of_calendar);
    replace_examples(*app_, "hotels", examples_of_hotels);
    replace_examples(*app_, "price-check", examples_of_price_check);
    replace_examples(*app_, "memory", examples_of_memory);
    replace_examples(*app_, "status", "");
    replace_examples(*app_, "refresh", "");
    for (const char* name : {"quit", "exit"})
      run_when_chosen(add_subcommand(*app_, name, "Leave", ""), line_, [this] {
        quit = true;
        return exit_good;
      });
  }

  int run(const std::vector<std::string>& words) { return run_words(*app_, line_, words); }
  const CLI::App& app() const { return *app_; }

  bool quit = false;

private:
  client& engine_;
  given_engine access_;
  command_line line_;
  std::shared_ptr<CLI::App> app_ = make_grammar("", "Ask the engine.", "");
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::vector<std::string> starting_with(std::string_view start, std::vector<std::string> words) {
  std::erase_if(words, [&](const std::string& word) { return !starts_with(word, start); });
  return words;
}

/// Completes the last part of "a,b,c" from `words`.
std::vector<std::string> last_of_list(std::string_view list, std::vector<std::string> words) {
  const auto comma = list.rfind(',');
  const std::string kept(comma == std::string_view::npos ? "" : list.substr(0, comma + 1));
  auto fitting = starting_with(list.substr(kept.size()), std::move(words));
  for (auto& each : fitting) each = kept + each;
  return fitting;
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

/// The last of "A,B,C".
std::vector<std::string> complete_list_of_hotels(client& engine, std::string_view list) {
  const auto comma = list.rfind(',');
  const std::string kept(comma == std::string_view::npos ? "" : list.substr(0, comma + 1));
  auto codes = complete_hotels(engine, list.substr(kept.size()));
  for (auto& each : codes) each = kept + each;
  return codes;
}

std::vector<std::string> complete_value(const std::string& option, std::string_view word,
                                        client& engine) {
  if (option == "--city") return complete_cities(engine, word);
  if (option == "--hotel") return complete_hotels(engine, word);
  if (option == "--hotels") return complete_list_of_hotels(engine, word);
  if (option == "--sort") return starting_with(word, order_names());
  if (option == "--meal-plan") return last_of_list(word, meal_plan_names());
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
  if (starts_with(word, "-")) return starting_with(word, option_names(*chosen));
  if (words->front() == "help") return starting_with(word, subcommand_names(grammar.app()));
  if (words->front() == "quote") return complete_hotels(engine, word);
  constexpr std::array about_cities = {"cheapest", "calendar", "hotels"};
  if (std::ranges::find(about_cities, words->front()) == about_cities.end()) return {};
  return complete_cities(engine, word);
}

}  // namespace pronto
