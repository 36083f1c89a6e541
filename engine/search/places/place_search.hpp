#pragma once
// From a city's name as a person typed it to the destination that is meant.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.hpp"
#include "result.hpp"

namespace pronto {

/// The one destination of this name (any spelling of place.hpp), in `country` if that is not empty.
/// Fails with not_found and up to three suggestions for a typo ("no city 'Berlim'; did you mean
/// Berlin (DE)?"), saying where else the city is if only the country is wrong; with ambiguous where
/// several countries have it, naming them; with usage where the country is no ISO code.
result<const destination*> find_destination(const snapshot& in, std::string_view city,
                                            std::string_view country);

/// Why this is no country's code, in any case, with what to say instead ("for Germany say DE"), if it is
/// none; an empty one says no country.
std::optional<failure> wrong_country(std::string_view country);

/// "; of its source it loads all of DE", as a failure says it of a city that is not there, where that may be
/// why; empty where there is no such part.
std::string loaded_part(std::string_view part);

/// Names that begin with what was typed, for completion: at most `limit`, larger cities first.
std::vector<std::string> complete_city(const snapshot& in, std::string_view typed,
                                       std::size_t limit);

}  // namespace pronto
