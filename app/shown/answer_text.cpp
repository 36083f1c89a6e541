#include "app/shown/answer_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "app/shown/memory_text.hpp"
#include "app/terminal/table.hpp"
#include "bytes_text.hpp"

namespace pronto {

namespace {

constexpr std::array<std::string_view, 7> weekday_names = {"Mon", "Tue", "Wed", "Thu",
                                                           "Fri", "Sat", "Sun"};

std::string money(std::int64_t minor, const currency& in) {
  return format_amount(minor, in.decimals);
}

std::string money_with_code(std::int64_t minor, const currency& in) {
  return money(minor, in) + " " + std::string(in.code_text());
}

/// "room only", from the word that documents have.
std::string in_words(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

/// "2 adults, 2 children (4, 9)".
std::string guests_of_room(int adults, const std::vector<int>& child_ages) {
  std::string out = counted(static_cast<std::uint64_t>(adults), "adult", "adults");
  if (child_ages.empty()) return out;
  out += ", " + counted(child_ages.size(), "child", "children") + " (";
  for (std::size_t i = 0; i < child_ages.size(); ++i)
    out += (i > 0 ? ", " : "") + std::to_string(child_ages[i]);
  return out + ")";
}

/// "3 nights, 2 rooms: 2 adults; 1 adult", or as guests_text has it for one room.
std::string guests_text(const stay_request& when, const std::vector<room_guests>& more_rooms) {
  if (more_rooms.empty()) return guests_text(when);
  std::string out = counted(static_cast<std::uint64_t>(when.nights), "night", "nights") + ", " +
                    std::to_string(more_rooms.size() + 1) +
                    " rooms: " + guests_of_room(when.adults, when.child_ages);
  for (const auto& each : more_rooms) out += "; " + guests_of_room(each.adults, each.child_ages);
  return out;
}

/// "Mon 2027-03-01 to Thu 2027-03-04, 3 nights, 2 adults, 2 children (4, 9)".
std::string stay_text(const stay_request& when, const std::vector<room_guests>& more_rooms = {}) {
  return dated(when.arrival) + " to " + dated(when.arrival + when.nights) + ", " +
         guests_text(when, more_rooms);
}

std::string point_text(const circle& of) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.4f,%.4f", of.latitude, of.longitude);
  return buffer.data();
}

/// "arrival from Mon 2027-03-01 to Thu 2027-03-04, 3 nights, 2 adults".
std::string arrivals_text(const find_request& of) {
  return "arrival from " + dated(of.when.arrival - of.days_before) + " to " +
         dated(of.when.arrival + of.days_after) + ", " + guests_text(of.when, of.more_rooms);
}

/// In the currency that was asked for, or else the hotel's own.
std::int64_t total_shown(const offer& of) { return of.converted ? of.converted->total : of.total; }
const currency& currency_shown(const offer& of) {
  return of.converted ? of.converted->money : of.money;
}

/// What the hotel itself says, where that is in another currency.
std::string own_total(const offer& of) {
  if (!of.converted || of.converted->money == of.money) return {};
  return money_with_code(of.total, of.money);
}

std::int64_t lowest_total(const std::vector<offer>& offers) {
  auto lowest = total_shown(offers.front());
  for (const auto& each : offers) lowest = std::min(lowest, total_shown(each));
  return lowest;
}

/// What several rooms have, once where it is the same for all.
template <class Tell>
std::string of_all_rooms(const offer& of, std::string first, Tell tell) {
  std::string out = first;
  bool are_same = true;
  for (const auto& each : of.more_rooms) {
    const std::string one = tell(each);
    are_same = are_same && one == first;
    out += " + " + one;
  }
  return are_same ? first : out;
}

/// The last columns of an offer's row, the same in both tables.
void append_product(const offer& of, std::int64_t lowest, std::vector<cell>& row) {
  std::string rooms = named(of.room_name, of.room);
  bool refundable = of.refundable;
  for (const auto& each : of.more_rooms) {
    rooms += " + " + named(each.room_name, each.room);
    refundable = refundable && each.refundable;
  }
  row.emplace_back(std::move(rooms));
  row.emplace_back(of_all_rooms(of, named(of.plan_name, of.plan), [](const offered_room& each) {
    return named(each.plan_name, each.plan);
  }));
  row.emplace_back(of_all_rooms(of, in_words(to_string(of.board)), [](const offered_room& each) {
    return in_words(to_string(each.board));
  }));
  row.emplace_back(refundable ? "yes" : "no");
  row.emplace_back(own_total(of), style::faint);
  row.emplace_back(money_with_code(total_shown(of), currency_shown(of)),
                   total_shown(of) == lowest ? style::good : style::plain);
}

// On a narrow screen what decides about the money stays longest: whether it comes back, and whether
// there is breakfast for it.
std::vector<column> with_product(std::vector<column> first) {
  first.insert(first.end(), {{"Room", side::left, true, 4},
                             {"Plan", side::left, true, 2},
                             {"Meals", side::left, false, 6},
                             {"Refundable", side::left, false, 7},
                             {"Hotel's own", side::right, false, 5},
                             {"Total", side::right}});
  return first;
}

std::string offers_table(const find_answer& answer, bool with_arrivals, const appearance& look) {
  const auto& offers = answer.offers;
  const bool with_cities = answer.city.empty();
  if (offers.empty()) return {};
  table rows(with_product({{"#", side::right},
                           {"Hotel", side::left, true},
                           {"Code", side::left},
                           {"City", side::left, true},
                           {"Stars", side::left, false, 1},
                           {"Away", side::right, false, 3},
                           {"Arrival", side::left}}));
  const auto lowest = lowest_total(offers);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const auto& each = offers[i];
    std::vector<cell> row = {{std::to_string(answer.offers_before + i + 1), style::faint},
                             {each.hotel_name, style::bold},
                             {each.hotel},
                             {with_cities ? each.city : ""},
                             {stars_text(each.stars), style::warning},
                             {distance_text(each.distance_km)},
                             {with_arrivals ? dated(each.arrival) : ""}};
    append_product(each, lowest, row);
    rows.add_row(std::move(row));
  }
  return "\n" + rows.render(look) + "\n";
}

std::string products_table(const std::vector<offer>& offers, const appearance& look) {
  if (offers.empty()) return {};
  table rows(with_product({{"#", side::right}}));
  const auto lowest = lowest_total(offers);
  for (std::size_t i = 0; i < offers.size(); ++i) {
    std::vector<cell> row = {{std::to_string(i + 1), style::faint}};
    append_product(offers[i], lowest, row);
    rows.add_row(std::move(row));
  }
  return "\n" + rows.render(look);
}

/// One of several rooms as an offer of its own.
offer as_offer(const offered_room& one, const offer& of) {
  offer out;
  out.hotel = of.hotel;
  out.hotel_name = of.hotel_name;
  out.room = one.room;
  out.room_name = one.room_name;
  out.plan = one.plan;
  out.plan_name = one.plan_name;
  out.money = of.money;
  out.cost = one.cost;
  out.why = one.why;
  out.token = one.token;
  return out;
}

/// " = 87.90 EUR, 1 GBP = ...", where it was converted.
std::string converted_text(const offer& of) {
  if (!of.converted || !of.converted->by) return {};
  return " = " + money_with_code(of.converted->total, of.converted->money) + ", " +
         rate_text(*of.converted->by);
}

/// `before`: so many offers are on the pages before.
std::string ledgers(const std::vector<offer>& offers, std::size_t before, const appearance& look) {
  std::string out;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const auto& each = offers[i];
    out += ledger(each, before + i + 1, look) + "\n";
    std::size_t number = 1;
    for (const auto& room : each.more_rooms)
      out += ledger(as_offer(room, each), before + i + 1, look, ++number) + "\n";
    if (!each.more_rooms.empty())
      out += paint(style::bold, std::to_string(before + i + 1) + ". all rooms: " +
                                    money_with_code(each.total, each.money) + converted_text(each),
                   look.colour) + "\n\n";
  }
  return out;
}

