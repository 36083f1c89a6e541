#pragma once
// Whether a run went as it must: every request answered once, every answer right for the
// generation that it names, every refusal for a reason.
//
// What a generation holds is learned from the source: it is the market at some position of its
// history, not before that of the generation before, where a step ended (or, if memory ran out,
// between two hotels), and for the first generation where a pass was complete. All that was seen
// of a generation must fit one such position. Where a budget has no room for all, generations lack
// some of it, and only those are judged that come when there is room again.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "simulation/caller.hpp"
#include "simulation/events.hpp"
#include "simulation/history.hpp"
#include "simulation/stock.hpp"
#include "simulation/watched_handler.hpp"

namespace pronto::simulation {

struct evidence {
  const history* brought = nullptr;
  const watch* seen = nullptr;
  const std::vector<call>* calls = nullptr;
  bool all_watched = true;  ///< every handler is, so that no generation went unseen
  std::uint32_t inflight_max = 0;
  std::uint64_t source_failures = 0;
  std::uint64_t memory_failures = 0;
  bool has_budget = false;
  std::uint64_t exact_from = 0;  ///< the first generation that lacks nothing
};

/// What is wrong; nothing if all is well.
std::optional<std::string> judged(const evidence& of, stock& prices, event_counts& happened);

}  // namespace pronto::simulation
