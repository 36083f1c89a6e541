#include "app/shown/calendar_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "app/shown/answer_text.hpp"
#include "app/terminal/table.hpp"

namespace pronto {

namespace {

constexpr std::size_t days_a_week = 7;
constexpr std::string_view no_total = "-";

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// How dear a day is among those that have an offer: the cheapest, and by thirds of the others.
class scale {
public:
  explicit scale(std::span<const calendar_day> days) {
    for (const auto& each : days)
      if (each.best) totals_.push_back(each.best->total);
    std::ranges::sort(totals_);
  }

  std::string painted(std::int64_t total, std::string_view text, bool colour) const {
    const auto cheaper = static_cast<std::size_t>(std::ranges::lower_bound(totals_, total) -
                                                  totals_.begin());
    if (cheaper == 0)
      return paint(style::bold, paint(style::good, text, colour), colour);
    if (3 * cheaper < totals_.size()) return paint(style::good, text, colour);
    if (3 * cheaper < 2 * totals_.size()) return paint(style::warning, text, colour);
    return paint(style::bad, text, colour);
  }

private:
  std::vector<std::int64_t> totals_;
};

std::string total_text(const calendar_day& of, const currency& in) {
  return of.best ? format_amount(of.best->total, in.decimals) : std::string(no_total);
}

std::string amount_text(std::int64_t minor, const currency& in) {
  return format_amount(minor, in.decimals) + " " + std::string(in.code_text());
}

std::string padding(int columns, std::string_view before) {
  return std::string(static_cast<std::size_t>(std::max(0, columns - display_width(before))), ' ');
}

int day_width(const calendar_answer& answer) {
  int width = 3;  // of "Mon"
  for (const auto& each : answer.days)
    width = std::max(width, display_width(total_text(each, answer.money)));
  return width;
}

std::string month_of(day date) { return format_day(date).substr(0, 7); }

std::string month_title(day date) {
  const auto text = format_day(date);
  const auto month = static_cast<std::size_t>(std::stoi(text.substr(5, 2)));
  return std::string(month_names[month - 1]) + " " + text.substr(0, 4);
}

/// The columns of a grid: how wide a day is, and how far apart two are.
struct columns {
  int day = 0;
  int gap = 2;

  int all() const { return static_cast<int>(days_a_week) * (day + gap) - gap; }
};

/// The columns that fit the screen, if any do.
std::optional<columns> fitting(const calendar_answer& answer, int screen) {
  columns out{.day = day_width(answer)};
  if (screen > 0 && out.all() > screen) out.gap = 1;
  if (screen > 0 && out.all() > screen) return std::nullopt;
  return out;
}

/// One line of a week; cells are put where their weekday is, and nothing behind the last.
class week_line {
public:
  explicit week_line(const columns& at) : columns_(at) {}

