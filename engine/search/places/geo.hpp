#pragma once
// Distances on the globe.

namespace pronto {

/// Kilometres between two points in degrees, along the great circle of a sphere of the Earth's mean
/// radius, 6371.0088 km.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

}  // namespace pronto
