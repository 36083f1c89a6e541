#include "sources/json/json_value.hpp"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "invariant.hpp"

namespace pronto {

json_value json_value::whole(std::uint64_t value) {
  if (value <= std::numeric_limits<std::int64_t>::max())
    return whole(static_cast<std::int64_t>(value));
  json_value out{kind::great};
  out.content_.great = value;
  return out;
}

std::optional<bool> json_value::as_flag() const {
  if (kind_ != kind::flag) return std::nullopt;
  return content_.flag;
}

std::optional<std::int64_t> json_value::whole_of_real() const {
  constexpr double exact_most = 9'007'199'254'740'992;  // 2^53
  if (std::abs(content_.real) > exact_most || std::trunc(content_.real) != content_.real)
    return std::nullopt;
  return static_cast<std::int64_t>(content_.real);
}

std::optional<double> json_value::as_number() const {
  switch (kind_) {
    case kind::whole: return static_cast<double>(content_.whole);
    case kind::great: return static_cast<double>(content_.great);
    case kind::real: return content_.real;
    default: return std::nullopt;
  }
}

const json_value& json_value::beyond(std::size_t index) const {
  auto at = elements().begin();
  for (; index > 0; --index) ++at;
  return *at;
}

const json_value* json_value::find(std::string_view name) const {
  for (const auto& [each, value] : fields())
    if (each == name) return &value;
  return nullptr;
}

std::string json_value::written() const {
  using nlohmann::json;
  switch (kind_) {
    case kind::null: return "null";
    case kind::flag: return content_.flag ? "true" : "false";
    case kind::whole: return std::to_string(content_.whole);
    case kind::great: return std::to_string(content_.great);
    case kind::real: return json(content_.real).dump();
    case kind::text: return json(std::string{content_.text, size_}).dump();
    case kind::list:
    case kind::object: break;
  }
  invariant(false);
  return {};
}

}  // namespace pronto
