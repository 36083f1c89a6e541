// What the makers of a random hotel's parts share: its frame, and how amounts, dates and conditions
// are drawn and written.
#pragma once

#include "plain/dice.hpp"
#include "plain/iso_day.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace plain {

/// Drawn once a hotel.
struct frame {
  dice draw;
  day first = 0;  // the calendar, both included
  day last = 0;
  int decimals = 2;
  int unit_minor = 100;      // what about one euro is, in minor units
  int strictness = 1;        // 0: hardly any restriction, to 2: many
  bool few_amounts = false;  // amounts from a handful, so that totals tie
  int dense_calendars = 0;   // how many more calendars may change nearly every night
  std::vector<std::string> rooms{};
  std::vector<std::string> plans{};
};

/// True in `percent` of 100 draws, more or less often as the hotel is strict.
bool restricts(frame& f, int percent);

/// About `low` to `high` euros as a decimal string: whole, to the tenth or to the minor unit, and
/// with or without zeros at the end.
std::string random_amount(frame& f, int low, int high);

/// A percentage with up to four decimals, 0 and 100 among them.
std::string random_percent(frame& f);

/// {"start", "end"} that overlaps the calendar, and often leaves some of its nights out.
nlohmann::json random_dates(frame& f);

/// The same, with one of the ends missing at times.
nlohmann::json random_open_dates(frame& f);

/// {"min", "max"} with one or both, min from `low_min` to `high_min`, max up to `above` more.
nlohmann::json random_bounds(frame& f, int low_min, int high_min, int above);

/// Seven digits from Monday, most of them 1.
std::string random_weekdays(frame& f);

/// A part of the codes, at least one.
nlohmann::json random_scope(frame& f, const std::vector<std::string>& codes);

/// Supplements of one plan, taxes and promotions of the hotel (random_charges.cpp).
nlohmann::json random_supplements(frame& f);
nlohmann::json random_taxes(frame& f);
nlohmann::json random_promotions(frame& f);

}  // namespace plain
