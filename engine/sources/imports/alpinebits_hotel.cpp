#include "sources/imports/alpinebits_hotel.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "catalog/places/nearest_city.hpp"
#include "catalog/places/place.hpp"

namespace pronto::alpinebits {

namespace {

currency most_common_money(const std::map<std::string, read_plan>& plans) {
  std::map<currency, int> votes;
  for (const auto& [code, plan] : plans) ++votes[plan.money];
  const auto most = std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
    return a.second < b.second;
  });
  return most == votes.end() ? *find_currency("EUR") : most->first;
}

constexpr std::string_view unknown_room_text =
    "rates, rules, prices and free rooms of rooms that the hotel does not have";

void count_unknown_rooms(const hotel& of, const availability& in, omissions& out) {
  std::set<std::string> unknown;
  for (const auto& each : in.free)
    if (!index_of(of.rooms, each.category) && unknown.insert(each.category).second)
      out.add("unknown_room", unknown_room_text,
              {failure_code::data,
               "there are free rooms " + each.category + ", which hotel " + of.code +
                   " does not have",
               {}, 0, "InvTypeCode", each.category});
}

// Turns the numbers of a plan's rooms into places among the hotel's rooms.
class room_resolver {
public:
  room_resolver(const hotel& of, const room_numbers& numbers, omissions& out)
      : of_(of), out_(out), codes_(numbers.codes()) {
    for (const auto& code : codes_) places_.push_back(index_of(of.rooms, code));
  }

  void resolve(rate_plan& plan) const {
    std::erase_if(plan.products, [&](product& each) { return !place(each.room, plan); });
    std::sort(plan.products.begin(), plan.products.end(),
              [](const product& a, const product& b) { return a.room < b.room; });
    std::erase_if(plan.rules, [&](booking_rule& each) { return !place(each.room, plan); });
    for (auto& supplement : plan.supplements)
      std::erase_if(supplement.prices,
                    [&](supplement_price& each) { return !place(each.room, plan); });
    std::erase_if(plan.supplements, [](const supplement& each) { return each.prices.empty(); });
  }

private:
  bool place(std::uint32_t& room, const rate_plan& plan) const {
    if (const auto there = places_[room]) {
      room = *there;
      return true;
    }
    failure what;
    what.code = failure_code::data;
    what.text = "plan " + plan.code + " of hotel " + of_.code + " names room " + codes_[room] +
                ", which the hotel does not have";
    what.field = "InvTypeCode";
    what.value = codes_[room];
    out_.add("unknown_room", unknown_room_text, std::move(what));
    return false;
  }
  bool place(std::optional<std::uint32_t>& room, const rate_plan& plan) const {
    return !room || place(*room, plan);
  }

  const hotel& of_;
  omissions& out_;
  const std::vector<std::string>& codes_;
  std::vector<std::optional<std::uint32_t>> places_;
};

}  // namespace

void complete_place(hotel_draft& of, omissions& out) {
  hotel& made = of.known;
  const known_city* near = nullptr;
  if (of.where) {
    near = &nearest_city(of.where->latitude, of.where->longitude);
  } else {
    for (const auto* each : cities_called(fold(made.city)))
      if (near == nullptr && (made.country.empty() || each->country == made.country)) near = each;
    if (near != nullptr) of.where = position{near->latitude, near->longitude};
  }
  if (near != nullptr) {
    if (made.city.empty()) made.city = near->name;
    if (made.country.empty()) made.country = near->country;
    made.utc_offset_minutes = near->utc_offset_minutes;
  }
  if (of.where) {
    made.latitude = of.where->latitude;
    made.longitude = of.where->longitude;
  }
  if (!made.city.empty() && !made.country.empty() && of.where) return;
  if (made.city.empty()) made.city = "Unknown";
  if (made.country.empty()) made.country = "IT";
  out.add("hotel_without_place",
          "hotels whose city, country or position no message says (Inventory/HotelInfo): what is missing "
          "is 'Unknown', IT, or 0,0 in UTC",
          {failure_code::data,
           "hotel " + made.code + " has no place that is known; it is put in " + made.city + " (" +
               made.country + ")" + (of.where ? "" : " at 0,0 with the time of UTC"),
           of.file, 0, "HotelCode", made.code});
}

void guess_rooms(hotel_draft& of, omissions& out) {
  if (of.has_inventory) return;
  for (const auto& [code, plan] : of.plans)
    for (const auto& each : plan.made.products) {
      const std::string& room = of.numbers.codes()[each.room];
      if (!of.rooms.contains(room)) {
        of.rooms[room] = {room, room, {}, {}};
        out.add("guessed_room", "rooms without an Inventory message; guests by their rates",
                {failure_code::data, "room " + room + " of hotel " + of.known.code +
                                         " takes as many guests as it has amounts for",
                 of.file, 0, "InvTypeCode", room});
      }
      occupancy& guests = of.rooms[room].guests;
      for (std::size_t i = 0; i < each.rates.size(); ++i)
        guests.std = std::max(guests.std, each.rates.unpacked(i).base.back().first);
      guests.max = guests.std;
    }
}

hotel finish(hotel_draft from, omissions& out) {
  hotel made = std::move(from.known);
  made.money = most_common_money(from.plans);
  for (auto& [code, room] : from.rooms) {
    if (from.free) room.inventory = inventory_of(*from.free, code);
    made.rooms.push_back(std::move(room));
  }
  if (from.free) count_unknown_rooms(made, *from.free, out);
  const room_resolver rooms(made, from.numbers, out);
  for (auto& [code, plan] : from.plans) {
    if (plan.money != made.money) {
      failure what;
      what.code = failure_code::data;
      what.text = "plan " + code + " is priced in another currency than hotel " + made.code;
      what.field = "CurrencyCode";
      what.value = plan.money.code_text();
      out.add("plan_currency", "rate plans in another currency than their hotel's others",
              std::move(what));
      continue;
    }
    rooms.resolve(plan.made);
    made.plans.push_back(std::move(plan.made));
  }
  return made;
}

}  // namespace pronto::alpinebits
