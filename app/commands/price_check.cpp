// `pronto price-check`: whether a price that was shown still holds.
#include <ctime>
#include <memory>
#include <string>

#include "app/commands/commands.hpp"
#include "app/options/question.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/price_check_text.hpp"
#include "search/tokens/price_token.hpp"

namespace pronto {

namespace {

constexpr auto examples = R"(Examples:
  pronto price-check TOKEN
  pronto price-check TOKEN --connect 127.0.0.1:4242 --json

A token comes with each offer: with --explain, and always in --json.
Exit code: 0 available for the total that was shown, 1 not so, 2 a token that is damaged or of another
version, 3 no data or no server.
)";

result<int> check(const std::string& token, command_line& line, engine_access& engine) {
  // A token that is none needs no engine to say so.
  if (const auto shown = read_token(token); !shown) return shown.why();
  const auto asked = engine.open();
  if (!asked) return asked.why();
  const auto answer = (*asked)->check_price({.token = token, .now_s = std::time(nullptr)});
  if (!answer) return by_option(answer.why());
  line.screen.out << (line.json ? to_text(to_json(*answer)) + "\n"
                                : to_text(*answer, line.screen.out_look));
  return answer->state == price_state::available ? exit_good : exit_no_offer;
}

}  // namespace

void add_price_check(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "price-check", "See whether a price that was shown still holds",
                             examples);
  const auto token = std::make_shared<std::string>();
  add_option(sub, "TOKEN", *token, "the token of an offer", {.required = true});
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, token] { return check(*token, line, engine); });
}

}  // namespace pronto
