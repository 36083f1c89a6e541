#include "sources/generated/availability.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>

namespace pronto::generated {

namespace {

constexpr int friday = 4;
constexpr int saturday = 5;

std::uint8_t without(int weekday) { return static_cast<std::uint8_t>(0x7f & ~(1 << weekday)); }
std::uint8_t only(int weekday) { return static_cast<std::uint8_t>(1 << weekday); }

bool is_new_years_eve(day date) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{date}}};
  return ymd.month() == std::chrono::December && ymd.day() == std::chrono::day{31};
}

// The rules of one scope, painted over one another and then read off as ranges without overlap.
class timeline {
public:
  explicit timeline(date_range nights)
      : nights_(nights), owner_(static_cast<std::size_t>(nights.last - nights.first + 1), none) {}

  void paint(date_range dates, const booking_rule& rule) {
    const day first = std::max(dates.first, nights_.first);
    const day last = std::min(dates.last, nights_.last);
    if (first > last) return;
    for (day d = first; d <= last; ++d)
      owner_[static_cast<std::size_t>(d - nights_.first)] = static_cast<int>(rules_.size());
    rules_.push_back(rule);
  }

  void append_to(std::vector<booking_rule>& out) const {
    for (std::size_t i = 0; i < owner_.size();) {
      std::size_t end = i + 1;
      while (end < owner_.size() && owner_[end] == owner_[i]) ++end;
      if (owner_[i] != none) {
        out.push_back(rules_[static_cast<std::size_t>(owner_[i])]);
        out.back().dates = {nights_.first + static_cast<day>(i),
                            nights_.first + static_cast<day>(end) - 1};
      }
      i = end;
    }
  }

private:
  static constexpr int none = -1;
  date_range nights_;
  std::vector<int> owner_;  // of each night, into rules_
  std::vector<booking_rule> rules_;
};

booking_rule at_least(int nights) {
  booking_rule rule;
  rule.los.min = nights;
  return rule;
}

date_range some_nights(const house& of, int length, random_stream& dice) {
  const int span = of.nights.last - of.nights.first + 1;
  const day first = of.nights.first + dice.below(std::max(1, span - length));
  return {first, std::min(of.nights.last, first + length - 1)};
}

void paint_closed(const house& of, int percent, random_stream& dice, timeline& to) {
  if (!dice.chance(percent)) return;
  booking_rule rule;
  rule.closed = true;
  to.paint(some_nights(of, dice.between(5, 24), dice), rule);
}

void paint_fairs(const house& of, random_stream& dice, timeline& to) {
  const bool through = dice.chance(25);
  int left = 3;
  for (const fair& each : of.fairs) {
    if (each.strength < 300 || left-- == 0) continue;
    const int nights = dice.between(2, 3);
    booking_rule rule = at_least(nights);
    if (through) {
      rule.los = {};
      rule.stay_through.min = nights;
    }
    to.paint(each.nights, rule);
  }
}

// At New Year's Eve nobody leaves on the day, and few come for it alone.
void paint_new_year(const house& of, random_stream& dice, timeline& to) {
  const int nights = dice.between(2, 4);
  for (day d = of.nights.first; d <= of.nights.last; ++d) {
    if (!is_new_years_eve(d)) continue;
    to.paint({d - 2, d + 1}, at_least(nights));
    booking_rule eve = at_least(nights);
    eve.departure.mask = without(weekday_of(d));
    eve.arrival.mask = without(weekday_of(d));
    to.paint({d, d}, eve);
  }
}

void paint_weekends(const house& of, random_stream& dice, timeline& to) {
  const auto high = high_weeks(of.where, of.nights);
  const date_range season = high.empty() ? some_nights(of, 28, dice) : high.front();
  int left = 4;
  for (day d = season.first; d <= season.last && left > 0; ++d) {
    if (weekday_of(d) != friday) continue;
    --left;
    to.paint({d, std::min(d + 1, season.last)}, at_least(2));
  }
}

void hotel_rules(const house& of, random_stream& dice, timeline& to) {
  if (dice.chance(8)) {
    booking_rule rule;
    rule.los.max = dice.between(2, 4) * 7;
    to.paint(of.nights, rule);
  }
  if (dice.chance(8)) {
    booking_rule rule;
    rule.arrival.mask = without(dice.chance(50) ? saturday : saturday + 1);
    to.paint(some_nights(of, dice.between(30, 90), dice), rule);
  }
  if (dice.chance(25)) paint_weekends(of, dice, to);
  if (dice.chance(45)) paint_fairs(of, dice, to);
  if (dice.chance(30)) paint_new_year(of, dice, to);
  paint_closed(of, 12, dice, to);
}

