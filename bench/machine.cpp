#include "machine.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace pronto::bench {

std::string machine_text() {
  std::string processor = "unknown processor";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) {
      processor = line.substr(line.find(':') + 2);
      break;
    }
  return processor + ", " + std::to_string(std::thread::hardware_concurrency()) + " threads";
}

spread spread_of(std::vector<double> runs) {
  std::ranges::sort(runs);
  return {runs.front(), runs[runs.size() / 2], runs.back()};
}

double quantile(const std::vector<double>& sorted, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size()));
  return sorted[std::min(at, sorted.size() - 1)];
}

void fail(const std::string& text) {
  std::fprintf(stderr, "failed: %s\n", text.c_str());
  std::exit(1);
}

}  // namespace pronto::bench
