#include "search/places/subject.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "catalog/places/place.hpp"
#include "enumerated.hpp"
#include "grouped.hpp"
#include "search/places/hotel_spelling.hpp"
#include "search/places/place_search.hpp"

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
  std::vector<std::string> meant;
  for (const auto& each : hotels_meant(in, code)) meant.push_back(described(*in.find_hotel(each)));
  if (!meant.empty()) out.text += "; did you mean " + enumerated(meant, "or") + "?";
  return out;
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
