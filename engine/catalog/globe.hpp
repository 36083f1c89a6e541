#pragma once
// Places on the globe as points in space, so that neither the poles nor the 180th meridian are
// special: whether a circle holds a point is one comparison of single precision.
#include <cstdint>

namespace pronto {

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
  bool operator==(const globe_box&) const = default;
};

/// A circle with a centre in degrees and a radius in km along the great circle.
class globe_circle {
public:
  globe_circle(double latitude, double longitude, double km);

  enum class side : std::uint8_t { inside, edge, outside };

  /// Where a point lies; at the edge, a few metres wide, distance_km has to tell.
  side side_of(const globe_point& one) const {
    const float x = one.x - centre_.x;
    const float y = one.y - centre_.y;
    const float z = one.z - centre_.z;
    const float squared = x * x + y * y + z * z;
    if (squared > outer_) return side::outside;
    return squared < inner_ ? side::inside : side::edge;
  }

  /// A box that holds it.
  globe_box box() const;

private:
  globe_point centre_;
  float reach_ = 0;   // no point of it is farther from the centre, through the globe
  float inner_ = -1;  // squares of such distances: below this one all are inside
  float outer_ = 0;   // above this one none is
};

}  // namespace pronto
