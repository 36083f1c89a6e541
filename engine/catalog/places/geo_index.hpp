#pragma once
// Which of many areas a circle may cut, without looking at all of them.
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <vector>

#include "catalog/places/globe.hpp"

namespace pronto {

/// Immutable. An R-tree of boxes (Boost.Geometry); areas are numbered as they came. Copied and dropped
/// on the thread of its memory alone.
class geo_index {
public:
  /// Of no areas.
  geo_index() = default;
  /// Shared with `before` where that has the same areas.
  geo_index(std::span<const globe_box> areas, const geo_index& before,
            std::pmr::memory_resource* from);

  /// Those whose box meets the circle's, in order; empty areas are in no circle.
  std::vector<std::uint32_t> cut_by(const globe_circle& circle) const;

private:
  class tree;
  std::shared_ptr<const tree> tree_;
};

}  // namespace pronto
