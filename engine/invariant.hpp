#pragma once
// What must hold or the program is wrong. Checked in every build: going on with a broken invariant
// would give prices that nobody meant.
#include <cstdio>
#include <cstdlib>
#include <source_location>

namespace pronto {

/// Says where and aborts, unless it holds.
inline void invariant(bool holds,
                      const std::source_location& where = std::source_location::current()) {
  if (holds) [[likely]] return;
  std::fprintf(stderr, "%s:%u: broken invariant in %s\n", where.file_name(),
               static_cast<unsigned>(where.line()), where.function_name());
  std::abort();
}

}  // namespace pronto
