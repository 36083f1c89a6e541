#include "catalog/packed/number_scan.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "catalog/packed/number_scan.cpp"
#include <hwy/foreach_target.h>  // includes this file once for each kind of processor

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pronto::packed::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Requires: there is a number.
template <class Number>
extent<Number> look_over(const Number* numbers, std::size_t count) {
  const hn::ScalableTag<Number> d;
  extent<Number> out{numbers[0], numbers[0], 0};
  std::size_t i = 1;
  if (count > hn::Lanes(d)) {
    auto least = hn::Set(d, numbers[0]);
    auto greatest = least;
    auto changes = hn::Zero(d);
    for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
      const auto some = hn::LoadU(d, numbers + i);
      least = hn::Min(least, some);
      greatest = hn::Max(greatest, some);
      // A mask is all ones, which is -1.
      changes = hn::Sub(changes, hn::VecFromMask(d, hn::Ne(some, hn::LoadU(d, numbers + i - 1))));
    }
    out = {hn::GetLane(hn::MinOfLanes(d, least)), hn::GetLane(hn::MaxOfLanes(d, greatest)),
           static_cast<std::size_t>(hn::GetLane(hn::SumOfLanes(d, changes)))};
  }
  for (; i < count; ++i) {
    out.least = std::min(out.least, numbers[i]);
    out.greatest = std::max(out.greatest, numbers[i]);
    out.changes += static_cast<std::size_t>(numbers[i] != numbers[i - 1]);
  }
  return out;
}

extent<std::int64_t> look_over_signed(const std::int64_t* numbers, std::size_t count) {
  return look_over(numbers, count);
}
extent<std::uint64_t> look_over_unsigned(const std::uint64_t* numbers, std::size_t count) {
  return look_over(numbers, count);
}

// Unsigned, so that nothing overflows.
std::size_t count_changes_above(const std::uint64_t* numbers, const std::uint64_t* others,
                                std::size_t count) {
  const hn::ScalableTag<std::uint64_t> d;
  auto changes = hn::Zero(d);
  std::size_t i = 1;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto above = hn::Sub(hn::LoadU(d, numbers + i), hn::LoadU(d, others + i));
    const auto before = hn::Sub(hn::LoadU(d, numbers + i - 1), hn::LoadU(d, others + i - 1));
    changes = hn::Sub(changes, hn::VecFromMask(d, hn::Ne(above, before)));
  }
  std::size_t out = hn::GetLane(hn::SumOfLanes(d, changes));
  for (; i < count; ++i)
    out += static_cast<std::size_t>(numbers[i] - others[i] != numbers[i - 1] - others[i - 1]);
  return out;
}

// The lower half of each product, of what all processors multiply.
template <class Vector>
Vector product(Vector a, Vector b) {
  const hn::DFromV<Vector> d;
#if HWY_TARGET == HWY_SCALAR
  return hn::Set(d, hn::GetLane(a) * hn::GetLane(b));
#else
  const hn::Repartition<std::uint32_t, decltype(d)> halves;
  const auto times = [&](auto x, auto y) {
    return hn::MulEven(hn::BitCast(halves, x), hn::BitCast(halves, y));
  };
  const auto crossed = hn::Add(times(hn::ShiftRight<32>(a), b), times(a, hn::ShiftRight<32>(b)));
  return hn::Add(times(a, b), hn::ShiftLeft<32>(crossed));
#endif
}

template <class Vector>
Vector divided(Vector of, const exact_divisor& by) {
  const hn::DFromV<Vector> d;
  return product(hn::ShiftRightSame(of, static_cast<int>(by.shift)), hn::Set(d, by.inverse));
}

