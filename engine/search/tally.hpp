#pragma once
// Why products cannot be had, counted.
#include <array>
#include <cstddef>
#include <optional>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/price.hpp"
#include "search/request.hpp"

namespace pronto {

/// How many rooms of plans there are that pass the filters, by why they cannot be booked.
struct tally {
  std::array<std::size_t, reason_count> refused{};
  std::size_t too_dear = 0;  ///< they could be, for more than the maximum

  std::size_t all() const;
  /// The most frequent reason, the first of a tie, if there is any.
  std::optional<reason> most_frequent() const;
};

/// Counts those of one hotel, for a stay of which nothing there is an offer.
void count_refusals(const packed::hotel& where, const filters& keep, const stay& when, tally& to);

}  // namespace pronto
