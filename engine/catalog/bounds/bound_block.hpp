#pragma once
// The bounds of some hotels of one destination, so that those of all of them are computed at once.
// Immutable; in one allocation, made of bound_columns:
//
//   rows     for each slot of one night a row with a code for each hotel, in a byte; of longer slots
//            two have a row, the first one in the lower halves of its bytes. A row is as long as the
//            hotels are many, rounded up to 8
//   bases    for each hotel what its codes are worth: a slot whose code is c costs base + c x step a
//   steps    night or more. Of steps, and of amounts in terms, only the upper half is kept
//   parties  field by field what other parties pay, and how large they may be; for each hotel
//   terms    field by field what else is known of hotels; for each of them, or, where no more than
//            `kinds_limit` differ, for each kind of them: most homes are of one or two kinds
//   kinds    where there are such, for each hotel the number of its kind
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>

#include "catalog/bounds/hotel_bounds.hpp"
#include "catalog/day.hpp"

namespace pronto {

class bound_columns;

/// The number in single precision of which this is the upper half, the other one being 0.
inline float float_of(std::uint16_t upper_half) {
  return std::bit_cast<float>(std::uint32_t{upper_half} << 16);
}

/// What is known of a hotel apart from its nights and its parties; for what it says see hotel_bounds.
struct bound_terms {
  enum number {
    kept_shorter,  ///< shares in parts of `share_unit`
    kept_longer,
    tax_share,    ///< likewise, what is beyond 1
    off_shorter,  ///< the upper half of an amount, see `float_of`; so below
    off_longer,
    tax_an_adult,
    tax_a_room,
    long_from,
    number_count
  };
  enum small_number { stars, tax_share_nights, tax_amount_nights, small_number_count };

  static constexpr float share_unit = 1.0F / 32768;

  std::array<std::uint16_t, number_count> numbers{};
  std::array<std::uint8_t, small_number_count> small_numbers{};
  bool operator==(const bound_terms&) const = default;
};

/// What is known of the parties that a hotel takes.
struct bound_parties {
  static constexpr std::size_t times_count = party_kind_count - 1;
  static constexpr float times_unit = 1.0F / 8192;
  /// Where nothing is known of the hotel; its codes, its base and what is left of its charge are 0.
  static constexpr std::uint8_t any_guests = 255;

  std::array<std::uint16_t, times_count> times{};  ///< all kinds but the couple, whose is 1; in units
  std::uint8_t guests_max = 0;
};

class bound_block {
public:
  static constexpr std::size_t width = 64;  ///< hotels at most: a row is a line of the cache
  static constexpr std::size_t kinds_limit = 4;  ///< no vector has fewer places
  static constexpr std::size_t vector_places = 16;  ///< so many may be read from any place of a field

  static constexpr int nights_of_long_slot = 7;

  /// The code of a slot on none of whose nights a hotel can be booked, and one more than the greatest
  /// of the others.
  static constexpr std::uint8_t closed_of(int slot_nights) { return slot_nights == 1 ? 255 : 15; }

  /// What the nights of a block are that is made for these: in whole slots; the first after the last
  /// if there is none.
  static date_range whole_slots(date_range nights, int slot_nights);

  bound_block(const bound_columns& of, std::pmr::memory_resource* from);
  bound_block(const bound_block&) = delete;
  bound_block& operator=(const bound_block&) = delete;
  ~bound_block();

  std::size_t hotels() const { return hotels_; }
  int slot_nights() const { return slot_nights_; }
  date_range nights() const { return nights_; }
  std::size_t slots() const {
    return static_cast<std::size_t>((nights_.last - nights_.first + 1) / slot_nights_);
  }
  /// The slot of a night. Requires: nights() holds it.
  std::size_t slot_of(day night) const {
    return static_cast<std::size_t>((night - nights_.first) / slot_nights_);
  }

  /// Whether two slots have a row.
  bool has_half_rows() const { return slot_nights_ > 1; }
  std::size_t stride() const { return stride_of(hotels_); }
  const std::uint8_t* row(std::size_t number) const { return rows_ + number * stride(); }
  std::uint8_t code(std::size_t slot, std::size_t hotel) const {
    if (!has_half_rows()) return row(slot)[hotel];
    return static_cast<std::uint8_t>(row(slot / 2)[hotel] >> slot % 2 * 4 & 15);
  }

  /// By hotel.
  const float* bases() const { return bases_; }
  const std::uint16_t* steps() const {
    return reinterpret_cast<const std::uint16_t*>(bases_ + hotels_);
  }
  /// By hotel. Requires: no couple.
  const std::uint16_t* times(party_kind of) const {
    return times_of_all() + (static_cast<std::size_t>(of) - 1) * hotels_;
  }
  const std::uint8_t* guests_max() const {
    return reinterpret_cast<const std::uint8_t*>(numbers(bound_terms::number_count));
  }

  std::size_t kinds() const { return kinds_; }
  /// By hotel; null where each is a kind of its own.
  const std::uint8_t* kinds_of_hotels() const {
    return kinds_ == hotels_ ? nullptr : small_numbers(bound_terms::small_number_count);
  }
  /// By kind.
  const std::uint16_t* numbers(std::size_t which) const {
    return times_of_all() + bound_parties::times_count * hotels_ + which * kinds_;
  }
  const std::uint8_t* small_numbers(std::size_t which) const {
    return guests_max() + hotels_ + which * kinds_;
  }

  /// Have the processor fetch what the bounds of these nights are made of, while it does something else.
  void fetch_ahead(date_range stay) const;

  // For whoever changes a copy.
  bound_terms terms_of(std::size_t hotel) const;
  bound_parties parties_of(std::size_t hotel) const;

  /// Places of a row.
  static std::size_t stride_of(std::size_t hotels) { return (hotels + 7) / 8 * 8; }

private:
  const std::uint16_t* times_of_all() const { return steps() + hotels_; }
  std::size_t rows() const { return has_half_rows() ? (slots() + 1) / 2 : slots(); }
  std::size_t bytes() const;

  date_range nights_;
  int slot_nights_;
  std::uint8_t hotels_;
  std::uint8_t kinds_;
  std::pmr::memory_resource* from_;
  std::uint8_t* rows_;
  float* bases_;
};

using bound_block_ptr = std::shared_ptr<const bound_block>;

}  // namespace pronto
