#pragma once
// Running sums of nightly amounts in rows: for each night and product those of all hotels, so that what
// stays cost is the difference of two rows. A closed night counts as closed_amount.
#include <array>
#include <cstdint>
#include <vector>

#include "market_folder.hpp"
#include "question.hpp"

namespace pronto::bench {

/// What stands beside the nights of each hotel.
struct hotel_terms {
  std::int32_t stars = 0;
  std::int32_t tax_share = 0;
  std::int32_t tax_night = 0;

  std::int64_t total(std::int64_t sum, int nights) const {
    return sum + (sum * tax_share + 5000) / 10'000 + std::int64_t{tax_night} * nights;
  }
};

class sum_rows {
public:
  explicit sum_rows(const market_folder& from);

  std::size_t hotels() const { return terms_.size(); }
  const hotel_terms& terms(std::size_t hotel) const { return terms_[hotel]; }
  /// What the nights before this one cost, of each hotel; night is at most plain_nights.
  const std::int32_t* row(int night, int product) const {
    return sums_.data() +
           (static_cast<std::size_t>(night) * plain_products + static_cast<std::size_t>(product)) *
               terms_.size();
  }

  void cheapest(const market_city& in, int arrival, int nights, answer& out) const;
  void best(const market_city& in, int arrival, int nights, std::int64_t total_max,
            answer& out) const;
  void ask(const market_city& in, const question& what, answer& out) const;

private:
  template <class F>
  void each_total(const market_city& in, int arrival, int nights, F tell) const;

  std::vector<hotel_terms> terms_;
  std::vector<std::int32_t> sums_;
};

/// Where tables of sums have a row: those of a city are together, night by night, and in each night by
/// hotel; so the row of a departure is a fixed step behind that of the arrival.
struct city_rows {
  explicit city_rows(const market_city& of)
      : base(std::int64_t{plain_nights + 1} * of.first), hotels(of.last + 1 - of.first) {}
  std::int64_t of_night(int night) const { return base + night * hotels; }

  std::int64_t base;
  std::int64_t hotels;
};

/// Tells of each row of such a table, in order: where it is, the sums of the four products, and the
/// hotel's terms. A departure may be on the morning after the last night, which has a row too.
template <class F>
void each_row(const sum_rows& in, const std::vector<market_city>& cities, F tell) {
  for (const market_city& city : cities)
    for (int night = 0; night <= plain_nights; ++night) {
      std::int64_t at = city_rows(city).of_night(night);
      for (std::uint32_t hotel = city.first; hotel <= city.last; ++hotel)
        tell(at++,
             std::array{in.row(night, 0)[hotel], in.row(night, 1)[hotel], in.row(night, 2)[hotel],
                        in.row(night, 3)[hotel]},
             in.terms(hotel));
    }
}

/// In tables a total and its hotel are one number, so that the least is one of both.
inline constexpr std::int64_t hotels_end = 10'000'000;
inline stay_offer offer_of(std::int64_t total_and_hotel, int arrival) {
  return {total_and_hotel / hotels_end, static_cast<std::uint32_t>(total_and_hotel % hotels_end),
          arrival};
}

/// Of the answers to each arrival, in order, the one to a question about all of them.
answer of_arrivals(const question& what, const answer& by_arrival);

}  // namespace pronto::bench
