#include "sources/imports/clean_text.hpp"

#include <utf8proc.h>

#include "sources/documents/terms.hpp"

namespace pronto {

namespace {

// The first character of a text, which is not empty, and its bytes; below 0 if it is no UTF-8.
struct character {
  utf8proc_int32_t point = -1;
  std::size_t bytes = 1;
};

character first_of(std::string_view text) {
  character out;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                      static_cast<utf8proc_ssize_t>(text.size()), &out.point);
  if (bytes > 0) out.bytes = static_cast<std::size_t>(bytes);
  else out.point = -1;
  return out;
}

bool is_control(utf8proc_int32_t point) { return point < 0x20 || (0x7f <= point && point < 0xa0); }

}  // namespace

std::string clean_text(std::string_view text, std::size_t limit) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string out;
  std::size_t characters = 0;
  while (!text.empty() && characters < limit) {
    const character next = first_of(text);
    const bool space = next.point == ' ' || (next.point >= 0 && is_control(next.point));
    const bool leading = space && out.empty();
    if (!leading) {
      if (next.point < 0) out += replacement;
      else if (space) out += ' ';
      else out += text.substr(0, next.bytes);
      ++characters;
    }
    text.remove_prefix(next.bytes);
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_clean_code(std::string_view text) {
  if (!document::is_code(text)) return false;
  while (!text.empty()) {
    const character next = first_of(text);
    if (next.point < 0) return false;
    text.remove_prefix(next.bytes);
  }
  return true;
}

}  // namespace pronto
