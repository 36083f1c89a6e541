#pragma once
// Text from elsewhere, made fit for a hotel document.
#include <cstddef>
#include <string>
#include <string_view>

namespace pronto {

inline constexpr std::size_t clean_text_limit = 200;

/// The text without spaces around it, control characters in it as spaces, what is no UTF-8 as
/// U+FFFD, and cut after `limit` characters.
std::string clean_text(std::string_view text, std::size_t limit = clean_text_limit);

/// Whether this may be the code of a hotel, room or plan in a hotel document, as it stands.
bool is_clean_code(std::string_view text);

}  // namespace pronto
