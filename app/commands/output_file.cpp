#include "app/commands/output_file.hpp"

#include <csignal>
#include <unistd.h>

#include <array>
#include <climits>
#include <filesystem>

#include "app/options/option_value.hpp"

namespace pronto {

namespace {

std::array<char, PATH_MAX> unfinished{};  // what a signal that ends the program takes along

void remove_unfinished(int signal) {
  ::unlink(unfinished.data());
  std::raise(signal);  // blocked until this returns; then it ends the program as it would have
}

void remove_at_end(const std::string& path) {
  if (path.empty() || path.size() >= unfinished.size()) return;
  unfinished[path.copy(unfinished.data(), path.size())] = 0;
  struct sigaction end {};
  end.sa_handler = remove_unfinished;
  end.sa_flags = static_cast<int>(SA_RESETHAND);
  for (const int each : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    ::sigaction(each, nullptr, &before);
    if (before.sa_handler != SIG_IGN) ::sigaction(each, &end, nullptr);
  }
}

}  // namespace

result<line_writer> create_output(const std::string& path) {
  if (path.empty()) return usage_failure("--out", "", "the name of the file to write");
  const auto folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // the writer says what is wrong with a file that cannot be there
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
  auto made = line_writer::create(path);
  if (made) remove_at_end(made->temporary());
  return made;
}

}  // namespace pronto
