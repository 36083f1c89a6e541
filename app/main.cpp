#include <fcntl.h>

#include <csignal>
#include <string>
#include <vector>

#include "app/program.hpp"
#include "lab/child_run.hpp"

namespace {

// What is opened first takes the numbers of standard streams that are closed, and CAF's own pipes would be
// read and written as if they were these. Nothing can be read there then, nor written to the output; what
// goes to standard error is lost.
void hold_closed_streams() {
  for (const int each : {0, 1, 2})
    if (::fcntl(each, F_GETFD) < 0) ::open("/dev/null", each == 2 ? O_WRONLY : O_RDONLY);
}

}  // namespace

int main(int argc, char** argv) {
  hold_closed_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that becomes too long is an error like any other
  // A variant of the lab's experiment is this program in a process of its own; nothing else may
  // have been allocated in it before.
  if (const auto code = pronto::lab::run_as_child({argv + 1, argv + argc})) return *code;
  auto screen = pronto::this_terminal();
  return pronto::run_program(std::vector<std::string>(argv + 1, argv + argc), screen);
}
