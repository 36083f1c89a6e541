#pragma once
// What a question is about: the city or the hotel that it names, in this snapshot.
#include <optional>
#include <string>

#include "catalog/snapshot.hpp"
#include "result.hpp"

namespace pronto {

/// The destination, held. Fails as `find` does of its city.
result<const destination*> asked_destination(const snapshot& in, const std::string& city,
                                             const std::string& country);

/// That this city, called so, has to be loaded before it can be asked about.
failure city_not_loaded(const destination& which, const std::string& called);

/// Why nothing can be asked, where no hotels are loaded at all.
std::optional<failure> nothing_to_search(const snapshot& in);

/// The hotel with this code. Fails as `find_quote` does of its hotel.
result<const packed::hotel*> asked_hotel(const snapshot& in, const std::string& code);

}  // namespace pronto
