#pragma once
// One JSON text as a tree of values. Stricter than the standard's minimum: a field that stands
// twice in an object is an error, since readers disagree on which one counts.
#include <cstddef>
#include <memory>
#include <string_view>

#include "sources/json/complaints.hpp"
#include "sources/json/json_value.hpp"

namespace pronto {

/// The nesting that is read at most; a hotel document needs 7.
inline constexpr std::size_t json_depth_limit = 32;

/// So begins the complaint about a text that is none.
inline constexpr std::string_view not_json = "not JSON";

/// Reads one text after the other and keeps its memory for the next one.
class json_parser {
public:
  json_parser();
  json_parser(json_parser&&) noexcept;
  json_parser& operator=(json_parser&&) noexcept;
  ~json_parser();

  /// Parses one text in UTF-8 and complains about all that is wrong with it. Null where it is not JSON
  /// at all; where only fields stand twice, the tree has the first of each. It is valid until the next
  /// call.
  const json_value* parse(std::string_view text, complaints& to);

private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace pronto
