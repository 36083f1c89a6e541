#pragma once
// The cheapest of a hotel's products, and in which order hotels come by it.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/price.hpp"

namespace pronto {

/// One product of a hotel with its total, in minor units.
struct priced_product {
  std::uint32_t plan = 0;
  std::uint32_t product = 0;
  std::int64_t total = 0;
  /// Whether the cost is what `price_stay` gives, which takes as long as all else of an offer.
  bool is_cost_known = false;
  price cost{};
};

/// A hotel with its best product.
struct ranked_hotel {
  const packed::hotel* where = nullptr;
  priced_product best;
  double distance_km = 0;  ///< from the circle's centre; 0 if none was asked for
  day arrival = 0;         ///< of the stay that was priced
};

/// Whether a hotel comes before another by total, ties by code.
bool has_lower_total(const ranked_hotel& a, const ranked_hotel& b);

/// Of each hotel the best, and of those the first `limit`, in order.
void keep_best(std::vector<ranked_hotel>& of, std::size_t limit);

}  // namespace pronto
