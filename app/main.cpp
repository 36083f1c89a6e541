#include <string>
#include <vector>

#include "app/program.hpp"
#include "lab/child_run.hpp"

int main(int argc, char** argv) {
  // A variant of the lab's experiment is this program in a process of its own; nothing else may
  // have been allocated in it before.
  if (const auto code = pronto::lab::run_as_child({argv + 1, argv + argc})) return *code;
  auto screen = pronto::this_terminal();
  return pronto::run_program(std::vector<std::string>(argv + 1, argv + argc), screen);
}
