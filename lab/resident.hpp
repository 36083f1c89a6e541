#pragma once
// What the system says of memory. Neither allocates, so that asking changes nothing.
#include <cstdint>

namespace pronto::lab {

/// Of this process, now; 0 where the system does not say.
std::uint64_t resident_bytes();

/// What may still be taken before the machine, or the control group of this process, runs out.
std::uint64_t available_bytes();

}  // namespace pronto::lab
