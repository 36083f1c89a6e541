#include "search/best_product.hpp"

#include <tuple>

#include "search/hotel_stays.hpp"

namespace pronto {

bool has_lower_total(const ranked_hotel& a, const ranked_hotel& b) {
  return std::tie(a.best.total, a.where->code) < std::tie(b.best.total, b.where->code);
}

std::optional<priced_product> best_product(const packed::hotel& where, const filters& keep,
                                           const stay& when) {
  return hotel_stays(where, keep, when).best(when.arrival);
}

}  // namespace pronto
