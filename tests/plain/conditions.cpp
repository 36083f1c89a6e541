#include "plain/conditions.hpp"

#include <algorithm>
#include <stdexcept>

namespace plain {

using nlohmann::json;

const json& by_code(const json& objects, const char* code_field, const std::string& code) {
  for (const json& object : objects)
    if (object.at(code_field) == code) return object;
  throw std::invalid_argument(std::string("no ") + code_field + " " + code);
}

const json& list_of(const json& object, const char* field) {
  static const json nothing = json::array();
  const auto found = object.find(field);
  return found == object.end() ? nothing : *found;
}

bool flag(const json& object, const char* field) {
  return object.contains(field) && object.at(field).get<bool>();
}

fraction amount_of(const json& object, const char* field) {
  return fraction_of(object.at(field).get_ref<const std::string&>());
}

bool within(const json& object, const char* field, int value) {
  if (!object.contains(field)) return true;
  const json& range = object.at(field);
  return (!range.contains("min") || value >= range.at("min").get<int>()) &&
         (!range.contains("max") || value <= range.at("max").get<int>());
}

bool in_dates(const json& range, day date) {
  return (!range.contains("start") || date >= day_of(range.at("start"))) &&
         (!range.contains("end") || date <= day_of(range.at("end")));
}

bool in_dates(const json& object, const char* field, day date) {
  return !object.contains(field) || in_dates(object.at(field), date);
}

bool on_weekday(const json& object, const char* field, day date) {
  if (!object.contains(field)) return true;
  const auto& pattern = object.at(field).get_ref<const std::string&>();
  return pattern.at(static_cast<std::size_t>(weekday_of(date))) == '1';
}

bool names(const json& object, const char* field, const std::string& code) {
  if (!object.contains(field)) return true;
  const json& codes = object.at(field);
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace plain
