#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>

#include "lab/child_run.hpp"

namespace pronto::lab {

namespace {

using clock = std::chrono::steady_clock;

constexpr std::size_t line_limit = 4096;  // what a line is longer is lost

failure could_not_run(std::string text) {
  return {.code = failure_code::unavailable, .text = std::move(text)};
}

/// This process's environment, with LD_PRELOAD as it is to be.
class environment {
public:
  explicit environment(const std::optional<std::string>& preload) {
    constexpr std::string_view name = "LD_PRELOAD=";
    if (preload) own_ = std::string(name) + *preload;
    for (char** each = ::environ; *each != nullptr; ++each)
      if (!preload || !std::string_view(*each).starts_with(name)) all_.push_back(*each);
    if (preload) all_.push_back(own_.data());
    all_.push_back(nullptr);
  }
  environment(const environment&) = delete;
  environment& operator=(const environment&) = delete;

  char** get() { return all_.data(); }

private:
  std::string own_;
  std::vector<char*> all_;
};

/// Cuts what is read into lines.
class line_cutter {
public:
  explicit line_cutter(const std::function<void(std::string_view)>& to) : to_(to) {}

  void take(std::string_view bytes) {
    for (const char each : bytes) {
      if (each == '\n') {
        to_(line_);
        line_.clear();
      } else if (line_.size() < line_limit) {
        line_.push_back(each);
      }
    }
  }
  void finish() {
    if (!line_.empty()) to_(line_);
  }

private:
  const std::function<void(std::string_view)>& to_;
  std::string line_;
};

/// A running process, whose standard output and error are read together. Killed where nobody
/// waited for its end.
class running {
public:
  running() = default;
  ~running() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      ::waitpid(id_, nullptr, 0);
    }
    if (from_ >= 0) ::close(from_);
  }
  running(const running&) = delete;
  running& operator=(const running&) = delete;

  /// 0, or what the system says went wrong.
  int start(const std::vector<std::string>& arguments, environment& with) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return errno;
    from_ = ends[0];
    constexpr const char* itself = "/proc/self/exe";
    std::vector<std::string> copies{"pronto"};
    copies.insert(copies.end(), arguments.begin(), arguments.end());
    std::vector<char*> words;
    for (std::string& each : copies) words.push_back(each.data());
    words.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    const int wrong = ::posix_spawn(&id_, itself, &actions, nullptr, words.data(), with.get());
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (wrong != 0) id_ = -1;
    return wrong;
  }

  /// Reads to the end; false if nothing came for so long.
  bool read_all(std::chrono::milliseconds patience, line_cutter& into) {
    std::array<char, 4096> bytes{};
    auto end = clock::now() + patience;
    for (;;) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(end - clock::now()).count();
      if (left <= 0) return false;
      pollfd one{.fd = from_, .events = POLLIN, .revents = 0};
      const int ready = ::poll(&one, 1, static_cast<int>(left));
      if (ready < 0 && errno != EINTR) return false;
      if (ready <= 0) continue;
      const auto got = ::read(from_, bytes.data(), bytes.size());
      if (got <= 0) return true;
      into.take({bytes.data(), static_cast<std::size_t>(got)});
      end = clock::now() + patience;
    }
  }

  /// How it ended. It closed what it writes to, so it is about to.
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) continue;
    id_ = -1;
    return status;
  }

private:
  pid_t id_ = -1;
  int from_ = -1;
};

}  // namespace

std::optional<failure> run_itself(const std::vector<std::string>& arguments,
                                  const std::optional<std::string>& preload,
                                  std::chrono::milliseconds patience,
                                  const std::function<void(std::string_view)>& line) {
  environment with(preload);
  running child;
  if (const int wrong = child.start(arguments, with); wrong != 0)
    return could_not_run(std::string("a process for it could not be started: ") +
                         std::strerror(wrong));
  line_cutter lines(line);
  if (!child.read_all(patience, lines))
    return could_not_run("it said nothing for " +
                         std::to_string(patience.count()) + " ms and was stopped");
  lines.finish();
  const int status = child.wait();
  if (WIFSIGNALED(status))
    return could_not_run(std::string("it was ended by a signal: ") +
                         ::strsignal(WTERMSIG(status)));
  return std::nullopt;
}

}  // namespace pronto::lab
