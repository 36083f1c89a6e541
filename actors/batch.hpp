#pragma once
// A batch of questions on its way through a handler. It is answered in slices, in the order of its
// questions; between two slices the handler takes new snapshots and answers others, so that questions of
// seconds each pin no snapshot and keep nobody waiting. Each answer names its generation: later ones of a
// batch may be of later generations.
#include <chrono>
#include <vector>

#include "actors/answer_budget.hpp"
#include "actors/deadline.hpp"
#include "messages/messages.hpp"

namespace pronto {

/// So long a batch holds its handler at a time, and one question more.
inline constexpr milliseconds batch_slice{5};

template <class Request, class Answer>
struct batch {
  std::vector<Request> asked;
  deadline end;                          ///< what has no reply by then fails
  std::vector<reply<Answer>> replies{};  ///< to the first of them
  answer_budget given{};
};

}  // namespace pronto
