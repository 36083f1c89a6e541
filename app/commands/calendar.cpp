// `pronto calendar`: on which day a stay is cheapest.
#include <algorithm>
#include <ctime>
#include <memory>
#include <utility>

#include "app/commands/ask.hpp"
#include "app/commands/commands.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto calendar Berlin --month 2027-05 --nights 2
  pronto calendar "New York" --arrival 2027-03-01 --arrivals 60 --nights 3 --stars 4
  pronto calendar --hotel BER-00307 --month 2027-05 --adults 2 --children 4,9
  pronto calendar Berlin --city Munich --month 2027-05
  pronto calendar --near 52.45,13.20,40 --month 2027-05 --stars 4
  pronto calendar London --currency EUR --exchange-rates rates.csv --month 2027-05
  pronto calendar Berlin --month 2027-05 --connect 127.0.0.1:4242 --json

Options of the engine (--exchange-rates FILE, ...) are in 'pronto serve --help'; all work here.
It is of one room; several by 'pronto cheapest Berlin --month 2027-05 --room 2 --room 2,5'.
Exit code: 0 with an offer on any day, 1 without, 2 wrong usage, 3 no data or no server.
)";

result<int> show_calendar(const typed_question& typed, command_line& line, engine_access& engine) {
  const auto has_day = [](const calendar_answer& answer) {
    return std::ranges::any_of(
        answer.days, [](const calendar_day& each) { return each.best.has_value(); });
  };
  const auto told = [&](failure why) {
    if (typed.month && why.field == "arrival") why.field = "month";  // which is what was typed
    return by_option(std::move(why));
  };
  return ask(line, engine, make_calendar_request(typed, std::time(nullptr)), &client::calendar,
             has_day, told);
}

}  // namespace

void add_calendar(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "calendar", "Show on which days a stay is cheapest", examples);
  const auto typed = std::make_shared<typed_question>();
  add_option(sub, "CITY", typed->subject, "the city, in English or as people there call it; none: "
             "--hotel, --near or --hotels say where");
  add_cities_option(sub, *typed);
  add_calendar_options(sub, *typed);
  add_stay_options(sub, *typed, "first day of arrival [the booking date]");
  add_product_options(sub, *typed);
  add_hotel_options(sub, *typed);
  add_currency_option(sub, *typed);
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line,
                  [&line, &engine, typed] { return show_calendar(*typed, line, engine); });
}

}  // namespace pronto
