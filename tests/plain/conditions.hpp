// How the plain pricer reads a hotel document: objects by their codes, and the conditions that most
// of its objects may carry. A condition that is missing holds.
#pragma once

#include "plain/exact.hpp"
#include "plain/iso_day.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace plain {

/// The object whose `code_field` is `code`. Throws std::invalid_argument if there is none.
const nlohmann::json& by_code(const nlohmann::json& objects, const char* code_field,
                              const std::string& code);

/// The array under `field`, an empty one if it is missing.
const nlohmann::json& list_of(const nlohmann::json& object, const char* field);

/// True if the field is there and true.
bool flag(const nlohmann::json& object, const char* field);

/// The decimal string under `field`.
fraction amount_of(const nlohmann::json& object, const char* field);

/// Is the value inside the {"min", "max"} under `field`? Both are included, either may be missing.
bool within(const nlohmann::json& object, const char* field, int value);

/// Is the date inside the "start" and "end" of `range`? Both are included, either may be missing.
bool in_dates(const nlohmann::json& range, day date);

/// The same for a range under `field`.
bool in_dates(const nlohmann::json& object, const char* field, day date);

/// Is the date's weekday marked in the 7 digits, from Monday, under `field`?
bool on_weekday(const nlohmann::json& object, const char* field, day date);

/// Does the list of codes under `field` name this one?
bool names(const nlohmann::json& object, const char* field, const std::string& code);

}  // namespace plain
