#include "catalog/packed/calendar_edit.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>
#include <vector>

namespace pronto {

using namespace packed;

namespace {

/// The columns of a rate and their amounts, in order.
std::vector<std::pair<rate_column, std::int64_t>> columns_of(const new_rate& rate) {
  std::vector<std::pair<rate_column, std::int64_t>> out;
  for (const auto& [guests, amount] : rate.base)
    out.push_back({{rate_column::kind::base, guests, guests}, amount});
  if (rate.extra_adult) out.push_back({{rate_column::kind::extra_adult, 0, 0}, *rate.extra_adult});
  for (const child_band& each : rate.children)
    out.push_back({{rate_column::kind::child, each.min_age, each.max_age}, each.amount});
  return out;
}

bool has(const rule_series& of, limit what) {
  return (of.limits & 1u << static_cast<unsigned>(what)) != 0;
}

}  // namespace

calendar_editor::calendar_editor(const packed::hotel& of) : of_(of), base_(calendar_of(of)) {
  edit_.patches.assign(base_.patches().begin(), base_.patches().end());
  next_series_ = base_.series().size();
  for (const packed::rate_plan& plan : of.plans) {
    for (const packed::product& each : plan.products) edit_.spans.push_back(each.rates.span());
    for (const rule_series& each : plan.rules.series())
      next_series_ = std::max(next_series_, each.first + std::size_t(std::popcount(each.limits)));
  }
}

bool calendar_editor::apply(const change& what, const change_place& at) {
  const date_range nights = what.nights;
  if (!base_.holds(nights)) return false;
  if (what.rate && !set_rate(*at.plan, *at.room, nights, *what.rate)) return false;
  const auto limit_days = [&](limit which, std::optional<std::int64_t> value) {
    return !value || restrict(*at.plan, which, at.room, nights, *value);
  };
  const auto flag = [](const std::optional<bool>& is, std::int64_t value) {
    return is ? std::optional(*is ? value : 0) : std::nullopt;
  };
  const auto least = [](const std::optional<int>& length) {
    return length ? std::optional<std::int64_t>(*length <= 1 ? 0 : *length) : std::nullopt;
  };
  const auto greatest = [](const std::optional<int>& length) {
    return length ? std::optional<std::int64_t>(*length) : std::nullopt;
  };
  const std::int64_t all_days = weekdays{}.mask;
  return limit_days(limit::closed, flag(what.closed, 1)) &&
         limit_days(limit::closed_arrivals, flag(what.closed_to_arrival, all_days)) &&
         limit_days(limit::closed_departures, flag(what.closed_to_departure, all_days)) &&
         limit_days(limit::least_los, least(what.min_los)) &&
         limit_days(limit::greatest_los, greatest(what.max_los)) &&
         limit_days(limit::least_stay, least(what.min_stay_through)) &&
         limit_days(limit::greatest_stay, greatest(what.max_stay_through)) &&
         (!what.count || set_count(*at.room, nights, *what.count));
}

bool calendar_editor::set_rate(std::size_t plan, std::uint32_t room, date_range nights,
                               const new_rate& to) {
  std::size_t number = 0;
  for (std::size_t i = 0; i < plan; ++i) number += of_.plans[i].products.size();
  const auto& in = of_.plans[plan];
  const auto found = std::ranges::lower_bound(in.products, room, {}, &packed::product::room);
  if (found == in.products.end() || found->room != room) return false;
  number += static_cast<std::size_t>(found - in.products.begin());
  const rates& of = found->rates;
  if (of.empty() || of.is_listed()) return false;

  const auto wanted = columns_of(to);
  const std::size_t columns = of.columns().size();
  std::vector<std::int64_t> amounts(columns);
  std::vector<bool> named(columns);
  for (const auto& [column, amount] : wanted) {
    const auto at = std::ranges::lower_bound(of.columns(), column);
    if (at == of.columns().end() || *at != column) return false;
    const auto i = static_cast<std::size_t>(at - of.columns().begin());
    amounts[i] = amount;
    named[i] = true;
  }
  const rate_series& series = of.series();
  if (!series.partial && wanted.size() != columns) return false;
  const bool beginnings_matter = in.unit_multiplier > 1 && in.free_nights;
  if (beginnings_matter && !series.starts && !begins_by_amounts(of, nights, amounts)) return false;

  set(series.first, nights, 1);
  for (std::size_t i = 0; i < columns; ++i) {
    if (named[i]) set(series.first + 1 + i, nights, amounts[i]);
    if (series.partial) set(series.first + 1 + columns + i, nights, named[i] ? 1 : 0);
  }
  if (series.starts) {
    const std::size_t starts = series.first + 1 + columns + (series.partial ? columns : 0);
    set(starts, {nights.first, nights.first}, 1);
    if (nights.first < nights.last) set(starts, {nights.first + 1, nights.last}, 0);
    const date_range after{nights.last + 1, nights.last + 1};
    if (base_.holds(after)) set(starts, after, 1);
  }
  date_range& span = edit_.spans[number];
  const date_range with = joined(span, nights);
  changed_ |= with != span;
  span = with;
  return true;
}

// Whether the rate and the one behind it begin where an amount changes. Requires: the rate has all
// columns.
bool calendar_editor::begins_by_amounts(const rates& of, date_range nights,
                                        std::span<const std::int64_t> amounts) const {
  const calendar in = now();
  const auto differs_from = [&](day night) {
    if (!in.holds({night, night}) || in.at(of.series().first, night) == 0) return true;
    for (std::size_t i = 0; i < amounts.size(); ++i)
      if (in.at(of.series().first + 1 + i, night) != amounts[i]) return true;
    return false;
  };
  return differs_from(nights.first - 1) && differs_from(nights.last + 1);
}

bool calendar_editor::is_throughout(std::size_t series, date_range nights,
                                    std::int64_t value) const {
  bool out = true;
  now().walk(series, nights, [&](day, std::span<const std::int64_t> values) {
    return out = std::ranges::all_of(values, [&](std::int64_t each) { return each == value; });
  });
  return out;
}

// What a rule for all rooms says of these nights cannot be lifted for one of them.
bool calendar_editor::restrict(std::size_t plan, limit what, std::optional<std::uint32_t> room,
                               date_range nights, std::int64_t value) {
  const auto& rules = of_.plans[plan].rules;
  for (const booking_rule& each : rules.listed())
    if (overlap(each.dates, nights) && (!room || !each.room || *each.room == *room)) return false;

  const std::uint32_t target = room.value_or(rule_series::all_rooms);
  std::optional<std::size_t> own;
  bool possible = true;
  const auto look_at = [&](const rule_series& each) {
    if (!has(each, what)) return;
    const std::size_t series = number_of(each, what);
    if (each.room == target && !own)
      own = series;
    else if (each.room == target || !room)
      set(series, nights, 0);
    else if (each.room == rule_series::all_rooms)
      possible = possible && is_throughout(series, nights, 0);
  };
  for (const rule_series& each : rules.series()) look_at(each);
  for (const auto& [of, each] : edit_.rules)
    if (of == plan) look_at(each);
  if (!possible) return false;
  if (own) {
    set(*own, nights, value);
    return true;
  }
  return value == 0 || add_limit(plan, what, target, nights, value);
}

bool calendar_editor::add_limit(std::size_t plan, limit what, std::uint32_t room, date_range nights,
                                std::int64_t value) {
  if (next_series_ > std::numeric_limits<std::uint16_t>::max()) return false;
  edit_.rules.emplace_back(plan,
                           rule_series{room, static_cast<std::uint16_t>(next_series_),
                                       static_cast<std::uint8_t>(1u << static_cast<unsigned>(what))});
  set(next_series_++, nights, value);
  return true;
}

bool calendar_editor::set_count(std::uint32_t room, date_range nights, int count) {
  const auto& of = of_.rooms[room].inventory;
  if (of.is_listed()) return false;
  set(of.series(), nights, count);
  return true;
}

void calendar_editor::set(std::size_t series, date_range nights, std::int64_t value) {
  if (is_throughout(series, nights, value)) return;
  changed_ = true;
  const day first = base_.nights().first;
  patch({static_cast<std::uint32_t>(series), static_cast<std::uint16_t>(nights.first - first),
         static_cast<std::uint16_t>(nights.last - first), value});
}

// Whether it says what was packed anyway.
bool calendar_editor::is_packed(series_patch which) const {
  const calendar packed(base_.series(), 0);
  if (which.series >= base_.series().size()) return which.value == 0;
  bool out = true;
  packed.walk(which.series, {which.first, which.last},
              [&](day, std::span<const std::int64_t> values) {
                return out = std::ranges::all_of(
                           values, [&](std::int64_t each) { return each == which.value; });
              });
  return out;
}

// Cuts those before that hold some of the same nights.
void calendar_editor::patch(series_patch fresh) {
  auto& all = edit_.patches;
  const auto from = std::ranges::lower_bound(all, std::pair(fresh.series, fresh.first), {},
                                             [](const series_patch& each) {
                                               return std::pair(each.series, each.last);
                                             });
  const auto to = std::ranges::upper_bound(from, all.end(), std::pair(fresh.series, fresh.last), {},
                                           [](const series_patch& each) {
                                             return std::pair(each.series, each.first);
                                           });
  std::vector<series_patch> instead;
  if (from != to && from->first < fresh.first) {
    instead.push_back(*from);
    instead.back().last = static_cast<std::uint16_t>(fresh.first - 1);
  }
  if (!is_packed(fresh)) instead.push_back(fresh);
  if (from != to && std::prev(to)->last > fresh.last) {
    instead.push_back(*std::prev(to));
    instead.back().first = static_cast<std::uint16_t>(fresh.last + 1);
  }
  all.insert(all.erase(from, to), instead.begin(), instead.end());
}

}  // namespace pronto
