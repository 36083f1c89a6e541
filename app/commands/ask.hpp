#pragma once
// Asking an engine and showing its answer: what `cheapest` and `quote` have in common.
#include "app/commands/engine_access.hpp"
#include "app/options/command_line.hpp"
#include "app/options/question.hpp"
#include "app/shown/answer_json.hpp"
#include "app/shown/answer_text.hpp"

namespace pronto {

/// Sends `request`, if it could be made, by `question` and prints the answer: JSON, always with
/// breakdowns, or text. The exit code.
template <class Request, class Answer>
result<int> ask(command_line& line, engine_access& engine, const result<Request>& request,
                result<Answer> (client::*question)(const Request&)) {
  if (!request) return request.why();
  const auto asked = engine.open();
  if (!asked) return asked.why();
  auto to_send = *request;
  to_send.explain = request->explain || line.json;
  const auto answer = ((*asked)->*question)(to_send);
  if (!answer) return by_option(answer.why());
  line.screen.out << (line.json ? to_text(to_json(*answer, *request)) + "\n"
                                : to_text(*answer, *request, line.screen.out_look));
  return answer->offers.empty() ? exit_no_offer : exit_good;
}

}  // namespace pronto
