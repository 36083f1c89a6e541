#pragma once
// Countries as people write them at the end of an address.
#include <optional>
#include <string_view>

#include "catalog/places/country.hpp"

namespace pronto {

/// The country with this code, English name, usual other name or name in a language of its own, without
/// regard to case and accents: "DE", "germany", "Deutschland". Nothing for any other text.
std::optional<country> find_country_called(std::string_view text);

}  // namespace pronto