/// "at least 2 nights", "2 to 5 guests", "at most 30 days ahead"; empty where nothing is known.
std::string allowed_text(const refused_product& of) {
  if (!of.least && !of.most) return {};
  const bool are_guests = of.why == reason::invalid_occupancy;
  const bool are_days = of.why == reason::advance_booking;
  const auto what = [&](int n) {
    const auto count = static_cast<std::uint64_t>(std::max(n, 0));
    return are_guests ? counted(count, "guest", "guests")
           : are_days ? counted(count, "day", "days") + " ahead"
                      : counted(count, "night", "nights");
  };
  if (of.most && *of.most < of.least.value_or(0)) return "none is";
  if (!of.most) return "at least " + what(*of.least);
  if (!of.least || *of.least == 0) return "at most " + what(*of.most);
  return *of.least == *of.most ? "only " + what(*of.most)
                               : std::to_string(*of.least) + " to " + what(*of.most);
}

std::string why_text(const refused_product& of) {
  const auto allowed = allowed_text(of);
  return std::string(explain(of.why)) + (allowed.empty() ? "" : ": " + allowed);
}

std::string refusals_table(const std::vector<refused_product>& refused, const appearance& look) {
  if (refused.empty()) return {};
  table rows({{"Room", side::left}, {"Plan", side::left}, {"Why not", side::left, true, 0, true}});
  for (const auto& each : refused)
    rows.add_row({{each.room}, {each.plan}, {why_text(each), style::faint}});
  return "\n" + paint(style::bold, "Not bookable", look.colour) + "\n" + rows.render(look, 2);
}

