#include "search/why_nothing.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "pricing/price.hpp"
#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/tally.hpp"

namespace pronto {

namespace {

constexpr std::size_t reasons_told = 3;
constexpr std::size_t looked_at_max = 200'000;  // some tenths of a second

tally count(const search_area& in, const find_request& request, wanted_currency* wanted) {
  tally out;
  in.each_hotel([&](const packed::hotel& each) {
    if (out.all() >= looked_at_max || !keeps_hotel(request.keep, each)) return;
    if (each.money != in.money && request.currency_code.empty()) return;
    stay when = stay_at(each, request.when);
    if (wanted != nullptr && !wanted->knows_rate(each.money, when.booking)) return;
    const date_range arrivals = arrivals_of(request);
    when.arrival = std::max(arrivals.first, when.booking);
    for (; when.arrival <= arrivals.last && out.all() < looked_at_max; ++when.arrival)
      count_refusals(each, request.keep, when, out);
  });
  return out;
}

}  // namespace

std::optional<std::string> why_nothing(const search_area& in, const find_request& request,
                                       wanted_currency* wanted) {
  const auto counted = count(in, request, wanted);
  const auto all = counted.all();
  if (all == 0) return std::nullopt;

  std::vector<std::pair<std::size_t, std::string_view>> parts;
  if (counted.too_dear > 0) parts.emplace_back(counted.too_dear, "dearer than the maximum");
  for (std::size_t i = 0; i < counted.refused.size(); ++i)
    if (counted.refused[i] > 0)
      parts.emplace_back(counted.refused[i], explain(static_cast<reason>(i)));
  std::ranges::stable_sort(parts, std::ranges::greater{}, &decltype(parts)::value_type::first);
  if (parts.size() > reasons_told + 1) {
    std::size_t others = 0;
    for (std::size_t i = reasons_told; i < parts.size(); ++i) others += parts[i].first;
    parts.resize(reasons_told);
    parts.emplace_back(others, "for other reasons");
  }
  const int arrivals = request.days_before + request.days_after + 1;
  std::string out = (all < looked_at_max ? "of " : "of the first ") + std::to_string(all) +
                    " products (rooms in plans" +
                    (arrivals > 1 ? ", each on " + std::to_string(arrivals) + " arrivals" : "") +
                    ") none can be had";
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i > 0 ? "; " : ": ") + std::to_string(parts[i].first) + ": " +
           std::string(parts[i].second);
  return out;
}

}  // namespace pronto
