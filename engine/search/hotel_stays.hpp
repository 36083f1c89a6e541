#pragma once
// Stays in one hotel that differ by their arrival, each with the cheapest product. What they have in
// common is found out once.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/plan_stays.hpp"
#include "pricing/stay.hpp"
#include "pricing/stay_floor.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

class hotel_stays {
public:
  /// The stays that arrive on the day of `first` and on those after it, `arrivals` in all. Refers to
  /// the hotel and the filters. Requires: `first` within the limits of stay.hpp, arrivals >= 1.
  hotel_stays(const packed::hotel& where, const filters& keep, const stay& first, int arrivals = 1);

  /// The lowest total of the products that pass the filters, if that total passes too and is at most
  /// `most`; of a tie the first, since plans and products are in order of their codes. With its cost where
  /// there is one arrival: of several few are told.
  /// Requires: one of the arrivals.
  std::optional<priced_product> best(
      day arrival, std::int64_t most = std::numeric_limits<std::int64_t>::max());

  /// Whether there is such a total, at most that of the filters. Requires: one of the arrivals.
  bool any(day arrival);

  /// No total of the arrival is below it, as far as that is known: more, once `best` was asked about
  /// it or about one that is near.
  double least(day arrival) const;

  /// About what it takes at most.
  std::size_t bytes() const;

  /// Rates are read for so many arrivals at once: more would take memory without end, and a calendar
  /// of two months does with one reading.
  static constexpr int arrivals_at_once = 62;

private:
  void open(day arrival);
  std::optional<priced_product> priced(plan_stays& plan, std::uint32_t product) const;

  const packed::hotel* where_;
  const filters* keep_;
  stay when_;            ///< of the arrival that was asked about last
  date_range arrivals_;  ///< all of them
  stay_floor floor_;
  date_range open_{0, -1};         ///< those that what follows is of
  std::vector<double> least_;      ///< by arrival, where there are several
  std::vector<plan_stays> plans_;  ///< those that pass
};

}  // namespace pronto
