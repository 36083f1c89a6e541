#include "catalog/change.hpp"

#include <algorithm>

#include "catalog/hotel_limits.hpp"

namespace pronto {

namespace {

failure wrong(std::string field, std::string value, std::string text) {
  return {.code = failure_code::usage,
          .text = "the change " + std::move(text),
          .field = std::move(field),
          .value = std::move(value)};
}

std::optional<failure> wrong_nights(date_range nights) {
  if (nights.first < first_calendar_day || nights.last > last_calendar_day)
    return wrong("start", "", "needs its first and its last night, from 1970 to 9999");
  const std::string range = format_day(nights.first) + " to " + format_day(nights.last);
  if (nights.first > nights.last)
    return wrong("end", format_day(nights.last), "ends before it begins: " + range);
  if (nights.last - nights.first >= change_nights_max)
    return wrong("end", format_day(nights.last),
                 "is for more than " + std::to_string(change_nights_max) + " nights: " + range +
                     "; send it in parts");
  return std::nullopt;
}

std::optional<failure> wrong_amount(std::string field, std::int64_t amount) {
  if (0 <= amount && amount <= max_amount_minor) return std::nullopt;
  return wrong(std::move(field), std::to_string(amount),
               "has an amount of " + std::to_string(amount) + "; from 0 to " +
                   std::to_string(max_amount_minor) + " of the smallest coin are taken");
}

std::optional<failure> wrong_rate(const new_rate& rate) {
  if (rate.base.empty() || rate.base.size() > amounts_limit)
    return wrong("base", "", "needs 1 to " + std::to_string(amounts_limit) +
                                 " amounts by number of guests for its rate");
  int before = 0;
  for (const auto& [guests, amount] : rate.base) {
    if (guests <= before || guests > guests_limit)
      return wrong("base", std::to_string(guests),
                   "has amounts for numbers of guests that do not ascend from 1 to " +
                       std::to_string(guests_limit));
    before = guests;
    if (auto no = wrong_amount("base", amount)) return no;
  }
  if (rate.extra_adult)
    if (auto no = wrong_amount("extra_adult", *rate.extra_adult)) return no;
  if (rate.children.size() > amounts_limit)
    return wrong("children", "",
                 "has more than " + std::to_string(amounts_limit) + " child bands");
  int from = 0;
  for (const child_band& each : rate.children) {
    if (each.min_age < from || each.min_age >= each.max_age || each.max_age > age_limit)
      return wrong("children", std::to_string(each.min_age),
                   "has child bands that are not in order of ages from 0 to " +
                       std::to_string(age_limit) + ", or that overlap");
    from = each.max_age;
    if (auto no = wrong_amount("children", each.amount)) return no;
  }
  return std::nullopt;
}

std::optional<failure> wrong_number(const char* field, const std::optional<int>& value, int most) {
  if (!value || (0 <= *value && *value <= most)) return std::nullopt;
  return wrong(field, std::to_string(*value),
               std::string("has a ") + field + " of " + std::to_string(*value) + "; from 0 to " +
                   std::to_string(most) + " is taken");
}

std::optional<failure> wrong_lengths(const char* least, const std::optional<int>& min,
                                     const std::optional<int>& max) {
  if (!min || !max || *max == 0 || *min <= *max) return std::nullopt;
  return wrong(least, std::to_string(*min), std::string("has a ") + least + " of " +
                                                std::to_string(*min) + " above its maximum, " +
                                                std::to_string(*max));
}

}  // namespace

bool restricts(const change& what) {
  return what.closed || what.closed_to_arrival || what.closed_to_departure || what.min_los ||
         what.max_los || what.min_stay_through || what.max_stay_through;
}

std::optional<failure> wrong_change(const change& what) {
  if (what.hotel.empty()) return wrong("hotel", "", "does not name its hotel");
  if (auto no = wrong_nights(what.nights)) return no;
  if (!what.rate && !restricts(what) && !what.count)
    return wrong("", "", "names nothing that changes: no amounts, restriction or count");
  if (what.plan.empty() && (what.rate || restricts(what)))
    return wrong("plan", "", "does not name the plan of its amounts or restrictions");
  if (what.room.empty() && (what.rate || what.count))
    return wrong("room", "", "does not name the room of its amounts or count");
  if (what.rate)
    if (auto no = wrong_rate(*what.rate)) return no;
  if (auto no = wrong_number("min_los", what.min_los, days_limit)) return no;
  if (auto no = wrong_number("max_los", what.max_los, days_limit)) return no;
  if (auto no = wrong_number("min_stay_through", what.min_stay_through, days_limit)) return no;
  if (auto no = wrong_number("max_stay_through", what.max_stay_through, days_limit)) return no;
  if (auto no = wrong_lengths("min_los", what.min_los, what.max_los)) return no;
  if (auto no = wrong_lengths("min_stay_through", what.min_stay_through, what.max_stay_through))
    return no;
  return wrong_number("count", what.count, inventory_count_limit);
}

}  // namespace pronto
