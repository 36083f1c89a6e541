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
  return in_->holds(nights) && in_->all_positive(series_, nights);
}

}  // namespace pronto::packed
