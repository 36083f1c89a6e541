#include "search/places/geo.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "catalog/places/globe.hpp"

namespace pronto {

double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  const double radians = std::numbers::pi / 180;
  const double a = std::sin((latitude_b - latitude_a) * radians / 2);
  const double b = std::sin((longitude_b - longitude_a) * radians / 2);
  const double h =
      a * a + std::cos(latitude_a * radians) * std::cos(latitude_b * radians) * b * b;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace pronto
