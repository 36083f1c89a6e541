#pragma once
// How much memory a piece of code holds at once, by `operator new`. One thread, one at a time.
#include <cstddef>

namespace pronto {

class peak_memory {
public:
  /// Begins to measure.
  peak_memory();
  /// The most that was held at once since then, beyond what was held before.
  std::size_t bytes() const;

private:
  std::size_t before_;
};

}  // namespace pronto
