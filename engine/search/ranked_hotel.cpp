#include "search/ranked_hotel.hpp"

#include <algorithm>
#include <tuple>

namespace pronto {

bool has_lower_total(const ranked_hotel& a, const ranked_hotel& b) {
  return std::tie(a.best.total, a.where->code) < std::tie(b.best.total, b.where->code);
}

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

}  // namespace pronto
