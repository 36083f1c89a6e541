#include "app/options/question.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>

#include "app/options/option_value.hpp"
#include "app/options/suggest.hpp"
#include "app/shown/question_json.hpp"
#include "catalog/currency.hpp"
#include "enumerated.hpp"
#include "pricing/stay.hpp"
#include "search/request_check.hpp"

namespace pronto {

namespace {

using text = typed_question::text;

constexpr option_form in_stay{.group = "Stay"};
constexpr option_form in_filters{.group = "Filters"};

constexpr int flexible_limit = (arrivals_limit - 1) / 2;
// Of a total, in ten-thousandths: room for the largest one in any currency, be its unit worth little.
constexpr std::int64_t total_max_limit_e4 = max_amount_minor * 10'000;

/// Reads options one after the other; what was not given stays as it is. The first failure is kept,
/// and nothing is read after it.
class option_reader {
public:
  const std::optional<failure>& why() const { return why_; }

  template <class T>
  void number(std::string_view option, const text& typed, std::int64_t least, std::int64_t most,
              std::string_view about, T& to) {
    if (wanted(typed)) keep(parse_number(option, *typed, least, most, about), to);
  }
  template <class T>
  void date(std::string_view option, const text& typed, T& to) {
    if (wanted(typed)) keep(parse_date(option, *typed), to);
  }
  void month(std::string_view option, const text& typed, date_range& to) {
    if (wanted(typed)) keep(parse_month(option, *typed), to);
  }
  void list(std::string_view option, const text& typed, std::string_view expected,
            std::vector<std::string>& to) {
    if (wanted(typed)) keep(parse_list(option, *typed, expected), to);
  }
  void children(const text& typed, std::vector<int>& to);
  void room(const std::string& typed, room_guests& to);
  void meal_plans(const text& typed, std::vector<meal_plan>& to);
  void near(const text& typed, std::optional<circle>& to);
  void max_total(const text& typed, std::optional<std::int64_t>& to);
  void order(const text& typed, bool has_circle, sort_by& to);

  /// Unless something failed before.
  void fail(failure why) {
    if (!why_) why_ = std::move(why);
  }

private:
  bool wanted(const text& typed) const { return typed && !why_; }

  template <class From, class To>
  void keep(result<From> made, To& to) {
    if (made)
      to = static_cast<To>(*std::move(made));
    else
      fail(made.why());
  }

