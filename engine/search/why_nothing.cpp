#include "search/why_nothing.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "pricing/price.hpp"
#include "search/filter.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

constexpr std::size_t reasons_told = 3;

/// How many rooms of plans there are, by why they cannot be booked.
struct tally {
  std::array<std::size_t, reason_count> refused{};
  std::size_t too_dear = 0;
};

tally count(const destination& in, const find_request& request) {
  tally out;
  for (const auto& each : in.hotels) {
    if (!keeps_hotel(request.keep, *each) || each->money != in.money) continue;
    const stay when = stay_at(*each, request.when);
    if (when.arrival < when.booking) continue;
    for (std::uint32_t plan = 0; plan < each->plans.size(); ++plan) {
      if (!keeps_plan(request.keep, each->plans[plan])) continue;
      for (std::uint32_t at = 0; at < each->plans[plan].products.size(); ++at) {
        const auto answer = price_stay(*each, plan, at, when);
        if (const auto* why = std::get_if<reason>(&answer))
          ++out.refused[static_cast<std::size_t>(*why)];
        else
          ++out.too_dear;  // or it would be an offer
      }
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> why_nothing(const destination& in, const find_request& request) {
  const auto counted = count(in, request);
  const auto all = std::accumulate(counted.refused.begin(), counted.refused.end(),
                                   counted.too_dear);
  if (all == 0) return std::nullopt;

  std::vector<std::pair<std::size_t, std::string_view>> parts;
  if (counted.too_dear > 0) parts.emplace_back(counted.too_dear, "dearer than the maximum");
  for (std::size_t i = 0; i < counted.refused.size(); ++i)
    if (counted.refused[i] > 0)
      parts.emplace_back(counted.refused[i], explain(static_cast<reason>(i)));
  std::ranges::stable_sort(parts, std::ranges::greater{}, &decltype(parts)::value_type::first);
  if (parts.size() > reasons_told) parts.resize(reasons_told);
  std::string out = "of " + std::to_string(all) + " products (rooms in plans) none can be had";
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i > 0 ? "; " : ": ") + std::to_string(parts[i].first) + ": " +
           std::string(parts[i].second);
  return out;
}

}  // namespace pronto