void seasonal_rules(const house& of, random_stream& dice, timeline& to) {
  to.paint(of.nights, at_least(dice.between(2, 3)));
  const bool saturdays = dice.chance(45);
  for (const date_range& weeks : high_weeks(of.where, of.nights)) {
    booking_rule rule;
    if (saturdays) {
      rule.arrival.mask = only(saturday);
      rule.departure.mask = only(saturday);
      rule.los.min = 7;
    } else if (dice.chance(30)) {
      rule.stay_through.min = 5;
    } else {
      rule.los.min = dice.between(4, 7);
    }
    to.paint(weeks, rule);
  }
}

void home_rules(const house& of, random_stream& dice, timeline& to) {
  booking_rule base = at_least(std::array{1, 2, 3, 4, 5, 7}[dice.weighted(
      std::array{20, 32, 22, 8, 10, 8})]);
  if (dice.chance(35)) base.los.max = dice.chance(70) ? 28 : 90;
  to.paint(of.nights, base);
  for (const date_range& weeks : high_weeks(of.where, of.nights)) {
    booking_rule rule = base;
    rule.los.min = std::max(base.los.min, dice.between(3, 7));
    if (dice.chance(20)) rule.arrival.mask = rule.departure.mask = only(saturday);
    to.paint(weeks, rule);
  }
  paint_closed(of, 15, dice, to);
}

// Counts of a type of room night by night, before they are read off as periods.
std::vector<int> hotel_counts(const house& of, random_stream& dice) {
  std::vector<int> counts;
  const auto nights = static_cast<std::size_t>(of.nights.last - of.nights.first + 1);
  const int most = dice.between(2, of.stars >= 4 ? 30 : 14);
  while (counts.size() < nights)
    counts.insert(counts.end(), static_cast<std::size_t>(dice.between(40, 120)),
                  dice.between((most + 2) / 3, most));
  counts.resize(nights);
  const auto sell_out = [&](date_range dates, int left) {
    for (day d = std::max(dates.first, of.nights.first); d <= std::min(dates.last, of.nights.last);
         ++d)
      counts[static_cast<std::size_t>(d - of.nights.first)] = left;
  };
  for (const fair& each : of.fairs)
    if (dice.chance(12)) sell_out(each.nights, dice.chance(70) ? 0 : 1);
  for (int left = dice.between(0, 2); left > 0; --left)
    sell_out(some_nights(of, dice.between(1, 3), dice), 0);
  return counts;
}

// One home is either let or not.
std::vector<int> home_counts(const house& of, random_stream& dice) {
  std::vector<int> counts;
  const auto nights = static_cast<std::size_t>(of.nights.last - of.nights.first + 1);
  const int free_up_to = dice.between(12, 50);
  while (counts.size() < nights) {
    counts.insert(counts.end(), static_cast<std::size_t>(dice.between(2, free_up_to)), 1);
    counts.insert(counts.end(), static_cast<std::size_t>(dice.between(2, 10)), 0);
  }
  counts.resize(nights);
  return counts;
}

}  // namespace

std::vector<inventory_period> make_inventory(const house& of, random_stream& dice) {
  const auto counts = of.kind == lodging::home ? home_counts(of, dice) : hotel_counts(of, dice);
  std::vector<inventory_period> out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const day night = of.nights.first + static_cast<day>(i);
    if (out.empty() || out.back().count != counts[i])
      out.push_back({{night, night}, counts[i]});
    else
      out.back().nights.last = night;
  }
  return out;
}

std::vector<booking_rule> make_rules(const house& of, std::size_t room_count,
                                     random_stream& dice) {
  std::vector<booking_rule> out;
  timeline all{of.nights};
  switch (of.kind) {
    case lodging::hotel:
      if (dice.chance(60)) hotel_rules(of, dice, all);
      break;
    case lodging::seasonal: seasonal_rules(of, dice, all); break;
    case lodging::home: home_rules(of, dice, all); break;
  }
  all.append_to(out);
  if (room_count > 1 && dice.chance(10)) {
    timeline one{of.nights};
    booking_rule rule;
    if (dice.chance(40))
      rule.closed = true;
    else
      rule.los.min = 2;
    one.paint(some_nights(of, dice.between(3, 20), dice), rule);
    const std::size_t before = out.size();
    one.append_to(out);
    const auto room = static_cast<std::uint32_t>(dice.below(static_cast<int>(room_count)));
    for (std::size_t i = before; i < out.size(); ++i) out[i].room = room;
  }
  return out;
}

}  // namespace pronto::generated
