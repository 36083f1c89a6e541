#include "catalog/packed/changed_hotel.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include "catalog/hotel_limits.hpp"
#include "catalog/packed/calendar_edit.hpp"
#include "catalog/packed/unpacked_hotel.hpp"

namespace pronto {

namespace {

failure unknown(const char* field, std::string_view kind, std::string_view hotel,
                const std::string& code) {
  return {.code = failure_code::not_found,
          .text = "hotel '" + std::string(hotel) + "' has no " + std::string(kind) + " '" + code + "'",
          .field = field,
          .value = code};
}

failure refused(const char* field, std::string value, std::string text) {
  return {.code = failure_code::usage,
          .text = std::move(text),
          .field = field,
          .value = std::move(value)};
}

bool is_limited(const room_type& of) { return of.inventory.has_value(); }
bool is_limited(const packed::room_type& of) { return of.inventory.limited(); }

// Whether one of these rates has an amount for so many guests.
bool has_amount(const rate_calendar& of, int guests) {
  return std::ranges::any_of(of.shapes(), [&](const rate_calendar::shape& each) {
    return std::ranges::binary_search(each.guests, guests);
  });
}
bool has_amount(const packed::rates& of, int guests) {
  if (of.is_listed())
    return std::ranges::any_of(of.unpacked(), [&](const rate& each) {
      return std::ranges::find(each.base, guests, &std::pair<int, std::int64_t>::first) != each.base.end();
    });
  return std::ranges::binary_search(
      of.columns(), packed::rate_column{packed::rate_column::kind::base, guests, guests});
}

// An amount for more guests than the room takes is for nobody, and mostly a slip for one that is wanted.
// But where the rates have such a one, their source sends the same numbers for every room.
template <class Plan, class Room>
std::optional<failure> too_many_guests(const new_rate& to, const Plan& plan, const Room& room,
                                       std::uint32_t number, std::string_view hotel) {
  for (const auto& [guests, amount] : to.base | std::views::reverse) {
    if (guests <= room.guests.max) return std::nullopt;
    const auto found = std::ranges::find(plan.products, number, [](const auto& each) { return each.room; });
    if (found != plan.products.end() && has_amount(found->rates, guests)) continue;
    return refused("base", std::to_string(guests),
                   "room '" + std::string(room.code) + "' of hotel '" + std::string(hotel) +
                       "' takes at most " + std::to_string(room.guests.max) +
                       " guests; leave out the amount for " + std::to_string(guests));
  }
  return std::nullopt;
}

// The plan and the room that a change names, of a plain hotel or a packed one.
template <class Held>
result<change_place> place_in(const basic_hotel<Held>& to, const change& what) {
  if (auto no = wrong_change(what)) return *std::move(no);
  change_place out;
  if (!what.plan.empty()) {
    out.plan = index_of(to.plans, what.plan);
    if (!out.plan) return unknown("plan", "plan", to.code, what.plan);
  }
  if (!what.room.empty()) {
    out.room = index_of(to.rooms, what.room);
    if (!out.room) return unknown("room", "room", to.code, what.room);
  }
  if (what.rate && what.rate->money != to.money)
    return refused("currency", std::string(what.rate->money.code_text()),
                   "hotel '" + std::string(to.code) + "' has prices in " +
                       std::string(to.money.code_text()) + ", not in " +
                       std::string(what.rate->money.code_text()));
  if (what.rate)
    if (auto no = too_many_guests(*what.rate, to.plans[*out.plan], to.rooms[*out.room], *out.room, to.code))
      return *std::move(no);
  if (what.count && !is_limited(to.rooms[*out.room]))
    return refused("count", std::to_string(*what.count),
                   "room '" + what.room + "' of hotel '" + std::string(to.code) +
                       "' has no inventory: as many of it as one likes can be sold; give it an "
                       "inventory in its document first");
  return out;
}

// What is sold on other nights stays as it is.
std::vector<inventory_period> with_count(const std::vector<inventory_period>& of, date_range nights,
                                         int count) {
  std::vector<inventory_period> out;
  for (const inventory_period& each : of) {
    if (!overlap(each.nights, nights)) {
      out.push_back(each);
      continue;
    }
    if (each.nights.first < nights.first)
      out.push_back({{each.nights.first, nights.first - 1}, each.count});
    if (each.nights.last > nights.last)
      out.push_back({{nights.last + 1, each.nights.last}, each.count});
  }
  const auto at = std::ranges::upper_bound(
      out, nights.first, {}, [](const inventory_period& each) { return each.nights.first; });
  out.insert(at, {nights, count});
  return out;
}

// The same rates but on these nights.
rate_calendar with_rate(const rate_calendar& of, date_range nights, const new_rate& to) {
  rate_calendar::builder out;
  std::vector<std::optional<std::uint32_t>> known(of.shapes().size());
  const auto add = [&](const rate_calendar::period& each, day first, day last) {
    auto& number = known[each.shape];
    if (!number) number = out.shape_like(of.shapes()[each.shape]);
    out.add({first, last}, *number, of.amounts().data() + each.amount);
  };
  bool is_set = false;
  const auto set = [&] {
    if (!std::exchange(is_set, true)) out.add({nights, to.base, to.extra_adult, to.children});
  };
  for (const rate_calendar::period& each : of.periods()) {
    if (each.first < nights.first) add(each, each.first, std::min(each.last, nights.first - 1));
    if (each.last <= nights.last) continue;
    set();
    add(each, std::max(each.first, nights.last + 1), each.last);
  }
  set();
  return std::move(out).take();
}

// Of all its rates together.
std::size_t amounts_of(const rate_calendar& rates) {
  std::size_t out = 0;
  for (const rate_calendar::period& each : rates.periods()) out += rates.shapes()[each.shape].width();
  return out;
}

// Lifts what the change says anew.
void lift(booking_rule& of, const change& by) {
  if (by.closed) of.closed = false;
  if (by.closed_to_arrival) of.arrival = {};
  if (by.closed_to_departure) of.departure = {};
  if (by.min_los) of.los.min = bounds{}.min;
  if (by.max_los) of.los.max = bounds{}.max;
  if (by.min_stay_through) of.stay_through.min = bounds{}.min;
  if (by.max_stay_through) of.stay_through.max = bounds{}.max;
}

bool says_nothing(const booking_rule& of) {
  booking_rule neutral;
  neutral.room = of.room;
  neutral.dates = of.dates;
  return of == neutral;
}

booking_rule rule_of(const change& what, std::optional<std::uint32_t> room) {
  booking_rule out;
  out.room = room;
  out.dates = what.nights;
  out.closed = what.closed.value_or(false);
  if (what.closed_to_arrival.value_or(false)) out.arrival.mask = 0;
  if (what.closed_to_departure.value_or(false)) out.departure.mask = 0;
  if (what.min_los.value_or(0) > 0) out.los.min = *what.min_los;
  if (what.max_los.value_or(0) > 0) out.los.max = *what.max_los;
  if (what.min_stay_through.value_or(0) > 0) out.stay_through.min = *what.min_stay_through;
  if (what.max_stay_through.value_or(0) > 0) out.stay_through.max = *what.max_stay_through;
  return out;
}

// A rule that says something else of these nights goes on beside them, and for other rooms.
std::vector<booking_rule> restricted(const std::vector<booking_rule>& rules, const change& what,
                                     std::optional<std::uint32_t> room, std::size_t rooms) {
  std::vector<booking_rule> out;
  const auto add = [&](const booking_rule& each) {
    if (!says_nothing(each)) out.push_back(each);
  };
  const date_range nights = what.nights;
  for (const booking_rule& each : rules) {
    booking_rule lifted = each;
    lift(lifted, what);
    const bool is_other_room = room && each.room && *each.room != *room;
    if (is_other_room || lifted == each || each.dates.last < nights.first ||
        nights.last < each.dates.first) {
      out.push_back(each);
      continue;
    }
    booking_rule beside = each;
    if (each.dates.first < nights.first) {
      beside.dates = {each.dates.first, nights.first - 1};
      out.push_back(beside);
    }
    if (each.dates.last > nights.last) {
      beside.dates = {nights.last + 1, each.dates.last};
      out.push_back(beside);
    }
    beside.dates = lifted.dates = {std::max(each.dates.first, nights.first),
                                   std::min(each.dates.last, nights.last)};
    if (room && !each.room) {
      for (std::uint32_t other = 0; other < rooms; ++other) {
        if (other == *room) continue;
        beside.room = other;
        out.push_back(beside);
      }
      lifted.room = room;
    }
    add(lifted);
  }
  add(rule_of(what, room));
  return out;
}

/// A plan or a room of a hotel, as a change names it.
struct named_part {
  const char* field;
  const std::string& code;
  const std::string& hotel;
};

// More than a hotel may have, unless it had as many before: a calendar can hold more.
std::optional<failure> over(std::size_t was, std::size_t is, std::size_t limit, const named_part& of,
                            const char* what) {
  if (is <= std::max(was, limit)) return std::nullopt;
  return refused(of.field, of.code,
                 "a change of " + std::string(of.field) + " '" + of.code + "' would give hotel '" +
                     of.hotel + "' " + std::to_string(is) + " " + what + "; at most " +
                     std::to_string(limit) + " are taken");
}

std::size_t rates_of(const rate_plan& plan) {
  std::size_t out = 0;
  for (const product& each : plan.products) out += each.rates.size();
  return out;
}

std::size_t products_of(const hotel& all) {
  std::size_t out = 0;
  for (const rate_plan& plan : all.plans) out += plan.products.size();
  return out;
}

/// A plain hotel to which one change after the other is applied. What a change makes of the parts that
/// it names is looked at before it takes their place.
class hotel_editor {
public:
  explicit hotel_editor(hotel& of) : of_(of) {
    for (const rate_plan& plan : of.plans)
      for (const product& each : plan.products) amounts_ += amounts_of(each.rates);
  }

