#include "catalog/packed_inventory.hpp"

#include <algorithm>

#include "catalog/hotel.hpp"

namespace pronto::packed {

namespace {

bool have_rooms(std::span<const inventory_period> periods, date_range nights) {
  auto period = std::ranges::lower_bound(
      periods, nights.first, {}, [](const inventory_period& each) { return each.nights.last; });
  for (day night = nights.first;; ++period) {
    if (period == periods.end() || !period->nights.contains(night) || period->count < 1)
      return false;
    if (period->nights.last >= nights.last) return true;
    night = period->nights.last + 1;
  }
}

}  // namespace

bool inventory::has_rooms(date_range nights) const {
  if (!limited_) return true;
  if (in_ == nullptr) return have_rooms(periods_, nights);
  if (!in_->holds(nights)) return false;
  bool out = true;
  in_->walk(series_, nights, [&](day, std::span<const std::int64_t> rooms) {
    return out = std::ranges::all_of(rooms, [](std::int64_t each) { return each >= 1; });
  });
  return out;
}

}  // namespace pronto::packed
