#include "plain/nights.hpp"

#include "plain/conditions.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace plain {
namespace {

using nlohmann::json;

// The rules for the room and those for all rooms.
std::vector<const json*> rules_of_scope(const request& r) {
  std::vector<const json*> rules;
  for (const json& rule : list_of(r.plan, "rules"))
    if (!rule.contains("room") || rule.at("room") == r.room_code()) rules.push_back(&rule);
  return rules;
}

bool has_day_of(const json& rule, day first, day last) {
  for (day date = first; date <= last; ++date)
    if (in_dates(rule, date)) return true;
  return false;
}

int rooms_to_sell(const json& inventory, day date) {
  for (const json& range : inventory)
    if (in_dates(range, date)) return range.at("count");
  return 0;
}

// The rates of one room of the plan, their dates read once.
struct dated_rate {
  day first;
  day last;
  const json* rate;
};

std::vector<dated_rate> rates_of_room(const request& r) {
  std::vector<dated_rate> rates;
  for (const json& rate : r.plan.at("rates"))
    if (rate.at("room") == r.room_code())
      rates.push_back({day_of(rate.at("start")), day_of(rate.at("end")), &rate});
  return rates;
}

const dated_rate* rate_of_night(const std::vector<dated_rate>& rates, day date) {
  for (const dated_rate& rate : rates)
    if (rate.first <= date && date <= rate.last) return &rate;
  return nullptr;
}

std::optional<fraction> base_charge(const request& r, const party& guests, const json& rate) {
  const int standard = r.room.at("occupancy").at("std");
  const int paying_base = std::min(guests.adults, standard);
  const bool per_person = r.plan.at("charge_basis") == "person";
  const int everyone =
      guests.adults + static_cast<int>(guests.children.size()) + guests.free_children;
  const int tier = per_person ? std::min(everyone, standard) : paying_base;
  const std::string guests_of_tier = std::to_string(tier);
  if (!rate.at("base").contains(guests_of_tier)) return std::nullopt;
  const fraction amount = amount_of(rate.at("base"), guests_of_tier.c_str());
  return per_person ? paying_base * amount : amount;
}

std::optional<fraction> child_charge(const json& rate, int age) {
  for (const json& band : list_of(rate, "children"))
    if (age >= band.at("min_age").get<int>() && age < band.at("max_age").get<int>())
      return amount_of(band, "amount");
  return std::nullopt;
}

// What one full unit of the rate costs.
std::optional<fraction> charge_of_unit(const request& r, const party& guests, const json& rate) {
  std::optional<fraction> charge = base_charge(r, guests, rate);
  if (!charge) return std::nullopt;
  const int extra_adults = guests.adults - r.room.at("occupancy").at("std").get<int>();
  if (extra_adults > 0) {
    if (!rate.contains("extra_adult")) return std::nullopt;
    *charge += extra_adults * amount_of(rate, "extra_adult");
  }
  for (const int age : guests.children) {
    const std::optional<fraction> child = child_charge(rate, age);
    if (!child) return std::nullopt;
    *charge += *child;
  }
  return charge;
}

// The prices of a supplement that hold for the room on a night, added up; nothing if none does.
std::optional<fraction> supplement_price(const request& r, const json& supplement, day date) {
  if (!on_weekday(supplement, "days", date)) return std::nullopt;
  std::optional<fraction> sum;
  for (const json& price : supplement.at("prices"))
    if (in_dates(price, date) && (!price.contains("room") || price.at("room") == r.room_code()))
      sum = sum.value_or(0) + amount_of(price, "amount");
  return sum;
}

// What a supplement charges on a night that it covers with this price.
fraction supplement_charge(int charge_code, const fraction& price, int pax, int nights,
                           bool night_is_free, bool first_covered) {
  switch (charge_code) {
    case 1:
    case 19: return night_is_free ? fraction(0) : price;
    case 21: return night_is_free ? fraction(0) : price * pax;
    case 12:
    case 18: return price / nights;
    case 20: return price * pax / nights;
    case 24: return first_covered ? price : fraction(0);
    default:
      throw std::invalid_argument("no supplement charge " + std::to_string(charge_code));
  }
}

}  // namespace

refusal refused_by_rules(const request& r) {
  const auto rules = rules_of_scope(r);
  for (const json* rule : rules)
    if (flag(*rule, "closed") && has_day_of(*rule, r.arrival, r.departure - 1)) return "stop_sell";
  for (const json* rule : rules)
    if (in_dates(*rule, r.arrival) && !on_weekday(*rule, "arrival_days", r.arrival))
      return "rule_arrival";
  for (const json* rule : rules)
    if (in_dates(*rule, r.arrival) && !within(*rule, "los", r.asked.nights)) return "rule_los";
  for (const json* rule : rules)
    if (in_dates(*rule, r.departure) && !on_weekday(*rule, "departure_days", r.departure))
      return "rule_departure";
  for (const json* rule : rules)
    if (has_day_of(*rule, r.arrival, r.departure) &&
        !within(*rule, "stay_through", r.asked.nights))
      return "rule_stay_through";
  return std::nullopt;
}

refusal refused_by_inventory(const request& r) {
  if (!r.room.contains("inventory")) return std::nullopt;
  for (day date = r.arrival; date < r.departure; ++date)
    if (rooms_to_sell(r.room.at("inventory"), date) == 0) return "no_vacancy";
  return std::nullopt;
}

std::optional<std::vector<night>> nights_by_rates(const request& r, const party& guests) {
  const int unit = r.plan.contains("unit_multiplier") ? r.plan.at("unit_multiplier").get<int>() : 1;
  const auto rates = rates_of_room(r);
  std::vector<night> nights;
  for (day date = r.arrival; date < r.departure;) {
    const dated_rate* rate = rate_of_night(rates, date);
    if (rate == nullptr) return std::nullopt;
    const int chunk = std::min({r.departure - date, rate->last - date + 1, unit});
    const auto charge = charge_of_unit(r, guests, *rate->rate);
    if (!charge) return std::nullopt;
    const fraction of_chunk = *charge * chunk / unit;
    for (int i = 0; i < chunk; ++i) nights.push_back({date + i, of_chunk / chunk, chunk == 1});
    date += chunk;
  }
  return nights;
}

void make_nights_free(const request& r, std::vector<night>& nights) {
  if (!r.plan.contains("free_nights")) return;
  const json& offer = r.plan.at("free_nights");
  const int required = offer.at("required");
  const int discounted = offer.at("discounted");
  const auto count = static_cast<int>(nights.size());
  if (count < required) return;
  for (int i = 0; i < count; ++i) {
    night& candidate = nights[static_cast<std::size_t>(i)];
    const bool selected = flag(offer, "repeating") ? i % required >= required - discounted
                                                   : i >= count - discounted;
    if (!selected || !candidate.of_one_night_chunk) continue;
    candidate.free = true;
    candidate.amount = 0;
  }
}

std::vector<fraction> supplements_by_night(const request& r, const party& guests,
                                           const std::vector<night>& nights) {
  std::vector<fraction> charged(nights.size());
  const int pax = guests.adults + static_cast<int>(guests.children.size());
  for (const json& supplement : list_of(r.plan, "supplements")) {
    if (!flag(supplement, "mandatory")) continue;
    bool first_covered = true;
    for (std::size_t i = 0; i < nights.size(); ++i) {
      const auto price = supplement_price(r, supplement, nights[i].date);
      if (!price) continue;
      charged[i] += supplement_charge(supplement.at("charge"), *price, pax, r.asked.nights,
                                      nights[i].free, first_covered);
      first_covered = false;
    }
  }
  return charged;
}

}  // namespace plain
