#pragma once
// What an engine says of its memory.
#include <string>

#include "catalog/catalog.hpp"
#include "messages/status.hpp"

namespace pronto {

/// All of it but the snapshots; without a verdict. On the loader's thread.
memory_status report_memory(const catalog& of);

/// What is to be said of these figures in one line: the worst that is the matter, or "flat". Of the
/// snapshot that is current, if there is one, whether the budget has left cities without an index.
std::string verdict_on(const memory_status& memory, const snapshot* current = nullptr);

/// "about 12.3 MB, and the memory budget is 10.0 MB": the estimate with a margin, so that so much is
/// enough. Never less than the budget, as estimates may be.
std::string more_than_the_budget(std::uint64_t needed, std::uint64_t budget);

}  // namespace pronto
