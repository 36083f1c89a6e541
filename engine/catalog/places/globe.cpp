#include "catalog/places/globe.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace pronto {

namespace {

// What single precision loses, many times over: 6 m, and 60 m at the other side of the globe.
constexpr double lost = 1e-6;
constexpr double lost_share = 1e-5;

}  // namespace

double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b) {
  const double radians = std::numbers::pi / 180;
  const double a = std::sin((latitude_b - latitude_a) * radians / 2);
  const double b = std::sin((longitude_b - longitude_a) * radians / 2);
  const double h =
      a * a + std::cos(latitude_a * radians) * std::cos(latitude_b * radians) * b * b;
  return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, h)));
}

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

void globe_box::take_in(const globe_box& other) {
  if (other.is_empty()) return;
  take_in(other.low);
  take_in(other.high);
}

globe_points::globe_points(std::span<const globe_point> all, const globe_box& around,
                           std::pmr::memory_resource* from)
    : low_(around.low), places_(from) {
  constexpr float steps = std::numeric_limits<std::uint16_t>::max();
  step_ = {(around.high.x - low_.x) / steps, (around.high.y - low_.y) / steps,
           (around.high.z - low_.z) / steps};
  // Half a step each way, and a little for what single precision loses of that.
  error_ = 0.51F * std::hypot(step_.x, step_.y, step_.z);
  const auto place_of = [steps](float above, float step) {
    return step > 0 ? static_cast<std::uint16_t>(std::clamp(std::round(above / step), 0.0F, steps))
                    : std::uint16_t{0};
  };
  places_.reserve(all.size());
  for (const globe_point& each : all)
    places_.push_back(place{place_of(each.x - low_.x, step_.x), place_of(each.y - low_.y, step_.y),
                            place_of(each.z - low_.z, step_.z)});
}

globe_circle::globe_circle(double latitude, double longitude, double km)
    : centre_(globe_point_at(latitude, longitude)) {
  const double angle = std::min(km / earth_radius_km, std::numbers::pi);
  const double chord = 2 * std::sin(angle / 2);
  reach_ = static_cast<float>(chord * (1 + lost_share) + lost);
  surely_in_ = static_cast<float>(chord * (1 - lost_share) - lost);
}

globe_box globe_circle::box() const {
  return {.low = {centre_.x - reach_, centre_.y - reach_, centre_.z - reach_},
          .high = {centre_.x + reach_, centre_.y + reach_, centre_.z + reach_}};
}

}  // namespace pronto
