#include "catalog/globe.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace pronto {

namespace {

constexpr double radius_km = 6371.0088;
// What single precision loses, many times over: 6 m, and 60 m at the other side of the globe.
constexpr double lost = 1e-6;
constexpr double lost_share = 1e-5;

float squared(double chord) { return static_cast<float>(chord * chord); }

}  // namespace

globe_point globe_point_at(double latitude, double longitude) {
  const double north = latitude * std::numbers::pi / 180;
  const double east = longitude * std::numbers::pi / 180;
  return {static_cast<float>(std::cos(north) * std::cos(east)),
          static_cast<float>(std::cos(north) * std::sin(east)),
          static_cast<float>(std::sin(north))};
}

void globe_box::take_in(const globe_point& one) {
  low = {std::min(low.x, one.x), std::min(low.y, one.y), std::min(low.z, one.z)};
  high = {std::max(high.x, one.x), std::max(high.y, one.y), std::max(high.z, one.z)};
}

globe_circle::globe_circle(double latitude, double longitude, double km)
    : centre_(globe_point_at(latitude, longitude)) {
  const double angle = std::min(km / radius_km, std::numbers::pi);
  const double chord = 2 * std::sin(angle / 2);
  const double most = chord * (1 + lost_share) + lost;
  const double least = chord * (1 - lost_share) - lost;
  reach_ = static_cast<float>(most);
  outer_ = squared(most);
  if (least > 0) inner_ = squared(least);
}

globe_box globe_circle::box() const {
  return {.low = {centre_.x - reach_, centre_.y - reach_, centre_.z - reach_},
          .high = {centre_.x + reach_, centre_.y + reach_, centre_.z + reach_}};
}

}  // namespace pronto
