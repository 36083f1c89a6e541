#pragma once
// Text as people write it into options, lists and files.
#include <string_view>

namespace pronto {

/// The text without the spaces, tabs and ends of lines around it.
constexpr std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace pronto
