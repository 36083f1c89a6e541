#pragma once
// The variants themselves, run in this process. Each loads all hotels, marks the end of that in its
// recorder, replaces every hotel `refreshes` times, with a mark after each time, and lets all go.
#include "lab/experiment.hpp"
#include "lab/recorder.hpp"
#include "result.hpp"

namespace pronto::lab {

/// The story and what it tried: blocks of floats, and plain threads. Requires: not `pronto`.
void run_threads(variant which, const scale& how, recorder& to);

/// Pronto's engine over a source whose every refresh replaces all hotels, see made_hotels.hpp, asked
/// by four readers without a pause; how many answers they got. Fails if one of these was none.
result<std::uint64_t> run_engine(const scale& how, recorder& to);

}  // namespace pronto::lab
