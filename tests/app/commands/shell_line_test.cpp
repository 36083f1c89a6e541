#include "app/commands/shell_line.hpp"

#include <doctest/doctest.h>

#include "app/fake_client.hpp"
#include "app/shown/sample_answers.hpp"
#include "app/terminal/line_editor.hpp"
#include "app/terminal/screen.hpp"

using namespace pronto;

namespace {

using words = std::vector<std::string>;

words split(std::string_view line) {
  const auto made = split_words(line);
  REQUIRE(made);
  return *made;
}

words completed(std::string_view before, std::string_view word) {
  fake_client engine;
  engine.cities = {"Berlin", "Bern"};
  engine.codes = {"H1", "H2"};
  screen seen;
  return complete_word(before, word, engine, seen.shown);
}

bool holds(const words& in, const std::string& word) {
  return std::find(in.begin(), in.end(), word) != in.end();
}

}  // namespace

TEST_CASE("a line is split at blanks, and quotes keep words together") {
  CHECK(split("") == words{});
  CHECK(split("  cheapest   Berlin\t--nights 3\r") == words{"cheapest", "Berlin", "--nights", "3"});
  CHECK(split("cheapest \"New York\" 'a b'c") == words{"cheapest", "New York", "a bc"});
  CHECK(split("cheapest New\\ York") == words{"cheapest", "New York"});
  CHECK(split("\"a \\\" b\" ''") == words{"a \" b", ""});
  CHECK(split("L'Aquila'") == words{"LAquila"});
  CHECK_FALSE(split_words("cheapest \"New York"));
  CHECK_FALSE(split_words("cheapest L'Aquila"));
  std::string many = "\"";
  for (int i = 0; i < 50; ++i) many += "ü";
  CHECK(split_words(many).why().value == many.substr(0, 59) + "...");
}

TEST_CASE("the shell has the program's questions, and does not end at an error") {
  fake_client engine;
  engine.find_says = sample_find_answer();
  screen seen;
  const auto code = [&](std::string_view line) {
    const auto end = run_shell_line(line, engine, seen.shown);
    CHECK_FALSE(end.quits);
    return end.code;
  };
  CHECK(code("cheapest Berlin --nights 3") == 0);
  CHECK(engine.asked_find->when.nights == 3);
  CHECK(seen.out().find("270.50 EUR") != std::string::npos);
  CHECK(code("cheapest Berlin --nights 0") == 2);
  CHECK(code("chepest Berlin") == 2);
  CHECK(code("quote") == 2);
  CHECK(code("cheapest \"Berlin") == 2);
  CHECK(seen.err() ==
        "error: --nights 0: expected a whole number from 1 to 365, the nights to stay\n"
        "error: there is no command 'chepest'; did you mean 'cheapest'?\n"
        "error: 'quote' needs HOTEL; see 'help quote'\n"
        "error: a quote is not closed; put another \" behind the name\n");
  CHECK(code("") == 0);
  CHECK(code("quote H1") == 1);
  CHECK(engine.asked_quote->hotel == "H1");
  CHECK(code("price-check p1.x") == 2);
  CHECK_FALSE(engine.asked_check);
  CHECK(code("calendar Berlin --month 2027-05") == 1);
  CHECK(engine.asked_calendar->arrivals == 31);
  CHECK(code("hotels") == 1);
  engine.hotels_say = hotels_answer{.generation = 1, .cities = {}, .hotels = {}, .count = 3, .notes = {}};
  CHECK(code("hotels Berlin --skip 3") == 1);
  engine.hotels_say->hotels.emplace_back();
  CHECK(code("hotels Berlin --stars 4 --skip 2") == 0);
  CHECK(engine.asked_hotels->city == "Berlin");
  CHECK(engine.asked_hotels->keep.stars_min == 4);
  CHECK(engine.asked_hotels->skip == 2);
  CHECK(run_shell_line("quit", engine, seen.shown).quits);
  CHECK(run_shell_line("exit", engine, seen.shown).quits);
}

TEST_CASE("commands of the program alone are told as such") {
  fake_client engine;
  screen seen;
  for (const char* each : {"shell", "serve", "change", "generate", "import", "check", "lab", "config",
                           "version"}) {
    CHECK(run_shell_line(std::string(each) + " x", engine, seen.shown).code == 2);
    CHECK(seen.err().ends_with("error: '" + std::string(each) + "' is not for the shell; run 'pronto " +
                               each + "' outside of it\n"));
  }
}

