#pragma once
// Which allocator a process has, and how one with another is started.
//
// Which functions malloc, free and operator new are is settled when a program starts, by the first
// library that has them: what LD_PRELOAD names, then what the program was linked with. So one
// program runs under every allocator of the machine: with libmimalloc.so or libjemalloc.so first
// it allocates by these, with the C++ and the C library first by the system's, even where it was
// linked with mimalloc. All of the process does, the engine and its libraries too.
#include <optional>
#include <string>
#include <vector>

#include "result.hpp"

namespace pronto::lab {

struct allocator_found {
  std::string name;     ///< "mimalloc", "system", "jemalloc"; another one: its library's file name
  std::string version;  ///< empty where it does not say
  /// What LD_PRELOAD is set to for it; nothing: as in this process.
  std::optional<std::string> preload;
};

/// The names that may be asked for.
const std::vector<std::string>& allocator_names();

/// What this process allocates by, as "NAME VERSION"; malloc and operator new must agree.
std::string loaded_allocator();

/// Those of `names` that this program runs under on this machine, by trying; in that order. Fails
/// where it could not start itself.
result<std::vector<allocator_found>> find_allocators(const std::vector<std::string>& names);

}  // namespace pronto::lab