  std::optional<failure> why_;
};

void option_reader::children(const text& typed, std::vector<int>& to) {
  const std::string expected = "the ages of at most " + std::to_string(children_limit) +
                               " children, each from 0 to " + std::to_string(child_age_limit) +
                               ", with commas between, such as 4,9";
  std::vector<std::string> ages;
  list("--children", typed, expected, ages);
  if (ages.size() > children_limit) fail(usage_failure("--children", *typed, expected));
  for (const auto& each : ages) {
    const auto age = parse_number("", each, 0, child_age_limit, "");
    if (!age) return fail(usage_failure("--children", *typed, expected));
    to.push_back(static_cast<int>(*age));
  }
}

void option_reader::room(const std::string& typed, room_guests& to) {
  const std::string expected = "the adults, 1 to " + std::to_string(adults_limit) +
                               ", and the ages of the children, 0 to " +
                               std::to_string(child_age_limit) + ", such as 2,5,8";
  std::vector<std::string> numbers;
  list("--room", typed, expected, numbers);
  if (why_) return;
  const auto adults = parse_number("", numbers.front(), 1, adults_limit, "");
  if (!adults || numbers.size() > 1 + children_limit)
    return fail(usage_failure("--room", typed, expected));
  to.adults = static_cast<int>(*adults);
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    const auto age = parse_number("", numbers[i], 0, child_age_limit, "");
    if (!age) return fail(usage_failure("--room", typed, expected));
    to.child_ages.push_back(static_cast<int>(*age));
  }
}

void option_reader::meal_plans(const text& typed, std::vector<meal_plan>& to) {
  const auto known = meal_plan_names();
  std::vector<std::string> names;
  list("--meal-plan", typed, enumerated(known, "or"), names);
  for (const auto& each : names) {
    const auto board = parse_meal_plan(each);
    if (!board)
      return fail(usage_failure("--meal-plan", each,
                                enumerated(known, "or") + did_you_mean(each, known)));
    to.push_back(*board);
  }
}

void option_reader::near(const text& typed, std::optional<circle>& to) {
  if (!wanted(typed)) return;
  const std::string expected =
      "LAT,LON,KM: a latitude from -90 to 90, a longitude from -180 to 180 and a radius from 0 to " +
      std::to_string(circle_km_limit) + " km, such as 52.52,13.40,2";
  std::vector<std::string> parts;
  list("--near", typed, expected, parts);
  circle made;
  const bool good = parts.size() == 3 && parse_decimal(parts[0], -90, 90, made.latitude) &&
                    parse_decimal(parts[1], -180, 180, made.longitude) &&
                    parse_decimal(parts[2], 0, circle_km_limit, made.km);
  if (!good) return fail(usage_failure("--near", *typed, expected));
  to = made;
}

void option_reader::max_total(const text& typed, std::optional<std::int64_t>& to) {
  if (!wanted(typed)) return;
  const auto amount = parse_amount(*typed, 4, total_max_limit_e4);
  if (amount)
    to = *amount;
  else
    fail(usage_failure("--max-total", *typed,
                       "an amount such as 120 or 99.50, but it " +
                           std::string(explain(amount.error()))));
}

void option_reader::order(const text& typed, bool has_circle, sort_by& to) {
  if (!wanted(typed)) return;
  for (int i = 0; i < sort_by_count; ++i) {
    const auto meant = static_cast<sort_by>(i);
    if (*typed != to_string(meant)) continue;
    to = meant;
    if (meant == sort_by::distance && !has_circle)
      fail(usage_failure("--sort", *typed, "a place to measure from; add --near LAT,LON,KM"));
    return;
  }
  const auto names = order_names();
  fail(usage_failure("--sort", *typed, enumerated(names, "or") + did_you_mean(*typed, names)));
}

// All of a stay but the arrival.
void read_guests(const typed_question& typed, std::int64_t now_s, option_reader& in,
                 stay_request& to) {
  to.now_s = now_s;
  to.strict = typed.strict;
  in.number("--nights", typed.nights, 1, nights_limit, "the nights to stay", to.nights);
  in.number("--adults", typed.adults, 1, adults_limit, "the adults in the room", to.adults);
  in.children(typed.children, to.child_ages);
  in.date("--booking-date", typed.booking_date, to.booking);
}

day usual_arrival(const stay_request& of) {
  return of.booking.value_or(local_day(of.now_s, 0)) + usual_lead_days;
}

// Nights of a month that are not over, where there are fewer than those of a stay in it.
std::string nights_left_text(const stay_request& when, day today, day month_last) {
  const auto left = static_cast<std::uint64_t>(month_last - today + 1);
  return "a month with at least the " + std::to_string(when.nights) + " nights of the stay left, and from " +
         format_day(today) + " on it has " + std::to_string(left) + (left == 1 ? " night" : " nights") +
         "; choose fewer --nights or a later --month";
}

// A month whose last arrival has passed, wherever on earth. `last`: that arrival.
void refuse_past_month(const typed_question& typed, const stay_request& when, day last,
                       day month_last, option_reader& in) {
  const day today = when.booking.value_or(local_day(when.now_s, 0));
  if (last >= (when.booking ? today : today - 1)) return;
  if (today <= month_last)
    return in.fail(usage_failure("--month", *typed.month, nights_left_text(when, today, month_last)));
  in.fail(usage_failure("--month", *typed.month,
                        when.booking ? "a month that is not over at the booking date " +
                                           format_day(today)
                                     : std::string("a month that is not over, or a --booking-date "
                                                   "in or before it")));
}

// All nights in one month.
void read_month(const typed_question& typed, option_reader& in, find_request& to) {
  if (typed.arrival || typed.arrival_last || typed.flexible)
    in.fail(usage_failure("--month", *typed.month,
                          "no --arrival, --arrival-last or --flexible beside it"));
  date_range month;
  in.month("--month", typed.month, month);
  if (in.why()) return;
  to.when.arrival = month.first;
  to.days_after = month.last - month.first + 1 - to.when.nights;
  if (to.days_after < 0)
    in.fail(usage_failure("--month", *typed.month, "a month that is not shorter than the " +
                                                       std::to_string(to.when.nights) +
                                                       " nights of the stay"));
  refuse_past_month(typed, to.when, to.when.arrival + to.days_after, month.last, in);
}

void read_stay(const typed_question& typed, std::int64_t now_s, option_reader& in,
               stay_request& to) {
  read_guests(typed, now_s, in, to);
  to.arrival = usual_arrival(to);
  in.date("--arrival", typed.arrival, to.arrival);
  if (!in.why() && to.booking && to.arrival < *to.booking)
    in.fail(usage_failure("--arrival", *typed.arrival,
                          "a date that is not before the booking date " +
                              format_day(*to.booking) +
                              "; choose a later --arrival or an earlier --booking-date"));
}

// A stay whose arrival may vary; whether all arrivals have passed is for the engine to say.
void read_flexible_stay(const typed_question& typed, std::int64_t now_s, option_reader& in,
                        find_request& to) {
  if (!typed.flexible && !typed.arrival_last && !typed.month)
    return read_stay(typed, now_s, in, to.when);
  read_guests(typed, now_s, in, to.when);
  to.when.arrival = usual_arrival(to.when);
  if (typed.month) return read_month(typed, in, to);
  in.date("--arrival", typed.arrival, to.when.arrival);
  in.number("--flexible", typed.flexible, 0, flexible_limit,
            "the days by which the arrival may be earlier or later", to.days_before);
  to.days_after = to.days_before;
  if (!typed.arrival_last) return;
  if (typed.flexible || !typed.arrival)
    in.fail(usage_failure("--arrival-last", *typed.arrival_last,
                          "the first arrival as --arrival, and no --flexible beside it"));
  day last = to.when.arrival;
  in.date("--arrival-last", typed.arrival_last, last);
  if (last < to.when.arrival || last - to.when.arrival >= arrivals_limit)
    in.fail(usage_failure("--arrival-last", *typed.arrival_last,
                          "a date not before --arrival, and at most " +
                              std::to_string(arrivals_limit - 1) + " days after it"));
  to.days_after = last - to.when.arrival;
}

void read_product_filters(const typed_question& typed, option_reader& in, filters& to) {
  to.refundable = typed.refundable;
  in.meal_plans(typed.meal_plan, to.meal_plans);
  in.max_total(typed.max_total, to.total_max_e4);
}

// The guests of the first room are those of the stay.
void read_rooms(const typed_question& typed, option_reader& in, find_request& to) {
  if (typed.rooms.empty()) return;
  if (typed.adults || typed.children)
    in.fail(usage_failure("--room", typed.rooms.front(),
                          "no --adults and no --children beside it: it says both for each room"));
  if (typed.rooms.size() > rooms_of_stay_limit)
    in.fail(usage_failure("--room", typed.rooms.back(),
                          "at most " + std::to_string(rooms_of_stay_limit) + " rooms"));
  std::vector<room_guests> rooms(typed.rooms.size());
  for (std::size_t i = 0; i < rooms.size(); ++i) in.room(typed.rooms[i], rooms[i]);
  to.when.adults = rooms.front().adults;
  to.when.child_ages = std::move(rooms.front().child_ages);
  to.more_rooms.assign(std::make_move_iterator(rooms.begin() + 1),
                       std::make_move_iterator(rooms.end()));
}

void read_hotel_filters(const typed_question& typed, option_reader& in, filters& to) {
  in.number("--stars", typed.stars, 0, 5, "the stars that a hotel has at least", to.stars_min);
  in.list("--amenities", typed.amenities, "names with commas between, such as wifi,parking",
          to.amenities);
  in.near(typed.near, to.near);
  in.list("--hotels", typed.hotels, "hotel codes with commas between", to.hotels);
}

std::vector<std::string> cities_of(const typed_question& typed) {
  auto out = typed.cities;
  if (!typed.subject.empty()) out.insert(out.begin(), typed.subject);
  return out;
}

}  // namespace

