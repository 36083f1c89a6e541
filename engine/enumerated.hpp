#pragma once
// Lists as sentences have them.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pronto {

/// "a, b or c" with "or" as the last word; "a, b, c" without one.
inline std::string enumerated(const std::vector<std::string>& words, std::string_view last = "") {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0 && i + 1 == words.size() && !last.empty())
      out.append(" ").append(last).append(" ");
    else if (i > 0)
      out += ", ";
    out += words[i];
  }
  return out;
}

}  // namespace pronto
