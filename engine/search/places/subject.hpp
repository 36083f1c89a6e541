#pragma once
// What a question is about: the city or the hotel that it names, in this snapshot. That it was asked
// about is noted (snapshot::note_use), for the loader, which drops what was not asked for the longest.
#include <optional>
#include <string>
#include <string_view>

#include "catalog/snapshot.hpp"
#include "result.hpp"

namespace pronto {

/// The destination, held. Fails as `find` does of its city.
result<const destination*> asked_destination(const snapshot& in, const std::string& city,
                                             const std::string& country);

/// Notes that a question is about this city, where cities come and go; as most of its hotels or as one
/// of them writes it.
void note_use(const snapshot& in, const destination& of);
void note_use(const snapshot& in, std::string_view city, std::string_view country);

/// That this city, called so, has to be loaded before it can be asked about.
failure city_not_loaded(const destination& which, const std::string& called);

/// Why nothing can be asked, where no hotels are loaded at all.
std::optional<failure> nothing_to_search(const snapshot& in);

/// The hotel with this code. Fails as `find_quote` does of its hotel.
result<const packed::hotel*> asked_hotel(const snapshot& in, const std::string& code);

}  // namespace pronto
