// Many numbers looked at in one go are what they are one after the other.
#include "catalog/packed/number_scan.hpp"

#include <doctest/doctest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

using namespace pronto::packed;

namespace {

template <class Number>
extent<Number> one_by_one(const std::vector<Number>& numbers,
                          const std::vector<std::uint8_t>& counts) {
  std::vector<Number> those;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (counts.empty() || counts[i]) those.push_back(numbers[i]);
  if (those.empty()) return {};
  extent<Number> out{*std::ranges::min_element(those), *std::ranges::max_element(those), 0};
  for (std::size_t i = 1; i < those.size(); ++i) out.changes += those[i] != those[i - 1];
  return out;
}

// Few and many different ones, those at both ends among them.
template <class Number>
std::vector<Number> random_numbers(std::mt19937_64& rng, std::size_t count) {
  const std::uint64_t kinds = 1 + rng() % 4;
  std::vector<Number> out(count);
  for (Number& each : out) switch (rng() % kinds) {
      case 0: each = static_cast<Number>(rng() % 3); break;
      case 1: each = static_cast<Number>(rng() % 10'000); break;
      case 2: each = static_cast<Number>(rng()); break;
      default:
        each = rng() % 2 == 0 ? std::numeric_limits<Number>::min()
                              : std::numeric_limits<Number>::max();
    }
  return out;
}

template <class Number>
void check_extents(std::mt19937_64& rng, std::size_t count) {
  const auto numbers = random_numbers<Number>(rng, count);
  CHECK(extent_of(std::span(numbers)) == one_by_one(numbers, {}));
  CHECK(extent_of(std::span(numbers), {}) == one_by_one(numbers, {}));
  std::vector<std::uint8_t> counts(count);
  const std::uint64_t rare = 1 + rng() % 6;
  for (std::uint8_t& each : counts) each = rng() % rare == 0 ? 1 : 0;
  CHECK(extent_of(std::span(numbers), counts) == one_by_one(numbers, counts));
}

// Of each length that vectors of each width may begin or end in.
template <class Check>
void check_each_length(int times, Check check) {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937_64 rng(seed);
  for (auto left = hwy::SupportedTargets(); left != 0; left &= left - 1) {
    hwy::SetSupportedTargetsForTest(left & -left);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    for (std::size_t count = 0; count < 200; ++count)
      for (int i = 0; i < times; ++i) {
        CAPTURE(count);
        check(rng, count);
      }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  }
}

// Of few or many bits, even and odd.
std::uint64_t random_divisor(std::mt19937_64& rng) {
  return std::max<std::uint64_t>(1, (rng() >> rng() % 64) << rng() % 10);
}

}  // namespace

TEST_CASE("the least, the greatest and the changes of random numbers are found") {
  check_each_length(20, [](std::mt19937_64& rng, std::size_t count) {
    check_extents<std::int64_t>(rng, count);
    check_extents<std::uint64_t>(rng, count);
  });
}

TEST_CASE("the changes of what random numbers are above others are found") {
  check_each_length(20, [](std::mt19937_64& rng, std::size_t count) {
    const auto others = random_numbers<std::int64_t>(rng, count);
    std::vector<std::uint64_t> above = random_numbers<std::uint64_t>(rng, count);
    std::vector<std::int64_t> numbers(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0 && rng() % 2 == 0) above[i] = above[i - 1];
      numbers[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(others[i]) + above[i]);
    }
    CHECK(changes_above(numbers, others) == one_by_one(above, {}).changes);
  });
}

TEST_CASE("each number is lowered to the other at its place") {
  check_each_length(1, [](std::mt19937_64& rng, std::size_t count) {
    auto numbers = random_numbers<std::int64_t>(rng, count);
    const auto others = random_numbers<std::int64_t>(rng, count);
    auto wanted = numbers;
    for (std::size_t i = 0; i < count; ++i) wanted[i] = std::min(numbers[i], others[i]);
    lower(numbers, others);
    CHECK(numbers == wanted);
  });
}

// Some of which are none.
std::vector<std::int64_t> some_none(std::mt19937_64& rng, std::size_t count, std::int64_t none) {
  auto out = random_numbers<std::int64_t>(rng, count);
  const std::uint64_t rare = 1 + rng() % 6;
  for (std::int64_t& each : out)
    if (rng() % rare == 0) each = none;
  return out;
}

TEST_CASE("numbers that are none are taken of others") {
  check_each_length(5, [](std::mt19937_64& rng, std::size_t count) {
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    auto numbers = some_none(rng, count, none);
    const auto others = some_none(rng, count, none);
    auto wanted = numbers;
    for (std::size_t i = 0; i < count; ++i)
      if (wanted[i] == none) wanted[i] = others[i];
    fill_in(numbers, none, others);
    CHECK(numbers == wanted);
  });
}