std::size_t look_for_undivided(const std::int64_t* numbers, std::size_t from, std::size_t count,
                               const exact_divisor& by) {
  const hn::ScalableTag<std::int64_t> d;
  const hn::ScalableTag<std::uint64_t> bits;
  const auto rest = hn::Set(bits, by.rest);
  const auto greatest = hn::Set(bits, by.greatest);
  std::size_t i = from;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto number = hn::LoadU(d, numbers + i);
    const auto sign = hn::BroadcastSignBit(number);
    const auto some = hn::BitCast(bits, hn::Sub(hn::Xor(number, sign), sign));
    const auto quotient = divided(some, by);
    const auto is_multiple = hn::And(hn::Eq(hn::And(some, rest), hn::Zero(bits)),
                                     hn::Eq(hn::Min(quotient, greatest), quotient));
    const auto undivided = hn::FindFirstTrue(bits, hn::Not(is_multiple));
    if (undivided >= 0) return i + static_cast<std::size_t>(undivided);
  }
  for (; i < count; ++i)
    if (!by.divides(magnitude(numbers[i]))) return i;
  return count;
}

void divide_all_above(const std::uint64_t* numbers, std::size_t count, std::uint64_t least,
                      const exact_divisor& by, std::uint64_t* out) {
  const hn::ScalableTag<std::uint64_t> d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d))
    hn::StoreU(divided(hn::Sub(hn::LoadU(d, numbers + i), hn::Set(d, least)), by), d, out + i);
  for (; i < count; ++i) out[i] = by(numbers[i] - least);
}

// Unsigned, so that nothing overflows.
void subtract_all(const std::uint64_t* numbers, const std::uint64_t* others, std::size_t count,
                  std::uint64_t* out) {
  const hn::ScalableTag<std::uint64_t> d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d))
    hn::StoreU(hn::Sub(hn::LoadU(d, numbers + i), hn::LoadU(d, others + i)), d, out + i);
  for (; i < count; ++i) out[i] = numbers[i] - others[i];
}

// Below 2^53 a quotient that is rounded reaches no whole number that the exact one does not.
void take_shares_of_all(const std::int64_t* numbers, std::uint64_t part, std::uint64_t unit,
                        std::int64_t* out, std::size_t count) {
  const hn::ScalableTag<std::int64_t> d;
  const hn::ScalableTag<double> real;
  const std::uint64_t half = 100 * unit;
  const auto parts = hn::Set(real, static_cast<double>(part));
  const auto halves = hn::Set(real, static_cast<double>(half));
  const auto wholes = hn::Set(real, static_cast<double>(2 * half));
  const auto units = hn::Set(real, static_cast<double>(unit));
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto of = hn::Add(hn::Mul(hn::ConvertTo(real, hn::LoadU(d, numbers + i)), parts), halves);
    const auto share = hn::Mul(hn::Floor(hn::Div(of, wholes)), units);
    hn::StoreU(hn::ConvertTo(d, share), d, out + i);
  }
  for (; i < count; ++i) {
    const std::uint64_t of = static_cast<std::uint64_t>(numbers[i]) * part + half;
    out[i] = static_cast<std::int64_t>(of / (2 * half) * unit);
  }
}

double find_least_ratio(const std::int64_t* numbers, const std::int64_t* others, std::size_t count,
                        std::int64_t none) {
  constexpr double most = std::numeric_limits<double>::infinity();
  const hn::ScalableTag<std::int64_t> d;
  const hn::ScalableTag<double> real;
  auto least = hn::Set(real, most);
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto some = hn::LoadU(d, numbers + i);
    const auto by = hn::LoadU(d, others + i);
    const auto is_one = hn::And(hn::Ne(some, hn::Set(d, none)), hn::Gt(by, hn::Zero(d)));
    const auto ratio = hn::Div(hn::ConvertTo(real, some), hn::ConvertTo(real, by));
    least = hn::Min(least, hn::IfThenElse(hn::RebindMask(real, is_one), ratio, hn::Set(real, most)));
  }
  double out = hn::GetLane(hn::MinOfLanes(real, least));
  for (; i < count; ++i)
    if (numbers[i] != none && others[i] > 0)
      out = std::min(out, static_cast<double>(numbers[i]) / static_cast<double>(others[i]));
  return out;
}

