#include "search/places/search_area.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "catalog/most_frequent.hpp"
#include "search/filter.hpp"
#include "search/places/subject.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

using votes = std::map<currency, std::size_t>;

std::string named(const destination& of) {
  return std::string(of.city) + " (" + std::string(of.country) + ")";
}

// Counts hotels of a place: all of them, or those for which `counts` is true of their number.
template <class Counts>
std::uint32_t count(const destination& place, Counts counts, votes& to) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < place.hotels.size(); ++i) {
    if (!counts(i)) continue;
    ++out;
    // Their currencies lie scattered in memory, and are nearly always the same.
    if (!place.others.empty()) ++to[place.hotels[i]->money];
  }
  if (place.others.empty() && out > 0) to[place.money] += out;
  return out;
}

void tell_city(search_area& of, std::string_view city, std::string_view country,
               std::uint32_t hotels) {
  of.cities.push_back({std::string(city), std::string(country), hotels});
}

// With most hotels first; not more of them than anybody reads.
void finish(search_area& area, const votes& by_currency) {
  area.money = most_frequent(by_currency);
  std::ranges::sort(area.cities, [](const searched_city& a, const searched_city& b) {
    return std::tie(b.hotels, a.city, a.country) < std::tie(a.hotels, b.city, b.country);
  });
  if (area.cities.size() <= searched_cities_told) return;
  area.notes.push_back("of " + std::to_string(area.cities.size()) + " cities the " +
                       std::to_string(searched_cities_told) + " with most hotels are listed");
  area.cities.resize(searched_cities_told);
}

result<search_area> area_of_city(const snapshot& in, const find_request& request) {
  const auto place = asked_destination(in, request.city, request.country);
  if (!place) return place.why();
  search_area out;
  out.places.push_back(*place);
  out.money = (*place)->money;
  out.hotels = static_cast<std::uint32_t>((*place)->hotels.size());
  return out;
}

result<search_area> area_of_cities(const snapshot& in, const find_request& request) {
  search_area out;
  const auto add = [&](const std::string& city) -> std::optional<failure> {
    const auto place = asked_destination(in, city, request.country);
    if (!place) return place.why();
    if (std::ranges::find(out.places, *place) == out.places.end()) out.places.push_back(*place);
    return std::nullopt;
  };
  if (auto no = add(request.city)) return *std::move(no);
  for (const std::string& each : request.more_cities)
    if (auto no = add(each)) return *std::move(no);
  votes by_currency;
  for (const destination* each : out.places) {
    const auto hotels = count(*each, [](std::size_t) { return true; }, by_currency);
    tell_city(out, each->city, each->country, hotels);
    out.hotels += hotels;
  }
  finish(out, by_currency);
  return out;
}

// Cities that are not held may have hotels in the circle. The first one has to be loaded; where they
// are too many, the question is refused. `near`: of its destinations those that the circle may cut.
std::optional<failure> missing_city(const snapshot& in, std::span<const destination* const> near,
                                    const circle& around, search_area& area) {
  std::vector<const destination*> missing;
  std::ranges::copy_if(near, std::back_inserter(missing),
                       [](const destination* each) { return !each->held; });
  if (missing.size() > cities_limit)
    return failure{.code = failure_code::usage,
                   .text = "the circle may reach into " + std::to_string(missing.size()) +
                           " cities that are not loaded, more than the " +
                           std::to_string(cities_limit) +
                           " that may be loaded for a question; ask for a smaller circle, or name "
                           "the cities",
                   .field = "near",
                   .value = std::to_string(around.km)};
  if (!missing.empty()) return city_not_loaded(*missing.front(), named(*missing.front()));
  const auto unknown = std::ranges::count_if(in.destinations(), [](const destination_ptr& each) {
    return !each->held && each->told_area.is_empty();
  });
  if (unknown > 0)
    area.notes.push_back(std::to_string(unknown) +
                         (unknown == 1 ? " city is" : " cities are") +
                         " left out: not loaded, and it is not known where they lie");
  return std::nullopt;
}

