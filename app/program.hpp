#pragma once
// The program without its process: all subcommands under one name.
#include <string>
#include <vector>

#include "app/terminal/terminal.hpp"

namespace pronto {

/// Runs the program with these arguments (without its own name); its exit code.
int run_program(const std::vector<std::string>& arguments, terminal& screen);

}  // namespace pronto
