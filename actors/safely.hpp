#pragma once
// What is thrown in a step of a pass, such as that memory ran out, fails the pass, not the engine.
#include <exception>
#include <string>

#include "result.hpp"
#include "sources/source.hpp"

namespace pronto {

/// The result of `step`, or a failure that says what was thrown while `doing` what to which source;
/// null for one that could not be opened.
template <class F>
auto safely(const std::string& doing, const source* from, F step) -> decltype(step()) {
  try {
    return step();
  } catch (const std::exception& thrown) {
    const auto name = from ? from->name() : "the source";
    return failure{.code = failure_code::source,
                   .text = doing + " " + name + " broke off: " + thrown.what() +
                           "; the data loaded before stay in use",
                   .file = from ? name : ""};
  }
}

}  // namespace pronto
