#pragma once
// "Did you mean ...?" for words of the command line and the configuration file.
#include <string>
#include <string_view>
#include <vector>

namespace pronto {

/// The candidate that `typed` is most likely a slip of, by edits of single letters and swaps of
/// neighbours; empty if none is near.
std::string nearest(std::string_view typed, const std::vector<std::string>& candidates);

/// "; did you mean 'nights'?", or nothing if no candidate is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& candidates);

}  // namespace pronto
