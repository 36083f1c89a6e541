// `pronto cheapest`: the best offers of a city, of several, of a circle or of a list of hotels.
#include <ctime>
#include <memory>

#include "app/commands/ask.hpp"
#include "app/commands/commands.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto cheapest Berlin
  pronto cheapest "New York" --arrival 2027-03-01 --nights 3 --adults 2 --children 4,9
  pronto cheapest Berlin --stars 4 --meal-plan breakfast,half_board --refundable
  pronto cheapest Berlin --near 52.52,13.40,2 --sort distance --max-total 250 --explain
  pronto cheapest Berlin --arrival 2027-05-10 --flexible 3 --nights 2
  pronto cheapest Berlin --room 2 --room 2,5,8 --nights 3
  pronto cheapest Berlin --month 2027-05 --nights 7
  pronto cheapest Berlin --city Munich --city Frankfurt
  pronto cheapest --near 52.45,13.20,40 --sort distance
  pronto cheapest London --currency EUR --exchange-rates rates.csv --max-total 200
  pronto cheapest --hotels BER-00307,BER-00016 --arrival 2027-05-10
  pronto cheapest Berlin --connect 127.0.0.1:4242 --json

Options of the engine (--exchange-rates FILE, ...) are in 'pronto serve --help'; all work here.
Exit code: 0 with an offer, 1 without, 2 wrong usage, 3 no data or no server.
)";

}  // namespace

void add_cheapest(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "cheapest", "Find the cheapest hotels of cities, a circle or a list",
                             examples);
  const auto typed = std::make_shared<typed_question>();
  add_option(sub, "CITY", typed->subject, "the city, in English or as people there call it; none: "
             "--near or --hotels say where");
  add_cities_option(sub, *typed);
  add_stay_options(sub, *typed);
  add_rooms_option(sub, *typed);
  add_flexible_options(sub, *typed);
  add_product_options(sub, *typed);
  add_hotel_options(sub, *typed);
  add_order_options(sub, *typed);
  add_currency_option(sub, *typed);
  add_explain_flag(sub, *typed);
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, typed] {
    return ask(line, engine, make_find_request(*typed, std::time(nullptr)), &client::find,
               has_offers);
  });
}

}  // namespace pronto