void add_stay_options(CLI::App& to, typed_question& into, const char* arrival) {
  add_option(to, "--arrival YYYY-MM-DD", into.arrival, arrival, in_stay);
  add_option(to, "--nights N", into.nights, "1 to 365 [1]", in_stay);
  add_option(to, "--adults N", into.adults, "1 to 32 [2]", in_stay);
  add_option(to, "--children AGES", into.children,
             "ages of at most 16 children, 0 to 17, such as 4,9", in_stay);
  add_option(to, "--booking-date YYYY-MM-DD", into.booking_date,
             "book on this date [the hotel's today]", in_stay);
  add_flag(to, "--strict", into.strict,
           "refuse a child that a plan takes for an adult, as AlpineBits does", in_stay);
}

void add_product_options(CLI::App& to, typed_question& into) {
  add_option(to, "--meal-plan A,B", into.meal_plan,
             "one of these: room_only,breakfast,half_board,full_board,all_inclusive", in_filters);
  add_flag(to, "--refundable", into.refundable, "only plans that are refundable", in_filters);
  add_option(to, "--max-total AMOUNT", into.max_total, "highest total for the whole stay",
             in_filters);
}

void add_explain_flag(CLI::App& to, typed_question& into) {
  add_flag(to, "--explain", into.explain, "show what makes up each price");
}

