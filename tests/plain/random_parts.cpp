#include "plain/random_parts.hpp"

#include "plain/exact.hpp"

#include <algorithm>
#include <utility>

namespace plain {

using nlohmann::json;

bool restricts(frame& f, int percent) {
  const int scaled = f.strictness == 0 ? percent / 5 : percent * (f.strictness + 1) / 2;
  return f.draw.chance(scaled);
}

std::string random_amount(frame& f, int low, int high) {
  int minor = f.draw.between(low, high) * f.unit_minor;
  if (f.few_amounts) {
    minor = (f.draw.chance(50) ? low : (low + high) / 2) * f.unit_minor;
  } else if (f.draw.chance(55)) {
    const int step = f.draw.chance(20) ? std::max(1, f.unit_minor / 10) : 1;
    minor += f.draw.between(0, std::max(0, f.unit_minor - 1) / step) * step;
  }
  std::string text = decimal_text(minor, f.decimals);
  if (f.decimals > 0 && f.draw.chance(25)) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string random_percent(frame& f) {
  if (f.draw.chance(4)) return f.draw.one_of({"0", "100", "100.00", "0.01"});
  if (f.draw.chance(15)) return f.draw.one_of({"8.875", "33.33", "0.5", "2.4375", "14.9999"});
  if (f.draw.chance(30)) return f.draw.one_of({"7.5", "12.5", "7.70", "3.8", "22.25"});
  return std::to_string(f.draw.between(1, 30));
}

json random_dates(frame& f) {
  const int nights = f.last - f.first + 1;
  const day start = f.draw.chance(30) ? f.first - f.draw.between(0, 20)
                                      : f.first + f.draw.between(0, nights * 3 / 4);
  const int length = f.draw.chance(30) ? f.draw.between(1, 5) : f.draw.between(6, nights);
  const day end = std::max(start + length - 1, f.first);
  return {{"start", iso_date_of(start)}, {"end", iso_date_of(end)}};
}

json random_open_dates(frame& f) {
  json dates = random_dates(f);
  if (f.draw.chance(20)) dates.erase(f.draw.one_of({"start", "end"}));
  return dates;
}

json random_bounds(frame& f, int low_min, int high_min, int above) {
  const int min = f.draw.between(low_min, high_min);
  const int max = min + f.draw.between(0, above);
  const int form = f.draw.between(0, 2);
  if (form == 0) return {{"min", min}};
  if (form == 1) return {{"max", max}};
  return {{"min", min}, {"max", max}};
}

std::string random_weekdays(frame& f) {
  const int percent = f.draw.one_of({50, 75, 90, 90});
  std::string days;
  for (int i = 0; i < 7; ++i) days += f.draw.chance(percent) ? '1' : '0';
  return days;
}

json random_scope(frame& f, const std::vector<std::string>& codes) {
  json scope = json::array();
  for (const std::string& code : codes)
    if (f.draw.chance(60)) scope.push_back(code);
  if (scope.empty()) scope.push_back(f.draw.one_of(codes));
  return scope;
}

}  // namespace plain
