#pragma once
// Answers queries from the one snapshot that it holds. The loader owns the snapshot and keeps it
// until this actor has acknowledged the next one or is dead.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <caf/make_message.hpp>
#include <caf/result.hpp>
#include <caf/stateful_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include "actors/batch.hpp"
#include "actors/failures.hpp"
#include "messages/interfaces.hpp"

namespace pronto {

struct handler_options {
  /// What of a batch is not answered so long after the batch came fails as timed out.
  milliseconds batch_timeout{5000};
  /// What batches are timed by; none: the clock of the actor system.
  std::function<deadline()> now{};
};

struct handler_state {
  static inline constexpr const char* name = "handler";

  explicit handler_state(handler_actor::pointer self) : self_(self) {}

  handler_options options{};  ///< as they are before the first message

  /// Lets go of the snapshot before; the generation of the one that is held now.
  std::uint64_t hold(snapshot_ref fresh);

  // Each fails with unavailable until there is a snapshot, else as the engine does.
  reply<find_answer> answer(const find_request& request) const;
  reply<quote_answer> answer(const quote_request& request) const;
  reply<calendar_answer> answer(const calendar_request& request) const;
  reply<hotels_answer> answer(const hotels_request& request) const;
  reply<price_check_answer> answer(const price_check_request& request) const;
  /// What was asked for since the last time; noted from the first time on.
  asked_summary take_asked();
  // Both fail with usage too, where what was typed is longer than a name may be, and tell at most
  // offers_limit.
  reply<std::vector<std::string>> complete(const std::string& typed, std::uint32_t limit) const;
  reply<std::vector<std::string>> complete_code(const std::string& typed, std::uint32_t limit) const;

  template <class Answer>
  using batch_replies = caf::result<std::vector<reply<Answer>>>;

  /// A reply to each, in their order; what goes beyond its answer_budget is refused with usage. After a
  /// slice the rest goes through the mailbox of this actor, so that whoever asked is told if it dies.
  template <class Answer, class Request>
  batch_replies<Answer> answer_each(std::vector<Request>& all) {
    return go_on(batch<Request, Answer>{std::move(all), now() + options.batch_timeout});
  }
  template <class Request, class Answer>
  batch_replies<Answer> go_on(const rest_of_batch<Request, Answer>& rest) {
    return go_on(std::move(*rest.of));
  }

private:
  template <class Request, class Answer>
  batch_replies<Answer> go_on(batch<Request, Answer> with);
  template <class Request, class Answer>
  reply<Answer> answer_next(batch<Request, Answer>& of) const;

  deadline now() const { return options.now ? options.now() : self_->clock().now(); }
  asked_shapes* noting() const { return notes_asked_ ? &asked_ : nullptr; }

  handler_actor::pointer self_;
  const snapshot* held_ = nullptr;
  bool notes_asked_ = false;
  mutable asked_shapes asked_;
};

template <class Request, class Answer>
handler_state::batch_replies<Answer> handler_state::go_on(batch<Request, Answer> with) {
  const auto begun = now();
  for (auto at = begun; with.replies.size() < with.asked.size(); at = now()) {
    if (at >= with.end)
      with.replies.resize(with.asked.size(), reply<Answer>{batch_timed_out(options.batch_timeout)});
    else if (at >= begun + batch_slice)
      return self_->delegate(caf::actor_cast<handler_actor>(self_), step_atom_v,
                             rest_of_batch<Request, Answer>{
                                 std::make_shared<batch<Request, Answer>>(std::move(with))});
    else
      with.replies.push_back(answer_next(with));
  }
  return std::move(with.replies);
}

template <class Request, class Answer>
reply<Answer> handler_state::answer_next(batch<Request, Answer>& of) const {
  const auto& next = of.asked[of.replies.size()];
  if (auto no = of.given.refusal(next)) return *std::move(no);
  auto made = answer(next);
  if (made.value) of.given.add(*made.value);
  return made;
}

handler_actor::behavior_type handler(handler_actor::stateful_pointer<handler_state> self);
handler_actor::behavior_type handler_with(handler_actor::stateful_pointer<handler_state> self,
                                          handler_options options);

}  // namespace pronto
