#pragma once
// Places on the globe as points in space, so that neither the poles nor the 180th meridian are
// special: whether a circle holds a point is one comparison of single precision.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

namespace pronto {

inline constexpr double earth_radius_km = 6371.0088;  ///< the mean one: the Earth is taken for a sphere

/// Between two points in degrees, along the great circle.
double distance_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

/// On the sphere of radius 1 around the origin.
struct globe_point {
  float x = 0;
  float y = 0;
  float z = 0;

  bool operator==(const globe_point&) const = default;
};

/// From degrees.
globe_point globe_point_at(double latitude, double longitude);

/// The box in space around points; around none before the first.
struct globe_box {
  globe_point low{2, 2, 2};
  globe_point high{-2, -2, -2};

  bool is_empty() const { return low.x > high.x; }
  void take_in(const globe_point& one);
  void take_in(const globe_box& other);
  bool operator==(const globe_box&) const = default;
};

/// Points in 6 bytes each, as near as the box around them is small: in one as large as a city to half
/// a metre.
class globe_points {
public:
  /// Requires: the box holds them.
  globe_points(std::span<const globe_point> all, const globe_box& around,
               std::pmr::memory_resource* from);

  std::size_t size() const { return places_.size(); }
  globe_point operator[](std::size_t which) const {
    const place& at = places_[which];
    return {low_.x + at[0] * step_.x, low_.y + at[1] * step_.y, low_.z + at[2] * step_.z};
  }
  /// No point is farther than this from where it was, through the globe.
  float error() const { return error_; }

private:
  using place = std::array<std::uint16_t, 3>;
  globe_point low_;
  globe_point step_;
  float error_ = 0;
  std::pmr::vector<place> places_;
};

/// A circle with a centre in degrees and a radius in km along the great circle.
class globe_circle {
public:
  globe_circle(double latitude, double longitude, double km);

  enum class side : std::uint8_t { inside, edge, outside };

  /// Where a point lies that is told as near as `error`; at the edge, a few metres wide and twice the
  /// error, distance_km has to tell.
  side side_of(const globe_point& one, float error = 0) const {
    const float x = one.x - centre_.x;
    const float y = one.y - centre_.y;
    const float z = one.z - centre_.z;
    const float squared = x * x + y * y + z * z;
    const float outer = reach_ + error;
    if (squared > outer * outer) return side::outside;
    const float inner = surely_in_ - error;
    return inner > 0 && squared < inner * inner ? side::inside : side::edge;
  }
  side side_of(const globe_points& of, std::size_t which) const {
    return side_of(of[which], of.error());
  }

  /// A box that holds it.
  globe_box box() const;

private:
  globe_point centre_;
  float reach_ = 0;      // no point of it is farther from the centre, through the globe
  float surely_in_ = 0;  // all that are as near are in it; below 0 if none is
};

}  // namespace pronto
