#include "simulation/caller.hpp"

#include <algorithm>
#include <array>

#include <caf/mailbox_element.hpp>

namespace pronto::simulation {

std::uint32_t call::queries() const {
  if (what == ask::complete) return 1;
  return static_cast<std::uint32_t>(finds.size() + quotes.size());
}

std::string described(const call& of) {
  constexpr std::array<const char*, 9> names{"find",     "quote",  "finds",   "quotes", "complete",
                                             "status", "refresh", "attach", "change"};
  std::string out = names[static_cast<std::size_t>(of.what)];
  for (const auto& each : of.finds) out += " " + each.city;
  for (const auto& each : of.quotes) out += " " + each.hotel;
  for (const auto& each : of.changes)
    out += " " + each.hotel + "/" + std::to_string(each.body) + "/" + std::to_string(each.which);
  return out;
}

caller::caller(caf::actor_system& system) : self_(system.spawn<caf::actor_companion>()) {
  auto* const companion = caf::actor_cast<caf::actor_companion*>(self_);
  companion->on_enqueue([this](caf::mailbox_element_ptr response) { take(*response); });
}

caller::~caller() {
  caf::actor_cast<caf::actor_companion*>(self_)->on_enqueue(nullptr);
}

std::uint64_t caller::open() const {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(calls_, [](const call& each) { return each.answers == 0; }));
}

void caller::take(caf::mailbox_element& response) {
  const auto number = response.mid.request_id().integer_value();
  if (!response.mid.is_response() || number == 0 || number > calls_.size()) {
    ++stray_;
    return;
  }
  auto& to = calls_[number - 1];
  if (++to.answers > 1) return;
  to.answer = response.copy_content_to_message();
  to.open_queries = open_queries_;
  open_queries_ -= to.queries();
  if (now_) to.answered = now_(to);
}

}  // namespace pronto::simulation
