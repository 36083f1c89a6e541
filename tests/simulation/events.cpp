#include "simulation/events.hpp"

namespace pronto::simulation {

namespace {

constexpr std::array<std::string_view, event_count> names{
    "find answers checked",
    "quote answers checked",
    "batches checked",
    "offers checked",
    "cities or hotels not found",
    "statuses checked",
    "refreshes that succeeded",
    "refreshes that failed",
    "cities completed",
    "changes applied",
    "changes refused",
    "changes that may have been applied",
    "answers from changed hotels",
    "answers from a later generation",
    "refused: overloaded",
    "refused: nothing loaded",
    "refused: handler failed",
    "refused: shutting down",
    "errors: engine gone",
    "generations published",
    "hotels put",
    "hotels moved to another city",
    "hotels put again unchanged",
    "hotels removed",
    "documents rejected",
    "half documents",
    "passes with nothing to read",
    "passes completed",
    "passes begun by the timer",
    "sources that threw when opened",
    "passes that failed to begin",
    "passes that threw when begun",
    "steps that failed",
    "steps that threw",
    "steps that failed half way",
    "steps that stalled",
    "first loads that failed",
    "memory ran out taking in",
    "memory ran out publishing",
    "passes that the budget had no room for",
    "worlds that settled within a budget",
    "worlds that settled when a budget was lifted",
    "handlers that exited",
    "handlers killed",
    "handlers that threw",
    "handlers that threw at a publication",
    "handlers that died before they held anything",
    "handlers that joined by themselves",
    "actors made slow",
    "publications that waited for a handler",
    "worlds that settled",
    "ends before the first load",
    "ends in the first load",
    "ends in a later pass",
    "ends while idle",
    "ends with requests under way",
    "ends with a slow actor",
    "ends with two snapshots",
    "loaders that died first",
    "requests after the end began",
};

}  // namespace

std::string_view to_string(event what) { return names[static_cast<std::size_t>(what)]; }

}  // namespace pronto::simulation
