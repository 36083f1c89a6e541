#pragma once
// The program run as a process of its own.
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace pronto {

struct finished {
  int code = -1;  ///< exit code; -1 if a signal ended it
  std::string out;
  std::string err;
};

/// A running `pronto`. One that a test leaves running is killed with it.
class process {
public:
  /// Runs it in `folder`, with `input` on its standard input.
  process(const std::string& folder, const std::vector<std::string>& arguments,
          const std::string& input = "");
  /// With this descriptor, of which it has a copy, as its standard input.
  process(const std::string& folder, const std::vector<std::string>& arguments, int input);
  /// With another one as both of its outputs, so that it says nothing here.
  process(const std::string& folder, const std::vector<std::string>& arguments, int input,
          int outputs);
  ~process();
  process(const process&) = delete;
  process& operator=(const process&) = delete;

  /// Whether `text` is on standard output or error by now, or comes within ten seconds.
  bool says(const std::string& text);
  void send_signal(int signal);
  /// Waits for its end, a minute at most.
  finished wait();

private:
  void start(const std::string& folder, const std::vector<std::string>& arguments, int input,
             std::optional<int> outputs = {});

  std::string out_file_;
  std::string err_file_;
  pid_t id_ = -1;
};

/// Runs the program to its end.
finished run(const std::string& folder, const std::vector<std::string>& arguments,
             const std::string& input = "");

}  // namespace pronto
