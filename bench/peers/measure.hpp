#pragma once
// Asks a system all questions, compares its answers with Pronto's, and measures.
#include <nlohmann/json.hpp>
#include <string>

#include "system.hpp"

namespace pronto::bench {

/// Ends the program where an answer differs. `quickly`: one run instead of five, to see that it works.
nlohmann::ordered_json measure_system(open_system open, const market_folder& from,
                                      const std::string& address, bool quickly);

}  // namespace pronto::bench
