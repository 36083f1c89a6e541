// These tests start their own program: as the process of a variant, as `pronto` would be, and as
// one that goes wrong.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "lab/child_run.hpp"

int main(int argc, char** argv) {
  if (const auto code = pronto::lab::run_as_child({argv + 1, argv + argc})) return *code;
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "hang") {
    std::puts("hello");
    std::fflush(stdout);
    for (;;) ::pause();
  }
  if (first == "crash") {
    std::fputs("something is broken\n", stderr);
    std::abort();
  }
  if (first == "speak") {
    std::fputs("one\ntwo\n\nlast", stdout);
    return 1;
  }
  return doctest::Context(argc, argv).run();
}
