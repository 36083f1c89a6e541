#pragma once
// What processes have in memory.
#include <cstdint>

namespace pronto::bench {

/// Of a process and its children, what they share once.
std::uint64_t process_tree_bytes(int process);

}  // namespace pronto::bench
