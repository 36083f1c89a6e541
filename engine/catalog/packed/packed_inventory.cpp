#include "catalog/packed/packed_inventory.hpp"

#include <algorithm>

namespace pronto::packed {

namespace {

// The fewest on any of these nights, no more than `enough`.
int fewest_rooms(std::span<const inventory_period> periods, date_range nights, int enough) {
  auto period = std::ranges::lower_bound(
      periods, nights.first, {}, [](const inventory_period& each) { return each.nights.last; });
  for (day night = nights.first;; ++period) {
    if (period == periods.end() || !period->nights.contains(night) || period->count < 1) return 0;
    enough = std::min(enough, period->count);
    if (period->nights.last >= nights.last) return enough;
    night = period->nights.last + 1;
  }
}

}  // namespace

bool inventory::has_rooms(date_range nights) const {
  if (!limited_) return true;
  if (in_ == nullptr) return fewest_rooms(periods_, nights, 1) > 0;
  return in_->holds(nights) && in_->all_positive(series_, nights);
}

int inventory::rooms_left(date_range nights, int enough) const {
  if (!limited_) return enough;
  if (in_ == nullptr) return fewest_rooms(periods_, nights, enough);
  if (!in_->holds(nights)) return 0;
  std::int64_t fewest = enough;
  in_->walk(series_, nights, [&](day, std::span<const std::int64_t> rooms) {
    fewest = std::min(fewest, std::ranges::min(rooms));
    return true;
  });
  return static_cast<int>(std::max<std::int64_t>(fewest, 0));
}

void inventory::mark_sold_out(day first, std::span<std::uint8_t> nights) const {
  if (!limited_ || nights.empty()) return;
  const date_range all{first, first + static_cast<day>(nights.size()) - 1};
  if (in_ != nullptr && in_->holds(all)) {
    in_->walk(series_, all, [&](day from, std::span<const std::int64_t> rooms) {
      std::uint8_t* const out = nights.data() + (from - first);
      for (std::size_t i = 0; i < rooms.size(); ++i)
        out[i] = static_cast<std::uint8_t>(out[i] | (rooms[i] < 1 ? 1 : 0));
      return true;
    });
    return;
  }
  for (day night = all.first; night <= all.last; ++night)
    if (!has_rooms({night, night})) nights[static_cast<std::size_t>(night - first)] = 1;
}

std::vector<inventory_period> inventory::unpacked() const {
  std::vector<inventory_period> out(periods_.begin(), periods_.end());
  if (in_ == nullptr) return out;
  in_->walk(series_, in_->nights(), [&](day night, std::span<const std::int64_t> rooms) {
    for (const std::int64_t each : rooms) {
      const int count = static_cast<int>(each);
      if (!out.empty() && out.back().nights.last == night - 1 && out.back().count == count)
        out.back().nights.last = night;
      else if (count > 0)
        out.push_back({{night, night}, count});
      ++night;
    }
    return true;
  });
  return out;
}

}  // namespace pronto::packed
