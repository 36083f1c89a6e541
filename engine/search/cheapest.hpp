#pragma once
// The hotels of a destination with the lowest totals, without pricing all of them.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/bound_scan.hpp"
#include "search/hotel_stays.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

/// For one arrival after the other: what does not depend on it is found out once, of the destination
/// and of each hotel that is looked at. Prices hotels in order of their bounds, until no bound is
/// within the last total that counts.
/// Refers to both. Requires: the destination has an index; request.sort is by total, its limit 1 or more.
class cheapest_search {
public:
  /// For the arrival of the request.
  cheapest_search(const destination& in, const find_request& request);
  /// For these.
  cheapest_search(const destination& in, const find_request& request, const date_range& arrivals);

  /// The first `request.limit` hotels by total, then code, for this arrival: exactly those, and in
  /// that order, that pricing every hotel would give. Requires: one of the arrivals; so below.
  std::vector<ranked_hotel> at(day arrival);
  /// As `at`, of those whose total is at most `most`.
  std::vector<ranked_hotel> within(day arrival, std::int64_t most);

  /// No total of the arrival is below it; infinity if there is none.
  float lowest(day arrival) const;

private:
  struct candidate {
    float bound;
    std::uint32_t hotel;
  };
  struct by_bound {
    bool operator()(const candidate& a, const candidate& b) const { return a.bound < b.bound; }
  };
  static constexpr by_bound has_lower_bound{};
  struct block {
    stay_terms terms;
    stay_bounds bounds;
  };

  /// A hotel that was looked at.
  struct known_hotel {
    bool is_known = false;
    day booking = 0;                      ///< for whoever books there now
    std::unique_ptr<hotel_stays> stays;  ///< once it was priced
  };

  bool is_one_arrival() const { return arrivals_.first == arrivals_.last; }
  void leave_out(std::uint32_t hotel);
  void leave_out_those_outside(const circle& near);
  void find_all_lowest();
  void begin(day arrival);
  std::vector<ranked_hotel> finish();
  void price_all();
  void price_known();
  void scan(std::size_t number);
  std::vector<candidate> take_lowest(std::size_t count);
  std::vector<candidate> take_within(float most) const;
  float highest_of(std::size_t count) const;
  bool may_win(float bound) const;
  float highest_that_may_win() const;
  bool price(std::span<candidate> some);
  bool refine(candidate& of);
  void fetch_terms(const candidate& of) const;
  void fetch_rates(const candidate& of) const;
  bool look_at(candidate& of, known_hotel& known);
  stay first_stay(const packed::hotel& where) const;
  void price(std::uint32_t hotel);
  std::optional<priced_product> best_of(std::uint32_t hotel, const packed::hotel& where);

  const destination& in_;
  const filters& keep_;
  std::size_t limit_;
  date_range arrivals_;
  stay_request when_;
  bound_question about_;
  std::vector<block> blocks_;
  std::vector<float> least_;  ///< of the bounds of each block
  std::vector<known_hotel> known_;  ///< all hotels, if there are several arrivals
  std::size_t kept_bytes_ = 0;      ///< of the stays that they keep
  std::vector<float> lowest_;  ///< for each arrival, of each block; empty for one arrival
  /// Of the arrival before: often it is the cheapest of the next one too.
  std::optional<std::uint32_t> cheapest_;
  // Of the arrival that is looked at.
  std::int64_t most_ = 0;  ///< the greatest total that may be among the first
  std::optional<std::uint32_t> priced_;  ///< ahead of the others
  std::vector<ranked_hotel> found_;
};

}  // namespace pronto