TEST_CASE("options of one line do not live on in the next") {
  fake_client engine;
  screen seen;
  run_shell_line("cheapest Berlin --nights 3 --refundable --json", engine, seen.shown);
  run_shell_line("cheapest Bern", engine, seen.shown);
  CHECK(engine.asked_find->when.nights == 1);
  CHECK_FALSE(engine.asked_find->keep.refundable);
  CHECK_FALSE(engine.asked_find->explain);
}

TEST_CASE("a line may begin with the name of the program, as it is typed outside") {
  fake_client engine;
  engine.find_says = sample_find_answer();
  screen seen;
  CHECK(run_shell_line("pronto cheapest Berlin --nights 3", engine, seen.shown).code == 0);
  REQUIRE(engine.asked_find);
  CHECK(engine.asked_find->city == "Berlin");
  CHECK(run_shell_line(" pronto ", engine, seen.shown).code == 0);
  CHECK(run_shell_line("pronto pronto cheapest Berlin", engine, seen.shown).code == 2);
  CHECK(seen.err().find("'pronto'") != std::string::npos);
  CHECK(completed("pronto ", "qu") == words{"quote", "quit"});
}

TEST_CASE("a refresh tells what is new: hotels, exchange rates or neither") {
  fake_client engine;
  auto& before = engine.status_says;
  before.generation = 7;
  before.passes = 3;
  before.hotels = 1;
  before.rates = {.file = "rates.csv", .rates = 2, .last_date = "2027-01-04", .wrong = {}};
  const auto told = [&](auto change) {
    engine.refresh_says = before;
    ++engine.refresh_says->passes;
    change(*engine.refresh_says);
    screen seen;
    CHECK(run_shell_line("refresh", engine, seen.shown).code == 0);
    return seen.out().substr(0, seen.out().find(", now"));
  };
  CHECK(told([](engine_status&) {}) == "nothing new");
  CHECK(told([](engine_status& now) { now.rates.rates = 3; }) == "3 exchange rates taken in");
  CHECK(told([](engine_status& now) { now.rates.last_date = "2027-01-05"; }) ==
        "2 exchange rates taken in");
  CHECK(told([](engine_status& now) { now.generation = 8; }) == "2 exchange rates taken in");
  CHECK(told([](engine_status& now) {
          now.changed = now.generation = 9;
          now.rates.rates = 1;
        }) == "9 hotels changed, 1 exchange rate taken in");
  // A generation that others made.
  CHECK(told([](engine_status& now) { now.changed = now.generation = 9; }) == "9 hotels changed");
  CHECK(told([](engine_status& now) { now.generation = 7 + ++now.popular.publications; }) ==
        "nothing new");
  CHECK(told([](engine_status& now) { now.generation = 7 + ++now.changes_applied; }) ==
        "nothing new");
  CHECK(told([](engine_status& now) { now.generation = 7 + ++now.loads; }) == "nothing new");
  CHECK(told([](engine_status& now) {
          ++now.generation;
          now.rates.file.clear();
        }) == "nothing new");
}

TEST_CASE("a refresh says that what is new was taken in by a look before its own") {
  fake_client engine;
  auto& before = engine.status_says;
  before.generation = 7;
  before.passes = 3;
  const auto told = [&](auto change) {
    engine.refresh_says = before;
    engine.refresh_says->passes += 2;
    change(*engine.refresh_says);
    screen seen;
    CHECK(run_shell_line("refresh", engine, seen.shown).code == 0);
    return seen.out().substr(0, seen.out().find(", now"));
  };
  CHECK(told([](engine_status&) {}) == "nothing new");
  CHECK(told([](engine_status& now) { ++now.generation; }) == "what is new was taken in meanwhile");
  CHECK(told([](engine_status& now) { now.changed = ++now.generation; }) == "8 hotels changed");
  CHECK(told([](engine_status& now) { now.generation += ++now.popular.publications; }) == "nothing new");
  CHECK(told([](engine_status& now) { now.generation += ++now.changes_applied; }) == "nothing new");
}

