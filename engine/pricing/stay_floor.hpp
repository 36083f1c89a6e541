#pragma once
// The least that known stays in a hotel can cost, from what its nights cost: what promotions may take
// and taxes always add, without looking at products. Cheaper than a price, and never above one.
#include <span>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/by_night.hpp"
#include "pricing/stay.hpp"

namespace pronto {

class stay_floor {
public:
  /// Of the stay, and of those that differ from it by an arrival up to `arrivals` - 1 days later.
  stay_floor(const packed::hotel& where, const stay& first, int arrivals = 1);

  /// In minor units; no total of any product is below it whose nights cost so much or more, after free
  /// nights of its plan or as least_nights tells them.
  double total(std::span<const double> nights) const;
  /// The same from what they cost together. Requires: not asks_for_nights().
  double total(double nights) const;
  /// Whether what each night costs matters, since promotions make some of them free.
  bool asks_for_nights() const { return any_free_; }

  /// No total is below kept x (what those nights cost together) + more.
  struct line {
    double kept = 0;
    double more = 0;
  };
  line below() const;

private:
  /// What one set of promotions takes at most, in the order in which they apply.
  struct promoted {
    int free_nights = 0;  ///< the dearest may be among them
    double kept = 1;      ///< of what is left
    double off = 0;       ///< of that, once a stay

    void add(const packed::promotion& by, int covered);
  };

  double with_taxes(double charged) const;

  few<promoted> sets_;      ///< of which one is taken, or none
  bool any_free_ = false;   ///< whether one of them has free nights
  double share_paid_ = 1;   ///< by free nights of plans, if so
  double share_ = 1;        ///< percents that are added to every product
  double added_ = 0;        ///< amounts, less what rounding may lose
};

}  // namespace pronto
