#include "plain/changed_document.hpp"

#include "plain/conditions.hpp"
#include "plain/dice.hpp"
#include "plain/iso_day.hpp"
#include "plain/plain_pricer.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace plain {
namespace {

using nlohmann::json;

json with_dates(json of, day start, day end) {
  of["start"] = iso_date_of(start);
  of["end"] = iso_date_of(end);
  return of;
}

// Takes one day out of those that `concerned` says, whose other days stay; each is handed to
// `instead` as what it is on this day alone.
template <class Concerned, class Instead>
json without_day(const json& list, day date, Concerned concerned, Instead instead) {
  json out = json::array();
  for (const json& each : list) {
    if (!in_dates(each, date) || !concerned(each)) {
      out.push_back(each);
      continue;
    }
    json before = each;
    before["end"] = iso_date_of(date - 1);
    if (!each.contains("start") || day_of(each.at("start")) < date) out.push_back(before);
    instead(out, with_dates(each, date, date));
    json after = each;
    after["start"] = iso_date_of(date + 1);
    if (!each.contains("end") || day_of(each.at("end")) > date) out.push_back(after);
  }
  return out;
}

json& object_of(json& list, const char* field, const json& code) {
  return *std::find_if(list.begin(), list.end(),
                       [&](const json& each) { return each.at(field) == code; });
}

const std::vector<std::string> restrictions{"closed",  "closed_to_arrival", "closed_to_departure",
                                            "min_los", "max_los",           "min_stay_through",
                                            "max_stay_through"};

void lift(json& rule, const std::string& restriction) {
  const auto lift_bound = [&](const char* range, const char* end) {
    if (rule.contains(range)) rule[range].erase(end);
  };
  if (restriction == "closed") rule.erase("closed");
  if (restriction == "closed_to_arrival") rule.erase("arrival_days");
  if (restriction == "closed_to_departure") rule.erase("departure_days");
  if (restriction == "min_los") lift_bound("los", "min");
  if (restriction == "max_los") lift_bound("los", "max");
  if (restriction == "min_stay_through") lift_bound("stay_through", "min");
  if (restriction == "max_stay_through") lift_bound("stay_through", "max");
}

void impose(json& rule, const std::string& restriction, const json& value) {
  if (value == false || value == 0) return;
  if (restriction == "closed") rule["closed"] = true;
  if (restriction == "closed_to_arrival") rule["arrival_days"] = "0000000";
  if (restriction == "closed_to_departure") rule["departure_days"] = "0000000";
  if (restriction == "min_los") rule["los"]["min"] = value;
  if (restriction == "max_los") rule["los"]["max"] = value;
  if (restriction == "min_stay_through") rule["stay_through"]["min"] = value;
  if (restriction == "max_stay_through") rule["stay_through"]["max"] = value;
}

// A rule for all rooms that is lifted for one of them is one for each of the others.
void restrict(json& plan, const json& rooms, const json& change, const std::string& restriction) {
  json rules = list_of(plan, "rules");
  const bool of_one = change.contains("room");
  for (day date = day_of(change.at("start")); date <= day_of(change.at("end")); ++date)
    rules = without_day(
        rules, date,
        [&](const json& rule) {
          return !of_one || !rule.contains("room") || rule.at("room") == change.at("room");
        },
        [&](json& out, json on_the_day) {
          if (of_one && !on_the_day.contains("room"))
            for (const json& room : rooms) {
              if (room.at("room") == change.at("room")) continue;
              out.push_back(on_the_day);
              out.back()["room"] = room.at("room");
            }
          if (of_one) on_the_day["room"] = change.at("room");
          lift(on_the_day, restriction);
          out.push_back(on_the_day);
        });
  json fresh{{"start", change.at("start")}, {"end", change.at("end")}};
  if (of_one) fresh["room"] = change.at("room");
  impose(fresh, restriction, change.at(restriction));
  rules.push_back(fresh);
  plan["rules"] = rules;
}

json cut(json list, const json& change, const std::string& room) {
  for (day date = day_of(change.at("start")); date <= day_of(change.at("end")); ++date)
    list = without_day(
        list, date, [&](const json& each) { return room.empty() || each.at("room") == room; },
        [](json&, const json&) {});
  return list;
}

void set_rate(json& plan, const json& change) {
  json rates = cut(plan.at("rates"), change, change.at("room"));
  json fresh;
  for (const char* field : {"room", "start", "end", "base", "extra_adult", "children"})
    if (change.contains(field)) fresh[field] = change.at(field);
  rates.push_back(fresh);
  plan["rates"] = rates;
}

}  // namespace

