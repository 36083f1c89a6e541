#pragma once
// What most of some hotels have in common.
#include <algorithm>
#include <cstddef>
#include <map>

namespace pronto {

/// What was counted most often; among several the lowest. Nothing in particular if nothing was.
template <class T>
T most_frequent(const std::map<T, std::size_t>& counts) {
  const auto most =
      std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
  return most == counts.end() ? T{} : most->first;
}

}  // namespace pronto
