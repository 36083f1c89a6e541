#pragma once
// The rates of one room in one rate plan: for each night at most one rate, found by its date.
// Immutable once built. It is the plain form, of which packing makes what is priced (packed_rates.hpp):
// its shapes, periods and amounts are there for whoever packs or changes them.
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "catalog/day.hpp"

namespace pronto {

/// What a child of min_age <= age < max_age pays a night, in minor units.
struct child_band {
  int min_age = 0;
  int max_age = 0;
  std::int64_t amount = 0;

  bool operator==(const child_band&) const = default;
};

/// One rate as documents state it. Amounts are minor units for one unit of the plan (a night, or
/// unit_multiplier nights).
struct rate {
  date_range nights;                                ///< both ends are closed
  std::vector<std::pair<int, std::int64_t>> base;   ///< by number of guests, ascending, from 1
  std::optional<std::int64_t> extra_adult;
  std::vector<child_band> children;                 ///< by age, without overlap

  bool operator==(const rate&) const = default;
};

class rate_calendar {
public:
  rate_calendar() = default;

  /// Requires: rates in order of their first night, none overlapping another; each with closed
  /// ends, at most 64 base amounts and 64 bands.
  explicit rate_calendar(std::span<const rate> rates);

  bool empty() const { return periods_.empty(); }
  std::size_t size() const { return periods_.size(); }
  /// From the first night of the first rate to the last night of the last one. Requires: not empty.
  date_range span() const;

  /// The i-th rate, as it was given. Requires: i < size().
  rate unpacked(std::size_t i) const;

  /// Most rates of a calendar differ in their amounts alone, so what they have in common (which
  /// guest counts, which ages) stands once, as a shape.
  struct shape {
    std::vector<int> guests;
    bool extra_adult = false;
    std::vector<std::pair<int, int>> ages;  // min, max (excluded)
    /// How many amounts a rate has.
    std::size_t width() const { return guests.size() + (extra_adult ? 1 : 0) + ages.size(); }
    auto operator<=>(const shape&) const = default;
  };
  struct period {
    day first;
    day last;
    std::uint32_t shape;   // into shapes_
    std::uint32_t amount;  // its first amount: guests, extra adult, ages
  };
  const std::vector<shape>& shapes() const { return shapes_; }
  const std::vector<period>& periods() const { return periods_; }  ///< in order of their nights
  const std::vector<std::int64_t>& amounts() const { return amounts_; }

  /// An amount of each rate of a row: what stands at `from`, or nothing, with so much added.
  struct column {
    const std::int64_t* from = nullptr;
    std::int64_t plus = 0;
    std::int64_t operator[](std::size_t i) const { return from ? from[i] + plus : plus; }
  };

  class builder;

private:
  std::vector<shape> shapes_;
  std::vector<period> periods_;
  std::vector<std::int64_t> amounts_;
};

/// Makes one of rates in order of their nights, without a `rate` for each.
class rate_calendar::builder {
public:
  /// The number of this shape, for `add`.
  std::uint32_t shape_like(shape wanted);
  /// A rate with as many amounts as its shape has, in their order there: by guests, for an extra
  /// adult, by ages. Requires: closed ends, behind the rate before.
  void add(date_range nights, std::uint32_t shape, const std::int64_t* amounts);
  /// The same of a rate that is one.
  void add(const rate& one);
  /// Rates that follow one another from this day on: of each the nights that it holds and, column by
  /// column, its amounts. Requires: the same of each, and as many amounts in each column.
  void add_row(day first, std::span<const int> nights, std::uint32_t shape,
               std::span<const column> columns);
  rate_calendar take() &&;

private:
  rate_calendar made_;
  std::map<shape, std::uint32_t> known_;  // of the first shapes, once there are several
  std::vector<std::int64_t> one_;         // the amounts of one rate
};

}  // namespace pronto
