#pragma once
// A good hotel document that has every field of the form, to be changed by tests.
#include <nlohmann/json.hpp>

namespace pronto {

nlohmann::json full_document();

}  // namespace pronto
