#include "search/cheapest_of_arrivals.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <tuple>
#include <utility>

#include "search/cheapest.hpp"
#include "search/request_check.hpp"

namespace pronto {

void keep_best(std::vector<ranked_hotel>& of, std::size_t limit) {
  std::ranges::sort(of, [](const ranked_hotel& a, const ranked_hotel& b) {
    return std::tie(a.where, a.best.total, a.arrival) <
           std::tie(b.where, b.best.total, b.arrival);
  });
  const auto others = std::ranges::unique(of, {}, &ranked_hotel::where);
  of.erase(others.begin(), others.end());
  std::ranges::sort(of, has_lower_total);
  if (of.size() > limit) of.erase(of.begin() + static_cast<std::ptrdiff_t>(limit), of.end());
}

void lower_maximum(filters& of, std::int64_t total, currency money) {
  for (int decimals = money.decimals; decimals < 4; ++decimals) {
    if (total > std::numeric_limits<std::int64_t>::max() / 10) return;
    total *= 10;
  }
  of.total_max_e4 = std::min(of.total_max_e4.value_or(total), total);
}

// A hotel that is among the first is so on its best arrival alone too: who is ahead of it there is
// ahead of it in the end.
std::vector<ranked_hotel> cheapest_of_arrivals(const destination& in, const find_request& request) {
  std::vector<ranked_hotel> out;
  const date_range arrivals = arrivals_of(request);
  find_request one = request;
  for (day arrival = arrivals.first; arrival <= arrivals.last; ++arrival) {
    one.when.arrival = arrival;
    auto found = cheapest(in, one);
    if (found.empty()) continue;
    std::ranges::move(found, std::back_inserter(out));
    keep_best(out, request.limit);
    if (out.size() == request.limit)
      lower_maximum(one.keep, out.back().best.total, in.money);
  }
  return out;
}

}  // namespace pronto