/// What of the answer was left out, and from which state of the data it is.
std::string counts_text(const find_answer& answer, const find_request& request) {
  // What is counted in a city stands beside all of its hotels, but not where a list of some was given.
  const bool is_listed_of_city = !request.city.empty() && !request.keep.hotels.empty();
  std::string out = is_listed_of_city
                        ? counted(answer.bookable, "hotel", "hotels") + " of the list"
                        : grouped(answer.bookable) + " of " +
                              counted(answer.hotels, "hotel", "hotels");
  const bool is_one = answer.bookable == 1 || (!is_listed_of_city && answer.hotels == 1);
  out += is_one ? " has an offer" : " have an offer";
  if (answer.offers_before > 0 && !answer.offers.empty())
    out += ", " + grouped(answer.offers_before + 1) + " to " +
           grouped(answer.offers_before + answer.offers.size()) + " shown";
  else if (answer.offers.size() < answer.bookable)
    out += ", " + grouped(answer.offers.size()) + " shown";
  if (answer.other_currency > 0)
    out += "; " + grouped(answer.other_currency) + " left out: " +
           (answer.other_currency == 1 ? "it prices" : "they price") +
           " in another currency than " + std::string(answer.money.code_text()) +
           "; --currency with exchange rates has all in one";
  return out + " (generation " + std::to_string(answer.generation) + ")";
}

/// What stands before the text of a line: the night, or the kind and the identifier.
std::string line_label(const price_line& line) {
  if (line.night && line.kind != line_kind::promotion) return dated(*line.night);
  return in_words(to_string(line.kind)) + (line.id.empty() ? "" : " " + line.id);
}

/// What made the line, with the dates of the rate that it is of.
std::string line_text(const price_line& line) {
  if (!line.rate_dates || line.kind != line_kind::night) return line.text;
  if (line.rate_dates->first == line.rate_dates->last)
    return line.text + ", rate of " + format_day(line.rate_dates->first);
  std::string out = line.text + ", rate";
  if (line.rate_dates->first != first_day_ever)
    out += " from " + format_day(line.rate_dates->first);
  if (line.rate_dates->last != last_day_ever) out += " to " + format_day(line.rate_dates->last);
  return out;
}

void add_lines(table& to, const std::string& label, const std::vector<price_line>& lines,
               const currency& in) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    to.add_row({{i == 0 ? label : ""},
                {line_label(lines[i]) + "  " + lines[i].text, style::faint},
                {money(lines[i].amount, in), style::faint}});
}

}  // namespace

