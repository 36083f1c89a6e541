#pragma once
// One run of a whole engine under CAF's test coordinator: the loader, the front desk, its handlers,
// a source in memory, all on one thread, in virtual time. Everything that is left to chance comes
// from one seed, the order of the actors too, so that a seed always gives the same run.
#include <cstdint>
#include <optional>
#include <string>

#include "simulation/events.hpp"
#include "simulation/flaw.hpp"
#include "simulation/stock.hpp"

namespace pronto::simulation {

struct run_options {
  std::uint64_t seed = 0;
  bool told = false;  ///< print what happens
  flaw broken = flaw::none;
};

struct run_result {
  std::optional<std::string> wrong;  ///< nothing if all went as it must
  std::uint64_t hash = 0;            ///< of all that happened
};

run_result run_world(const run_options& options, stock& from, event_counts& happened);

}  // namespace pronto::simulation
