// Random hotel documents and stays that use every rule, the odd corners of each often. They are
// made to be priced twice, by the engine and by the plain pricer, and compared.
#pragma once

#include "plain/plain_pricer.hpp"

#include <nlohmann/json.hpp>

#include <random>

namespace plain {

/// A valid document in the verbose form, of 1 to 3 rooms and plans over 60 to 120 nights. Its code
/// is made of `index`. The same state of the generator makes the same document on any platform.
nlohmann::json random_hotel(std::mt19937_64& rng, int index);

/// A stay that the hotel can mostly take: in its calendar and of a number of guests that one of its
/// rooms holds; now and then neither.
stay random_stay(std::mt19937_64& rng, const nlohmann::json& hotel);

}  // namespace plain