TEST_CASE("times of numbers and of others are added where none of them is none") {
  check_each_length(5, [](std::mt19937_64& rng, std::size_t count) {
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    auto numbers = some_none(rng, count, none);
    const auto others = some_none(rng, count, none);
    const std::uint64_t times = rng() % 4, other_times = rng() % 4;
    auto wanted = numbers;
    for (std::size_t i = 0; i < count; ++i)
      wanted[i] = numbers[i] == none || others[i] == none
                      ? none
                      : static_cast<std::int64_t>(static_cast<std::uint64_t>(numbers[i]) * times +
                                                  static_cast<std::uint64_t>(others[i]) * other_times);
    add_times(numbers, times, others, other_times, none);
    CHECK(numbers == wanted);
  });
}

TEST_CASE("numbers are subtracted, and what others are above the least is divided") {
  check_each_length(5, [](std::mt19937_64& rng, std::size_t count) {
    const std::uint64_t by = random_divisor(rng);
    const auto least = static_cast<std::uint64_t>(random_numbers<std::int64_t>(rng, 1)[0]);
    std::vector<std::uint64_t> quotients = random_numbers<std::uint64_t>(rng, count);
    std::vector<std::int64_t> numbers(count), from(count), above(count);
    for (std::size_t i = 0; i < count; ++i) {
      quotients[i] %= ~std::uint64_t{0} / by;
      numbers[i] = static_cast<std::int64_t>(least + quotients[i] * by);
      from[i] = static_cast<std::int64_t>(least);
    }
    std::vector<std::uint64_t> divided(count);
    divide_above(numbers, static_cast<std::int64_t>(least), exact_divisor(by), divided);
    CHECK(divided == quotients);
    subtract(numbers, from, above);
    for (std::size_t i = 0; i < count; ++i)
      CHECK(static_cast<std::uint64_t>(above[i]) == quotients[i] * by);
  });
}

TEST_CASE("shares of numbers are taken and rounded half up to a multiple") {
  check_each_length(5, [](std::mt19937_64& rng, std::size_t count) {
    const std::uint64_t part = rng() % 1024;
    const std::uint64_t unit = 1 + (rng() % 2 == 0 ? rng() % 1000 : rng() % (std::uint64_t{1} << 44));
    // Often just at, or one below, where they are rounded up.
    const std::uint64_t most = (std::uint64_t{1} << 53) - 1 - 100 * unit;
    std::vector<std::int64_t> numbers(count), shares(count), wanted(count);
    for (std::size_t i = 0; i < count; ++i) {
      std::uint64_t number = rng() % (most / std::max<std::uint64_t>(1, part) + 1) >> rng() % 50;
      if (part > 0 && rng() % 2 == 0) {
        const std::uint64_t rounded_up = (number * part / (200 * unit) * 2 + 1) * 100 * unit;
        number = std::min(number, (rounded_up + part - 1) / part - rng() % 2);
      }
      numbers[i] = static_cast<std::int64_t>(number);
      wanted[i] = static_cast<std::int64_t>((number * part + 100 * unit) / (200 * unit) * unit);
    }
    take_shares(numbers, part, unit, shares);
    CHECK(shares == wanted);
  });
}

TEST_CASE("the first number that is no multiple is found") {
  check_each_length(20, [](std::mt19937_64& rng, std::size_t count) {
    const std::uint64_t by = random_divisor(rng);
    auto numbers = random_numbers<std::int64_t>(rng, count);
    const std::uint64_t rare = 1 + rng() % 40;
    for (std::int64_t& each : numbers) {
      if (rng() % rare == 0) continue;
      const std::uint64_t multiple = magnitude(each) / by * by;
      each = static_cast<std::int64_t>(rng() % 2 == 0 ? multiple : 0 - multiple);
    }
    const std::size_t from = rng() % (count + 1);
    std::size_t wanted = from;
    while (wanted < count && magnitude(numbers[wanted]) % by == 0) ++wanted;
    CHECK(first_not_divided(numbers, from, exact_divisor(by)) == wanted);
  });
}

TEST_CASE("the least ratio to other numbers is found") {
  check_each_length(20, [](std::mt19937_64& rng, std::size_t count) {
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    const auto numbers = random_numbers<std::int64_t>(rng, count);
    const auto others = random_numbers<std::int64_t>(rng, count);
    double wanted = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < count; ++i)
      if (numbers[i] != none && others[i] > 0)
        wanted =
            std::min(wanted, static_cast<double>(numbers[i]) / static_cast<double>(others[i]));
    CHECK(least_ratio(numbers, others, none) == wanted);
  });
}
