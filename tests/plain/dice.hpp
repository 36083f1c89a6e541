// Draws for random hotels and stays. Only whole numbers straight from the engine, whose sequence
// the language defines, and none of the library's distributions, whose sequences it does not: so a
// seed makes the same hotels everywhere. For the same reason no expression draws twice where the
// order of evaluation is left open.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace plain {

class dice {
 public:
  explicit dice(std::mt19937_64& rng) : rng_(rng) {}

  /// A number of [low, high], as good as even for ranges that are short beside 2^64.
  int between(int low, int high) {
    const auto span = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<int>(rng_() % span);
  }

  /// True in `percent` of 100 draws.
  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[rng_() % values.size()];
  }

  std::string one_of(std::initializer_list<const char*> texts) {
    return texts.begin()[rng_() % texts.size()];
  }

  int one_of(std::initializer_list<int> numbers) {
    return numbers.begin()[rng_() % numbers.size()];
  }

 private:
  std::mt19937_64& rng_;
};

}  // namespace plain
