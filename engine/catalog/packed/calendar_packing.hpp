#pragma once
// Turns the rates, inventory and rules of a hotel into the series of one packed block, and says
// which series are whose. What no calendar of nights can hold stays a list: a rate until the year
// 9999, or more numbers than a hotel has.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/hotel.hpp"
#include "catalog/packed/packed_rates.hpp"
#include "catalog/packed/packed_rules.hpp"

namespace pronto {

/// What a series is for, in accounts of memory.
enum class series_use : std::uint8_t { nights, amounts, starts, inventory, restrictions };
inline constexpr std::size_t series_use_count = 5;

struct calendar_packing {
  struct product {
    packed::rate_series series;
    std::vector<packed::rate_column> columns;
  };
  struct rules {
    std::vector<packed::rule_series> series;
    std::vector<booking_rule> listed;  ///< those that no series tells of
  };

  day first = 0;
  std::vector<std::byte> bytes;  ///< for a packed_series
  std::vector<series_use> uses;  ///< by series
  std::vector<std::optional<product>> products;  ///< of all plans, in order; nothing: listed, empty
  std::vector<std::optional<std::uint32_t>> inventory;  ///< by room; nothing: listed or unlimited
  std::vector<rules> plans;
};

calendar_packing pack_calendars(const hotel& from);

}  // namespace pronto
