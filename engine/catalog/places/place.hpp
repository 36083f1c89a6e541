#pragma once
// City names as people write them: without case, without accents, in the local language or in
// English.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/places/gazetteer.hpp"

namespace pronto {

/// Without case, accents and repeated, leading or trailing spaces; punctuation counts as spaces,
/// and letters that are joined or struck through become plain ones: "São  Paulo" and "sao paulo"
/// fold to the same text, as do "Łódź" and "lodz". Vowel signs of scripts that need them stay. Any
/// valid UTF-8; invalid text is folded byte by byte. Folding twice changes nothing more.
std::string fold(std::string_view text);

/// As `fold`, but with "ae", "oe", "ue" and "aa" for ä, ö or ø, ü and å, as they are written where
/// the keys for them are missing: "Köln" becomes "koeln".
std::string fold_spelled_out(std::string_view text);

/// The cities of the gazetteer that have this folded name, in any country: first those that English
/// calls so, and the more important ones first. Valid for as long as the program runs.
std::span<const known_city* const> cities_called(std::string_view folded);

/// The folded name under which a city is filed: "münchen", "Munich" and "MUNCHEN" in DE give one
/// key, by the gazetteer's names; a city that it lacks is filed under its own folded name.
std::string place_key(std::string_view city, std::string_view country);

/// All folded names, English and local ones, spelled out too, of the city that is filed under `key`
/// in `country`; at least `key` itself, which comes first.
std::vector<std::string> folded_names(std::string_view key, std::string_view country);

}  // namespace pronto
