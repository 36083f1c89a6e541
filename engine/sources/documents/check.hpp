#pragma once
// Validates a file of hotel documents: every document, all errors at once.
#include <cstdint>
#include <functional>
#include <string>

#include "result.hpp"

namespace pronto {

struct check_report {
  std::uint64_t documents = 0;
  std::uint64_t good = 0;
  std::uint64_t errors = 0;
};

/// Hands each error to `tell` as it is found, with file and line. Fails only if the file cannot be
/// read as documents at all; what was read until then has been told.
result<check_report> check_file(const std::string& path,
                                const std::function<void(const failure&)>& tell,
                                const std::function<void(std::uint64_t done_bytes,
                                                         std::uint64_t total_bytes)>& progress);

}  // namespace pronto