result<search_area> area_of_circle(const snapshot& in, const find_request& request) {
  if (auto no = nothing_to_search(in)) return *std::move(no);
  const circle& around = *request.keep.near;
  search_area out;
  out.circle.emplace(around.latitude, around.longitude, around.km);
  const auto near = in.destinations_near(*out.circle);
  if (auto no = missing_city(in, near, around, out)) return *std::move(no);
  votes by_currency;
  for (const destination* each : near) {
    const auto hotels = count(
        *each, [&](std::size_t i) { return is_in_circle(*out.circle, request.keep, *each, i); },
        by_currency);
    if (hotels == 0) continue;
    out.places.push_back(each);
    note_use(in, *each);
    tell_city(out, each->city, each->country, hotels);
    out.hotels += hotels;
  }
  if (out.hotels == 0) {
    failure none{.code = failure_code::not_found,
                 .text = "there is no hotel in this circle" +
                         (in.part().empty() ? "" : "; of its source Pronto loads " +
                                                       std::string(in.part())),
                 .field = "near",
                 .value = ""};
    for (const std::string& each : out.notes) none.text += "; " + each;
    return none;
  }
  finish(out, by_currency);
  return out;
}

result<search_area> area_of_list(const snapshot& in, const find_request& request) {
  std::vector<std::string> codes = request.keep.hotels;
  std::ranges::sort(codes);
  codes.erase(std::ranges::unique(codes).begin(), codes.end());
  search_area out;
  votes by_currency;
  std::map<std::pair<std::string_view, std::string_view>, std::uint32_t> cities;
  std::optional<failure> missing;
  for (const std::string& code : codes) {
    if (const packed::hotel* there = in.find_hotel(code)) {
      out.listed.push_back(there);
      ++by_currency[there->money];
      ++cities[{there->city, there->country}];
      continue;
    }
    // What may be meant by a code is looked for among all hotels.
    if (in.is_whole() && out.notes.size() == unknown_told) continue;
    const auto found = asked_hotel(in, code);
    if (found.why().code != failure_code::not_found) return found.why();
    if (!missing) missing = found.why();
    out.notes.push_back(found.why().text);
  }
  if (out.listed.empty()) return *missing;
  for (const auto& [city, hotels] : cities) {
    note_use(in, city.first, city.second);
    tell_city(out, city.first, city.second, hotels);
  }
  out.hotels = static_cast<std::uint32_t>(out.listed.size());
  finish(out, by_currency);
  return out;
}

}  // namespace

bool is_in_circle(const globe_circle& circle, const filters& keep, const destination& place,
                  std::size_t hotel) {
  switch (circle.side_of(*place.points, hotel)) {
    case globe_circle::side::inside: return true;
    case globe_circle::side::outside: return false;
    case globe_circle::side::edge: break;
  }
  return *distance_from_centre(keep, *place.hotels[hotel]) <= keep.near->km;
}

bool search_area::counts(const filters& keep, const packed::hotel& one) const {
  return has_currency(one) && keeps_hotel(keep, one);
}

std::uint32_t other_currency_count(const search_area& area, const filters& keep) {
  if (area.any_currency) return 0;
  std::uint32_t out = 0;
  const auto add = [&](const packed::hotel& one) {
    out += one.money != area.money && keeps_hotel(keep, one);
  };
  for (const packed::hotel* one : area.listed) add(*one);
  for (const destination* place : area.places)
    if (place->money != area.money)
      area.each_hotel_of(*place, add);
    else
      for (const std::uint32_t other : place->others)
        if (area.may_hold(*place, other)) add(*place->hotels[other]);
  return out;
}

date_range nights_of(const search_area& area) {
  date_range out{last_day_ever, first_day_ever};
  for (const destination* each : area.places) out = joined(out, each->nights);
  for (const packed::hotel* each : area.listed) out = joined(out, nights_of(*each));
  return out;
}

result<search_area> area_of(const snapshot& in, const find_request& request) {
  const bool is_circle = request.city.empty() && request.keep.near && request.keep.hotels.empty();
  if (is_circle) return area_of_circle(in, request);
  if (request.city.empty() && !request.keep.hotels.empty()) return area_of_list(in, request);
  auto out = request.more_cities.empty() ? area_of_city(in, request) : area_of_cities(in, request);
  if (out && request.keep.near)
    out->circle.emplace(request.keep.near->latitude, request.keep.near->longitude,
                        request.keep.near->km);
  return out;
}

}  // namespace pronto
