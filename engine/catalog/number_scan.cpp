#include "catalog/number_scan.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "catalog/number_scan.cpp"
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

void lower_to(std::int64_t* numbers, const std::int64_t* others, std::size_t count) {
  const hn::ScalableTag<std::int64_t> d;
  std::size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d))
    hn::StoreU(hn::Min(hn::LoadU(d, numbers + i), hn::LoadU(d, others + i)), d, numbers + i);
  for (; i < count; ++i) numbers[i] = std::min(numbers[i], others[i]);
}

}  // namespace pronto::packed::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pronto::packed {

namespace {

HWY_EXPORT(look_over_signed);
HWY_EXPORT(look_over_unsigned);
HWY_EXPORT(count_changes_above);
HWY_EXPORT(lower_to);

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

void lower(std::span<std::int64_t> numbers, std::span<const std::int64_t> others) {
  HWY_DYNAMIC_DISPATCH(lower_to)(numbers.data(), others.data(), numbers.size());
}

}  // namespace pronto::packed

#endif
