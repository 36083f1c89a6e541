#pragma once
// What a running engine says of itself.
#include <cstdint>
#include <string>
#include <vector>

#include "result.hpp"

namespace pronto {

struct engine_status {
  std::string version;
  std::uint64_t generation = 0;  ///< 0: nothing is loaded yet
  std::uint64_t hotels = 0;
  std::uint64_t destinations = 0;
  bool loading = false;          ///< a pass over the source is under way
  std::uint64_t done_bytes = 0;  ///< of that pass
  std::uint64_t total_bytes = 0;
  std::string source;
  std::uint64_t passes = 0;      ///< complete ones
  std::uint64_t changed = 0;     ///< hotels put or removed by the last complete pass
  std::int64_t last_pass_s = 0;  ///< Unix time of its end
  std::uint64_t rejected = 0;    ///< documents rejected by the last pass
  std::vector<failure> rejections;  ///< the first few of them
  std::uint64_t failed_passes = 0;  ///< since the last complete one; the data before answer
  failure source_failure;           ///< the last one's, if failed_passes > 0
  std::uint32_t handlers = 0;
  std::uint64_t handlers_restarted = 0;
  std::uint32_t inflight = 0;
  std::uint64_t answered = 0;
  std::uint64_t refused_overloaded = 0;
  std::uint64_t snapshots_held = 0;  ///< published and not yet let go of by all handlers

  bool operator==(const engine_status&) const = default;
};

}  // namespace pronto