TEST_CASE("status, refresh and help answer") {
  fake_client engine;
  engine.status_says.hotels = 3000;
  screen seen;
  run_shell_line("status", engine, seen.shown);
  CHECK(seen.out().find("3,000 hotels") != std::string::npos);
  run_shell_line("refresh --json", engine, seen.shown);
  CHECK(engine.refreshes == 1);
  CHECK(seen.out().find("\"hotels\": 3000") != std::string::npos);
  run_shell_line("help", engine, seen.shown);
  CHECK(seen.out().find("Look for changes in the data now") != std::string::npos);
  run_shell_line("help quote", engine, seen.shown);
  CHECK(seen.out().find("the hotel's code") != std::string::npos);
  CHECK(seen.err() == "");
  run_shell_line("help frobnicate", engine, seen.shown);
  CHECK(seen.err() == "error: there is no command 'frobnicate'; see 'help'\n");
}

TEST_CASE("help in the shell shows lines of the shell") {
  fake_client engine;
  for (const char* of : {"", "cheapest", "quote", "calendar", "hotels", "price-check", "memory", "status", "refresh",
                         "help"}) {
    CAPTURE(of);
    screen seen;
    run_shell_line(std::string("help ") + of, engine, seen.shown);
    CHECK_FALSE(seen.out().empty());
    for (const char* outside :
         {"pronto ", "--connect", "--data", "--exchange-rates", "Exit code", "no data or"})
      CHECK(seen.out().find(outside) == std::string::npos);
  }
  screen seen;
  run_shell_line("help cheapest", engine, seen.shown);
  CHECK(seen.out().find("Examples:\n  cheapest Berlin\n") != std::string::npos);
  CHECK(seen.out().find("\n  cheapest Berlin --month 2027-05 --nights 7\n") != std::string::npos);
  run_shell_line("help quote", engine, seen.shown);
  CHECK(seen.out().find("\nSeveral rooms of one hotel: 'cheapest --hotels ") != std::string::npos);
  screen told;
  run_shell_line("help status", engine, told.shown);
  CHECK(told.out().find("Examples") == std::string::npos);
}

TEST_CASE("commands, options, their words, cities and codes of hotels are completed") {
  CHECK(completed("", "qu") == words{"quote", "quit"});
  CHECK(completed("cheapest ", "Ber") == words{"Berlin", "Bern"});
  CHECK(completed("calendar ", "Ber") == words{"Berlin", "Bern"});
  CHECK(completed("hotels ", "Ber") == words{"Berlin", "Bern"});
  CHECK(completed("cheapest \"", "Ber") == words{"Berlin", "Bern"});
  CHECK(completed("cheapest Berlin ", "--ni") == words{"--nights"});
  CHECK(holds(completed("quote H1 ", "--"), "--refundable"));
  CHECK_FALSE(holds(completed("quote H1 ", "--"), "--stars"));
  CHECK(completed("cheapest Berlin --sort ", "st") == words{"stars"});
  CHECK(completed("cheapest Berlin --meal-plan ", "half") == words{"half_board"});
  CHECK(completed("cheapest Berlin --meal-plan ", "breakfast,f") ==
        words{"breakfast,full_board"});
  CHECK(completed("cheapest Berlin --nights ", "").empty());
  CHECK(completed("cheapest --refundable ", "Ber") == words{"Berlin", "Bern"});
  CHECK(completed("quote ", "H") == words{"H1", "H2"});
  CHECK(completed("calendar --hotel ", "H") == words{"H1", "H2"});
  CHECK(completed("cheapest --hotels ", "H1,H") == words{"H1,H1", "H1,H2"});
  CHECK(completed("frobnicate ", "x").empty());
  CHECK(completed("help ", "ch") == words{"cheapest"});
}

TEST_CASE("a completion never takes away what was typed") {
  CHECK(common_completion("Ber", {"Berlin", "Bern"}) == "Ber");
  CHECK(common_completion("B", {"Berlin", "Bern"}) == "Ber");
  CHECK(common_completion("be", {"Berlin"}) == "Berlin");
  CHECK(common_completion("munc", {"München", "Münster"}) == "munc");
  CHECK(common_completion("M", {"Mà", "Má"}) == "M");
}
