#include "app/shown/hotels_text.hpp"

#include <algorithm>

#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"
#include "enumerated.hpp"

namespace pronto {

namespace {

std::string cities_table(const std::vector<searched_city>& cities, const appearance& look) {
  table rows({{"City", side::left, true}, {"Country", side::left}, {"Hotels", side::right}});
  for (const auto& each : cities)
    rows.add_row({{each.city, style::bold}, {each.country}, {grouped(each.hotels)}});
  return rows.render(look);
}

std::string hotels_table(const hotels_answer& answer, const hotels_request& request,
                         const appearance& look) {
  const auto& hotels = answer.hotels;
  const auto& first = hotels.front();
  // What is shown may be of one city by chance, where more follows.
  const bool may_be_one = hotels.size() == answer.count ||
                          (!request.city.empty() && request.more_cities.empty());
  const bool is_one_city = may_be_one && std::ranges::all_of(hotels, [&](const listed_hotel& each) {
    return each.city == first.city && each.country == first.country;
  });
  table rows({{"Code", side::left},
              {"Hotel", side::left, true},
              {"City", side::left, true},
              {"Stars", side::left, false, 1},
              {"Away", side::right},
              {"Amenities", side::left, true}});
  for (const auto& each : hotels)
    rows.add_row({{each.code},
                  {each.name, style::bold},
                  {is_one_city ? "" : each.city},
                  {stars_text(each.stars), style::warning},
                  {distance_text(each.distance_km)},
                  {enumerated(each.amenities), style::faint}});
  const auto title = is_one_city ? first.city + " (" + first.country + ")" : "";
  return (title.empty() ? "" : heading(title, "", look) + "\n") + rows.render(look);
}

}  // namespace

std::string to_text(const hotels_answer& answer, const hotels_request& request,
                    const appearance& look) {
  const bool are_cities = request.city.empty() && !request.keep.near && request.keep.hotels.empty();
  const auto told = answer.cities.size() + answer.hotels.size();
  std::string out;
  if (!answer.cities.empty()) out += cities_table(answer.cities, look) + "\n";
  if (!answer.hotels.empty()) out += hotels_table(answer, request, look) + "\n";
  out += are_cities ? counted(answer.count, "city", "cities")
                    : counted(answer.count, "hotel", "hotels");
  if (told < answer.count)
    out += told == 0 ? ", none of them behind the " + grouped(request.skip) + " left out"
                     : ", " + grouped(request.skip + 1) + " to " +
                           grouped(request.skip + told) + " shown";
  out += " (generation " + std::to_string(answer.generation) + ")\n";
  if (told > 0 && request.skip + told < answer.count)
    out += "more: the same with --skip " + std::to_string(request.skip + told) + "\n";
  return out + notes_text(answer.notes, look);
}

}  // namespace pronto
