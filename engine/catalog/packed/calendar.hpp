#pragma once
// The nightly numbers of one hotel, found by date: its amounts, rooms left and restrictions, each a
// series of the one block that the hotel's calendars are packed in.
//
// What changed since it was packed lies beside it, as patches: a few nights of a series with another
// value. Series behind those that are packed are 0 but for their patches.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "catalog/day.hpp"
#include "catalog/packed/packed_series.hpp"

namespace pronto::packed {

/// Consecutive nights of one series that have another value than was packed.
struct series_patch {
  std::uint32_t series = 0;
  std::uint16_t first = 0;  ///< nights of the calendar, counted from 0
  std::uint16_t last = 0;
  std::int64_t value = 0;

  bool operator==(const series_patch&) const = default;
};

class calendar {
public:
  /// Of no night.
  calendar() = default;
  /// Of as many nights as the series have. Requires: patches in order of series and nights, without
  /// overlap.
  calendar(packed_series of, day first, std::span<const series_patch> patches = {})
      : series_(of), patches_(patches), first_(first) {}

  /// The nights that it has numbers for; the first after the last if there are none.
  date_range nights() const {
    return {first_, first_ + static_cast<day>(series_.nights()) - 1};
  }
  bool holds(date_range range) const { return pronto::holds(nights(), range); }
  /// What it holds of these days; the first after the last if nothing.
  date_range held_of(date_range range) const { return common(nights(), range); }

  /// Requires: holds the night, or all of them.
  std::int64_t at(std::size_t series, day night) const {
    if (is_patched(series)) {
      std::int64_t out;
      read(series, night, {&out, 1});
      return out;
    }
    return series_.at(series, static_cast<std::size_t>(night - first_));
  }
  void read(std::size_t series, day first_night, std::span<std::int64_t> out) const {
    const auto first = static_cast<std::size_t>(first_night - first_);
    if (series < series_.size())
      series_.read(series, first, out);
    else
      std::ranges::fill(out, 0);
    if (!patches_.empty()) patch(series, first, out);
  }

  bool all_positive(std::size_t series, date_range range) const {
    if (is_patched(series)) return all_positive_by_night(series, range);
    return series_.all_positive(series, static_cast<std::size_t>(range.first - first_),
                                static_cast<std::size_t>(range.last - range.first + 1));
  }

  /// Calls `tell(first night, values)` for all of these nights, some at a time, until it returns
  /// false. Requires: holds them.
  template <class Tell>
  void walk(std::size_t series, date_range range, Tell tell) const {
    std::int64_t values[walked_at_once];
    for (day night = range.first; night <= range.last;) {
      const auto left = static_cast<std::size_t>(range.last - night) + 1;
      const std::span some(values, left < walked_at_once ? left : walked_at_once);
      read(series, night, some);
      if (!tell(night, std::span<const std::int64_t>(some))) return;
      night += static_cast<day>(some.size());
    }
  }

  /// Whether it has other values than were packed, on any night.
  bool is_patched(std::size_t series) const {
    return series >= series_.size() || (!patches_.empty() && !patches_of(series).empty());
  }
  const packed_series& series() const { return series_; }
  std::span<const series_patch> patches() const { return patches_; }

  /// The nights that `walk` tells at a time, at most.
  static constexpr std::size_t walked_at_once = 6 * block_nights;

private:
  std::span<const series_patch> patches_of(std::size_t series) const {
    const auto found = std::ranges::equal_range(patches_, series, {}, &series_patch::series);
    return {found.begin(), found.end()};
  }

  void patch(std::size_t series, std::size_t first, std::span<std::int64_t> out) const {
    const std::size_t end = first + out.size();
    for (const series_patch& each : patches_of(series))
      for (std::size_t night = std::max<std::size_t>(each.first, first);
           night <= each.last && night < end; ++night)
        out[night - first] = each.value;
  }

  bool all_positive_by_night(std::size_t series, date_range range) const {
    bool out = true;
    walk(series, range, [&](day, std::span<const std::int64_t> values) {
      return out = std::ranges::all_of(values, [](std::int64_t each) { return each > 0; });
    });
    return out;
  }

  packed_series series_;
  std::span<const series_patch> patches_;  // more than a list holds, while changes are collected
  day first_ = 0;
};

}  // namespace pronto::packed
