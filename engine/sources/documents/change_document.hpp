#pragma once
// Changes as JSON objects, in the form that docs/changes.md describes.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/change.hpp"
#include "result.hpp"

namespace pronto {

/// What reading one change gave: the change, or everything that is wrong with it.
struct read_change_result {
  std::optional<change> made;
  std::vector<failure> complaints;  ///< each with field, value and what was expected
};

read_change_result read_change(std::string_view json);

}  // namespace pronto
