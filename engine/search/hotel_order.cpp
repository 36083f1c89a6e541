#include "search/hotel_order.hpp"

#include <tuple>

namespace pronto {

order_key key_of(const ranked_hotel& of) {
  return {of.best.total, of.where->stars, of.distance_km, of.where->name, of.where->code};
}

order_key key_of(const page_end& of) {
  return {of.total, of.stars, of.distance_km, of.name, of.hotel};
}

bool comes_before(sort_by sort, const order_key& a, const order_key& b) {
  switch (sort) {
    case sort_by::total: break;
    case sort_by::stars:
      if (a.stars != b.stars) return a.stars > b.stars;
      break;
    case sort_by::distance:
      if (a.km != b.km) return a.km < b.km;
      break;
    case sort_by::name:
      if (a.name != b.name) return a.name < b.name;
      break;
  }
  return std::tie(a.total, a.code) < std::tie(b.total, b.code);
}

}  // namespace pronto
