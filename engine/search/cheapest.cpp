#include "search/cheapest.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>

#include "pricing/lower_bound.hpp"
#include "search/bound_scan.hpp"
#include "search/filter.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

// More than are asked for, since a bound that becomes better puts others ahead.
constexpr std::size_t promising = 16;
constexpr std::size_t fetched_at_first = 4;

struct candidate {
  float bound;
  std::uint32_t hotel;
  bool refined = false;
};

bool by_bound(const candidate& a, const candidate& b) { return a.bound < b.bound; }

class cheapest_search {
public:
  cheapest_search(const destination& in, const find_request& request)
      : in_(in), request_(request), total_max_(most_that_passes(request.keep, in.money)) {}

  std::vector<ranked_hotel> run() {
    std::vector<candidate> all = bounded();
    // The most promising, so that there is a total that the others must be within.
    const std::size_t first = std::min(request_.limit + promising, all.size());
    const auto rest = all.begin() + static_cast<std::ptrdiff_t>(first);
    if (rest != all.end()) std::nth_element(all.begin(), rest, all.end(), by_bound);
    price(std::span(all).first(first));
    const auto within = std::partition(
        rest, all.end(), [this](const candidate& each) { return may_win(each.bound); });
    price({rest, within});
    std::sort(found_.begin(), found_.end(), has_lower_total);
    return std::move(found_);
  }

private:
  // Those that may be booked at all.
  std::vector<candidate> bounded() const {
    const stay_request& when = request_.when;
    const bound_question about{
        .arrival = when.arrival,
        .nights = when.nights,
        .adults = when.adults,
        .guests = when.adults + static_cast<int>(when.child_ages.size()),
        .stars_min = request_.keep.stars_min.value_or(std::numeric_limits<int>::min())};
    std::vector<candidate> out;
    alignas(64) stay_bounds bounds;
    std::uint32_t first = 0;
    for (const bound_block_ptr& block : in_.bounds.blocks) {
      scan(*block, about, bounds);
      for (std::uint32_t i = 0; i < block->hotels(); ++i)
        if (static_cast<double>(bounds[i]) <= total_max_) out.push_back({bounds[i], first + i});
      first += static_cast<std::uint32_t>(block->hotels());
    }
    return out;
  }

  static double most_that_passes(const filters& keep, currency money) {
    constexpr auto any = std::numeric_limits<double>::max();
    return keep.total_max_e4 ? static_cast<double>(total_max_minor(keep, money)) : any;
  }

  // Whether a hotel with this bound may be among the first: also on a tie, for its code.
  bool may_win(float bound) const {
    return static_cast<double>(bound) <= static_cast<double>(most());
  }

  // In order of their bounds. One that comes first is made better by what is known of the stay, and
  // may have to wait then.
  void price(std::span<candidate> some) {
    const auto later = [](const candidate& a, const candidate& b) { return by_bound(b, a); };
    std::ranges::make_heap(some, later);
    for (const candidate& each : some.first(std::min(some.size(), fetched_at_first)))
      fetch_ahead(*in_.hotels[each.hotel]);
    while (!some.empty() && may_win(some.front().bound)) {
      std::ranges::pop_heap(some, later);
      candidate& next = some.back();
      if (next.refined) {
        price(next);
        some = some.first(some.size() - 1);
      } else {
        refine(next);
        std::ranges::push_heap(some, later);
      }
    }
  }

  void refine(candidate& of) const {
    of.refined = true;
    const packed::hotel& where = *in_.hotels[of.hotel];
    const auto known = reduction_of(where, stay_at(where, request_.when));
    const auto [kept, off] = reduction_in_index(of.hotel);
    if (!known || kept <= 0) return;
    const double room = (static_cast<double>(of.bound) + off) / kept;
    const auto better = static_cast<float>(known->kept * room + known->added);
    of.bound = std::max(of.bound, std::nextafter(better, -std::numeric_limits<float>::infinity()));
  }

  hotel_bounds::reduction reduction_in_index(std::uint32_t hotel) const {
    const auto& of = in_.bounds.blocks[hotel / bound_block::width]->of_hotels();
    const std::size_t place = hotel % bound_block::width;
    const bool is_long = request_.when.nights >= of.long_from[place];
    return {.kept = static_cast<double>(is_long ? of.kept_longer[place] : of.kept_shorter[place]),
            .off = static_cast<double>(is_long ? of.off_longer[place] : of.off_shorter[place])};
  }

  // A product whose room charge alone says that it is above the total that counts need not be priced.
  total_wanted wanted_of(const packed::hotel& where, const stay& when) const {
    const auto known = reduction_of(where, when);
    if (!known) return {.most = most()};
    return {.most = most(), .kept = known->kept, .off = -known->added};
  }

  // The greatest total that may be among the first.
  std::int64_t most() const {
    return found_.size() < request_.limit ? std::numeric_limits<std::int64_t>::max()
                                          : found_.front().best.total;
  }

  // `found_` is a heap with the last of the first hotels on top.
  void price(const candidate& of) {
    const packed::hotel& where = *in_.hotels[of.hotel];
    if (where.money != in_.money || !keeps_hotel(request_.keep, where)) return;
    const stay when = stay_at(where, request_.when);
    if (when.arrival < when.booking) return;
    const auto best = best_product(where, request_.keep, when, wanted_of(where, when));
    if (!best) return;
    found_.push_back({&where, *best,
                      distance_from_centre(request_.keep, where).value_or(0), when.arrival});
    std::push_heap(found_.begin(), found_.end(), has_lower_total);
    if (found_.size() <= request_.limit) return;
    std::pop_heap(found_.begin(), found_.end(), has_lower_total);
    found_.pop_back();
  }

  const destination& in_;
  const find_request& request_;
  const double total_max_;
  std::vector<ranked_hotel> found_;
};

}  // namespace

std::vector<ranked_hotel> cheapest(const destination& in, const find_request& request) {
  return cheapest_search(in, request).run();
}

}  // namespace pronto
