#include "actors/lender.hpp"

#include <utility>

#include "invariant.hpp"

namespace pronto {

void lender::publish(snapshot_ptr fresh, std::chrono::steady_clock::time_point now) {
  invariant(may_publish() && fresh);
  invariant(!current_ || current_->generation() < fresh->generation());
  previous_ = std::exchange(current_, std::move(fresh));
  previous_since_ = std::exchange(current_since_, now);
  owing_ = holders_;
  if (owing_.empty()) previous_.reset();
}

void lender::add(holder_id who) { holders_.insert(who); }

void lender::acknowledge(holder_id who, std::uint64_t generation) {
  if (current_ && generation == current_->generation()) let_go(who);
}

void lender::remove(holder_id who) {
  holders_.erase(who);
  let_go(who);
}

void lender::let_go(holder_id who) {
  owing_.erase(who);
  if (owing_.empty()) previous_.reset();
}

std::vector<lender::loan> lender::loans() const {
  std::vector<loan> all;
  if (previous_)
    all.push_back({previous_->generation(), previous_since_, {owing_.begin(), owing_.end()}});
  if (current_) all.push_back({current_->generation(), current_since_, {}});
  return all;
}

void lender::clear() {
  invariant(!has_holders());
  current_.reset();
  previous_.reset();
}

}  // namespace pronto