void lower_to(std::int64_t* numbers, const std::int64_t* others, std::size_t count) {
  const hn::ScalableTag<std::int64_t> d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d))
    hn::StoreU(hn::Min(hn::LoadU(d, numbers + i), hn::LoadU(d, others + i)), d, numbers + i);
  for (; i < count; ++i) numbers[i] = std::min(numbers[i], others[i]);
}

void fill_in_all(std::int64_t* numbers, std::int64_t none, const std::int64_t* others,
                 std::size_t count) {
  const hn::ScalableTag<std::int64_t> d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto some = hn::LoadU(d, numbers + i);
    const auto is_none = hn::Eq(some, hn::Set(d, none));
    hn::StoreU(hn::IfThenElse(is_none, hn::LoadU(d, others + i), some), d, numbers + i);
  }
  for (; i < count; ++i)
    if (numbers[i] == none) numbers[i] = others[i];
}

void add_times_to_all(std::int64_t* numbers, std::uint64_t times, const std::int64_t* others,
                      std::uint64_t other_times, std::int64_t none, std::size_t count) {
  const hn::ScalableTag<std::int64_t> d;
  const hn::ScalableTag<std::uint64_t> bits;
  const auto as_times = [&](auto number, std::uint64_t by) {
    if (by == 1) return hn::BitCast(bits, number);
    return product(hn::BitCast(bits, number), hn::Set(bits, by));
  };
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const auto some = hn::LoadU(d, numbers + i);
    const auto other = hn::LoadU(d, others + i);
    const auto is_none = hn::Or(hn::Eq(some, hn::Set(d, none)), hn::Eq(other, hn::Set(d, none)));
    const auto sum = hn::Add(as_times(some, times), as_times(other, other_times));
    hn::StoreU(hn::IfThenElse(is_none, hn::Set(d, none), hn::BitCast(d, sum)), d, numbers + i);
  }
  for (; i < count; ++i)
    numbers[i] = numbers[i] == none || others[i] == none
                     ? none
                     : static_cast<std::int64_t>(static_cast<std::uint64_t>(numbers[i]) * times +
                                                 static_cast<std::uint64_t>(others[i]) * other_times);
}

}  // namespace pronto::packed::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pronto::packed {

namespace {

HWY_EXPORT(look_over_signed);
HWY_EXPORT(look_over_unsigned);
HWY_EXPORT(count_changes_above);
HWY_EXPORT(look_for_undivided);
HWY_EXPORT(divide_all_above);
HWY_EXPORT(subtract_all);
HWY_EXPORT(take_shares_of_all);
HWY_EXPORT(find_least_ratio);
HWY_EXPORT(lower_to);
HWY_EXPORT(fill_in_all);
HWY_EXPORT(add_times_to_all);

template <class Number>
extent<Number> extent_of_those(std::span<const Number> numbers,
                               std::span<const std::uint8_t> counts) {
  if (counts.empty()) return extent_of(numbers);
  std::size_t i = 0;
  while (i < numbers.size() && !counts[i]) ++i;
  if (i == numbers.size()) return {};
  extent<Number> out{numbers[i], numbers[i], 0};
  for (Number before = numbers[i]; i < numbers.size(); ++i) {
    if (!counts[i]) continue;
    out.least = std::min(out.least, numbers[i]);
    out.greatest = std::max(out.greatest, numbers[i]);
    out.changes += static_cast<std::size_t>(numbers[i] != before);
    before = numbers[i];
  }
  return out;
}

// Types that differ in their sign may stand for one another.
const std::uint64_t* as_unsigned(std::span<const std::int64_t> numbers) {
  return reinterpret_cast<const std::uint64_t*>(numbers.data());
}

}  // namespace

