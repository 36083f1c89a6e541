#pragma once
// The files that `generate` and `import` write.
#include <string>

#include "result.hpp"
#include "sources/files/line_writer.hpp"

namespace pronto {

/// Starts the file, and makes the folder that it is to be in where that is missing. A signal that ends
/// the program leaves nothing of a file that is not finished: one at a time.
result<line_writer> create_output(const std::string& path);

}  // namespace pronto
