#include "app/commands/output_file.hpp"

#include <filesystem>

namespace pronto {

result<line_writer> create_output(const std::string& path) {
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // the writer says what is wrong with a file that cannot be there
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  return line_writer::create(path);
}

}  // namespace pronto
