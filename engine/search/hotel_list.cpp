#include "search/hotel_list.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "search/asked_stay.hpp"
#include "search/filter.hpp"
#include "search/notes.hpp"
#include "search/places/place_search.hpp"
#include "search/places/search_area.hpp"
#include "search/places/subject.hpp"
#include "search/request_check.hpp"
#include "search/why_nothing.hpp"
#include "upper_case.hpp"

namespace pronto {

namespace {

// Sorts what comes before the end of the part that is told, and erases all else.
template <class T, class Before>
void keep_told(const hotels_request& request, Before before, std::vector<T>& all) {
  const auto first = std::min<std::size_t>(request.skip, all.size());
  const auto last = std::min<std::size_t>(first + request.limit, all.size());
  const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
  std::partial_sort(all.begin(), at(last), all.end(), before);
  all.erase(at(last), all.end());
  all.erase(all.begin(), at(first));
}

result<hotels_answer> list_cities(const snapshot& in, const hotels_request& request) {
  if (auto no = nothing_to_search(in)) return *std::move(no);
  if (auto no = wrong_country(request.country)) return *std::move(no);
  const auto country = upper_case(request.country);
  std::vector<const destination*> all;
  for (const auto& each : in.destinations())
    if (country.empty() || std::string_view(each->country) == country) all.push_back(each.get());
  hotels_answer out;
  out.count = static_cast<std::uint32_t>(all.size());
  if (all.empty())
    out.notes.push_back("Pronto holds no hotels in " + country + loaded_part(in.part()));
  keep_told(request,
            [](const destination* a, const destination* b) {
              const auto a_size = a->size();
              const auto b_size = b->size();
              return std::tie(b_size, a->city, a->country) < std::tie(a_size, b->city, b->country);
            },
            all);
  for (const destination* each : all)
    out.cities.push_back({std::string(each->city), std::string(each->country),
                          static_cast<std::uint32_t>(each->size())});
  return out;
}

listed_hotel told(const packed::hotel& of, std::optional<double> distance_km) {
  return {.code = std::string(of.code),
          .name = std::string(of.name),
          .city = std::string(of.city),
          .country = std::string(of.country),
          .stars = of.stars,
          .latitude = of.latitude,
          .longitude = of.longitude,
          .distance_km = distance_km,
          .money = of.money,
          .amenities = {of.amenities.begin(), of.amenities.end()}};
}

}  // namespace

result<hotels_answer> list_hotels(const snapshot& in, const hotels_request& request) {
  if (auto no = wrong(request)) return *no;
  result<hotels_answer> out = hotels_answer{};
  if (request.city.empty() && !request.keep.near && request.keep.hotels.empty()) {
    out = list_cities(in, request);
    if (out) out->generation = in.generation();
    return out;
  }
  const auto area = area_of(in, search_of(request));
  if (!area) return area.why();
  const filters keep = in_order(request.keep);
  using found = std::pair<double, const packed::hotel*>;
  std::vector<found> all;
  area->each_hotel([&](const packed::hotel& each) {
    if (keeps_hotel(keep, each))
      all.emplace_back(distance_from_centre(keep, each).value_or(0), &each);
  });
  out->generation = in.generation();
  out->count = static_cast<std::uint32_t>(all.size());
  keep_told(request,
            [](const found& a, const found& b) {
              return std::tie(a.first, a.second->code) < std::tie(b.first, b.second->code);
            },
            all);
  for (const auto& [km, each] : all)
    out->hotels.push_back(
        told(*each, keep.near ? std::optional<double>(km) : std::nullopt));
  const bool is_said = note_unknown(in, *area, keep, out->count > 0, out->notes);
  if (out->count == 0 && !is_said)
    if (auto why = why_none_passes(*area, keep)) out->notes.push_back(*std::move(why));
  out->notes.insert(out->notes.end(), area->notes.begin(), area->notes.end());
  return out;
}

}  // namespace pronto
