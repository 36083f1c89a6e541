// `pronto hotels`: which cities there are, and which hotels.
#include <memory>

#include "app/commands/commands.hpp"
#include "app/options/question.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/hotels_text.hpp"

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

result<int> show_hotels(const typed_question& typed, command_line& line, engine_access& engine) {
  const auto request = make_hotels_request(typed);
  if (!request) return request.why();
  const auto asked = engine.open();
  if (!asked) return asked.why();
  const auto answer = (*asked)->hotels(*request);
  if (!answer) return by_option(answer.why());
  line.screen.out << (line.json ? to_text(to_json(*answer, *request)) + "\n"
                                : to_text(*answer, *request, line.screen.out_look));
  return answer->cities.empty() && answer->hotels.empty() ? exit_no_offer : exit_good;
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
  run_when_chosen(sub, line,
                  [&line, &engine, typed] { return show_hotels(*typed, line, engine); });
}

}  // namespace pronto