void add_hotel_options(CLI::App& to, typed_question& into) {
  add_option(to, "--country CC", into.country, "ISO code of the city's country, such as DE",
             in_stay);
  add_option(to, "--stars N", into.stars, "at least so many, 0 to 5", in_filters);
  add_option(to, "--amenities A,B", into.amenities, "all of these, such as wifi,parking",
             in_filters);
  add_option(to, "--near LAT,LON,KM", into.near, "within KM of a point, such as 52.52,13.40,2",
             in_filters);
  add_option(to, "--hotels A,B", into.hotels, "only hotels with these codes", in_filters);
}

void add_cities_option(CLI::App& to, typed_question& into) {
  add_option(to, "--city CITY", into.cities,
             "one more city, up to 16 in all, each by a --city of its own", in_stay);
}

void add_rooms_option(CLI::App& to, typed_question& into) {
  add_option(to, "--room A,AGES", into.rooms,
             "the guests of one room: adults and ages of children, such as 2,5,8; each of up to 8 "
             "rooms of the stay by a --room of its own",
             in_stay);
}

void add_order_options(CLI::App& to, typed_question& into) {
  add_option(to, "--sort ORDER", into.sort, "total, stars, distance or name [total]");
  add_option(to, "--limit N", into.limit, "show so many hotels, 1 to 1,000 [10]");
  add_option(to, "--page TOKEN", into.page,
             "go on behind the page that said this; the same question else");
}

void add_currency_option(CLI::App& to, typed_question& into) {
  add_option(to, "--currency CODE", into.currency_code,
             "totals in this one, such as EUR, by the table of exchange rates");
}

void add_flexible_options(CLI::App& to, typed_question& into) {
  add_option(to, "--flexible DAYS", into.flexible,
             "arrive up to so many days earlier or later, 0 to 182", in_stay);
  add_option(to, "--arrival-last YYYY-MM-DD", into.arrival_last,
             "arrive on any day from --arrival to this one", in_stay);
  add_option(to, "--month YYYY-MM", into.month, "all nights anywhere in this month", in_stay);
}

void add_calendar_options(CLI::App& to, typed_question& into) {
  add_option(to, "--hotel CODE", into.hotel, "of this hotel, by its code, in place of a city");
  add_option(to, "--month YYYY-MM", into.month, "arrivals on all days of a month", in_stay);
  add_option(to, "--arrivals N", into.arrivals, "so many days from --arrival on, 1 to 366 [31]",
             in_stay);
}

void add_part_options(CLI::App& to, typed_question& into) {
  add_option(to, "--limit N", into.limit, "show so many, 1 to 1,000 [50]");
  add_option(to, "--skip N", into.skip, "leave out so many before them [0]");
}

std::vector<std::string> meal_plan_names() {
  std::vector<std::string> names;
  for (int i = 0; i < meal_plan_count; ++i)
    names.emplace_back(to_string(static_cast<meal_plan>(i)));
  return names;
}

std::vector<std::string> order_names() {
  std::vector<std::string> names;
  for (int i = 0; i < sort_by_count; ++i) names.emplace_back(to_string(static_cast<sort_by>(i)));
  return names;
}

