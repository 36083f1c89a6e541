#include "search/places/place_search.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <unordered_set>
#include <utility>

#include "catalog/places/country.hpp"
#include "catalog/places/place.hpp"
#include "enumerated.hpp"
#include "search/places/spelling.hpp"
#include "shortened.hpp"
#include "upper_case.hpp"

namespace pronto {

namespace {

using destinations = std::vector<const destination*>;

constexpr std::size_t suggestions_max = 3;
constexpr std::size_t shown_bytes_max = 60;

// As it was typed, at most a readable length of it.
std::string shown(std::string_view typed) { return shortened(typed, shown_bytes_max); }

std::string with_country(std::string_view city, std::string_view country) {
  return std::string(city) + " (" + std::string(country) + ")";
}

// "Berlin (DE), Bern (CH) or Brno (CZ)"
std::string list(const destinations& of, std::string_view last_word) {
  std::vector<std::string> cities;
  for (const auto* each : of) cities.push_back(with_country(each->city, each->country));
  return enumerated(cities, last_word);
}

failure refusal(failure_code code, std::string field, std::string_view typed, std::string text) {
  failure out;
  out.code = code;
  out.text = std::move(text);
  out.field = std::move(field);
  out.value = shown(typed);
  return out;
}

failure no_such_country(std::string_view typed) {
  std::string text = "'" + shown(typed) + "' is no country code; ";
  const auto all = countries();
  const auto named = std::ranges::find_if(
      all, [&](const country& each) { return fold(each.name) == fold(typed); });
  if (named != all.end())
    text += "for " + std::string(named->name) + " say " + std::string(named->code_text());
  else
    text += "say the two letters of ISO 3166-1, such as DE for Germany";
  return refusal(failure_code::usage, "country", typed, std::move(text));
}

failure no_such_city(std::string_view typed, std::string text) {
  return refusal(failure_code::not_found, "city", typed, std::move(text));
}

destinations largest(destinations of) {
  std::ranges::stable_sort(of, std::ranges::greater{},
                           [](const destination* each) { return each->size(); });
  if (of.size() > suggestions_max) of.resize(suggestions_max);
  return of;
}

bool is_in(std::string_view country, std::string_view wanted) {
  return wanted.empty() || country == wanted;
}

// Those with exactly this folded name, at most one a country, in order of the countries: the city
// that is filed under it, or else the most important one that is also called so.
destinations named(const snapshot& in, std::string_view folded, std::string_view country) {
  destinations out;
  const auto add = [&](const destination* found) {
    const auto at = std::ranges::lower_bound(
        out, found->country, {}, [](const destination* each) -> const auto& { return each->country; });
    if (at == out.end() || (*at)->country != found->country) out.insert(at, found);
  };
  for (const auto& each : in.destinations_at(folded))
    if (is_in(each->country, country)) add(each.get());
  if (!country.empty() && !out.empty()) return out;
  for (const auto* known : cities_called(folded)) {
    const auto is_there = [&](const destination* each) { return each->country == known->country; };
    if (!is_in(known->country, country) || std::ranges::any_of(out, is_there)) continue;
    const auto* found = in.find_destination(fold(known->name), known->country);
    if (found != nullptr) add(found);
  }
  return out;
}

// Those of this name, also where it is spelled out on one side and has its umlauts on the other:
// "Boesdorf" and "Bösdorf", which no gazetteer lists.
destinations matching(const snapshot& in, std::string_view city, std::string_view country) {
  const auto folded = fold(city);
  if (auto out = named(in, folded, country); !out.empty()) return out;
  if (auto out = named(in, fold_spelled_out(city), country); !out.empty()) return out;
  destinations out;
  for (const auto& each : in.destinations())
    if (is_in(each->country, country) && fold_spelled_out(each->city) == folded)
      out.push_back(each.get());
  return out;
}

// "Berlin, Germany" and "Berlin (DE)" are a city and a country too: those two, if it is so.
std::optional<std::pair<std::string, std::string>> split_country(std::string_view city) {
  const auto folded = fold(city);
  for (const auto& each : countries()) {
    for (const auto name : {each.code_text(), each.name}) {
      const auto ending = " " + fold(name);
      if (folded.size() > ending.size() && folded.ends_with(ending))
        return std::pair(folded.substr(0, folded.size() - ending.size()),
                         std::string(each.code_text()));
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> errors_in(std::string_view folded, const destination& from) {
  std::optional<std::size_t> best;
  auto names = folded_names(from.key, from.country);
  names.push_back(fold_spelled_out(from.city));
  for (const auto& name : names) {
    const auto errors = typing_errors(folded, name);
    if (errors && (!best || *errors < *best)) best = errors;
  }
  return best;
}

// The nearest names, among equally near ones the larger cities.
destinations suggestions(const snapshot& in, std::string_view folded, std::string_view country) {
  const auto errors = [&](const destination_ptr& each) {
    return is_in(each->country, country) ? errors_in(folded, *each) : std::nullopt;
  };
  destinations out;
  for (const auto* each : nearest(in.destinations(), errors)) out.push_back(each->get());
  return largest(std::move(out));
}

failure not_found(const snapshot& in, std::string_view city, std::string_view country) {
  const auto folded = fold(city);
  auto text = "no city '" + shown(city) + "'";
  if (!country.empty()) text += " in " + std::string(country);
  if (const auto elsewhere = matching(in, city, ""); !elsewhere.empty())
    return no_such_city(city, text + "; there is " + list(elsewhere, "and"));
  for (const auto* known : cities_called(folded))
    if (is_in(known->country, country))
      return no_such_city(
          city, "Pronto holds no hotels in " + with_country(known->name, known->country) +
                    loaded_part(in.part()));
  auto meant = suggestions(in, folded, country);
  if (meant.empty() && !country.empty()) meant = suggestions(in, folded, "");
  if (!meant.empty())
    return no_such_city(city, text + loaded_part(in.part()) + "; did you mean " + list(meant, "or") + "?");
  if (in.destinations().empty()) return no_such_city(city, text + "; Pronto holds no hotels yet");
  destinations all;
  for (const auto& each : in.destinations()) all.push_back(each.get());
  return no_such_city(city, text + "; most hotels are in " + list(largest(std::move(all)), "and") +
                                loaded_part(in.part()));
}

// The name by which to offer a city to someone who began to type one of its names.
std::optional<std::string> completed(std::string_view folded, const destination& by) {
  if (fold(by.city).starts_with(folded) || fold_spelled_out(by.city).starts_with(folded))
    return std::string(by.city);
  for (const auto* known : cities_called(by.key)) {
    if (known->country != by.country || fold(known->name) != std::string_view(by.key)) continue;
    if (by.key.starts_with(folded)) return std::string(known->name);
    for (const auto name : known->alternatives())
      if (fold(name).starts_with(folded)) return std::string(name);
  }
  return std::nullopt;
}

}  // namespace

std::string loaded_part(std::string_view part) {
  return part.empty() ? "" : "; of its source it loads " + std::string(part);
}

std::optional<failure> wrong_country(std::string_view country) {
  if (country.empty() || find_country(upper_case(country))) return std::nullopt;
  return no_such_country(country);
}

result<const destination*> find_destination(const snapshot& in, std::string_view city,
                                            std::string_view country) {
  if (auto no = wrong_country(country)) return *std::move(no);
  const auto code = upper_case(country);
  if (fold(city).empty())
    return refusal(failure_code::usage, "city", city, "the name of a city is missing");
  auto found = matching(in, city, code);
  if (found.empty() && code.empty())
    if (const auto split = split_country(city)) found = matching(in, split->first, split->second);
  if (found.empty()) return not_found(in, city, code);
  if (found.size() == 1) return found.front();
  return refusal(failure_code::ambiguous, "city", city,
                 "'" + shown(city) + "' may be " + list(found, "or") + "; say the country");
}

std::vector<std::string> complete_city(const snapshot& in, std::string_view typed,
                                       std::size_t limit) {
  const auto folded = fold(typed);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const auto& each : in.destinations())
    if (auto name = completed(folded, *each)) found.emplace_back(each->size(), *name);
  std::ranges::stable_sort(found, std::ranges::greater{},
                           [](const auto& each) { return each.first; });
  std::vector<std::string> out;
  std::unordered_set<std::string_view> told;
  for (const auto& [hotels, name] : found) {
    if (out.size() == limit) break;
    if (told.insert(name).second) out.push_back(name);
  }
  return out;
}

}  // namespace pronto
