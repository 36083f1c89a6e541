#include "search/cheapest_of_arrivals.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <utility>

#include "search/asked_stay.hpp"
#include "search/cheapest.hpp"

namespace pronto {

// A hotel that is among the first is so on its best arrival alone too: who is ahead of it there is
// ahead of it in the end.
std::vector<ranked_hotel> cheapest_of_arrivals(const destination& in, const find_request& request) {
  const date_range arrivals = arrivals_of(request);
  cheapest_search search(in, request, arrivals);
  std::vector<std::pair<float, day>> promising;
  for (day arrival = arrivals.first; arrival <= arrivals.last; ++arrival)
    promising.emplace_back(search.lowest(arrival), arrival);
  std::ranges::sort(promising);

  std::vector<ranked_hotel> out;
  for (const auto& [lowest, arrival] : promising) {
    const bool is_full = out.size() == request.limit;
    const std::int64_t most = is_full ? out.back().best.total : 0;
    const bool may_win = !is_full || static_cast<double>(lowest) <= static_cast<double>(most);
    if (lowest == std::numeric_limits<float>::infinity() || !may_win) break;
    auto found = is_full ? search.within(arrival, most) : search.at(arrival);
    std::ranges::move(found, std::back_inserter(out));
    keep_best(out, request.limit);
  }
  return out;
}

}  // namespace pronto
