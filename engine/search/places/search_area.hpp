#pragma once
// Which hotels a search is about: those of one city or of several, those in a circle, or a list.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/places/globe.hpp"
#include "catalog/snapshot.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// So many codes of a list are told of that there are not.
inline constexpr std::size_t unknown_told = 5;

struct search_area {
  /// Held, each once. Without any, the hotels are those that are `listed`.
  std::vector<const destination*> places;
  std::vector<const packed::hotel*> listed;  ///< in order of their codes
  std::optional<globe_circle> circle;  ///< of the filter: others than those in it need no look
  currency money;             ///< as find_answer has it, and `hotels` and `cities` too
  bool any_currency = false;  ///< whether totals are converted to it; else hotels with another are left out
  std::uint32_t hotels = 0;
  std::vector<searched_city> cities;
  std::vector<std::string> notes;  ///< what of it cannot be answered

  /// Totals are to be converted to this.
  void convert_to(currency to) {
    money = to;
    any_currency = true;
  }

  bool is_one_city() const { return places.size() == 1 && cities.empty(); }

  /// Whether a hotel of it counts: it passes the filters of hotels, and is not left out for its currency.
  bool counts(const filters& keep, const packed::hotel& one) const;
  bool has_currency(const packed::hotel& one) const { return any_currency || one.money == money; }

  /// Tells `to` of each hotel, but those of `places` that the circle surely does not hold.
  template <class To>
  void each_hotel(To to) const {
    for (const packed::hotel* one : listed) to(*one);
    for (const destination* place : places) each_hotel_of(*place, to);
  }
  template <class To>
  void each_hotel_of(const destination& place, To to) const {
    for (std::size_t i = 0; i < place.hotels.size(); ++i)
      if (may_hold(place, i)) to(*place.hotels[i]);
  }
  bool may_hold(const destination& place, std::size_t hotel) const {
    return !circle || circle->side_of(*place.points, hotel) != globe_circle::side::outside;
  }
};

/// How many hotels pass the filters and are left out for their currency.
std::uint32_t other_currency_count(const search_area& area, const filters& keep);

/// The nights for which anybody there has rates.
date_range nights_of(const search_area& area);

/// Whether the circle of the filters holds a hotel of a place; requires: it is that circle.
bool is_in_circle(const globe_circle& circle, const filters& keep, const destination& place,
                  std::size_t hotel);

/// Fails as `find` does of its cities, circle and hotels. All its cities are noted as asked about, as
/// subject.hpp has it.
result<search_area> area_of(const snapshot& in, const find_request& request);

}  // namespace pronto
