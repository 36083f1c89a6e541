// Changes to some nights of a hotel, applied to its document as it is written, day by day, and
// random ones. It shares nothing with the engine.
#pragma once

#include <nlohmann/json.hpp>

#include <random>

namespace plain {

/// What the document says with this change. Requires: valid documents of both; the hotel has the
/// plan and the room, and an inventory where there is a count.
nlohmann::json changed_document(nlohmann::json hotel, const nlohmann::json& change);

/// A valid change, mostly to a few nights of the calendar and with amounts for what its plan and room
/// have amounts for; now and then to others.
nlohmann::json random_change(std::mt19937_64& rng, const nlohmann::json& hotel);

}  // namespace plain
