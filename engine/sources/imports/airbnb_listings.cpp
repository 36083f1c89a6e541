#include "sources/imports/airbnb_listings.hpp"

#include <algorithm>
#include <utility>

#include "catalog/places/country.hpp"
#include "catalog/places/nearest_city.hpp"
#include "catalog/places/place.hpp"
#include "pricing/stay.hpp"
#include "sources/documents/terms.hpp"
#include "sources/imports/clean_text.hpp"
#include "sources/imports/degrees.hpp"
#include "sources/imports/written_number.hpp"
#include "trimmed.hpp"

namespace pronto::airbnb {

namespace {

constexpr int guests_limit = adults_limit;

// An amount that may be missing: empty is 0.
std::int64_t fee(const csv_reader& file, std::string_view name, currency money, omissions& out) {
  const std::string_view text = field(file, name);
  if (text.empty()) return 0;
  if (const auto amount = parse_written_price(text, money.decimals)) return *amount;
  out.add("fee_unreadable", "fees that are no amount of money; taken as 0",
          fault(file, name, text, "it is no amount of money"));
  return 0;
}

void read_guests(const csv_reader& file, listing& into, omissions& out) {
  into.included = into.most;
  const std::string_view text = field(file, "guests_included");
  if (text.empty()) return;
  const int included = parse_whole_number(text).value_or(0);
  into.included = std::clamp(included, 1, into.most);
  if (into.included != included)
    out.add("guests_included",
            "listings whose price covers nobody, or more guests than fit; mended",
            fault(file, "guests_included", text, "taken as " + std::to_string(into.included)));
}

// A limit of stay that may be missing: empty is 0, for none.
int limit_of(const csv_reader& file, std::string_view name, listing& into) {
  const std::string_view text = field(file, name);
  const auto nights = parse_nights(text);
  if (!nights && !trimmed(text).empty())
    into.unclear_limit = fault(file, name, text, "it is no number of nights");
  return nights.value_or(0);
}

void read_amenities(const csv_reader& file, listing& into, omissions& out) {
  into.amenities = split_amenities(field(file, "amenities"));
  const auto leave_out = [&](const std::string& one, std::string text) {
    out.add("amenity", "amenities that are too long, or more than a document holds",
            fault(file, "amenities", one, std::move(text)));
  };
  std::erase_if(into.amenities, [&](const std::string& one) {
    if (document::is_code(one)) return false;
    leave_out(one, "it is longer than a code may be");
    return true;
  });
  for (; into.amenities.size() > document::amenities_limit; into.amenities.pop_back())
    leave_out(into.amenities.back(), "a home has 1,000 amenities at most");
}

void read_place(const csv_reader& file, listing& into) {
  into.near = &nearest_city(into.latitude, into.longitude);
  const std::string city = clean_text(field(file, "city"));
  into.city = city.empty() ? into.near->name : city;
  into.money = find_country(into.near->country)->usual_currency();
}

}  // namespace

bool is_listings(const csv_reader& file) {
  return file.column("id") && file.column("accommodates") && file.column("latitude") &&
         file.column("longitude");
}

void read_listing(const csv_reader& file, listings& into, omissions& out) {
  constexpr std::string_view kind = "listing_unreadable";
  constexpr std::string_view text = "listings without an id, a position or a number of guests";
  listing made;
  const std::string_view id = field(file, "id");
  if (!is_clean_code(id))
    return out.add(kind, text, fault(file, "id", id, "the listing has no id"));
  const auto latitude = parse_degrees(field(file, "latitude"), 90);
  const auto longitude = parse_degrees(field(file, "longitude"), 180);
  if (!latitude || !longitude)
    return out.add(kind, text, fault(file, "latitude", id, "the listing has no position"));
  const std::string_view guests = field(file, "accommodates");
  made.most = parse_whole_number(guests).value_or(0);
  if (made.most < 1 || made.most > guests_limit)
    return out.add(kind, text, fault(file, "accommodates", guests, "no such number of guests"));
  if (into.contains(id))
    return out.add("duplicate_listing", "listings that are there already; the first one counts",
                   fault(file, "id", id, "this listing is there already"));
  made.latitude = *latitude;
  made.longitude = *longitude;
  read_place(file, made);
  read_guests(file, made, out);
  made.extra_guest = fee(file, "extra_people", made.money, out);
  made.cleaning_fee = fee(file, "cleaning_fee", made.money, out);
  made.room_name = clean_text(field(file, "room_type"));
  made.name = clean_text(field(file, "name"));
  if (made.name.empty())
    made.name = clean_text(field(file, "property_type")) + " " + std::string(id);
  read_amenities(file, made, out);
  made.min_nights = limit_of(file, "minimum_nights", made);
  made.max_nights = limit_of(file, "maximum_nights", made);
  const std::string_view policy = field(file, "cancellation_policy");
  made.refundable = policy == "flexible" || policy == "moderate";
  made.file = file.path();
  made.line = file.line();
  into.emplace(id, std::move(made));
}

std::vector<std::string> split_amenities(std::string_view text) {
  std::vector<std::string> out;
  if (text.size() < 2) return out;
  text = text.substr(1, text.size() - 2);
  const auto add = [&](std::string_view one) {
    if (one.find("translation missing") != std::string_view::npos) return;
    std::string folded = fold(clean_text(one));
    std::replace(folded.begin(), folded.end(), ' ', '_');
    if (!folded.empty()) out.push_back(std::move(folded));
  };
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] != ',' || quoted) continue;
    add(text.substr(begin, i - begin));
    begin = i + 1;
  }
  add(text.substr(begin));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

failure fault(const csv_reader& file, std::string_view field, std::string_view value,
              std::string text) {
  return {failure_code::data, std::move(text),     file.path(),
          file.line(),        std::string(field), std::string(value)};
}

std::string_view field(const csv_reader& file, std::string_view name) {
  const auto column = file.column(name);
  return column && *column < file.fields().size() ? file.fields()[*column] : std::string_view();
}

}  // namespace pronto::airbnb
