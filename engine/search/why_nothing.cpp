#include "search/why_nothing.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "grouped.hpp"
#include "pricing/price.hpp"
#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/request_check.hpp"
#include "search/tally.hpp"

namespace pronto {

namespace {

constexpr std::size_t reasons_told = 3;
constexpr std::uint64_t looked_at_limit = 200'000;  // some tenths of a second

// "none of the 5 hotels has 5 stars", "the only hotel does not have 5 stars"
std::string none_has(std::size_t hotels, const std::string& what) {
  return hotels == 1 ? "the only hotel does not have " + what
                     : "none of the " + grouped(hotels) + " hotels has " + what;
}

std::string stars_text(int at_least) {
  constexpr int most = 5;
  return std::to_string(at_least) + (at_least == 1 ? " star" : " stars") +
         (at_least < most ? " or more" : "");
}

std::string plan_text(const filters& keep) {
  const std::string meals = keep.meal_plans.empty() ? "" : " with the meals that are asked for";
  return (keep.refundable ? "a refundable plan" : "a plan") + meals;
}

// A filter of hotels alone, and what a hotel has that passes it.
struct single_filter {
  filters keep;
  std::string what;
  bool passed = false;  // by any
};

std::vector<single_filter> filters_of_hotels(const filters& keep) {
  std::vector<single_filter> out;
  if (keep.stars_min) {
    auto& made = out.emplace_back();
    made.keep.stars_min = keep.stars_min;
    made.what = stars_text(*keep.stars_min);
  }
  for (const std::string& each : keep.amenities) {
    auto& made = out.emplace_back();
    made.keep.amenities = {each};
    made.what = "'" + each + "'";
  }
  return out;
}

// Of the hotels that pass the filters of hotels, why none has a plan that passes those of plans;
// nothing if one does.
std::optional<std::string> why_no_plan_passes(const search_area& in, const find_request& request) {
  if (request.keep.meal_plans.empty() && !request.keep.refundable) return std::nullopt;
  std::size_t hotels = 0;
  bool is_any = false;
  in.each_hotel([&](const packed::hotel& each) {
    if (is_any || !in.counts(request.keep, each)) return;
    ++hotels;
    is_any = std::ranges::any_of(each.plans, [&](const packed::rate_plan& plan) {
      return keeps_plan(request.keep, plan);
    });
  });
  if (is_any || hotels == 0) return std::nullopt;
  return none_has(hotels, plan_text(request.keep));
}

// At `most` products, and those of the hotel where they are reached.
tally count(const search_area& in, const find_request& request, wanted_currency* wanted,
            std::size_t most) {
  tally out;
  in.each_hotel([&](const packed::hotel& each) {
    if (out.all() >= most || !in.counts(request.keep, each)) return;
    stay when = stay_at(each, request.when);
    if (wanted != nullptr && !wanted->knows_rate(each.money, when.booking)) return;
    const date_range arrivals = arrivals_of(request);
    when.arrival = std::max(arrivals.first, when.booking);
    for (; when.arrival <= arrivals.last && out.all() < most; ++when.arrival)
      count_refusals(each, request.keep, when, out);
  });
  return out;
}

}  // namespace

std::optional<std::string> why_nothing(const search_area& in, const find_request& request,
                                       wanted_currency* wanted) {
  const std::size_t most = fewer_by_nights(looked_at_limit, request.when.nights);
  const auto counted = count(in, request, wanted, most);
  const auto all = counted.all();
  if (all == 0) return why_no_plan_passes(in, request);

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
  std::string out = (all < most ? "of " : "of the first ") + grouped(all) +
                    (all == 1 ? " product (a room in a plan" : " products (rooms in plans") +
                    (arrivals > 1 ? ", each on " + std::to_string(arrivals) + " arrivals" : "") +
                    ") none can be had";
  for (std::size_t i = 0; i < parts.size(); ++i)
    out += (i > 0 ? "; " : ": ") + (all > 1 ? grouped(parts[i].first) + ": " : "") +
           std::string(parts[i].second);
  return out;
}

std::optional<std::string> why_none_passes(const search_area& in, const filters& keep) {
  filters asked_about;
  asked_about.near = keep.near;
  asked_about.hotels = keep.hotels;
  auto each_filter = filters_of_hotels(keep);
  std::size_t hotels = 0;
  bool is_any = false;
  in.each_hotel([&](const packed::hotel& each) {
    if (is_any || !keeps_hotel(asked_about, each)) return;
    ++hotels;
    is_any = keeps_hotel(keep, each);
    for (auto& filter : each_filter)
      filter.passed = filter.passed || keeps_hotel(filter.keep, each);
  });
  if (is_any || in.hotels == 0) return std::nullopt;
  if (hotels > 0)
    for (const auto& filter : each_filter)
      if (!filter.passed) return none_has(hotels, filter.what);
  if (hotels == 0 && in.places.empty()) return "none of these hotels lies in the circle";
  return "no hotel passes all filters together";
}

}  // namespace pronto
