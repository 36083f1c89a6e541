#include "pricing/house.hpp"

#include <cstdlib>
#include <iostream>

#include "sources/documents/document.hpp"

namespace pronto::test {

namespace {

stay stay_of(const asked& when) {
  return {.arrival = parse_day(when.arrival).value(),
          .nights = when.nights,
          .adults = when.adults,
          .child_ages = when.child_ages,
          .booking = parse_day(when.booking).value(),
          .strict = when.strict};
}

}  // namespace

nlohmann::json house() {
  return nlohmann::json::parse(R"({
    "hotel": "H", "name": "House", "city": "Berlin", "country": "DE",
    "latitude": 52.5, "longitude": 13.4, "stars": 3, "amenities": [], "currency": "EUR",
    "utc_offset_minutes": 60,
    "rooms": [{"room": "DBL", "name": "Double", "occupancy": {"min": 1, "std": 2, "max": 4}}],
    "plans": [{
      "plan": "BAR", "name": "Best", "meal_plan": "room_only", "refundable": true,
      "charge_basis": "room", "offer": {"adult_min_age": 12},
      "rates": [{
        "room": "DBL", "start": "2027-03-01", "end": "2027-12-31",
        "base": {"1": "100.00", "2": "100.00"}, "extra_adult": "30.00",
        "children": [{"min_age": 0, "max_age": 3, "amount": "5.00"},
                     {"min_age": 3, "max_age": 12, "amount": "20.00"}]}]}]})");
}

hotel made(const nlohmann::json& document) {
  const auto read = read_hotel(document.dump());
  if (!read.made) {
    for (const failure& each : read.complaints) std::cerr << describe(each) << '\n';
    std::abort();
  }
  return *read.made;
}

std::string cost(const nlohmann::json& document, const asked& when) {
  const hotel where = made(document);
  const auto answer = price_stay(*pack(where), 0, 0, stay_of(when));
  if (const auto* why = std::get_if<reason>(&answer)) return std::string(to_string(*why));
  return format_amount(std::get<price>(answer).total, where.money.decimals);
}

price priced(const nlohmann::json& document, const asked& when, breakdown* why) {
  const auto answer = price_stay(*pack(made(document)), 0, 0, stay_of(when), why);
  return std::get<price>(answer);
}

}  // namespace pronto::test
