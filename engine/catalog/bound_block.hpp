#pragma once
// The bounds of some hotels of one destination, so that those of all of them are computed at once:
// for each slot of one or seven nights a row with a byte for each hotel, and for each hotel what
// the bytes are worth. Immutable; in one allocation.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>

#include "catalog/day.hpp"
#include "catalog/hotel_bounds.hpp"

namespace pronto {

class bound_block {
public:
  static constexpr std::size_t width = 64;  ///< hotels at most: a row is a line of the cache
  static constexpr std::uint8_t closed = 255;  ///< no night of the slot can be booked

  static constexpr std::uint8_t any_guests = 255;  ///< where nothing is known of a hotel: its slots are 0

  /// What the nights of a block are that is made for these: in whole slots; the first after the last
  /// if there is none.
  static date_range whole_slots(date_range nights, int slot_nights);

  /// Room for so many hotels, of which nothing can be booked yet. Requires: hotels is 1 to width;
  /// slot_nights is 1 or 7.
  bound_block(std::size_t hotels, date_range nights, int slot_nights,
              std::pmr::memory_resource* from);
  /// A copy, to be changed before anybody else sees it.
  bound_block(const bound_block& of, std::pmr::memory_resource* from);
  bound_block(const bound_block&) = delete;
  bound_block& operator=(const bound_block&) = delete;
  ~bound_block();

  /// Before anybody else sees the block. Requires: `nights` of the block hold those of the bounds,
  /// unless they are unknown.
  void set(std::size_t hotel, const hotel_bounds& to, int stars);
  /// Where only some nights of a hotel changed: takes what `to` says of its nights, in whole slots or
  /// to the hotel's first or last night. False, and nothing is done, if they go beyond what the others
  /// cost; then all of the hotel has to be set.
  bool set_nights(std::size_t hotel, const hotel_bounds& to);
  /// Takes over what another block says of a hotel. Requires: slots of as many nights; `nights` hold
  /// all on which it can be booked.
  void copy(std::size_t hotel, const bound_block& from, std::size_t hotel_there);

  std::size_t hotels() const { return hotels_; }
  int slot_nights() const { return slot_nights_; }
  date_range nights() const { return nights_; }

  /// Places of a row and of a field, of which the last may be of no hotel: a multiple of 16.
  std::size_t stride() const { return (hotels_ + 15) / 16 * 16; }
  /// The bytes of one slot; `closed` behind those of the hotels.
  const std::uint8_t* row(std::size_t slot) const { return rows_ + slot * stride(); }
  /// The slot of a night. Requires: nights() holds it.
  std::size_t slot_of(day night) const {
    return static_cast<std::size_t>((night - nights_.first) / slot_nights_);
  }

  /// What is known of the hotels apart from their nights, field by field. A slot whose byte is c
  /// costs base + c x step a night or more; for the others see hotel_bounds.
  struct fields {
    float *base, *step;
    /// In parts of `share_unit`; of a tax what is beyond 1.
    std::uint16_t *kept_shorter, *kept_longer, *tax_share;
    /// The upper half of an amount in single precision, see `amount_of`.
    std::uint16_t *off_shorter, *off_longer, *tax_an_adult, *tax_a_room;
    /// By party_kind, in parts of `times_unit`; a couple's is 1 and has no field.
    std::array<std::uint16_t*, party_kind_count> times;
    std::uint16_t* long_from;
    std::uint8_t *guests_max, *stars, *tax_share_nights, *tax_amount_nights;
  };
  static constexpr float times_unit = 1.0F / 8192;
  static constexpr float share_unit = 1.0F / 32768;
  static float amount_of(std::uint16_t upper_half) {
    return std::bit_cast<float>(std::uint32_t{upper_half} << 16);
  }
  const fields& of_hotels() const { return fields_; }

private:
  void lay_out();
  std::size_t slots() const;
  std::size_t bytes() const;

  date_range nights_;
  int slot_nights_;
  std::size_t hotels_;
  std::pmr::memory_resource* from_;
  std::byte* block_;
  fields fields_{};
  std::uint8_t* rows_ = nullptr;
};

using bound_block_ptr = std::shared_ptr<const bound_block>;

}  // namespace pronto
