#pragma once
// The options of `cheapest`, `quote` and `calendar`: what they are called, and the request that they make.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/options/grammar.hpp"
#include "result.hpp"
#include "search/request.hpp"

namespace pronto {

/// The days from the booking date to the arrival, where no arrival is said.
inline constexpr int usual_lead_days = 14;

/// A question as it was typed; what was not is missing.
struct typed_question {
  using text = std::optional<std::string>;

  std::string subject;  ///< the city, or the hotel's code
  std::vector<std::string> cities;  ///< more of them, not of quote
  std::vector<std::string> rooms;   ///< the guests of each, of cheapest alone
  text arrival, nights, adults, children, booking_date;
  bool strict = false;
  text meal_plan, max_total;
  bool refundable = false;
  bool explain = false;
  text country, stars, amenities, near, hotels;  // not of quote
  text month;
  text sort, limit, flexible, arrival_last, page;  // of cheapest
  text skip;                                       // of hotels, and limit
  text currency_code;
  text hotel, arrivals;                          // of calendar alone
};

/// The options that all questions have: the stay, which `arrival` says in words, and the products.
void add_stay_options(CLI::App& to, typed_question& into,
                      const char* arrival = "first night [two weeks after booking]");
void add_product_options(CLI::App& to, typed_question& into);

/// The options that choose among hotels; further cities; several rooms; those that say how offers are
/// shown; those that let the arrival vary; those that say which arrivals a calendar is of; which part of a
/// list is shown.
void add_hotel_options(CLI::App& to, typed_question& into);
void add_cities_option(CLI::App& to, typed_question& into);
void add_rooms_option(CLI::App& to, typed_question& into);
void add_explain_flag(CLI::App& to, typed_question& into);
void add_currency_option(CLI::App& to, typed_question& into);
void add_order_options(CLI::App& to, typed_question& into);
void add_flexible_options(CLI::App& to, typed_question& into);
void add_calendar_options(CLI::App& to, typed_question& into);
void add_part_options(CLI::App& to, typed_question& into);

/// The words that --meal-plan and --sort take.
std::vector<std::string> meal_plan_names();
std::vector<std::string> order_names();

/// The requests. `now_s` is the time of asking (Unix, seconds); the arrival is by default two weeks
/// after the booking date or, if that is not said either, after the date in UTC.
/// Fail with usage, naming the option, its value and what is expected.
result<find_request> make_find_request(const typed_question& typed, std::int64_t now_s);
result<quote_request> make_quote_request(const typed_question& typed, std::int64_t now_s);

/// The arrivals are by default 31 days from the booking date or, if that is not said, from the date
/// in UTC.
result<calendar_request> make_calendar_request(const typed_question& typed, std::int64_t now_s);

result<hotels_request> make_hotels_request(const typed_question& typed);

/// A failure by which the engine refuses a value, naming the option that the value came from.
failure by_option(failure what);

}  // namespace pronto
