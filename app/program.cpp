#include "app/program.hpp"

#include "app/commands/commands.hpp"

namespace pronto {

namespace {

constexpr auto about = "Finds the cheapest hotel, pronto: exact prices from memory.";

constexpr auto examples = R"(Examples:
  pronto generate --hotels 3000 --out demo/hotels.ndjson.gz
  pronto cheapest Berlin
  pronto cheapest Berlin --arrival 2027-03-01 --nights 3 --children 4,9 --explain
  pronto calendar Berlin --month 2027-05 --nights 2
  pronto serve --port 4242
  pronto cheapest Berlin --connect 127.0.0.1:4242 --json

'pronto COMMAND --help' shows the options of a command.
Exit code: 0 done, 1 no offer, 2 wrong usage, 3 no data, bad data or no server.
)";

}  // namespace

int run_program(const std::vector<std::string>& arguments, terminal& screen) {
  command_line line{screen};
  // Of the subcommands one is chosen, so that those of a kind share their options.
  chosen_engine asked(line, use::one_question);
  chosen_engine running(line, use::running);
  const auto grammar = make_grammar("pronto", about, examples);
  auto& app = *grammar;
  add_version_flag(app, "pronto " PRONTO_VERSION);
  add_config_option(app, line);
  add_cheapest(app, line, asked);
  add_quote(app, line, asked);
  add_calendar(app, line, asked);
  add_hotels(app, line, asked);
  add_price_check(app, line, asked);
  add_shell(app, line);
  add_serve(app, line);
  add_change(app, line);
  add_status(app, line, running);
  add_refresh(app, line, running);
  add_memory(app, line, asked);
  add_generate(app, line);
  add_import(app, line);
  add_check(app, line);
  add_lab(app, line);
  add_config(app, line);
  add_version(app, line);
  add_help(app, line);
  return run_words(app, line, arguments);
}

}  // namespace pronto
