#pragma once
// What can happen in a simulated world, and how often it did: a kind of event that no longer happens
// would be a test that no longer tests.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pronto::simulation {

enum class event : std::uint8_t {
  // -- answers that were held against what they should be
  find_checked,
  quote_checked,
  batch_checked,
  batch_over_generations,  // later questions were answered from a later one
  offer_checked,
  not_found,
  status_checked,
  refresh_succeeded,
  refresh_failed,
  cities_completed,
  change_applied,
  change_refused,
  change_unsure,     // whether it was applied before the end, or memory ran out
  answered_by_table,  // of popular answers
  answer_of_changed, // from hotels of which one was changed
  answered_late,  // more than one generation after it was asked
  // -- answers that are none
  overloaded,
  batch_too_large,  // to be ever taken
  nothing_loaded,
  handler_failed,
  shutting_down,
  engine_gone,
  // -- the source
  generation_published,
  hotel_put,
  hotel_moved,
  hotel_put_again,
  hotel_removed,
  document_rejected,
  half_document,
  nothing_to_read,
  pass_completed,
  pass_by_timer,
  // -- what goes wrong in a pass
  open_threw,
  begin_failed,
  begin_threw,
  step_failed,
  step_threw,
  step_failed_halfway,
  step_stalled,
  first_load_failed,
  memory_out_in_take_in,
  memory_out_in_publication,
  over_budget,
  settled_in_budget,
  settled_without_budget,
  // -- handlers
  handler_exited,
  handler_killed,
  handler_threw,
  handler_threw_at_publication,
  handler_died_unready,
  handler_joined,
  actor_slow,
  publication_waited,
  // -- the end
  settled,
  ended_before_load,
  ended_in_first_load,
  ended_in_pass,
  ended_while_idle,
  ended_with_requests,
  ended_with_slow_actor,
  ended_with_two_snapshots,
  loader_died_first,
  asked_after_end,
};
inline constexpr auto event_count = static_cast<std::size_t>(event::asked_after_end) + 1;

std::string_view to_string(event what);

class event_counts {
public:
  void add(event what, std::uint64_t times = 1) { of_[static_cast<std::size_t>(what)] += times; }
  std::uint64_t of(event what) const { return of_[static_cast<std::size_t>(what)]; }

private:
  std::array<std::uint64_t, event_count> of_{};
};

}  // namespace pronto::simulation
