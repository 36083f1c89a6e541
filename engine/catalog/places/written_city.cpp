#include "catalog/places/written_city.hpp"

#include "catalog/places/country.hpp"
#include "catalog/places/place.hpp"
#include "trimmed.hpp"
#include "upper_case.hpp"

namespace pronto {

std::optional<written_city> parse_written_city(std::string_view text) {
  text = trimmed(text);
  written_city out;
  if (text.ends_with(')')) {
    const auto open = text.rfind('(');
    if (open == std::string_view::npos) return std::nullopt;
    out.country = upper_case(trimmed(text.substr(open + 1, text.size() - open - 2)));
    if (!find_country(out.country)) return std::nullopt;
    text = trimmed(text.substr(0, open));
  }
  if (fold(text).empty()) return std::nullopt;
  out.name = text;
  return out;
}

}  // namespace pronto
