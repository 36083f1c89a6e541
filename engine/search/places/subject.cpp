#include "search/places/subject.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "catalog/places/gazetteer.hpp"
#include "catalog/places/place.hpp"
#include "grouped.hpp"
#include "search/places/hotel_spelling.hpp"
#include "search/places/place_search.hpp"
#include "search/places/spelling.hpp"

namespace pronto {

namespace {

std::string described(const packed::hotel& of) {
  return std::string(of.code) + " (" + std::string(of.name) + ", " + std::string(of.city) + ")";
}

failure no_such_hotel(const snapshot& in, const std::string& code) {
  failure out{.code = failure_code::not_found,
              .text = "no hotel '" + code + "' among the " + grouped(in.hotel_count()) +
                      " that are loaded" +
                      (in.part().empty() ? "" : " (" + std::string(in.part()) + ")"),
              .file = {},
              .line = 0,
              .field = "hotel",
              .value = code};
  const auto meant = hotels_meant(in, code);
  for (std::size_t i = 0; i < meant.size(); ++i)
    out.text += (i == 0 ? "; did you mean " : i + 1 == meant.size() ? " or " : ", ") +
                described(*in.find_hotel(meant[i]));
  if (!meant.empty()) out.text += "?";
  return out;
}

// "; did you mean Berlin (DE)?": the city of the world that may be meant by one of a part, as "Berlim,
// Bonn and all of FR" lists them; nothing if all are known, or none is near.
std::string city_meant(std::string_view part) {
  while (!part.empty() && !part.starts_with("all of ")) {
    const auto comma = part.find(", ");
    const auto last = part.find(" and ");
    const auto end = std::min({comma, last, part.size()});
    const auto typed = fold(part.substr(0, end));
    part.remove_prefix(std::min(part.size(), end + (last < comma ? 5 : 2)));
    if (typed.empty() || !cities_called(typed).empty()) continue;
    const known_city* best = nullptr;
    std::optional<std::size_t> fewest;
    for (const auto& each : known_cities()) {
      const auto errors = typing_errors(typed, fold(each.name));
      if (!errors || (fewest && *fewest <= *errors)) continue;
      fewest = errors;
      best = &each;
    }
    if (best != nullptr)
      return "; did you mean " + std::string(best->name) + " (" + std::string(best->country) + ")?";
  }
  return {};
}

// A part without hotels stays so until it is named otherwise, or the data change.
failure nothing_loaded(const snapshot& in) {
  failure out;
  if (in.part().empty()) {
    out.code = failure_code::unavailable;
    out.text = "no hotels are loaded yet; ask again in a moment";
    return out;
  }
  out.code = failure_code::not_found;
  out.text = "the part of the data that is loaded (" + std::string(in.part()) +
             ") has no hotels; check how it is spelt";
  out.text += city_meant(in.part());
  return out;
}

failure not_loaded(std::string text, std::string field, const std::string& value) {
  return {.code = failure_code::not_loaded,
          .text = std::move(text),
          .file = {},
          .line = 0,
          .field = std::move(field),
          .value = value};
}

}  // namespace

result<const destination*> asked_destination(const snapshot& in, const std::string& city,
                                             const std::string& country) {
  if (in.destinations().empty()) return nothing_loaded(in);
  const auto place = find_destination(in, city, country);
  if (!place) return place;
  if (!(*place)->held) return city_not_loaded(**place, city);
  note_use(in, **place);
  return place;
}

void note_use(const snapshot& in, const destination& of) {
  if (in.is_on_demand()) in.note_use(of);
}

void note_use(const snapshot& in, std::string_view city, std::string_view country) {
  if (!in.is_on_demand()) return;
  const auto* const at = in.find_destination(place_key(city, country), country);
  if (at != nullptr) in.note_use(*at);
}

failure city_not_loaded(const destination& which, const std::string& called) {
  return not_loaded("the hotels of " + std::string(which.city) + " are not loaded at the moment",
                    "city", called);
}

std::optional<failure> nothing_to_search(const snapshot& in) {
  if (in.destinations().empty()) return nothing_loaded(in);
  return std::nullopt;
}

result<const packed::hotel*> asked_hotel(const snapshot& in, const std::string& code) {
  if (in.destinations().empty()) return nothing_loaded(in);
  if (const packed::hotel* found = in.find_hotel(code)) {
    note_use(in, found->city, found->country);
    return found;
  }
  if (in.is_whole()) return no_such_hotel(in, code);
  return not_loaded("no hotel '" + code + "' is loaded at the moment", "hotel", code);
}

}  // namespace pronto
