#pragma once
// An account of memory for people.
#include <string>

#include "app/terminal/terminal.hpp"
#include "messages/status.hpp"

namespace pronto {

/// What the catalog holds, by what it is for; what the process has of the system; the snapshots;
/// the verdict.
std::string memory_text(const engine_status& of, const appearance& look);

/// What there is of popular answers, in one line.
std::string popular_text(const popular_status& of);

}  // namespace pronto
