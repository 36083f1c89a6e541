#pragma once
// Codes in capitals, whatever the locale.
#include <string>
#include <string_view>

namespace pronto {

/// The text with capitals for a to z; all other bytes stay.
inline std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

}  // namespace pronto
