#include "catalog/packed/changed_hotel.hpp"

#include <algorithm>
#include <limits>
#include <utility>

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
  if (what.count && !is_limited(to.rooms[*out.room]))
    return refused("count", std::to_string(*what.count),
                   "room '" + what.room + "' of hotel '" + std::string(to.code) +
                       "' has no inventory: as many of it as one likes can be sold; give it an "
                       "inventory in its document first");
  return out;
}

// Takes these nights out of what has nights, so that something else may stand there.
template <class T>
void cut_out(std::vector<T>& from, date_range nights) {
  std::vector<T> out;
  for (const T& each : from) {
    if (each.nights.last < nights.first || nights.last < each.nights.first) {
      out.push_back(each);
      continue;
    }
    if (each.nights.first < nights.first) {
      out.push_back(each);
      out.back().nights.last = nights.first - 1;
    }
    if (each.nights.last > nights.last) {
      out.push_back(each);
      out.back().nights.first = nights.last + 1;
    }
  }
  from = std::move(out);
}

template <class T>
void insert(std::vector<T>& into, T fresh) {
  cut_out(into, fresh.nights);
  const auto at = std::ranges::upper_bound(into, fresh.nights.first, {},
                                           [](const T& each) { return each.nights.first; });
  into.insert(at, std::move(fresh));
}

void set_rate(rate_plan& of, std::uint32_t room, date_range nights, const new_rate& to) {
  auto at = std::ranges::lower_bound(of.products, room, {}, &product::room);
  if (at == of.products.end() || at->room != room)
    at = of.products.insert(at, product{.room = room, .rates = {}});
  std::vector<rate> rates;
  for (std::size_t i = 0; i < at->rates.size(); ++i) rates.push_back(at->rates.unpacked(i));
  insert(rates, {nights, to.base, to.extra_adult, to.children});
  at->rates = rate_calendar(rates);
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
void restrict(std::vector<booking_rule>& rules, const change& what,
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
  rules = std::move(out);
}

// More than a hotel may have, from changes that add ever more nights.
std::optional<failure> too_large(const hotel& made) {
  std::size_t products = 0;
  for (const rate_plan& plan : made.plans) {
    std::size_t rates = 0;
    for (const product& each : plan.products) rates += each.rates.size();
    products += plan.products.size();
    if (rates > rates_limit || plan.rules.size() > rules_limit || products > products_limit)
      return refused("plan", plan.code,
                     "plan '" + plan.code + "' of hotel '" + made.code +
                         "' would have more rates, rules or rooms than a hotel may have");
  }
  return std::nullopt;
}

// More than a hotel may have, unless it had as many before: a calendar can hold more.
std::optional<failure> too_many_ranges(const hotel& in, const room_type& was, const room_type& is) {
  if (is.inventory->size() <= std::max(was.inventory->size(), inventory_limit)) return std::nullopt;
  return refused("room", is.code,
                 "room '" + is.code + "' of hotel '" + in.code +
                     "' would have more ranges of rooms to sell than a hotel may have");
}

void apply(hotel& to, const change& what, const change_place& at) {
  if (what.rate) set_rate(to.plans[*at.plan], *at.room, what.nights, *what.rate);
  if (at.plan) restrict(to.plans[*at.plan].rules, what, at.room, to.rooms.size());
  if (what.count) insert(*to.rooms[*at.room].inventory, {what.nights, *what.count});
}

}  // namespace

std::optional<failure> apply_change(hotel& to, const change& what) {
  const auto at = place_in(to, what);
  if (!at) return at.why();
  hotel changed = to;
  apply(changed, what, *at);
  if (auto no = too_large(changed)) return no;
  if (what.count)
    if (auto no = too_many_ranges(changed, to.rooms[*at->room], changed.rooms[*at->room])) return no;
  to = std::move(changed);
  return std::nullopt;
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
  bool is_changed = false;
  for (const auto& [i, at] : places) {
    out.refused[i] = apply_change(plain, changes[i]);
    is_changed |= !out.refused[i];
  }
  pause();
  if (is_changed) out.made = pack(plain, rest, calendars);
  return out;
}

}  // namespace pronto