std::string ledger(const offer& of, std::size_t rank, const appearance& look, std::size_t room) {
  constexpr int indent = 4;
  std::string title = rank > 0 ? std::to_string(rank) + ". " : std::string();
  if (room > 1 || !of.more_rooms.empty()) title += "room " + std::to_string(room) + ": ";
  title += named(of.hotel_name, of.hotel) + ", " + named(of.room_name, of.room) + ", " +
           named(of.plan_name, of.plan);
  table rows({{"", side::left}, {"", side::left, true}, {"", side::right}});
  std::string before;  // the night of the line above, which is not said again
  for (const auto& each : of.why.lines) {
    const auto label = line_label(each);
    rows.add_row({{label == before ? "" : label},
                  {line_text(each)},
                  {money(each.amount, of.money), each.amount < 0 ? style::good : style::plain}});
    before = label;
  }
  const auto digits = money(of.cost.total, of.money);
  rows.add_row({{""}, {""}, {std::string(digits.size(), '-'), style::faint}});
  rows.add_row({{"total"}, {std::string(of.money.code_text())}, {digits, style::bold}});
  if (of.cost.due_at_property != 0)  // before another currency
    rows.add_row({{"of it"},
                  {"paid at the property", style::faint},
                  {money(of.cost.due_at_property, of.money), style::faint}});
  if (of.converted && of.converted->by && of.more_rooms.empty())
    rows.add_row({{"converted"},
                  {std::string(of.converted->money.code_text()) + ", " +
                   rate_text(*of.converted->by)},
                  {money(of.converted->total, of.converted->money), style::bold}});
  add_lines(rows, "included", of.why.included, of.money);
  add_lines(rows, "optional", of.why.extras, of.money);
  // Apart from the table, since half a token is none.
  const auto token = of.token.empty() ? "" : std::string(indent, ' ') + "token  " + of.token + "\n";
  return paint(style::bold, printable(title), look.colour) + "\n" + rows.render(look, indent) +
         token;
}

std::string to_text(const find_answer& answer, const find_request& request,
                    const appearance& look) {
  const bool varies = request.days_before + request.days_after > 0;
  const auto where = answer.city.empty() ? searched_text(answer.cities, answer.hotels)
                                         : answer.city + " (" + answer.country + ")";
  std::string out = heading(where + narrowed_text(request.keep),
                            varies ? arrivals_text(request)
                                   : stay_text(request.when, request.more_rooms),
                            look);
  out += offers_table(answer, varies, look);
  if (request.explain) out += ledgers(answer.offers, answer.offers_before, look);
  out += counts_text(answer, request) + "\n" + rates_text(answer.rates);
  if (!answer.next.empty()) out += "more: the same question with --page " + answer.next + "\n";
  return out + notes_text(answer.notes, look);
}

std::string to_text(const quote_answer& answer, const quote_request& request,
                    const appearance& look) {
  std::string title = named(answer.hotel_name, answer.hotel);
  if (answer.stars > 0) title += " " + stars_text(answer.stars);
  title += ", " + answer.city + " (" + answer.country + ")";
  const auto stay = stay_text(request.when) + ", booked on " + format_day(answer.booking);
  std::string out = heading(title, stay, look);
  // Where the calendar ends comes before what each product says of nights that it has not.
  const bool has_none = answer.offers.empty();
  if (has_none) out += notes_text(answer.notes, look);
  out += products_table(answer.offers, look);
  if (request.explain && !answer.offers.empty()) out += "\n" + ledgers(answer.offers, 0, look);
  out += refusals_table(answer.not_bookable, look);
  if (!out.ends_with("\n\n")) out += "\n";
  out += counted(answer.offers.size(), "offer", "offers") + ", " +
         grouped(answer.not_bookable.size()) + " not bookable";
  if (answer.filtered > 0)
    out += ", " + grouped(answer.filtered) + " bookable but left out by the filters";
  out += " (generation " + std::to_string(answer.generation) + ")\n";
  return out + rates_text(answer.rates) + (has_none ? "" : notes_text(answer.notes, look));
}

