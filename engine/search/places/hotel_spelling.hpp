#pragma once
// Which hotels somebody may mean who gives no code of one.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.hpp"

namespace pronto {

/// The codes of the first few that are called so, or begin so; or else those whose codes differ by
/// case, punctuation and leading zeros alone, or else by one letter or digit. Looks at 100,000 hotels at most.
std::vector<std::string_view> hotels_meant(const snapshot& in, std::string_view typed);

/// Codes that begin with what was typed, for completion: the first `limit` of the hotels that are loaded, in
/// order. Where none does, those that begin so in capital letters.
std::vector<std::string> complete_hotel(const snapshot& in, std::string_view typed,
                                        std::size_t limit);

}  // namespace pronto
