#include "resident.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace pronto::bench {

namespace {

// The number behind a name in a file of /proc, in kB; 0 if there is none.
std::uint64_t bytes_in(const std::string& file, const std::string& name) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with(name))
      return std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024;
  return 0;
}

}  // namespace

std::uint64_t process_tree_bytes(int process) {
  std::uint64_t out = 0;
  for (const auto& each : std::filesystem::directory_iterator("/proc")) {
    const std::string number = each.path().filename().string();
    if (number.find_first_not_of("0123456789") != std::string::npos) continue;
    std::ifstream status(each.path() / "status");
    int parent = 0;
    for (std::string line; std::getline(status, line);)
      if (line.starts_with("PPid:")) parent = std::atoi(line.c_str() + 5);
    if (parent == process || number == std::to_string(process))
      out += bytes_in(each.path() / "smaps_rollup", "Pss:");
  }
  return out;
}

}  // namespace pronto::bench
