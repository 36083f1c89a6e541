#pragma once
// What a benchmark ran on, how its runs spread, and its end where they are not what they should be.
#include <string>
#include <vector>

namespace pronto::bench {

/// "AMD EPYC 7B13, 2 threads".
std::string machine_text();

/// Of some runs of the same.
struct spread {
  double least = 0;
  double median = 0;
  double greatest = 0;
};
/// Requires: not empty.
spread spread_of(std::vector<double> runs);

/// The value that a share of all is not above: 0.999 for p99.9. Requires: sorted, not empty.
double quantile(const std::vector<double>& sorted, double share);

/// Says why on the standard error and ends the program with 1.
[[noreturn]] void fail(const std::string& text);

}  // namespace pronto::bench
