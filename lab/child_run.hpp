#pragma once
// A variant in a process of its own: this program once more, which tells line by line how it goes.
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/allocators.hpp"
#include "lab/experiment.hpp"
#include "lab/trace.hpp"
#include "result.hpp"

namespace pronto::lab {

/// How long such a process may say nothing, beyond the pause after a hotel, before it is killed.
inline constexpr std::chrono::seconds longest_wait{60};

/// What it did. `told` hears how many passes over the hotels are complete: 1 is the load. Fails if
/// it failed, crashed, or hung for `patience` beyond its pauses.
result<trace> run_variant(variant which, const allocator_found& under, const scale& how,
                          const std::function<void(std::size_t passes)>& told,
                          std::chrono::milliseconds patience = longest_wait);

/// What this program would allocate by with this LD_PRELOAD; see `loaded_allocator`.
result<std::string> allocator_under(const std::optional<std::string>& preload);

/// To be called first by a program that uses the above, with all its arguments: the exit code, if
/// this process is such a one.
std::optional<int> run_as_child(const std::vector<std::string_view>& arguments);

/// Runs this program with these arguments and hands each line of its standard output and error to
/// `line` until it ends. Fails if it cannot be started, ends by a signal or is silent for longer
/// than `patience`, and is killed then.
std::optional<failure> run_itself(const std::vector<std::string>& arguments,
                                  const std::optional<std::string>& preload,
                                  std::chrono::milliseconds patience,
                                  const std::function<void(std::string_view)>& line);

}  // namespace pronto::lab
