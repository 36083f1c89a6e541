#pragma once
// City names as people write them: without case, without accents, in the local language or in
// English.
#include <string>
#include <string_view>
#include <vector>

namespace pronto {

/// Without case, accents and repeated, leading or trailing spaces; '-', '.' and apostrophes count as
/// spaces: "São  Paulo" and "sao paulo" fold to the same text. Any valid UTF-8; invalid text is
/// folded byte by byte.
std::string fold(std::string_view text);

/// The folded name under which a city is filed: "münchen", "Munich" and "MUNCHEN" in DE give one
/// key, by the gazetteer's names; a city that the gazetteer lacks is filed under its own folded name.
std::string place_key(std::string_view city, std::string_view country);

/// All folded names, English and local ones, of the city that is filed under `key` in `country`; at
/// least `key` itself.
std::vector<std::string> folded_names(std::string_view key, std::string_view country);

}  // namespace pronto
