#pragma once
// The one place where an exact amount becomes minor units: half up, once for each component.
#include "pricing/exact.hpp"

namespace pronto::exact {

/// No component of a price is larger: a hundred of them still add up in 64 bits.
inline constexpr std::int64_t component_limit_minor = 10'000'000'000'000'000;

template <class Int>
Int half_up(const fraction<Int>& amount) {
  const Int twice = amount.numerator + amount.numerator + amount.denominator;
  return twice / (amount.denominator + amount.denominator);
}

/// Half up. Requires: not negative. Throws `overflow` above component_limit_minor.
template <class Int>
std::int64_t rounded(const fraction<Int>& amount) {
  const Int whole = half_up(amount);
  if (whole > Int(component_limit_minor)) throw overflow{};
  return static_cast<std::int64_t>(whole);
}

/// The same of what is shown and in no total: it must not decide whether there is a price, so that
/// component_limit_minor stands for all that is more.
template <class Int>
std::int64_t rounded_or_limit(const fraction<Int>& amount) {
  const Int whole = half_up(amount);
  return whole > Int(component_limit_minor) ? component_limit_minor
                                            : static_cast<std::int64_t>(whole);
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
