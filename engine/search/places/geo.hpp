#pragma once
// Distances on the globe.

namespace pronto {

/// Kilometres between two points in degrees, along the great circle of a sphere of earth_radius_km
/// (globe.hpp).
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

}  // namespace pronto
