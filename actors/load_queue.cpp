#include "actors/load_queue.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace pronto {

void load_queue::add(const destination_key& what, promise who) {
  const auto same = std::ranges::find(waiting_, what, &load::what);
  if (same != waiting_.end())
    same->asked.push_back(std::move(who));
  else if (waiting_.size() < size_max)
    waiting_.push_back({what, {std::move(who)}});
  else
    who.deliver(reply<std::uint64_t>{failure{
        .code = failure_code::overloaded,
        .text = "as many cities wait to be loaded as may (" + std::to_string(size_max) +
                "); ask again later"}});
}

const destination_key* load_queue::under_way() const {
  return is_under_way_ ? &waiting_.front().what : nullptr;
}

const destination_key* load_queue::next() const {
  return is_under_way_ || waiting_.empty() ? nullptr : &waiting_.front().what;
}

void load_queue::end(const reply<std::uint64_t>& with) {
  auto ended = std::move(waiting_.front());
  waiting_.pop_front();
  is_under_way_ = false;
  for (auto& each : ended.asked) each.deliver(with);
}

void load_queue::end_all(const reply<std::uint64_t>& with) {
  while (!waiting_.empty()) end(with);
}

}  // namespace pronto
