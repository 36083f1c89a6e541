#pragma once
// Lists as people write them into options and files.
#include <string_view>
#include <vector>

#include "trimmed.hpp"

namespace pronto {

/// The parts of "a, b" between commas or another mark, trimmed; some may be empty. They are views of
/// `text`, of which there is always one part.
inline std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> out;
  for (;;) {
    const auto end = text.find(mark);
    out.push_back(trimmed(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

}  // namespace pronto
