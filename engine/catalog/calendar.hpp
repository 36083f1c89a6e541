#pragma once
// The nightly numbers of one hotel, found by date: its amounts, rooms left and restrictions, each a
// series of the one block that the hotel's calendars are packed in.
#include <cstddef>
#include <cstdint>
#include <span>

#include "catalog/day.hpp"
#include "catalog/packed_series.hpp"

namespace pronto::packed {

class calendar {
public:
  /// Of no night.
  calendar() = default;
  /// Of as many nights as the series have.
  calendar(packed_series of, day first) : series_(of), first_(first) {}

  /// The nights that it has numbers for; the first after the last if there are none.
  date_range nights() const {
    return {first_, first_ + static_cast<day>(series_.nights()) - 1};
  }
  bool holds(date_range range) const {
    const date_range own = nights();
    return own.first <= range.first && range.last <= own.last;
  }
  /// What it holds of these days; the first after the last if nothing.
  date_range held_of(date_range range) const {
    const date_range own = nights();
    return {range.first > own.first ? range.first : own.first,
            range.last < own.last ? range.last : own.last};
  }

  /// Requires: holds the night, or all of them.
  std::int64_t at(std::size_t series, day night) const {
    return series_.at(series, static_cast<std::size_t>(night - first_));
  }
  void read(std::size_t series, day first_night, std::span<std::int64_t> out) const {
    series_.read(series, static_cast<std::size_t>(first_night - first_), out);
  }

  bool all_positive(std::size_t series, date_range range) const {
    return series_.all_positive(series, static_cast<std::size_t>(range.first - first_),
                                static_cast<std::size_t>(range.last - range.first + 1));
  }

  /// Calls `tell(first night, values)` for all of these nights, some at a time, until it returns
  /// false. Requires: holds them.
  template <class Tell>
  void walk(std::size_t series, date_range range, Tell tell) const {
    std::int64_t values[block_nights];
    for (day night = range.first; night <= range.last;) {
      const auto left = static_cast<std::size_t>(range.last - night) + 1;
      const std::span some(values, left < block_nights ? left : block_nights);
      read(series, night, some);
      if (!tell(night, std::span<const std::int64_t>(some))) return;
      night += static_cast<day>(some.size());
    }
  }

  const packed_series& series() const { return series_; }

private:
  packed_series series_;
  day first_ = 0;
};

}  // namespace pronto::packed
