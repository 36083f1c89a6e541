// `pronto quote`: what each room and plan of one hotel costs, or why it cannot be booked.
#include <ctime>
#include <memory>

#include "app/commands/ask.hpp"
#include "app/commands/commands.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto quote BER-00307
  pronto quote BER-00307 --arrival 2027-03-01 --nights 3 --adults 2 --children 4,9 --explain
  pronto quote BER-00307 --meal-plan breakfast --refundable --json
  pronto quote BER-00307 --currency USD --exchange-rates rates.csv

Options of the engine (--exchange-rates FILE, ...) are in 'pronto serve --help'; all work here.
Several rooms of one hotel: 'pronto cheapest --hotels BER-00307 --room 2 --room 2,5'.
Exit code: 0 with an offer, 1 without, 2 wrong usage, 3 no data or no server.
)";

}  // namespace

void add_quote(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "quote", "Price all rooms and plans of one hotel", examples);
  const auto typed = std::make_shared<typed_question>();
  add_option(sub, "HOTEL", typed->subject, "the hotel's code", {.required = true});
  add_stay_options(sub, *typed);
  add_product_options(sub, *typed);
  add_currency_option(sub, *typed);
  add_explain_flag(sub, *typed);
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, typed] {
    return ask(line, engine, make_quote_request(*typed, std::time(nullptr)), &client::quote,
               has_offers);
  });
}

}  // namespace pronto
