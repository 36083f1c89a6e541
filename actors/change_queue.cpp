#include "actors/change_queue.hpp"

#include <string>
#include <utility>

namespace pronto {

bool change_queue::add(std::vector<change> all, promise who) {
  if (all.size() > message_max) {
    const auto count = std::to_string(all.size());
    who.deliver(reply<change_answer>{
        failure{.code = failure_code::usage,
                .text = "a message holds at most " + std::to_string(message_max) +
                        " changes; this one has " + count,
                .field = "changes",
                .value = count}});
    return false;
  }
  size_ += all.size();
  waiting_.push_back({std::move(all), std::move(who), 0, 0, {}});
  return true;
}

std::vector<change> change_queue::take(std::size_t most) {
  std::vector<change> out;
  while (next_ < waiting_.size()) {
    auto& from = waiting_[next_];
    while (from.taken < from.all.size() && out.size() < most)
      out.push_back(std::move(from.all[from.taken++]));
    if (from.taken < from.all.size()) break;
    ++next_;
  }
  return out;
}

void change_queue::note(std::span<std::optional<failure>> refused) {
  for (auto& each : waiting_) {
    for (; each.noted < each.taken && !refused.empty(); refused = refused.subspan(1)) {
      const auto index = static_cast<std::uint32_t>(each.noted++);
      if (refused.front())
        each.told.refused.push_back({index, *std::move(refused.front())});
      else
        ++each.told.applied;
    }
    if (refused.empty()) return;
  }
}

bool change_queue::first_is_noted() const {
  return next_ > 0 && waiting_.front().noted == waiting_.front().all.size();
}

template <class Answer>
void change_queue::end_first(Answer with) {
  size_ -= waiting_.front().all.size();
  waiting_.front().who.deliver(reply<change_answer>{std::move(with)});
  waiting_.pop_front();
  --next_;
}

void change_queue::answer(std::uint64_t generation) {
  while (first_is_noted()) {
    auto told = std::move(waiting_.front().told);
    told.generation = generation;
    end_first(std::move(told));
  }
}

void change_queue::answer_noted(const failure& why) {
  while (first_is_noted()) end_first(why);
}

void change_queue::answer_all(const failure& why) {
  for (auto& each : waiting_) each.who.deliver(reply<change_answer>{why});
  waiting_.clear();
  next_ = size_ = 0;
}

}  // namespace pronto
