#pragma once
// The generator's dice: integer arithmetic alone, so the same on every machine and compiler, which
// the standard library's distributions are not. Not for anything that must not be guessed.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace pronto::generated {

/// Splitmix64: 64 even bits a step from any state, also from small neighbouring ones.
class random_stream {
public:
  explicit constexpr random_stream(std::uint64_t state) : state_(state) {}

  constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// 0 to n - 1. Requires: n > 0.
  constexpr int below(int n) {
    return static_cast<int>(((next() >> 32) * static_cast<std::uint64_t>(n)) >> 32);
  }

  /// `low` to `high`, both included. Requires: low <= high.
  constexpr int between(int low, int high) { return low + below(high - low + 1); }

  /// True in so many of a hundred cases.
  constexpr bool chance(int percent) { return below(100) < percent; }

  /// One of them. Requires: not empty.
  template <class T>
  constexpr const T& pick(std::span<const T> from) {
    return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
  }
  template <class T, std::size_t N>
  constexpr const T& pick(const std::array<T, N>& from) {
    return pick(std::span<const T>{from});
  }

  /// An index, each as often as its weight says. Requires: weights that are not all 0.
  template <std::size_t N>
  constexpr std::size_t weighted(const std::array<int, N>& weights) {
    int total = 0;
    for (const int each : weights) total += each;
    int left = below(total);
    std::size_t i = 0;
    while (left >= weights[i]) left -= weights[i++];
    return i;
  }

private:
  std::uint64_t state_;
};

/// A number that depends on both in every bit.
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return random_stream{random_stream{a}.next() ^ b}.next();
}

}  // namespace pronto::generated
