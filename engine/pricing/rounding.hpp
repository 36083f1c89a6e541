#pragma once
// The one place where an exact amount becomes minor units: half up, once for each component.
#include "pricing/exact.hpp"

namespace pronto::exact {

/// No component of a price is larger: a hundred of them still add up in 64 bits.
inline constexpr std::int64_t component_limit_minor = 10'000'000'000'000'000;

/// Half up. Requires: not negative. Throws `overflow` above component_limit_minor.
template <class Int>
std::int64_t rounded(const fraction<Int>& amount) {
  const Int twice = amount.numerator + amount.numerator + amount.denominator;
  const Int whole = twice / (amount.denominator + amount.denominator);
  if (whole > Int(component_limit_minor)) throw overflow{};
  return static_cast<std::int64_t>(whole);
}

/// Rounds the lines of one component so that they sum to the rounded component: each is the
/// difference of two rounded running sums.
template <class Int>
class running_sum {
public:
  std::int64_t add(const fraction<Int>& line) {
    sum_ += line;
    const std::int64_t now = rounded(sum_);
    const std::int64_t amount = now - before_;
    before_ = now;
    return amount;
  }

private:
  fraction<Int> sum_;
  std::int64_t before_ = 0;
};

}  // namespace pronto::exact
