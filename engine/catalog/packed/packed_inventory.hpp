#pragma once
// The rooms to sell of one room type as the catalog holds them.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "catalog/hotel.hpp"
#include "catalog/packed/calendar.hpp"
#include "catalog/packed/packed_list.hpp"
#include "catalog/packed/packing.hpp"

namespace pronto::packed {

class inventory {
public:
  /// Not limited. The others hold pointers that are not followed before a hotel's blocks are made.
  inventory() = default;
  /// A series of the calendar; 0 on nights that the calendar does not hold.
  inventory(const calendar* in, std::uint32_t series) : in_(in), series_(series), limited_(true) {}
  /// A list, for what no calendar can hold; 0 on nights that no period holds.
  explicit inventory(std::span<const inventory_period> periods)
      : periods_(periods), limited_(true) {}

  bool limited() const { return limited_; }
  /// Whether there is a room on each of these nights. Requires: there is one night or more.
  bool has_rooms(date_range nights) const;
  /// How many rooms there are on each of these nights at least, no more than `enough`. Requires: there
  /// is one night or more.
  int rooms_left(date_range nights, int enough) const;
  /// Sets to 1 those of consecutive nights on which there is none.
  void mark_sold_out(day first, std::span<std::uint8_t> nights) const;

  /// The nights with rooms to sell, in order. Requires: limited().
  std::vector<inventory_period> unpacked() const;

  // For whoever copies a hotel.
  bool is_listed() const { return limited_ && in_ == nullptr; }
  std::span<const inventory_period> listed() const { return periods_; }
  std::uint32_t series() const { return series_; }  ///< Requires: limited and not listed.

private:
  const calendar* in_ = nullptr;
  list<inventory_period> periods_;
  std::uint32_t series_ = 0;
  bool limited_ = false;
};

}  // namespace pronto::packed
