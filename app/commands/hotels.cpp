// `pronto hotels`: which cities there are, and which hotels.
#include <memory>

#include "app/commands/ask.hpp"
#include "app/commands/commands.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto hotels
  pronto hotels Berlin
  pronto hotels Berlin --stars 4 --amenities wifi,parking --limit 20
  pronto hotels --near 52.45,13.20,40
  pronto hotels --country DE --json

Exit code: 0 with any, 1 without, 2 wrong usage, 3 no data or no server.
)";

bool has_any(const hotels_answer& answer) {
  return !answer.cities.empty() || !answer.hotels.empty();
}

}  // namespace

void add_hotels(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "hotels", "List the cities that there are, or their hotels", examples);
  const auto typed = std::make_shared<typed_question>();
  add_option(sub, "CITY", typed->subject, "the city whose hotels to list; none: --near or --hotels "
             "say where, or the cities are listed");
  add_cities_option(sub, *typed);
  add_hotel_options(sub, *typed);
  add_part_options(sub, *typed);
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, typed] {
    return ask(line, engine, make_hotels_request(*typed), &client::hotels, has_any);
  });
}

}  // namespace pronto
