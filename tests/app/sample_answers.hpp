#pragma once
// Answers with everything in them, for what shows them.
#include "search/request.hpp"

namespace pronto {

/// An offer of 270.50 EUR for two nights: a night, a night with an extra adult, a promotion, a
/// supplement and a tax paid at the property.
offer sample_offer();

find_answer sample_find_answer();
quote_answer sample_quote_answer();

}  // namespace pronto
