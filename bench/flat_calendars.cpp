// Prices stays from flat arrays, for bench_calendars, which runs this program beside itself:
// `DATA NIGHTS` as arguments, and for each line of input one run and a line with its figures.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "stays.hpp"

using namespace pronto::bench;

int main(int count, char** arguments) {
  if (count != 3) fail("usage: bench_calendars_flat DATA NIGHTS; see bench_calendars");
  const stays all = stays_of(arguments[1], std::atoi(arguments[2]));
  for (int in = std::getchar(); in != EOF; in = std::getchar()) {
    if (in != '\n') continue;
    const pricing_run run = price_all(all);
    std::printf("%zu %llu %llu\n", all.all.size(), static_cast<unsigned long long>(run.nanoseconds),
                static_cast<unsigned long long>(run.digest));
    std::fflush(stdout);
  }
}
