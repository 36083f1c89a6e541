#pragma once
// What a question is about: the city or the hotel that it names, in this snapshot.
#include <string>

#include "catalog/snapshot.hpp"
#include "result.hpp"

namespace pronto {

/// The destination, held. Fails as `find` does of its city.
result<const destination*> asked_destination(const snapshot& in, const std::string& city,
                                             const std::string& country);

/// The hotel with this code. Fails as `find_quote` does of its hotel.
result<const packed::hotel*> asked_hotel(const snapshot& in, const std::string& code);

}  // namespace pronto
