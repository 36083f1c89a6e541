#pragma once
// How long questions take, of several kinds, each answered in several ways.
#include <cstddef>
#include <functional>
#include <vector>

#include "machine.hpp"
#include "search/request.hpp"

namespace pronto::bench {

/// One way to answer a kind of question; gives a number, so that nothing is left out.
struct way {
  const char* question;
  const char* name;
  std::function<std::size_t(const find_request&)> answer;
  std::size_t every = 1;  ///< of the questions: 10 for a tenth of them, where it is slow
};

/// Microseconds, over five runs after one to warm up.
struct measured {
  spread p50, p99;
};
/// Fails where the numbers that are given are all 0.
measured measure(const way& of, const std::vector<find_request>& asked);

/// On so many days from the arrival on.
calendar_request calendar_of(const find_request& of, int arrivals);

}  // namespace pronto::bench
