#pragma once
// Why days of a calendar have no offer, for the person who asked.
#include <cstddef>
#include <optional>
#include <vector>

#include "search/places/search_area.hpp"
#include "search/request.hpp"
#include "search/wanted_currency.hpp"

namespace pronto {

/// Hotels that a calendar is about and that have, where a currency is named, a rate to it.
struct candidates {
  std::vector<const packed::hotel*> hotels;
  std::size_t products = 0;
  /// The first booking date that any of them has now, or any that is left out; far away if there is none.
  day booking = last_day_ever;
  bool is_any_without_rate = false;  ///< left out, for want of an exchange rate
};

/// `wanted`: if a currency was named; its own counts stay as they are.
candidates candidates_of(const search_area& in, const calendar_request& request,
                         std::optional<wanted_currency> wanted);

/// Why days have no offer, one after the other; what the first take is taken from the later ones.
class gap_finder {
public:
  /// `nights`: for which anybody there has rates. Refers to the other two.
  gap_finder(const candidates& among, const date_range& nights, const calendar_request& request)
      : among_(among),
        nights_(nights),
        request_(request) {}

  /// Of a day without an offer.
  void explain(calendar_day& of) { of.gap = gap(of.arrival, of.refused); }

private:
  day_gap gap(day arrival, std::optional<reason>& refused);

  const candidates& among_;
  date_range nights_;
  const calendar_request& request_;
  std::size_t looked_at_ = 0;
};

}  // namespace pronto