std::string to_text(const engine_status& status, const appearance& look) {
  table rows({{"", side::left}, {"", side::left, true}});
  const auto add = [&](const char* name, std::string value, style how = style::plain) {
    rows.add_row({{name, style::faint}, {std::move(value), how}});
  };
  add("version", status.version);
  add("source", status.source);
  if (!status.part.empty())
    add("part", status.part + "; " + counted(status.left_out, "document", "documents") +
                    " left out by the last pass");
  add("data", counted(status.hotels, "hotel", "hotels") + " in " +
                  cities_text(status) + ", generation " + std::to_string(status.generation));
  if (status.loads > 0)
    add("on demand", counted(status.loads, "city", "cities") + " loaded, " +
                         grouped(status.drops) + " dropped");
  add("last pass", status.passes == 0
                       ? "none yet"
                       : utc_text(status.last_pass_s) + ", " +
                             counted(status.changed, "hotel", "hotels") + " changed");
  if (status.loading)
    add("loading", grouped(status.done_bytes) + " of " +
                       grouped(status.total_bytes) + " bytes");
  if (status.rejected > 0)
    add("rejected", counted(status.rejected, "document", "documents"), style::warning);
  for (const auto& each : status.rejections) add("", describe(each));
  if (status.failed_passes > 0)
    add("source fails", counted(status.failed_passes, "pass", "passes") +
                            ", " + still_answering(status.source_failure) + ": " +
                            status.source_failure.text,
        style::bad);
  if (const auto& rates = status.rates; !rates.file.empty()) {
    add("rates", counted(rates.rates, "exchange rate", "exchange rates") +
                     (rates.last_date.empty() ? "" : " until " + rates.last_date) + ", from " +
                     rates.file);
    if (!rates.wrong.text.empty())
      add("", rates_trouble_text(rates), style::bad);
  }
  add("handlers", std::to_string(status.handlers) + ", " +
                      std::to_string(status.handlers_restarted) + " restarted");
  add("requests", grouped(status.answered) + " answered, " +
                      grouped(status.inflight) + " in flight, " +
                      grouped(status.refused_overloaded) + " refused as too many");
  if (const auto& of = status.connections; of.most > 0)
    add("connections", grouped(of.open) + " of at most " + grouped(of.most) + ", " + grouped(of.refused) +
                           " refused as too many, " + grouped(of.cut) + " cut off");
  if (status.changes_applied + status.changes_refused + status.changes_waiting > 0)
    add("changes", grouped(status.changes_applied) + " applied, " +
                       grouped(status.changes_refused) + " refused, " +
                       grouped(status.changes_waiting) + " waiting");
  add("snapshots", std::to_string(status.snapshots_held) + " held");
  add("memory", bytes_text(status.memory.live_bytes) + " live, " +
                    bytes_text(status.memory.resident_bytes) + " resident: " +
                    status.memory.verdict);
  if (status.popular.budget_bytes > 0) add("popular", popular_text(status.popular));
  return rows.render(look);
}

std::string searched_text(const std::vector<searched_city>& cities, std::uint32_t hotels) {
  constexpr std::size_t named_max = 4;
  if (cities.size() > named_max) {
    std::uint64_t of_these = 0;
    for (const auto& each : cities) of_these += each.hotels;
    const bool are_more = cities.size() >= searched_cities_told && of_these < hotels;
    return counted(hotels, "hotel", "hotels") + (are_more ? " in more than " : " in ") +
           counted(cities.size(), "city", "cities");
  }
  std::string out;
  for (const auto& each : cities)
    out += (out.empty() ? "" : ", ") + each.city + " (" + each.country + ")";
  return out;
}

std::string narrowed_text(const filters& by) {
  std::string out;
  if (by.near) {
    std::array<char, 32> km{};
    std::snprintf(km.data(), km.size(), ", within %g km of ", by.near->km);
    out += km.data() + point_text(*by.near);
  }
  if (!by.hotels.empty()) out += ", of " + counted(by.hotels.size(), "listed code", "listed codes");
  return out;
}