  /// Why it is refused; then the hotel is as it was.
  std::optional<failure> apply(const change& what) {
    const auto at = place_in(of_, what);
    if (!at) return at.why();
    fresh_parts fresh;
    if (what.rate)
      if (auto no = make_rates(what, *at, fresh)) return no;
    if (restricts(what))
      if (auto no = make_rules(what, *at, fresh)) return no;
    if (what.count)
      if (auto no = make_inventory(what, *at, fresh)) return no;
    take(std::move(fresh), *at);
    return std::nullopt;
  }

private:
  struct fresh_parts {
    std::optional<rate_calendar> rates;
    std::size_t amounts = 0;  ///< of the hotel, with these rates
    std::optional<std::vector<booking_rule>> rules;
    std::optional<std::vector<inventory_period>> inventory;
  };

  static std::vector<product>::iterator product_of(rate_plan& plan, std::uint32_t room) {
    return std::ranges::lower_bound(plan.products, room, {}, &product::room);
  }

  std::optional<failure> make_rates(const change& what, const change_place& at, fresh_parts& out) {
    rate_plan& plan = of_.plans[*at.plan];
    const auto found = product_of(plan, *at.room);
    const bool is_new = found == plan.products.end() || found->room != *at.room;
    const rate_calendar none;
    const rate_calendar& was = is_new ? none : found->rates;
    out.rates = with_rate(was, what.nights, *what.rate);
    out.amounts = amounts_ - amounts_of(was) + amounts_of(*out.rates);
    const named_part part{"plan", plan.code, of_.code};
    const std::size_t products = products_of(of_);
    const std::size_t rates = rates_of(plan);
    if (auto no = over(products, products + (is_new ? 1 : 0), products_limit, part,
                       "rooms that plans have rates for"))
      return no;
    if (auto no = over(rates, rates - was.size() + out.rates->size(), rates_limit, part,
                       "rates in one plan"))
      return no;
    return over(amounts_, out.amounts, hotel_amounts_limit, part, "amounts in its rates");
  }

