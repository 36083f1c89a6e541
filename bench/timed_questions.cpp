#include "timed_questions.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace pronto::bench {

measured measure(const way& of, const std::vector<find_request>& asked) {
  using clock_type = std::chrono::steady_clock;
  constexpr int runs = 5;
  std::vector<double> p50, p99;
  std::size_t sum = 0;
  for (int run = -1; run < runs; ++run) {
    std::vector<double> us;
    for (std::size_t i = 0; i < asked.size(); i += of.every) {
      const auto start = clock_type::now();
      sum += of.answer(asked[i]);
      us.push_back(std::chrono::duration<double, std::micro>(clock_type::now() - start).count());
    }
    if (run < 0) continue;
    std::ranges::sort(us);
    p50.push_back(quantile(us, 0.5));
    p99.push_back(quantile(us, 0.99));
  }
  if (sum == 0) fail(std::string(of.name) + " finds nothing");
  return {spread_of(p50), spread_of(p99)};
}

calendar_request calendar_of(const find_request& of, int arrivals) {
  calendar_request out;
  out.city = of.city;
  out.country = of.country;
  out.when = of.when;
  out.arrivals = arrivals;
  return out;
}

}  // namespace pronto::bench
