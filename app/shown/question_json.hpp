#pragma once
// A question for programs, with all that it has by default: an answer says by it what it answers.
#include <nlohmann/json.hpp>
#include <string_view>

#include "search/request.hpp"

namespace pronto {

/// "total", ...: its name in questions, for people too.
std::string_view to_string(sort_by order);

nlohmann::ordered_json to_json(const find_request& question);
nlohmann::ordered_json to_json(const quote_request& question);
nlohmann::ordered_json to_json(const calendar_request& question);
nlohmann::ordered_json to_json(const hotels_request& question);

}  // namespace pronto