  void put(std::size_t weekday, std::string_view text, std::string_view painted) {
    const int column = static_cast<int>(weekday) * (columns_.day + columns_.gap);
    line_ += std::string(static_cast<std::size_t>(column - at_), ' ') + padding(columns_.day, text);
    line_ += painted;
    at_ = column + columns_.day;
  }
  std::string text() const { return line_ + "\n"; }

private:
  columns columns_;
  int at_ = 0;
  std::string line_;
};

std::string weekday_heads(const columns& at, const appearance& look) {
  week_line heads(at);
  for (std::size_t i = 0; i < days_a_week; ++i) {
    const auto name = weekday_name(static_cast<int>(i));
    heads.put(i, name, paint(style::bold, name, look.colour));
  }
  return heads.text();
}

std::string week(std::span<const calendar_day> days, const columns& at, const currency& in,
                 const scale& by, const appearance& look) {
  week_line numbers(at);
  week_line totals(at);
  for (const auto& each : days) {
    const auto weekday = static_cast<std::size_t>(weekday_of(each.arrival));
    const auto number = std::to_string(std::stoi(format_day(each.arrival).substr(8)));
    numbers.put(weekday, number, number);
    const auto total = total_text(each, in);
    totals.put(weekday, total,
               each.best ? by.painted(each.best->total, total, look.colour)
                         : paint(style::faint, total, look.colour));
  }
  return numbers.text() + totals.text();
}

/// Days of one month.
std::string month(std::span<const calendar_day> days, const columns& at, const currency& in,
                  const scale& by, const appearance& look) {
  std::string out = "\n" + paint(style::bold, month_title(days.front().arrival), look.colour) +
                    "\n" + weekday_heads(at, look);
  while (!days.empty()) {
    const auto left = days_a_week - static_cast<std::size_t>(weekday_of(days.front().arrival));
    const auto count = std::min(left, days.size());
    out += week(days.first(count), at, in, by, look);
    days = days.subspan(count);
  }
  return out;
}

std::string grid(const calendar_answer& answer, const columns& at, const appearance& look) {
  const scale by(answer.days);
  std::string out;
  for (std::span<const calendar_day> rest = answer.days; !rest.empty();) {
    const auto name = month_of(rest.front().arrival);
    const auto end = std::ranges::find_if(
        rest, [&](const calendar_day& each) { return month_of(each.arrival) != name; });
    const auto count = static_cast<std::size_t>(end - rest.begin());
    out += month(rest.first(count), at, answer.money, by, look);
    rest = rest.subspan(count);
  }
  return out;
}

std::string why_text(const calendar_day& of) {
  return std::string(of.refused ? explain(*of.refused) : explain(*of.gap));
}

/// Hotels of several cities: which one is cheapest is part of the answer.
bool is_of_several(const calendar_answer& answer) {
  return answer.city.empty() && answer.cities.size() != 1;
}

std::string list(const calendar_answer& answer, const appearance& look) {
  const bool with_cities = is_of_several(answer);
  table rows({{"Arrival", side::left},
              {"Total", side::right},
              {"City", side::left, true},
              {"Hotel", side::left, true}});
  for (const auto& each : answer.days)
    rows.add_row({{dated(each.arrival)},
                  {total_text(each, answer.money)},
                  {with_cities && each.best ? each.best->city : ""},
                  {each.best ? named(each.best->hotel_name, each.best->hotel) : why_text(each),
                   each.best ? style::plain : style::faint}});
  return "\n" + rows.render(look);
}

const calendar_day* cheapest_of(const calendar_answer& answer) {
  const calendar_day* out = nullptr;
  for (const auto& each : answer.days)
    if (each.best && (!out || each.best->total < out->best->total)) out = &each;
  return out;
}

std::string cheapest_text(const calendar_answer& answer, const appearance& look) {
  const auto* day = cheapest_of(answer);
  if (day == nullptr) return {};
  const auto& best = *day->best;
  const auto same = std::ranges::count_if(answer.days, [&](const calendar_day& each) {
    return each.best && each.best->total == best.total;
  });
  std::string out = paint(style::bold, "cheapest", look.colour) + "  " +
                    amount_text(best.total, answer.money) +
                    (best.own_money == answer.money
                         ? ""
                         : " (the hotel's own " + amount_text(best.own_total, best.own_money) + ")") +
                    ", " + dated(day->arrival) + " to " +
                    dated(day->arrival + answer.nights);
  const auto others = static_cast<std::uint64_t>(same - 1);
  if (others > 0) out += ", and on " + counted(others, "other arrival", "other arrivals");
  return out + "\n          " +
         printable(named(best.hotel_name, best.hotel) +
                   (is_of_several(answer) ? ", " + best.city + " (" + best.country + ")" : "") +
                   ", room " + best.room + ", plan " +
                   best.plan) +
         "\n";
}

/// How many arrivals have an offer; the others by why not, the most frequent first.
std::string counts_text(const calendar_answer& answer) {
  std::map<std::string, std::size_t> gaps;
  std::size_t without = 0;
  for (const auto& each : answer.days) {
    if (each.best) continue;
    ++gaps[why_text(each)];
    ++without;
  }
  std::string out = grouped(answer.days.size() - without) + " of " +
                    counted(answer.days.size(), "arrival", "arrivals") + " have an offer";
  if (answer.other_currency > 0)
    out += "; " + counted(answer.other_currency, "hotel", "hotels") +
           " left out, of another currency than " + std::string(answer.money.code_text()) +
           "; --currency with exchange rates has all in one";
  out += " (generation " + std::to_string(answer.generation) + ")\n";
  std::vector<std::pair<std::string, std::size_t>> sorted(gaps.begin(), gaps.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{},
                           [](const auto& each) { return each.second; });
  for (const auto& [why, count] : sorted)
    out += counted(count, "arrival", "arrivals") + ": " + why + "\n";
  return out;
}

/// Where one hotel has no offer on any day: what says more than a sentence a day does.
std::string quote_hint(const calendar_answer& answer) {
  const bool has_any =
      std::ranges::any_of(answer.days, [](const auto& each) { return each.best.has_value(); });
  std::map<reason, std::size_t> reasons;
  for (const auto& each : answer.days)
    if (each.refused) ++reasons[*each.refused];
  if (answer.hotel.empty() || has_any || reasons.empty()) return {};
  const auto usual = std::ranges::max_element(
      reasons, {}, [](const auto& each) { return each.second; })->first;
  const auto refused = std::ranges::find(answer.days, usual, &calendar_day::refused);
  return "what each room and plan allows: 'quote " + answer.hotel + " --arrival " +
         format_day(refused->arrival) + " --nights " + std::to_string(answer.nights) +
         "', for the same guests\n";
}

}  // namespace

std::string to_text(const calendar_answer& answer, const calendar_request& request,
                    const appearance& look) {
  const auto whose = !answer.hotel.empty()    ? named(answer.hotel_name, answer.hotel)
                     : answer.city.empty()   ? searched_text(answer.cities, answer.hotels)
                                             : answer.city + " (" + answer.country + ")";
  std::string out = heading(whose + narrowed_text(request.keep), guests_text(request.when) + "; lowest totals by arrival, in " +
                                       std::string(answer.money.code_text()),
                            look);
  const auto at = is_of_several(answer) ? std::nullopt : fitting(answer, look.columns);
  out += at ? grid(answer, *at, look) : list(answer, look);
  return out + "\n" + cheapest_text(answer, look) + counts_text(answer) + quote_hint(answer) +
         rates_text(answer.rates) +
         notes_text(answer.notes, look);
}

}  // namespace pronto
