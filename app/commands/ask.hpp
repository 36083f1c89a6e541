#pragma once
// Asking an engine and showing its answer: what all questions have in common.
#include <type_traits>
#include <utility>

#include "app/commands/engine_access.hpp"
#include "app/options/command_line.hpp"
#include "app/options/question.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"
#include "app/shown/calendar_text.hpp"
#include "app/shown/hotels_text.hpp"
#include "app/shown/price_check_text.hpp"

namespace pronto {

/// An answer as JSON or as text.
template <class Answer, class Request>
std::string answer_text(const Answer& answer, const Request& request, const command_line& line) {
  const auto& look = line.screen.out_look;
  if constexpr (std::is_same_v<Answer, price_check_answer>)  // which says itself what was asked
    return line.json ? to_text(to_json(answer)) + "\n" : to_text(answer, look);
  else
    return line.json ? to_text(to_json(answer, request)) + "\n" : to_text(answer, request, look);
}

/// Sends `request`, if it could be made, by `question` and prints the answer; in JSON offers always have
/// breakdowns. The exit code, by whether `found` has anything in the answer. `told` is how a failure of the
/// engine's is told.
template <class Request, class Answer, class Found, class Told = failure (*)(failure)>
result<int> ask(command_line& line, engine_access& engine, const result<Request>& request,
                result<Answer> (client::*question)(const Request&), Found found,
                Told told = by_option) {
  if (!request) return request.why();
  if constexpr (requires { request->currency_code; })
    if (!request->currency_code.empty()) engine.need_rates();
  const auto asked = engine.open();
  if (!asked) return asked.why();
  auto to_send = *request;
  if constexpr (requires { to_send.explain; }) to_send.explain = request->explain || line.json;
  const auto answer = ((*asked)->*question)(to_send);
  if (!answer) return told(answer.why());
  line.screen.out << answer_text(*answer, *request, line);
  return found(*answer) ? exit_good : exit_no_offer;
}

/// Of a search or a quote.
inline constexpr auto has_offers = [](const auto& answer) { return !answer.offers.empty(); };

}  // namespace pronto
