#pragma once
// What memory this process has of the system.
#include <cstdint>
#include <string>

namespace pronto {

struct process_memory {
  std::string allocator;              ///< "mimalloc 2.0.9", "system"
  std::uint64_t allocator_bytes = 0;  ///< that it holds of the system; 0 where it does not tell
  std::uint64_t resident_bytes = 0;   ///< of the whole process; 0 where the system does not tell
};

/// On any thread; takes some microseconds.
process_memory measure_process_memory();

}  // namespace pronto
