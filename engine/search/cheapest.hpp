#pragma once
// The hotels of a destination with the lowest totals, without pricing all of them.
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/best_product.hpp"
#include "search/bound_scan.hpp"
#include "search/request.hpp"

namespace pronto {

/// For one arrival after the other: what does not depend on it is found out once. Prices hotels in
/// order of their bounds, until no bound is within the last total that counts.
/// Refers to both. Requires: the destination has an index; request.sort is by total.
class cheapest_search {
public:
  cheapest_search(const destination& in, const find_request& request);

  /// The first `request.limit` hotels by total, then code, for this arrival: exactly those, and in
  /// that order, that pricing every hotel would give.
  std::vector<ranked_hotel> at(day arrival);

  /// Finds out the lowest bounds of all these arrivals, so that what follows can be said of each.
  void look_at(date_range arrivals);
  /// No total of the arrival is below it; infinity if there is none.
  float lowest(day arrival) const;
  /// As `at`, of those whose total is at most `most`.
  std::vector<ranked_hotel> within(day arrival, std::int64_t most);
  /// As `at`, sooner if this hotel of the destination is one of the cheapest.
  std::vector<ranked_hotel> near(day arrival, const packed::hotel& likely);

private:
  struct candidate {
    float bound;
    std::uint32_t hotel;
  };
  struct block {
    stay_terms terms;
    stay_bounds bounds;
    float lowest = 0;  ///< of the bounds
  };

  static bool by_bound(const candidate& a, const candidate& b);

  void leave_out(std::uint32_t hotel);
  void leave_out_those_outside(const circle& near);
  void begin(day arrival);
  std::vector<ranked_hotel> finish();
  void price_all();
  void price_known();
  void scan(block& which);
  std::vector<candidate> take_lowest(std::size_t count);
  std::vector<candidate> take_within() const;
  template <class Tell>
  void each_within(const float& most, Tell tell) const;
  bool may_win(float bound) const;
  float highest_that_may_win() const;
  void price(std::span<candidate> some);
  std::size_t refine(std::span<candidate> some) const;
  bool refine(candidate& of) const;
  bool is_meant(const packed::hotel& where, const stay& when) const;
  const packed::hotel& hotel(const candidate& of) const;
  void price(const packed::hotel& where);

  const destination& in_;
  const filters& keep_;
  std::size_t limit_;
  stay_request when_;
  bound_question about_;
  std::vector<block> blocks_;
  date_range arrivals_{0, -1};
  std::vector<float> lowest_;  ///< for each arrival, of each block
  // Of the arrival that is looked at.
  std::int64_t most_ = 0;  ///< the greatest total that may be among the first
  const packed::hotel* priced_ = nullptr;  ///< ahead of the others
  std::vector<ranked_hotel> found_;
};

}  // namespace pronto