std::string rate_text(const used_rate& of) {
  // "1 / 0.9217", "1.0850 * 0.9613": numbers with an operator between.
  double value = 1;
  char by = '*';
  std::istringstream words(of.rate);
  for (std::string word; words >> word;) {
    if (word == "*" || word == "/")
      by = word.front();
    else
      value = by == '/' ? value / std::strtod(word.c_str(), nullptr)
                        : value * std::strtod(word.c_str(), nullptr);
  }
  const bool is_made = of.rate.find(' ') != std::string::npos;
  std::array<char, 32> number{};
  std::snprintf(number.data(), number.size(), "%.6g", value);
  return "1 " + std::string(of.from.code_text()) + " = " + (is_made ? number.data() : of.rate) + " " +
         std::string(of.to.code_text()) + " (" + (is_made ? of.rate + ", " : "") +
         format_day(of.date) + ")";
}

std::string rates_text(const std::vector<used_rate>& rates) {
  std::string out;
  for (const auto& each : rates) out += "rate: " + rate_text(each) + "\n";
  return out;
}

std::string_view weekday_name(int weekday) {
  return weekday_names.at(static_cast<std::size_t>(weekday));
}

std::string dated(day date) {
  return std::string(weekday_name(weekday_of(date))) + " " + format_day(date);
}

std::string named(const std::string& name, const std::string& code) {
  if (name.empty() || name == code) return code;
  return name + " (" + code + ")";
}

std::string stars_text(int stars) {
  std::string out;
  for (int i = 0; i < stars; ++i) out += "\u2605";
  return out;
}

std::string distance_text(const std::optional<double>& km) {
  if (!km) return {};
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1f km", *km);
  return buffer.data();
}

std::string guests_text(const stay_request& when) {
  return counted(static_cast<std::uint64_t>(when.nights), "night", "nights") + ", " +
         guests_of_room(when.adults, when.child_ages);
}

std::string heading(const std::string& what, const std::string& rest, const appearance& look) {
  return paint(style::bold, printable(what), look.colour) + (rest.empty() ? "" : "  ") +
         printable(rest) + "\n";
}

std::string notes_text(const std::vector<std::string>& notes, const appearance& look) {
  std::string out;
  for (const auto& each : notes)
    out += paint(style::warning, "note:", look.colour) + " " + printable(each) + "\n";
  return out;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view more) {
  return grouped(n) + " " + std::string(n == 1 ? one : more);
}

std::string failures_table(std::span<const failure> of, const appearance& look) {
  table rows({{"Line", side::right}, {"Field", side::left}, {"Problem", side::left}});
  for (const auto& each : of)
    rows.add_row({{each.line > 0 ? std::to_string(each.line) : "", style::bold},
                  {each.field, style::warning},
                  {each.text}});
  return rows.render(look);
}

std::string still_answering(const failure& why) {
  return why.code == failure_code::memory ? "a part of it answers, and what was there before"
                                          : "the last good data still answer";
}

std::string cities_text(const engine_status& of) {
  const auto all = counted(of.destinations, "city", "cities");
  if (of.destinations_held == of.destinations) return all;
  return grouped(of.destinations_held) + " of " + all;
}

std::uint64_t generations_of_hotels(const engine_status& of) {
  return of.generation - of.popular.publications;
}

std::string rates_trouble_text(const rates_status& of) {
  return "the exchange rates cannot be read, " +
         std::string(of.rates > 0 ? "the last good ones still count: " : "and there are none: ") +
         of.wrong.text;
}

std::string utc_text(std::int64_t unix_s) {
  constexpr std::int64_t day_s = 86'400;
  const auto date = local_day(unix_s, 0);
  const auto second = unix_s - date * day_s;
  std::array<char, 16> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:%02dZ", static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60));
  return format_day(date) + clock.data();
}

}  // namespace pronto
