#pragma once
// The rates of one product as a list, for those few that no calendar of nights can hold: views into
// the block of its hotel.
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "catalog/packed/packing.hpp"
#include "catalog/rate_calendar.hpp"

namespace pronto::packed {

class listed_rates;

/// The rate of one night. Valid as long as the rates that it is of.
class listed_rate {
public:
  date_range nights() const;
  /// The amount for so many guests, if the rate names one.
  std::optional<std::int64_t> base(int guests) const;
  std::optional<std::int64_t> extra_adult() const;
  /// The band that holds this age, if there is one.
  std::optional<child_band> child(int age) const;

private:
  friend class listed_rates;
  listed_rate(const listed_rates& of, std::size_t period) : of_(&of), period_(period) {}
  const listed_rates* of_;
  std::size_t period_;
};

class listed_rates {
public:
  listed_rates() = default;
  listed_rates(const rate_calendar& from, packing& into);
  listed_rates(const listed_rates& from, packing& into);

  /// The rate that holds this night, if there is one. `hint` speeds up a walk over consecutive
  /// nights: start it at 0 and hand the same variable in again.
  std::optional<listed_rate> at(day night, std::size_t& hint) const;

  /// All of them, in order.
  std::vector<rate> unpacked() const;

private:
  friend class listed_rate;
  struct shape {
    std::span<const int> guests;
    bool extra_adult = false;
    std::span<const std::pair<int, int>> ages;  // min, max (excluded)
  };
  using period = rate_calendar::period;
  std::span<const shape> shapes_;
  std::span<const period> periods_;
  std::span<const std::int64_t> amounts_;
};

}  // namespace pronto::packed
