#include "catalog/places/nearest_city.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace pronto {

namespace {

using direction = std::array<double, 3>;  // from the Earth's centre, of length 1

direction direction_of(double latitude, double longitude) {
  const double phi = latitude * std::numbers::pi / 180;
  const double lambda = longitude * std::numbers::pi / 180;
  return {std::cos(phi) * std::cos(lambda), std::cos(phi) * std::sin(lambda), std::sin(phi)};
}

std::vector<direction> directions_of_cities() {
  std::vector<direction> out;
  for (const auto& city : known_cities())
    out.push_back(direction_of(city.latitude, city.longitude));
  return out;
}

}  // namespace

const known_city& nearest_city(double latitude, double longitude) {
  static const std::vector<direction> cities = directions_of_cities();
  const direction here = direction_of(latitude, longitude);
  // The square of the straight line through the Earth grows with the way along its surface.
  const auto apart = [&](const direction& a) {
    const double x = a[0] - here[0], y = a[1] - here[1], z = a[2] - here[2];
    return x * x + y * y + z * z;
  };
  const auto nearest = std::min_element(
      cities.begin(), cities.end(),
      [&](const direction& a, const direction& b) { return apart(a) < apart(b); });
  return known_cities()[static_cast<std::size_t>(nearest - cities.begin())];
}

}  // namespace pronto
