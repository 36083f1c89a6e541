#pragma once
// The cheapest of a hotel's products.
#include <cstdint>
#include <optional>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/price.hpp"
#include "pricing/stay.hpp"
#include "search/request.hpp"

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

/// The lowest total of the products that pass the filters, if that total passes too; of a tie the
/// first, since plans and products are in order of their codes.
std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when);

}  // namespace pronto
