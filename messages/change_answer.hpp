#pragma once
// What became of a message of changes.
#include <cstdint>
#include <vector>

#include "result.hpp"

namespace pronto {

struct refused_change {
  std::uint32_t index = 0;  ///< in the message
  failure why;

  bool operator==(const refused_change&) const = default;
};

/// All changes but those refused hold in every answer of this generation and later ones.
struct change_answer {
  std::uint64_t generation = 0;
  std::uint32_t applied = 0;
  std::vector<refused_change> refused;  ///< in order

  bool operator==(const change_answer&) const = default;
};

}  // namespace pronto
