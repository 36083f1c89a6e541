#include "simulation/stagehand.hpp"

#include <algorithm>
#include <vector>

namespace pronto::simulation {

namespace {

// Far more than any run needs: whoever comes here goes round in circles.
constexpr std::uint64_t messages_limit = 100'000;

}  // namespace

bool stagehand::run_one() {
  auto& jobs = scheduler_.jobs;
  std::vector<std::size_t> ready;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const auto slow = slow_.find(actor_of(jobs[i]).id());
    if (slow == slow_.end() || slow->second <= messages_) ready.push_back(i);
  }
  // Those who are slow become no quicker by nobody else doing anything.
  if (ready.empty()) {
    ++messages_;
    return false;
  }
  const auto chosen = ready[static_cast<std::size_t>(
      draw_.between(0, static_cast<int>(ready.size()) - 1))];
  const auto at = jobs.begin() + static_cast<std::ptrdiff_t>(chosen);
  std::rotate(jobs.begin(), at, at + 1);
  const auto& next = actor_of(jobs.front());
  trace_.say(std::string{next.name()} + " " + std::to_string(next.id()));
  ++messages_;
  scheduler_.run_once();
  return true;
}

bool stagehand::run_all() {
  for (const auto end = messages_ + messages_limit; messages_ < end;) {
    if (scheduler_.jobs.empty()) return true;
    run_one();
  }
  return false;
}

}  // namespace pronto::simulation
