#pragma once
// The largest piece of memory that this thread asked `operator new` for since it was set to 0.
#include <cstddef>

namespace pronto::test {

extern thread_local std::size_t largest_allocation_bytes;

}  // namespace pronto::test
