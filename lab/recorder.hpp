#pragma once
// A variant's own account of its resident memory, written line by line as trace.hpp says. Allocates
// nothing.
#include <chrono>
#include <cstdint>
#include <string_view>

#include "lab/experiment.hpp"

namespace pronto::lab {

/// Used by one thread at a time, whichever is loading or replacing.
class recorder {
public:
  /// The baseline is taken here. `descriptor` is where lines go.
  recorder(const scale& of, int descriptor);

  /// A hotel was loaded or replaced: a sample, if it is time for one.
  void hotel_done();
  /// All were loaded; all were replaced once more.
  void mark();
  void done(std::uint64_t answers = 0);

private:
  void tell(std::string_view what);
  std::uint64_t microseconds() const;

  using clock = std::chrono::steady_clock;

  int descriptor_;
  std::uint64_t stride_;  // hotels from one sample to the next
  std::uint64_t since_ = 0;
  clock::time_point begun_;
  clock::time_point told_;
};

/// The line that says why a variant could not be run.
void tell_failed(std::string_view text, int descriptor);

}  // namespace pronto::lab