json changed_document(json hotel, const json& change) {
  if (change.contains("base"))
    set_rate(object_of(hotel["plans"], "plan", change.at("plan")), change);
  for (const std::string& each : restrictions)
    if (change.contains(each))
      restrict(object_of(hotel["plans"], "plan", change.at("plan")), hotel.at("rooms"), change,
               each);
  if (change.contains("count")) {
    json& room = object_of(hotel["rooms"], "room", change.at("room"));
    room["inventory"] = cut(room.at("inventory"), change, "");
    room["inventory"].push_back(
        {{"start", change.at("start")}, {"end", change.at("end")}, {"count", change.at("count")}});
  }
  return hotel;
}

namespace {

const json& any_of(dice& draw, const json& list) {
  return list.at(static_cast<std::size_t>(draw.between(0, static_cast<int>(list.size()) - 1)));
}

std::string amount(dice& draw, const std::string& currency) {
  return std::to_string(draw.between(5, 150) * (decimals_of(currency) == 0 ? 100 : 1));
}

// Of the kinds that a rate of the plan and room has.
void add_rate(dice& draw, const json& plan, const json& hotel, json& out) {
  const std::string currency = hotel.at("currency");
  out["currency"] = currency;
  json alike = json::array();
  for (const json& rate : plan.at("rates"))
    if (rate.at("room") == out.at("room")) alike.push_back(rate);
  if (alike.empty() || draw.chance(8)) {
    int most = 0;  // an amount for more guests than the room takes is refused
    for (const json& room : hotel.at("rooms"))
      if (room.at("room") == out.at("room")) most = room.at("occupancy").at("max");
    out["base"] = {{std::to_string(std::min(draw.between(1, 3), most)), amount(draw, currency)}};
    if (draw.chance(50)) out["extra_adult"] = amount(draw, currency);
    return;
  }
  const json& like = any_of(draw, alike);
  for (const char* field : {"base", "extra_adult", "children"})
    if (like.contains(field)) out[field] = like.at(field);
  if (draw.chance(20)) return;  // the amounts of another rate, of a neighbour's too
  for (auto& [guests, each] : out["base"].items()) each = amount(draw, currency);
}

void add_restriction(dice& draw, json& out) {
  const std::string which = restrictions[static_cast<std::size_t>(
      draw.chance(40) ? 0 : draw.between(0, static_cast<int>(restrictions.size()) - 1))];
  if (which.find("closed") == 0)
    out[which] = draw.chance(60);
  else
    out[which] = draw.chance(40) ? 0 : draw.between(1, 5);
}

std::pair<day, day> calendar_of(const json& hotel) {
  std::string first = "9999-12-31";
  std::string last = "0000-01-01";
  for (const json& plan : hotel.at("plans"))
    for (const json& rate : plan.at("rates")) {
      first = std::min(first, rate.at("start").get<std::string>());
      last = std::max(last, rate.at("end").get<std::string>());
    }
  if (first > last) return {day_of("2027-01-01"), day_of("2027-03-31")};
  return {day_of(first), day_of(last)};
}

}  // namespace

json random_change(std::mt19937_64& rng, const json& hotel) {
  dice draw(rng);
  const auto [first, last] = calendar_of(hotel);
  const day start = draw.chance(95) ? draw.between(first, last) : draw.between(first - 9, last + 9);
  const int nights = draw.chance(80) ? draw.between(1, 4) : draw.between(5, 20);
  json out{{"hotel", hotel.at("hotel")},
           {"start", iso_date_of(start)},
           {"end", iso_date_of(draw.chance(95) ? std::min(std::max(start, last), start + nights - 1)
                                               : start + nights - 1)}};
  const json& plan = any_of(draw, hotel.at("plans"));
  const json& room = any_of(draw, hotel.at("rooms"));
  const int kind = draw.between(1, 10);
  if (kind > 4 || draw.chance(50)) out["room"] = room.at("room");
  if (kind <= 8) out["plan"] = plan.at("plan");
  if (kind <= 4) {
    add_restriction(draw, out);
    if (draw.chance(20) && out.contains("closed"))
      add_restriction(draw, out);
  } else if (kind <= 8) {
    add_rate(draw, plan, hotel, out);
    if (draw.chance(10)) out["closed"] = draw.chance(50);
  } else if (room.contains("inventory")) {
    out["count"] = draw.chance(30) ? 0 : draw.between(1, 5);
  } else {
    out["plan"] = plan.at("plan");
    out["closed"] = false;
  }
  return out;
}

}  // namespace plain
