#include "search/filter.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "catalog/places/globe.hpp"

namespace pronto {

namespace {

template <class Range, class Value>
bool has(const Range& in, const Value& value) {
  return std::find(in.begin(), in.end(), value) != in.end();
}

}  // namespace

bool is_in_order(const filters& keep) { return std::ranges::is_sorted(keep.hotels); }

filters in_order(filters keep) {
  std::ranges::sort(keep.hotels);
  return keep;
}

bool keeps_hotel(const filters& keep, const packed::hotel& candidate) {
  if (keep.stars_min && candidate.stars < *keep.stars_min) return false;
  if (!keep.hotels.empty() && !std::ranges::binary_search(keep.hotels, candidate.code, std::less<>{}))
    return false;
  for (const std::string& wanted : keep.amenities)
    if (!std::binary_search(candidate.amenities.begin(), candidate.amenities.end(), wanted))
      return false;
  const auto km = distance_from_centre(keep, candidate);
  return !km || *km <= keep.near->km;
}

bool keeps_plan(const filters& keep, const packed::rate_plan& candidate) {
  if (keep.refundable && !candidate.refundable) return false;
  return keep.meal_plans.empty() || has(keep.meal_plans, candidate.board);
}

std::int64_t total_max_minor(const filters& keep, currency money) {
  if (!keep.total_max_e4) return std::numeric_limits<std::int64_t>::max();
  std::int64_t max = *keep.total_max_e4;
  for (int decimals = money.decimals; decimals < 4; ++decimals) max /= 10;
  return max;
}

bool keeps_total(const filters& keep, std::int64_t total, currency money) {
  return total <= total_max_minor(keep, money);
}

filters without_maximum(filters of) {
  of.total_max_e4.reset();
  return of;
}

void lower_maximum(filters& of, std::int64_t total, currency money) {
  for (int decimals = money.decimals; decimals < 4; ++decimals) {
    if (total > std::numeric_limits<std::int64_t>::max() / 10) return;
    total *= 10;
  }
  of.total_max_e4 = std::min(of.total_max_e4.value_or(total), total);
}

std::optional<double> distance_from_centre(const filters& keep, const packed::hotel& candidate) {
  if (!keep.near) return std::nullopt;
  return distance_km(keep.near->latitude, keep.near->longitude, candidate.latitude,
                     candidate.longitude);
}

}  // namespace pronto
