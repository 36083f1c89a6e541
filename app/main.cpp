#include <string>
#include <vector>

#include "program.hpp"

int main(int argc, char** argv) {
  auto screen = pronto::this_terminal();
  return pronto::run_program(std::vector<std::string>(argv + 1, argv + argc), screen);
}
