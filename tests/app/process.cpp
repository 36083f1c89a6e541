#include "app/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "sources/files/descriptor.hpp"
#include "sources/files/scratch_folder.hpp"

namespace pronto {

namespace {

using namespace std::chrono_literals;
constexpr auto pause = 20ms;

/// Calls `done` until it is true or the time is over.
template <class Done>
bool within(std::chrono::seconds limit, Done done) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (!done()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(pause);
  }
  return true;
}

std::string fresh_name(const std::string& folder, const char* what) {
  static int count = 0;
  return folder + "/.process-" + std::to_string(++count) + what;
}

void redirect(int descriptor, const std::string& file, int flags) {
  const int opened = ::open(file.c_str(), flags, 0600);
  if (opened < 0 || ::dup2(opened, descriptor) < 0) std::_Exit(127);
  ::close(opened);
}

}  // namespace

process::process(const std::string& folder, const std::vector<std::string>& arguments,
                 const std::string& input)
    : out_file_(fresh_name(folder, ".out")), err_file_(fresh_name(folder, ".err")) {
  const auto in_file = fresh_name(folder, ".in");
  write_bytes(in_file, input);
  const descriptor opened(::open(in_file.c_str(), O_RDONLY | O_CLOEXEC));
  start(folder, arguments, opened.get());
}

process::process(const std::string& folder, const std::vector<std::string>& arguments, int input)
    : out_file_(fresh_name(folder, ".out")), err_file_(fresh_name(folder, ".err")) {
  start(folder, arguments, input);
}

process::process(const std::string& folder, const std::vector<std::string>& arguments, int input,
                 int outputs)
    : out_file_(fresh_name(folder, ".out")), err_file_(fresh_name(folder, ".err")) {
  start(folder, arguments, input, outputs);
}

void process::start(const std::string& folder, const std::vector<std::string>& arguments,
                    int input, std::optional<int> outputs) {
  write_bytes(out_file_, "");
  write_bytes(err_file_, "");
  std::vector<char*> words;
  std::string program = PRONTO_PROGRAM;
  words.push_back(program.data());
  std::vector<std::string> copies = arguments;
  for (auto& each : copies) words.push_back(each.data());
  words.push_back(nullptr);
  id_ = ::fork();
  if (id_ != 0) return;
  if (::dup2(input, STDIN_FILENO) < 0) std::_Exit(127);
  redirect(STDOUT_FILENO, out_file_, O_WRONLY | O_CREAT | O_TRUNC);
  redirect(STDERR_FILENO, err_file_, O_WRONLY | O_CREAT | O_TRUNC);
  if (outputs)
    for (const int each : {STDOUT_FILENO, STDERR_FILENO})
      if (::dup2(*outputs, each) < 0) std::_Exit(127);
  if (::chdir(folder.c_str()) != 0) std::_Exit(127);
  ::execv(words[0], words.data());
  std::_Exit(127);
}

process::~process() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

bool process::says(const std::string& text) {
  return within(10s, [&] {
    return read_bytes(out_file_).find(text) != std::string::npos ||
           read_bytes(err_file_).find(text) != std::string::npos;
  });
}

void process::send_signal(int signal) { ::kill(id_, signal); }

finished process::wait() {
  int status = 0;
  const bool ended = within(60s, [&] { return ::waitpid(id_, &status, WNOHANG) == id_; });
  if (!ended) return {-1, read_bytes(out_file_), read_bytes(err_file_)};
  id_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_bytes(out_file_),
          read_bytes(err_file_)};
}

finished run(const std::string& folder, const std::vector<std::string>& arguments,
             const std::string& input) {
  process made(folder, arguments, input);
  return made.wait();
}

}  // namespace pronto
