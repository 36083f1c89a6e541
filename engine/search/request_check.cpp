#include "search/request_check.hpp"

#include <cmath>

#include "search/asked_stay.hpp"
#include "shortened.hpp"

namespace pronto {

namespace {

failure usage(std::string field, std::string value, std::string expected) {
  failure out;
  out.code = failure_code::usage;
  out.text = "'" + value + "' is not possible; expected " + expected;
  out.field = std::move(field);
  out.value = std::move(value);
  return out;
}

std::optional<failure> outside(std::string field, std::int64_t value, std::int64_t min,
                               std::int64_t max) {
  if (min <= value && value <= max) return std::nullopt;
  return usage(std::move(field), std::to_string(value),
               "a number from " + std::to_string(min) + " to " + std::to_string(max));
}

std::optional<failure> too_long(std::string field, const std::string& value) {
  if (value.size() <= name_limit_bytes) return std::nullopt;
  return usage(std::move(field), shortened(value, 20),
               "at most " + std::to_string(name_limit_bytes) + " bytes");
}

template <class T>
std::optional<failure> too_many(std::string field, const std::vector<T>& list) {
  if (list.size() <= list_limit) return std::nullopt;
  return usage(std::move(field), std::to_string(list.size()) + " values",
               "at most " + std::to_string(list_limit));
}

std::optional<failure> wrong_list(std::string field, const std::vector<std::string>& list) {
  if (auto no = too_many(field, list)) return no;
  for (const std::string& each : list)
    if (auto no = too_long(field, each)) return no;
  return std::nullopt;
}

std::string number(double value) {
  std::string out = std::to_string(value);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

std::optional<failure> outside(std::string field, double value, double min, double max) {
  if (std::isfinite(value) && min <= value && value <= max) return std::nullopt;
  return usage(std::move(field), number(value),
               "a number from " + number(min) + " to " + number(max));
}

// Dates that day numbers and their ISO form can hold, with room for the stay.
constexpr day earliest = 0;           // 1970-01-01
constexpr day latest = last_calendar_day - nights_limit;

std::optional<failure> outside_dates(std::string field, day date) {
  if (earliest <= date && date <= latest) return std::nullopt;
  const bool has_form = earliest <= date && date <= last_calendar_day;
  return usage(std::move(field), has_form ? format_day(date) : std::to_string(date),
               "a date from 1970 to 9998");
}

// The booking date first: who gives no arrival has it from there.
std::optional<failure> outside_dates(const stay_request& when) {
  if (when.booking)
    if (auto no = outside_dates("booking-date", *when.booking)) return no;
  return outside_dates("arrival", when.arrival);
}

// Of a night: the room's, that of adults who are more, and each child's.
std::int64_t guest_lines(const std::vector<int>& child_ages) {
  return 2 + static_cast<std::int64_t>(child_ages.size());
}

std::optional<failure> wrong_guests(int adults, const std::vector<int>& child_ages) {
  if (auto no = outside("adults", std::int64_t{adults}, 1, adults_limit)) return no;
  if (child_ages.size() > children_limit)
    return usage("children", std::to_string(child_ages.size()) + " children",
                 "at most " + std::to_string(children_limit));
  for (int age : child_ages)
    if (auto no = outside("children", std::int64_t{age}, 0, child_age_limit)) {
      no->text += ": the age of a child in years; older guests are adults";
      return no;
    }
  return std::nullopt;
}

}  // namespace

std::optional<failure> wrong_now(std::int64_t now_s) {
  if (0 <= now_s && now_s <= std::int64_t{latest} * 86400) return std::nullopt;
  return usage("now", std::to_string(now_s), "seconds since 1970, before the year 9999");
}

std::optional<failure> wrong(const stay_request& when) {
  if (auto no = outside_dates(when)) return no;
  if (auto no = wrong_now(when.now_s)) return no;
  if (auto no = outside("nights", std::int64_t{when.nights}, 1, nights_limit)) return no;
  if (auto no = wrong_guests(when.adults, when.child_ages)) return no;
  if (when.booking && when.arrival < *when.booking) return arrival_passed(when, *when.booking);
  return std::nullopt;
}

std::optional<failure> wrong(const filters& keep) {
  if (keep.stars_min)
    if (auto no = outside("stars", std::int64_t{*keep.stars_min}, 0, stars_limit)) return no;
  if (auto no = too_many("meal-plan", keep.meal_plans)) return no;
  if (auto no = wrong_list("amenities", keep.amenities)) return no;
  if (auto no = wrong_list("hotels", keep.hotels)) return no;
  if (keep.total_max_e4 && *keep.total_max_e4 < 0)
    return usage("max-total", std::to_string(*keep.total_max_e4), "an amount of 0 or more");
  if (!keep.near) return std::nullopt;
  if (auto no = outside("near", keep.near->latitude, -90.0, 90.0)) return no;
  if (auto no = outside("near", keep.near->longitude, -180.0, 180.0)) return no;
  return outside("near", keep.near->km, 0.0, circle_km_limit);
}

namespace {

std::optional<failure> wrong_cities(const find_request& request) {
  if (auto no = too_long("city", request.city)) return no;
  if (request.more_cities.size() >= cities_limit)
    return usage("city", std::to_string(request.more_cities.size() + 1) + " cities",
                 "at most " + std::to_string(cities_limit));
  if (request.city.empty() && !request.more_cities.empty())
    return usage("city", "", "the name of the first city");
  if (request.city.empty() && !request.country.empty() &&
      (request.keep.near || !request.keep.hotels.empty()))
    return usage("country", request.country, "none, where no city is named");
  for (const std::string& each : request.more_cities)
    if (auto no = too_long("city", each)) return no;
  return std::nullopt;
}

// All arrivals must be dates; earlier ones may have passed.
std::optional<failure> wrong_arrivals(const find_request& request) {
  const auto most = std::int64_t{arrivals_limit} - 1;
  if (auto no = outside("days_before", std::int64_t{request.days_before}, 0, most)) return no;
  if (auto no = outside("days_after", std::int64_t{request.days_after}, 0,
                        most - request.days_before))
    return no;
  if (auto no = outside_dates(request.when)) return no;
  stay_request each = request.when;
  each.arrival = arrivals_of(request).first;
  if (auto no = outside_dates(each)) return no;
  each.arrival = arrivals_of(request).last;
  return wrong(each);
}

}  // namespace

std::optional<failure> wrong(const find_request& request) {
  if (auto no = wrong_cities(request)) return no;
  if (auto no = too_long("country", request.country)) return no;
  if (auto no = wrong_arrivals(request)) return no;
  if (auto no = wrong(request.keep)) return no;
  if (request.sort == sort_by::distance && !request.keep.near)
    return usage("sort", "distance", "a circle to measure from: give --near LAT,LON,KM too");
  if (auto no = outside("limit", std::int64_t{request.limit}, 1, offers_limit)) return no;
  if (request.more_rooms.size() >= rooms_of_stay_limit)
    return usage("room", std::to_string(request.more_rooms.size() + 1) + " rooms",
                 "at most " + std::to_string(rooms_of_stay_limit));
  auto guests = guest_lines(request.when.child_ages);
  for (const room_guests& each : request.more_rooms) {
    if (auto no = wrong_guests(each.adults, each.child_ages)) return no;
    guests += guest_lines(each.child_ages);
  }
  const auto lines_of_offer = request.when.nights * guests;
  const auto most = explained_lines_limit / lines_of_offer;  // 1 or more, however long the stay
  if (request.explain && std::int64_t{request.limit} > most)
    return usage("limit", std::to_string(request.limit),
                 "at most " + std::to_string(most) + " where each offer is explained for " +
                     std::to_string(request.when.nights) + " nights");
  return std::nullopt;
}

std::optional<failure> wrong(const quote_request& request) {
  if (auto no = too_long("hotel", request.hotel)) return no;
  if (auto no = wrong(request.when)) return no;
  return wrong(request.keep);
}

std::optional<failure> wrong(const calendar_request& request) {
  if (auto no = wrong_cities(search_of(request))) return no;
  if (auto no = too_long("country", request.country)) return no;
  if (auto no = too_long("hotel", request.hotel)) return no;
  if (!request.hotel.empty() && !request.city.empty())
    return usage("hotel", request.hotel, "a city or a hotel, not both");
  if (auto no = outside("arrivals", std::int64_t{request.arrivals}, 1, arrivals_limit)) return no;
  stay_request last = request.when;  // earlier ones may have passed
  if (auto no = outside_dates(last)) return no;
  last.arrival += request.arrivals - 1;
  if (auto no = wrong(last)) return no;
  return wrong(request.keep);
}

std::optional<failure> wrong(const hotels_request& request) {
  if (auto no = wrong_cities(search_of(request))) return no;
  if (auto no = too_long("country", request.country)) return no;
  if (auto no = wrong(request.keep)) return no;
  constexpr const char* none = "none: that is of a stay's offers, which a search finds";
  if (!request.keep.meal_plans.empty())
    return usage("meal-plan", std::string(to_string(request.keep.meal_plans.front())), none);
  if (request.keep.refundable) return usage("refundable", "true", none);
  if (request.keep.total_max_e4)
    return usage("max-total", "a maximum", none);
  const bool says_where =
      !request.city.empty() || request.keep.near || !request.keep.hotels.empty();
  const auto nowhere = [](std::string field, std::string value) {
    auto out = usage(std::move(field), std::move(value), "");
    out.text = "this filters hotels, and without a city, a circle or a list cities are listed; name one of "
               "these too";
    return out;
  };
  if (!says_where && request.keep.stars_min)
    return nowhere("stars", std::to_string(*request.keep.stars_min));
  if (!says_where && !request.keep.amenities.empty())
    return nowhere("amenities", request.keep.amenities.front());
  return outside("limit", std::int64_t{request.limit}, 1, offers_limit);
}

std::optional<failure> wrong(const price_check_request& request) {
  return wrong_now(request.now_s);
}

std::optional<failure> wrong_beginning(std::string field, const std::string& typed) {
  return too_long(std::move(field), typed);
}

std::uint64_t fewer_by_nights(std::uint64_t most, int nights) {
  return most / static_cast<std::uint64_t>(1 + (nights - 1) / usual_nights);
}

std::uint64_t pairs_limit(int nights, bool is_of_several_rooms) {
  return fewer_by_nights(is_of_several_rooms ? rooms_arrivals_limit : hotel_arrivals_limit, nights);
}

std::optional<failure> too_much(std::uint64_t hotels, int arrivals, std::string field,
                                std::uint64_t most, std::size_t rooms) {
  const auto pairs = hotels * rooms * static_cast<std::uint64_t>(arrivals);
  if (pairs <= most) return std::nullopt;
  const bool is_one = arrivals == 1;
  auto out = usage(std::move(field), std::to_string(arrivals), "");
  out.text = std::to_string(hotels) + " hotels" +
             (rooms > 1 ? " for " + std::to_string(rooms) + " rooms" : "") + " on " +
             std::to_string(arrivals) + (is_one ? " arrival" : " arrivals") + " are more than the " +
             std::to_string(most) + " pairs that such a question may be about; ask for fewer " +
             (!is_one ? "arrivals" : rooms > 1 ? "rooms or nights" : "nights") +
             ", or narrow the hotels by filters";
  return out;
}

std::optional<failure> too_much_explained(std::size_t products, const stay_request& when) {
  const auto lines =
      static_cast<std::int64_t>(products) * when.nights * guest_lines(when.child_ages);
  if (lines <= explained_lines_limit) return std::nullopt;
  auto out = usage("nights", std::to_string(when.nights), "");
  out.text = std::to_string(products) + " rooms and plans for " + std::to_string(when.nights) +
             " nights would be explained in more than " + std::to_string(explained_lines_limit) +
             " lines; ask for fewer nights, or without the lines that explain each price";
  return out;
}

std::optional<failure> too_much_explained(std::int64_t lines, std::string field, std::string value) {
  if (lines <= explained_lines_limit) return std::nullopt;
  auto out = usage(std::move(field), std::move(value), "");
  out.text = "the offers would be explained in more than " + std::to_string(explained_lines_limit) +
             " lines; ask for fewer offers or nights, or without the lines that explain each price";
  return out;
}

failure arrival_passed(const stay_request& when, day booking) {
  failure out = usage("arrival", format_day(when.arrival), "");
  out.text = "the arrival " + format_day(when.arrival) + " lies before the booking date " +
             format_day(booking) +
             (when.booking ? "; give a later arrival or an earlier booking date"
                           : ", which is today at the hotel; give a later arrival, or a booking "
                             "date");
  return out;
}

}  // namespace pronto
