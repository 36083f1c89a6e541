// `pronto price-check`: whether a price that was shown still holds.
#include <ctime>
#include <memory>
#include <string>

#include "app/commands/ask.hpp"
#include "app/commands/commands.hpp"
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

/// A token that is none needs no engine to say so.
result<price_check_request> make_check_request(const std::string& token) {
  if (const auto shown_price = read_token(token); !shown_price) return shown_price.why();
  return price_check_request{.token = token, .now_s = std::time(nullptr)};
}

bool is_available(const price_check_answer& answer) {
  return answer.state == price_state::available;
}

}  // namespace

void add_price_check(CLI::App& to, command_line& line, engine_access& engine) {
  auto& sub = add_subcommand(to, "price-check", "See whether a price that was shown still holds",
                             examples);
  const auto token = std::make_shared<std::string>();
  add_option(sub, "TOKEN", *token, "the token of an offer", {.required = true});
  add_json_flag(sub, line);
  engine.add_options(sub);
  run_when_chosen(sub, line, [&line, &engine, token] {
    return ask(line, engine, make_check_request(*token), &client::check_price, is_available);
  });
}

}  // namespace pronto
