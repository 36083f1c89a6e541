#pragma once
// Answers for programs: JSON objects whose fields keep their names and order. Money is a decimal
// string with exactly the currency's decimals, never a number, and in the `currency` of the object that
// it stands in, or of the next one around it. docs/answers.md explains every field.
#include <nlohmann/json.hpp>

#include <string>

#include "messages/status.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

nlohmann::ordered_json to_json(const find_answer& answer, const find_request& question);
nlohmann::ordered_json to_json(const quote_answer& answer, const quote_request& question);
nlohmann::ordered_json to_json(const calendar_answer& answer, const calendar_request& question);
nlohmann::ordered_json to_json(const hotels_answer& answer, const hotels_request& question);
nlohmann::ordered_json to_json(const price_check_answer& answer);
nlohmann::ordered_json to_json(const engine_status& status);
nlohmann::ordered_json to_json(const memory_status& memory);
nlohmann::ordered_json to_json(const popular_status& popular);

/// {"error": {code, text, file, line, field, value}}; null is what there is not.
nlohmann::ordered_json to_json(const failure& what);

/// {code, text, file, line, field, value}, for lists of them.
nlohmann::ordered_json fields_of(const failure& what);

/// Null for a text that says nothing, which no field of an answer is.
nlohmann::ordered_json text_or_null(const std::string& text);

/// Indented; bytes that are no UTF-8 become U+FFFD.
std::string to_text(const nlohmann::ordered_json& from);

}  // namespace pronto
