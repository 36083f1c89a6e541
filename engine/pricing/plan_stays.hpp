#pragma once
// Stays of the same guests and length as one rate plan of a hotel takes them, to find the cheapest of
// the plan's rooms: prices without what only whoever books wants to know of them. Rates are read once
// for all arrivals.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/party.hpp"
#include "pricing/price.hpp"
#include "pricing/room_charge.hpp"
#include "pricing/stay.hpp"
#include "pricing/stay_floor.hpp"

namespace pronto {

/// Below, `when` is the first of the stays, or one that differs from it by an arrival up to
/// `arrivals` - 1 days later.
class plan_stays {
public:
  /// Refers to the hotel. Requires: `first` within the limits of stay.hpp, arrivals is 1 or more.
  plan_stays(const packed::hotel& where, std::uint32_t plan, const stay& first, int arrivals = 1);

  std::uint32_t plan() const { return plan_; }
  std::uint32_t products() const { return static_cast<std::uint32_t>(by_->products.size()); }

  /// Whether the plan takes such guests at such a time, in some room.
  bool admits(const stay& when) const;

  /// What the total is at least by what the nights cost; nothing if the product cannot be booked.
  /// That it can is only known when it has a total. Requires: admits(when); the floor is of the same
  /// hotel and all the stays.
  std::optional<double> least(std::uint32_t product, const stay& when, const stay_floor& floor);

  /// Lowers `out` to the least of all products for each arrival, `admits` or not.
  void lower_to_least(const stay_floor& floor, std::span<double> out);

  /// What `price_stay` gives for the product, if that is a price. Requires: admits(when).
  std::optional<price> cost(std::uint32_t product, const stay& when);
  /// Its total, in less time than the whole takes. Requires: admits(when).
  std::optional<std::int64_t> total(std::uint32_t product, const stay& when);

  /// What a product takes at most of which stays with so many nights together were asked about, in bytes.
  static std::size_t product_bytes(int nights);

private:
  /// What a product asks of the stays.
  struct in_room {
    party guests;  ///< as the room takes them
    /// Of one arrival; nothing if a night has no rate for the guests.
    std::optional<room_charge> charge;
    /// Of several what is charged before each night, and behind the last, by these terms; none if a
    /// night of one of the stays has no rate for the guests.
    std::vector<std::int64_t> sums;
    charge_terms terms;
  };

  /// What `of` makes of the assessment, if the product can be booked.
  template <class Out, class Of>
  std::optional<Out> assessed(std::uint32_t product, const stay& when, Of of);
  bool is_one_arrival() const { return nights_ == first_.nights; }
  bool may_take(std::uint32_t product) const;
  in_room& in(std::uint32_t product);
  static void keep_sums(const room_charge& of, in_room& to);
  bool is_by_sums(const in_room& of) const;
  std::span<const std::int64_t> sums_of(const in_room& of, const stay& when) const;
  const room_charge* charge(std::uint32_t product, const in_room& of, const stay& when);
  std::optional<double> least_in(std::uint32_t product, const in_room& of, const stay& when,
                                 const stay_floor& floor);
  static double least_by_sums(const in_room& of, std::span<const std::int64_t> sums,
                              const stay_floor& floor);
  std::optional<double> least_by_night(std::uint32_t product, const in_room& of, const stay& when,
                                       const stay_floor& floor);

  const packed::hotel* where_;
  std::uint32_t plan_;
  const packed::rate_plan* by_;
  stay first_;
  int nights_;                         ///< of all stays, from the first on
  std::optional<party> guests_;        ///< not settled yet
  few<std::optional<in_room>> rooms_;  ///< by product, once they were asked about
  std::optional<room_charge> part_;    ///< of the stay that was looked at last
};

}  // namespace pronto
