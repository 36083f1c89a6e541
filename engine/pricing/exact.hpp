#pragma once
// The arithmetic of prices: whole numbers that cannot be wrong. A stay is priced in 64 bits, which
// mostly suffice; where a product would not fit, `overflow` is thrown and the stay is priced once
// more in 128, and then with integers of any size (Boost.Multiprecision: exact, header-only). No
// rounding here.
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <optional>

#include "pricing/by_night.hpp"

namespace pronto::exact {

__extension__ typedef __int128 int128;

/// A number that does not fit. Caught by `exactly` alone.
struct overflow {};

/// An integer whose operations throw `overflow` instead of wrapping. Divisors are above 0.
template <class Word>
class checked {
public:
  checked() = default;
  checked(std::int64_t value) : value_(value) {}

  friend checked operator+(checked a, checked b) {
    checked out;
    if (__builtin_add_overflow(a.value_, b.value_, &out.value_)) throw overflow{};
    return out;
  }
  friend checked operator-(checked a, checked b) {
    checked out;
    if (__builtin_sub_overflow(a.value_, b.value_, &out.value_)) throw overflow{};
    return out;
  }
  friend checked operator*(checked a, checked b) {
    checked out;
    if (__builtin_mul_overflow(a.value_, b.value_, &out.value_)) throw overflow{};
    return out;
  }
  friend checked operator/(checked a, checked b) {
    checked out;
    out.value_ = fits64(a) && fits64(b)
                     ? static_cast<std::int64_t>(a.value_) / static_cast<std::int64_t>(b.value_)
                     : a.value_ / b.value_;
    return out;
  }
  friend checked operator%(checked a, checked b) {
    checked out;
    out.value_ = fits64(a) && fits64(b)
                     ? static_cast<std::int64_t>(a.value_) % static_cast<std::int64_t>(b.value_)
                     : a.value_ % b.value_;
    return out;
  }
  checked& operator+=(checked b) { return *this = *this + b; }
  checked& operator-=(checked b) { return *this = *this - b; }
  checked& operator*=(checked b) { return *this = *this * b; }
  friend auto operator<=>(checked a, checked b) { return a.value_ <=> b.value_; }
  friend bool operator==(checked a, checked b) = default;

  explicit operator std::int64_t() const {
    if (!fits64(*this)) throw overflow{};
    return static_cast<std::int64_t>(value_);
  }

private:
  // Division of 128 bits is a library call, several times slower than the instruction for 64.
  static bool fits64(checked a) { return a.value_ == static_cast<std::int64_t>(a.value_); }
  Word value_ = 0;
};

using checked64 = checked<std::int64_t>;
using checked128 = checked<int128>;
using unlimited = boost::multiprecision::cpp_int;

/// Calls `compute` with ever larger integers until one is large enough; nothing if none is, which is
/// more than money can be: no rate that anybody meant.
template <class Compute>
auto exactly(Compute compute) -> std::optional<decltype(compute(checked64()))> {
  try {
    return compute(checked64());
  } catch (const overflow&) {
    // A product of odd percentages and amounts.
  }
  try {
    return compute(checked128());
  } catch (const overflow&) {
    // Of many of them: rare, and exact all the same.
  }
  try {
    return compute(unlimited());
  } catch (const overflow&) {
    return std::nullopt;
  }
}

/// The greatest common divisor of two numbers above 0.
template <class Int>
Int common_divisor(Int a, Int b) {
  while (b != Int(0)) {
    Int rest = a % b;
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}

/// numerator / denominator, the denominator above 0. Not reduced unless it must be.
template <class Int>
struct fraction {
  Int numerator = 0;
  Int denominator = 1;

  fraction& operator+=(const fraction& other) {
    if (denominator == other.denominator) {
      numerator += other.numerator;
      return *this;
    }
    const Int shared = common_divisor(denominator, other.denominator);
    const Int ours = other.denominator / shared;
    numerator = numerator * ours + other.numerator * (denominator / shared);
    denominator *= ours;
    return *this;
  }
};

/// An amount for each night of a stay, all over one denominator.
template <class Int>
struct nightly {
  by_night<Int> numerators;
  Int denominator = 1;

  fraction<Int> sum() const {
    fraction<Int> out{0, denominator};
    for (const Int& each : numerators) out.numerator += each;
    return out;
  }
};

}  // namespace pronto::exact
