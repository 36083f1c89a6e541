#include "catalog/packed/calendar_nights.hpp"

#include <algorithm>

namespace pronto::packed {

calendar_nights::calendar_nights(const calendar& of, date_range nights,
                                 std::pmr::monotonic_buffer_resource* memory)
    : of_(of), nights_(nights), memory_(memory) {}

std::span<const std::int64_t> calendar_nights::of(std::size_t series, date_range nights) {
  const auto within = [&](std::span<const std::int64_t> all) {
    return all.subspan(static_cast<std::size_t>(nights.first - nights_.first),
                       static_cast<std::size_t>(nights.last - nights.first) + 1);
  };
  if (!of_.is_patched(series)) return within(nights_of(series));
  const auto known = std::ranges::find(patched_, series, &read_series::key);
  if (known != patched_.end()) return within(known->values);
  const auto values = values_to_read();
  of_.read(series, nights_.first, values);
  return within(patched_.emplace_back(series, values).values);
}

// As packed: that is what others are related to.
std::span<const std::int64_t> calendar_nights::nights_of(std::size_t series) {
  const packed_series& all = of_.series();
  const std::size_t place = all.place_of(series);
  const auto known = std::ranges::find(packed_, place, &read_series::key);
  if (known != packed_.end()) return known->values;
  const auto values = values_to_read();
  all.add(series, static_cast<std::size_t>(nights_.first - of_.nights().first), values, *this);
  return packed_.emplace_back(place, values).values;
}

}  // namespace pronto::packed