result<find_request> make_find_request(const typed_question& typed, std::int64_t now_s) {
  const auto cities = cities_of(typed);
  if (cities.empty() && !typed.near && !typed.hotels)
    return usage_failure("CITY", "",
                         "the name of a city, such as Berlin, or in its place --near LAT,LON,KM or "
                         "--hotels A,B");
  find_request made;
  if (!cities.empty()) {
    made.city = cities.front();
    made.more_cities.assign(cities.begin() + 1, cities.end());
  }
  made.country = typed.country.value_or("");
  made.explain = typed.explain;
  option_reader in;
  read_flexible_stay(typed, now_s, in, made);
  read_rooms(typed, in, made);
  read_product_filters(typed, in, made.keep);
  read_hotel_filters(typed, in, made.keep);
  in.order(typed.sort, made.keep.near.has_value(), made.sort);
  in.number("--limit", typed.limit, 1, offers_limit, "the hotels to show", made.limit);
  made.page = typed.page.value_or("");
  made.currency_code = typed.currency_code.value_or("");
  if (in.why()) return *in.why();
  return made;
}

result<quote_request> make_quote_request(const typed_question& typed, std::int64_t now_s) {
  if (typed.subject.empty()) return usage_failure("HOTEL", "", "the code of a hotel");
  quote_request made;
  made.hotel = typed.subject;
  made.explain = typed.explain;
  option_reader in;
  read_stay(typed, now_s, in, made.when);
  read_product_filters(typed, in, made.keep);
  made.currency_code = typed.currency_code.value_or("");
  if (in.why()) return *in.why();
  return made;
}

result<calendar_request> make_calendar_request(const typed_question& typed, std::int64_t now_s) {
  const auto cities = cities_of(typed);
  if (typed.hotel ? !cities.empty() : cities.empty() && !typed.near && !typed.hotels)
    return usage_failure("CITY", typed.subject,
                         "either the name of a city, such as Berlin, or --hotel CODE, --near "
                         "LAT,LON,KM or --hotels A,B");
  calendar_request made;
  if (!cities.empty()) {
    made.city = cities.front();
    made.more_cities.assign(cities.begin() + 1, cities.end());
  }
  made.currency_code = typed.currency_code.value_or("");
  made.hotel = typed.hotel.value_or("");
  made.country = typed.country.value_or("");
  option_reader in;
  read_guests(typed, now_s, in, made.when);
  made.when.arrival = made.when.booking.value_or(local_day(now_s, 0));
  in.date("--arrival", typed.arrival, made.when.arrival);
  in.number("--arrivals", typed.arrivals, 1, arrivals_limit, "the days of arrival", made.arrivals);
  if (typed.month && (typed.arrival || typed.arrivals))
    in.fail(usage_failure("--month", *typed.month,
                          "no --arrival and no --arrivals beside it: it says all of them"));
  date_range month;
  in.month("--month", typed.month, month);
  if (!in.why() && typed.month) {
    made.when.arrival = month.first;
    made.arrivals = month.last - month.first + 1;
    refuse_past_month(typed, made.when, month.last, month.last, in);
  }
  read_product_filters(typed, in, made.keep);
  read_hotel_filters(typed, in, made.keep);
  if (in.why()) return *in.why();
  return made;
}

result<hotels_request> make_hotels_request(const typed_question& typed) {
  const auto cities = cities_of(typed);
  hotels_request made;
  if (!cities.empty()) {
    made.city = cities.front();
    made.more_cities.assign(cities.begin() + 1, cities.end());
  }
  made.country = typed.country.value_or("");
  option_reader in;
  read_hotel_filters(typed, in, made.keep);
  in.number("--limit", typed.limit, 1, offers_limit, "how many to show", made.limit);
  in.number("--skip", typed.skip, 0, std::numeric_limits<std::uint32_t>::max(),
            "how many to leave out before them", made.skip);
  if (in.why()) return *in.why();
  return made;
}

failure by_option(failure what) {
  constexpr std::array subjects = {"city", "hotel", "token"};  // these are no options
  if (what.code != failure_code::usage || what.field.empty()) return what;
  const bool subject = std::find(subjects.begin(), subjects.end(), what.field) != subjects.end();
  if (!subject) what.field = "--" + what.field;
  what.text = what.field + ": " + what.text;
  return what;
}

}  // namespace pronto
