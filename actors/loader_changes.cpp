// Of the loader: how changes are taken in. They wait for a few milliseconds, so that those of a hotel
// and a block cost one copy, and are answered when every handler holds the snapshot that has them.
#include <algorithm>
#include <utility>

#include "actors/failures.hpp"
#include "actors/loader.hpp"
#include "actors/safely.hpp"
#include "catalog/places/place.hpp"

namespace pronto {

namespace {

/// Between two publications for changes alone, so that many small messages share one.
constexpr std::chrono::milliseconds changes_pause{5};
/// Applied at a time: what comes meanwhile waits for some tens of milliseconds at most.
constexpr std::size_t changes_at_once = 500;

}  // namespace

change_queue::promise loader_state::take_changes(std::vector<change> all) {
  auto promise = self_->make_response_promise<reply<change_answer>>();
  const auto count = all.size();
  if (closing_) {
    promise.deliver(reply<change_answer>{shutting_down()});
  } else if (!lender_.current()) {
    promise.deliver(reply<change_answer>{failure{
        .code = failure_code::unavailable,
        .text = "nothing is loaded yet that could be changed; send it again when the first load is "
                "complete, and the status tells how far it is"}});
  } else if (changes_.add(std::move(all), promise)) {
    send_for_changes();
    return promise;
  }
  told_.changes_refused += count;
  return promise;
}

void loader_state::send_for_changes() {
  if (std::exchange(changes_are_sent_for_, true)) return;
  const auto now = self_->clock().now();
  const auto due = changes_published_ + changes_pause;
  if (due <= now)
    self_->send(self_, change_atom_v);
  else
    self_->delayed_send(self_, due - now, change_atom_v);
}

void loader_state::publish_changes() {
  changes_are_sent_for_ = false;
  if (closing_ || changes_.empty()) return;
  changes_wait_for_handlers_ = !lender_.may_publish();
  if (changes_wait_for_handlers_) return;
  changes_published_ = self_->clock().now();
  if (!publish()) answer_changes();
  if (changes_.has_next()) send_for_changes();
}

// A document that waits for memory was read before them, and would replace its hotel with them. What is
// left of a pass that failed may wait for long: then they are refused.
bool loader_state::changes_may_be_applied() const {
  return brought_.put.empty() || phase_ == phase::idle;
}

// Any other publication takes along what waits.
void loader_state::apply_changes() {
  auto some = changes_.take(changes_at_once);
  if (some.empty()) return changes_.note({});
  std::vector<std::optional<failure>> refused;
  const auto applied = safely("changing", source_.get(), [&]() -> result<bool> {
    if (brought_.put.empty()) {
      refused = catalog_->apply(some);
      return true;
    }
    for (const change& each : some) {
      auto no = document_waits(each.hotel);
      refused.push_back(no ? std::move(no) : catalog_->apply({&each, 1}).front());
    }
    return true;
  });
  if (!applied) refused.resize(some.size(), applied.why());  // those that it did not come to
  for (std::size_t i = 0; i < some.size(); ++i) {
    auto& no = refused[i];
    if (no && no->code == failure_code::not_found && no->field == "hotel")
      if (auto instead = not_held(some[i].hotel)) no = std::move(instead);
    ++(no ? told_.changes_refused : told_.changes_applied);
  }
  changes_.note(refused);
}

std::optional<failure> loader_state::document_waits(const std::string& code) const {
  const auto is_of = [&](const auto& each) { return each->code == code; };
  if (std::ranges::none_of(brought_.put, is_of)) return std::nullopt;
  return failure{.code = failure_code::memory,
                 .text = "a document of hotel '" + code +
                         "' was read before this change, and waits for memory; send the change again "
                         "after the next refresh",
                 .field = "hotel",
                 .value = code};
}

std::optional<failure> loader_state::not_held(const std::string& code) const {
  auto* const demand = source_ ? source_->demand() : nullptr;
  const auto found = demand != nullptr ? demand->where_is(code) : std::nullopt;
  if (!found) return std::nullopt;
  const auto* const there = lender_.current()->find_destination(found->key, found->country);
  const auto city = there != nullptr ? std::string(there->city) : found->key;
  return failure{.code = failure_code::not_loaded,
                 .text = "hotel '" + code + "' is in " + city + " (" + found->country +
                         "), which is not loaded: its document is read when somebody asks for it",
                 .field = "hotel",
                 .value = code};
}

// Once every handler holds the last snapshot.
void loader_state::answer_changes() {
  if (lender_.current() && lender_.may_publish()) changes_.answer(told_.generation);
}

void loader_state::handlers_hold_current() {
  if (closing_ || !lender_.may_publish()) return;
  answer_changes();
  if (waits_for_handlers_) go_on();
  if (std::exchange(changes_wait_for_handlers_, false)) publish_changes();
  if (std::exchange(popular_.wishes_wait, false)) publish_wishes();
}

}  // namespace pronto
