#include "search/notes.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_set>

#include "catalog/places/place.hpp"
#include "search/places/spelling.hpp"

namespace pronto {

namespace {

std::set<std::string_view> amenities_of(std::span<const destination* const> places) {
  std::set<std::string_view> out;
  for (const destination* place : places)
    for (const auto& each : place->hotels) out.insert(each->amenities.begin(), each->amenities.end());
  return out;
}

// "; did you mean 'wifi'?", the nearest one there; nothing if none is near. In whichever case it was
// typed, and with blanks for its underscores.
std::string amenity_meant(std::span<const destination* const> places, std::string_view typed) {
  const auto all = amenities_of(places);
  const auto meant = nearest(all, [folded = fold(typed)](std::string_view each) {
    return typing_errors(folded, fold(each));
  });
  return meant.empty() ? "" : "; did you mean '" + std::string(*meant.front()) + "'?";
}

// "amenities there: parking, wifi"
std::string amenities_text(std::span<const destination* const> in) {
  constexpr std::size_t told_max = 30;
  const auto all = amenities_of(in);
  if (all.empty()) return "no hotel there says what amenities it has";
  std::string out = "amenities there:";
  std::size_t told = 0;
  for (const std::string_view each : all) {
    if (told == told_max) return out + " and " + std::to_string(all.size() - told) + " more";
    out += (told++ == 0 ? " " : ", ") + std::string(each);
  }
  return out;
}

bool is_any_in_circle(const search_area& area, const filters& keep) {
  for (const destination* place : area.places)
    for (std::size_t i = 0; i < place->hotels.size(); ++i)
      if (is_in_circle(*area.circle, keep, *place, i)) return true;
  return false;
}

// Whether one of these is the hotel's city, which may write itself otherwise.
bool is_any_of(std::span<const destination* const> places, const packed::hotel& of) {
  const auto has_spelling = [&](const destination* place) {
    return place->country == of.country && place->city == of.city;
  };
  if (std::ranges::any_of(places, has_spelling)) return true;
  const auto key = place_key(of.city, of.country);
  return std::ranges::any_of(places, [&](const destination* place) {
    return place->country == of.country && std::string_view(place->key) == key;
  });
}

// Those that no hotel has. Most are found at the first few hotels, and then no other is looked at.
std::unordered_set<std::string_view> unknown_amenities(std::span<const destination* const> places,
                                                       const std::vector<std::string>& wanted) {
  std::unordered_set<std::string_view> out(wanted.begin(), wanted.end());
  for (const destination* place : places)
    for (const auto& hotel : place->hotels) {
      if (out.empty()) return out;
      for (const std::string_view each : hotel->amenities) out.erase(each);
    }
  return out;
}

// "the stay has nights outside of it": who has some, and where these lie.
std::string outside_text(const date_range& nights, int stays, const date_range& asked) {
  constexpr const char* outside = " nights outside of it";
  if (stays == 1) return std::string("the stay has") + outside;
  const int length = asked.last - asked.first + 1 - (stays - 1);
  const bool any_is_inside =
      std::max(asked.first, nights.first) + length - 1 <= std::min(asked.last, nights.last);
  std::string where;
  if (asked.first < nights.first) where = "before " + format_day(nights.first);
  if (asked.last > nights.last)
    where += (where.empty() ? "after " : " or after ") + format_day(nights.last);
  return std::string(any_is_inside ? "some" : "all") + " stays have" + outside + ", " + where;
}

}  // namespace

void note_calendar(const snapshot& in, const date_range& nights, std::string_view whose, int stays,
                   const date_range& asked, std::vector<std::string>& notes) {
  if (holds(nights, asked)) return;
  if (nights.first > nights.last) {
    notes.push_back(std::string(whose) + " has no rates at all");
    return;
  }
  notes.push_back("the calendar of " + std::string(whose) + " runs from " +
                  format_day(nights.first) + " to " + format_day(nights.last) +
                  "; " + outside_text(nights, stays, asked) +
                  (in.part().empty() ? "" : " (loaded: " + std::string(in.part()) + ")"));
}

bool note_unknown(const snapshot& in, const search_area& area, const filters& keep, bool passes,
                  std::vector<std::string>& notes) {
  const std::span<const destination* const> places = area.places;
  if (places.empty()) return false;
  const auto where =
      places.size() == 1 ? std::string(places.front()->city) : std::string("any of the cities");
  const std::size_t enough = notes.size() + 5;
  const bool is_circle_empty = area.circle && !passes && !is_any_in_circle(area, keep);
  if (is_circle_empty) notes.push_back("no hotel in " + where + " lies in the circle");
  bool is_any_there = keep.hotels.empty();
  for (const std::string& code : keep.hotels) {
    if (notes.size() >= enough && is_any_there) break;
    const packed::hotel* const there = in.find_hotel(code);
    if (there != nullptr && is_any_of(places, *there))
      is_any_there = true;
    else if (notes.size() < enough)
      notes.push_back("no hotel '" + code + "' in " + where);
  }
  const auto unknown = unknown_amenities(places, keep.amenities);
  bool is_any_unknown = false;
  for (const std::string& wanted : keep.amenities)
    if (notes.size() < enough && unknown.contains(wanted)) {
      notes.push_back("no hotel in " + where + " has '" + wanted + "'" +
                      amenity_meant(places, wanted));
      is_any_unknown = true;
    }
  if (is_any_unknown) notes.push_back(amenities_text(places));
  return is_circle_empty || !is_any_there || is_any_unknown;
}

}  // namespace pronto
