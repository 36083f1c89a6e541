#include "search/notes.hpp"

#include <algorithm>
#include <set>

#include "search/filter.hpp"

namespace pronto {

namespace {

// "amenities there: parking, wifi"
std::string amenities_text(std::span<const destination* const> in) {
  constexpr std::size_t told_max = 30;
  std::set<std::string_view> all;
  for (const destination* place : in)
    for (const auto& each : place->hotels) all.insert(each->amenities.begin(), each->amenities.end());
  if (all.empty()) return "no hotel there says what amenities it has";
  std::string out = "amenities there:";
  std::size_t told = 0;
  for (const std::string_view each : all) {
    if (told == told_max) return out + " and " + std::to_string(all.size() - told) + " more";
    out += (told++ == 0 ? " " : ", ") + std::string(each);
  }
  return out;
}

}  // namespace

void note_calendar(const snapshot& in, const date_range& nights, std::string_view whose,
                   std::string_view who, const date_range& asked,
                   std::vector<std::string>& notes) {
  if (holds(nights, asked)) return;
  if (nights.first > nights.last) {
    notes.push_back(std::string(whose) + " has no rates at all");
    return;
  }
  notes.push_back("the calendar of " + std::string(whose) + " runs from " +
                  format_day(nights.first) + " to " + format_day(nights.last) +
                  "; " + std::string(who) +
                  " nights outside of it" +
                  (in.part().empty() ? "" : " (loaded: " + std::string(in.part()) + ")"));
}

void note_unknown(std::span<const destination* const> in, const filters& keep,
                  std::vector<std::string>& notes) {
  const auto any = [&](auto test) {
    return std::ranges::any_of(in, [&](const destination* place) {
      return std::ranges::any_of(place->hotels, [&](const auto& h) { return test(*h); });
    });
  };
  const auto where =
      in.size() == 1 ? std::string(in.front()->city) : std::string("any of the cities");
  const std::size_t enough = notes.size() + 5;
  if (keep.near && !any([&](const packed::hotel& h) {
        return *distance_from_centre(keep, h) <= keep.near->km;
      }))
    notes.push_back("no hotel in " + where + " lies in the circle");
  for (const std::string& code : keep.hotels)
    if (notes.size() < enough && !any([&](const packed::hotel& h) { return h.code == code; }))
      notes.push_back("no hotel '" + code + "' in " + where);
  bool is_any_unknown = false;
  for (const std::string& wanted : keep.amenities)
    if (notes.size() < enough && !any([&](const packed::hotel& h) {
          return std::binary_search(h.amenities.begin(), h.amenities.end(), wanted);
        })) {
      notes.push_back("no hotel in " + where + " has '" + wanted + "'");
      is_any_unknown = true;
    }
  if (is_any_unknown) notes.push_back(amenities_text(in));
}

}  // namespace pronto
