#pragma once
// The bounds of some hotels of one destination while they are put together, hotel by hotel: what a
// bound_block is made of, or what one holds, to be changed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "catalog/bounds/bound_block.hpp"
#include "catalog/bounds/hotel_bounds.hpp"
#include "catalog/day.hpp"

namespace pronto {

class bound_columns {
public:
  /// So many hotels, of which nothing can be booked yet. Requires: hotels is 1 to bound_block::width.
  bound_columns(std::size_t hotels, date_range nights, int slot_nights);
  explicit bound_columns(const bound_block& of);

  /// Requires: `nights` hold those of the bounds, unless they are unknown.
  void set(std::size_t hotel, const hotel_bounds& to, int stars);
  /// Where only some nights of a hotel changed: takes what `to` says of its nights, if it has any, in whole
  /// slots or to the hotel's first or last night. False, and nothing is done, if they go beyond what the others
  /// cost; then all of the hotel has to be set.
  bool set_nights(std::size_t hotel, const hotel_bounds& to);
  /// Takes over what a block says of a hotel. Requires: slots of as many nights; `nights` hold all on
  /// which it can be booked.
  void copy(std::size_t hotel, const bound_block& from, std::size_t hotel_there);

  std::size_t hotels() const { return terms_.size(); }
  date_range nights() const { return nights_; }
  int slot_nights() const { return slot_nights_; }
  /// By hotel.
  std::span<const bound_terms> terms() const { return terms_; }
  std::span<const bound_parties> parties() const { return parties_; }
  std::span<const float> bases() const { return bases_; }
  std::span<const std::uint16_t> steps() const { return steps_; }
  /// By slot and, in as many places as a row has, by hotel.
  std::span<const std::uint8_t> codes() const { return codes_; }

private:
  std::size_t slots() const { return codes_.size() / stride_; }
  std::size_t slot_of(day night) const {
    return static_cast<std::size_t>((night - nights_.first) / slot_nights_);
  }
  day first_night_of(std::size_t slot) const {
    return nights_.first + static_cast<day>(slot) * slot_nights_;
  }
  /// Calls `tell(slot, least)` for each slot that holds some of these nights, with the least of them.
  template <class Tell>
  void each_slot(const hotel_bounds& of, Tell tell) const {
    if (of.least.empty()) return;
    std::size_t slot = slot_of(of.nights.first);
    std::ptrdiff_t nights = first_night_of(slot + 1) - of.nights.first;
    for (auto at = of.least.begin(); at != of.least.end();) {
      const auto end = at + std::min(of.least.end() - at, nights);
      std::int64_t least = *at;
      while (++at != end) least = std::min(least, *at);
      tell(slot++, least);
      nights = slot_nights_;
    }
  }
  std::uint8_t& code(std::size_t slot, std::size_t hotel) { return codes_[slot * stride_ + hotel]; }
  std::uint8_t closed() const { return bound_block::closed_of(slot_nights_); }

  date_range nights_;
  int slot_nights_;
  std::size_t stride_;
  std::vector<bound_terms> terms_;
  std::vector<bound_parties> parties_;
  std::vector<float> bases_;
  std::vector<std::uint16_t> steps_;
  std::vector<std::uint8_t> codes_;
};

}  // namespace pronto