  std::optional<failure> make_rules(const change& what, const change_place& at, fresh_parts& out) {
    const rate_plan& plan = of_.plans[*at.plan];
    out.rules = restricted(plan.rules, what, at.room, of_.rooms.size());
    return over(plan.rules.size(), out.rules->size(), rules_limit, {"plan", plan.code, of_.code},
                "rules in one plan");
  }

  std::optional<failure> make_inventory(const change& what, const change_place& at,
                                        fresh_parts& out) {
    const room_type& room = of_.rooms[*at.room];
    out.inventory = with_count(*room.inventory, what.nights, *what.count);
    return over(room.inventory->size(), out.inventory->size(), inventory_limit,
                {"room", room.code, of_.code}, "ranges of rooms to sell in one room");
  }

  void take(fresh_parts fresh, const change_place& at) {
    if (fresh.rates) {
      auto& products = of_.plans[*at.plan].products;
      auto found = product_of(of_.plans[*at.plan], *at.room);
      if (found == products.end() || found->room != *at.room)
        found = products.insert(found, product{.room = *at.room, .rates = {}});
      found->rates = *std::move(fresh.rates);
      amounts_ = fresh.amounts;
    }
    if (fresh.rules) of_.plans[*at.plan].rules = *std::move(fresh.rules);
    if (fresh.inventory) of_.rooms[*at.room].inventory = std::move(fresh.inventory);
  }

  hotel& of_;
  std::size_t amounts_ = 0;  ///< of all its rates
};

}  // namespace

std::optional<failure> apply_change(hotel& to, const change& what) {
  return hotel_editor(to).apply(what);
}

changed_hotel with_changes(const packed::hotel& to, std::span<const change> changes,
                           std::pmr::memory_resource* rest, std::pmr::memory_resource* calendars,
                           void (*pause)()) {
  changed_hotel out;
  out.refused.resize(changes.size());
  calendar_editor nightly(to);
  bool is_patched = true;
  std::vector<std::pair<std::size_t, change_place>> places;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto at = place_in(to, changes[i]);
    if (!at) {
      out.refused[i] = at.why();
      continue;
    }
    places.emplace_back(i, *at);
    is_patched = is_patched && nightly.apply(changes[i], *at);
  }
  if (places.empty() || (is_patched && !nightly.changed())) return out;
  if (is_patched && nightly.edit().patches.size() <= patches_max) {
    out.made = edited(to, nightly.edit(), rest, calendars);
    return out;
  }
  out.repacked = true;
  hotel plain = unpack(is_patched ? *edited(to, nightly.edit()) : to);
  pause();
  if (is_patched) {
    out.made = pack(plain, rest, calendars);
    return out;
  }
  hotel_editor edit(plain);
  bool is_changed = false;
  for (const auto& [i, at] : places) {
    out.refused[i] = edit.apply(changes[i]);
    is_changed |= !out.refused[i];
  }
  pause();
  if (is_changed) out.made = pack(plain, rest, calendars);
  return out;
}

}  // namespace pronto