extent<std::int64_t> extent_of(std::span<const std::int64_t> numbers) {
  if (numbers.empty()) return {};
  return HWY_DYNAMIC_DISPATCH(look_over_signed)(numbers.data(), numbers.size());
}

extent<std::uint64_t> extent_of(std::span<const std::uint64_t> numbers) {
  if (numbers.empty()) return {};
  return HWY_DYNAMIC_DISPATCH(look_over_unsigned)(numbers.data(), numbers.size());
}

extent<std::int64_t> extent_of(std::span<const std::int64_t> numbers,
                               std::span<const std::uint8_t> counts) {
  return extent_of_those(numbers, counts);
}

extent<std::uint64_t> extent_of(std::span<const std::uint64_t> numbers,
                                std::span<const std::uint8_t> counts) {
  return extent_of_those(numbers, counts);
}

std::size_t changes_above(std::span<const std::int64_t> numbers,
                          std::span<const std::int64_t> others) {
  return HWY_DYNAMIC_DISPATCH(count_changes_above)(as_unsigned(numbers), as_unsigned(others),
                                                   numbers.size());
}

exact_divisor::exact_divisor(std::uint64_t by)
    : shift(static_cast<unsigned>(std::countr_zero(by))),
      rest((std::uint64_t{1} << shift) - 1),
      inverse(by >> shift),
      greatest(~std::uint64_t{0} / inverse) {
  // Newton's method; an odd number is its own inverse in the last three bits, and each round doubles
  // these.
  const std::uint64_t odd = inverse;
  for (int round = 0; round < 5; ++round) inverse *= 2 - odd * inverse;
}

std::size_t first_not_divided(std::span<const std::int64_t> numbers, std::size_t from,
                              const exact_divisor& by) {
  return HWY_DYNAMIC_DISPATCH(look_for_undivided)(numbers.data(), from, numbers.size(), by);
}

void divide_above(std::span<const std::int64_t> numbers, std::int64_t least,
                  const exact_divisor& by, std::span<std::uint64_t> out) {
  HWY_DYNAMIC_DISPATCH(divide_all_above)(as_unsigned(numbers), numbers.size(),
                                         static_cast<std::uint64_t>(least), by, out.data());
}

void subtract(std::span<const std::int64_t> numbers, std::span<const std::int64_t> others,
              std::span<std::int64_t> out) {
  HWY_DYNAMIC_DISPATCH(subtract_all)(as_unsigned(numbers), as_unsigned(others), numbers.size(),
                                     reinterpret_cast<std::uint64_t*>(out.data()));
}

void take_shares(std::span<const std::int64_t> numbers, std::uint64_t part, std::uint64_t unit,
                 std::span<std::int64_t> out) {
  HWY_DYNAMIC_DISPATCH(take_shares_of_all)(numbers.data(), part, unit, out.data(), numbers.size());
}

double least_ratio(std::span<const std::int64_t> numbers, std::span<const std::int64_t> others,
                   std::int64_t none) {
  return HWY_DYNAMIC_DISPATCH(find_least_ratio)(numbers.data(), others.data(), numbers.size(), none);
}

void lower(std::span<std::int64_t> numbers, std::span<const std::int64_t> others) {
  HWY_DYNAMIC_DISPATCH(lower_to)(numbers.data(), others.data(), numbers.size());
}

void fill_in(std::span<std::int64_t> numbers, std::int64_t none,
             std::span<const std::int64_t> others) {
  HWY_DYNAMIC_DISPATCH(fill_in_all)(numbers.data(), none, others.data(), numbers.size());
}

void add_times(std::span<std::int64_t> numbers, std::uint64_t times,
               std::span<const std::int64_t> others, std::uint64_t other_times, std::int64_t none) {
  HWY_DYNAMIC_DISPATCH(add_times_to_all)(numbers.data(), times, others.data(), other_times, none,
                                         numbers.size());
}

}  // namespace pronto::packed

#endif
