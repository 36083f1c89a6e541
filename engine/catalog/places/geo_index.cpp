#include "catalog/places/geo_index.hpp"

// Boost's own headers include one that it warns of.
#define BOOST_ALLOW_DEPRECATED_HEADERS
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace pronto {

namespace {

namespace bg = boost::geometry;
using point = bg::model::point<float, 3, bg::cs::cartesian>;
using box = bg::model::box<point>;
using entry = std::pair<box, std::uint32_t>;

box box_of(const globe_box& of) {
  return {point(of.low.x, of.low.y, of.low.z), point(of.high.x, of.high.y, of.high.z)};
}

std::vector<entry> entries_of(std::span<const globe_box> areas) {
  std::vector<entry> out;
  for (std::uint32_t i = 0; i < areas.size(); ++i)
    if (!areas[i].is_empty()) out.emplace_back(box_of(areas[i]), i);
  return out;
}

}  // namespace

class geo_index::tree {
public:
  tree(std::span<const globe_box> areas, const std::vector<entry>& all,
       std::pmr::memory_resource* from)
      : areas_(areas.begin(), areas.end(), from),
        boxes_(all.begin(), all.end(), parameters(), bg::index::indexable<entry>(),
               bg::index::equal_to<entry>(), std::pmr::polymorphic_allocator<entry>(from)) {}

  bool is_of(std::span<const globe_box> areas) const {
    return std::ranges::equal(areas_, areas);
  }

  template <class To>
  void find(const box& cut, To to) const {
    boxes_.query(bg::index::intersects(cut), to);
  }

private:
  using parameters = bg::index::rstar<16>;
  std::pmr::vector<globe_box> areas_;
  bg::index::rtree<entry, parameters, bg::index::indexable<entry>, bg::index::equal_to<entry>,
                   std::pmr::polymorphic_allocator<entry>>
      boxes_;
};

geo_index::geo_index(std::span<const globe_box> areas, const geo_index& before,
                     std::pmr::memory_resource* from)
    : tree_(before.tree_ != nullptr && before.tree_->is_of(areas)
                ? before.tree_
                : std::allocate_shared<tree>(std::pmr::polymorphic_allocator<>{from}, areas,
                                             entries_of(areas), from)) {}

std::vector<std::uint32_t> geo_index::cut_by(const globe_circle& circle) const {
  std::vector<entry> found;
  if (tree_ != nullptr) tree_->find(box_of(circle.box()), std::back_inserter(found));
  std::vector<std::uint32_t> out;
  for (const auto& [area, number] : found) out.push_back(number);
  std::ranges::sort(out);
  return out;
}

}  // namespace pronto
