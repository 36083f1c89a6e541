#pragma once
// One JSON text as a tree of values. Stricter than the standard's minimum: a field that stands
// twice in an object is an error, since readers disagree on which one counts.
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "sources/complaints.hpp"

namespace pronto {

/// The nesting that is read at most; a hotel document needs 7.
inline constexpr std::size_t json_depth_limit = 32;

/// Parses one text in UTF-8 and complains about all that is wrong with it. Nothing where it is not
/// JSON at all; where only fields stand twice, the tree has the first of each.
std::optional<nlohmann::json> parse_json(std::string_view text, complaints& to);

}  // namespace pronto
