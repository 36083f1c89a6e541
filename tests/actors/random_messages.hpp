#pragma once
// Random values of everything that is sent, every member set on its own, for round trips.
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "messages/messages.hpp"

namespace pronto::test {

class message_dice {
public:
  explicit message_dice(std::uint64_t seed) : engine_(seed) {}

  template <class... Ts>
  void roll_all(Ts&... values) {
    (roll(values), ...);
  }

  void roll(bool& x) { x = below(2) == 1; }
  void roll(std::uint8_t& x) { x = static_cast<std::uint8_t>(engine_()); }
  void roll(char& x) { x = static_cast<char>('A' + below(26)); }
  void roll(std::int32_t& x) { x = static_cast<std::int32_t>(engine_()); }
  void roll(std::uint32_t& x) { x = static_cast<std::uint32_t>(engine_()); }
  void roll(std::int64_t& x) { x = static_cast<std::int64_t>(engine_()); }
  void roll(std::uint64_t& x) { x = engine_(); }
  void roll(double& x) { x = static_cast<double>(engine_()) / 1e9 - 9e9; }

  void roll(std::string& x) {
    static const char* const texts[] = {"", "Berlin", "M\xC3\xBCnchen", "a\nb", "\xFF\xFE"};
    x = texts[below(5)];
    x.append(below(40), 'x');
    if (below(4) == 0) x += '\0';
  }

  template <class T>
  void roll(std::optional<T>& x) {
    x.reset();
    if (below(2) == 0) roll(x.emplace());
  }

  template <class T>
  void roll(std::vector<T>& x) {
    x.assign(below(4), T{});
    for (T& each : x) roll(each);
  }

  template <class E>
    requires std::is_enum_v<E>
  void roll(E& x) {
    x = static_cast<E>(below(wire_values(E{})));
  }

  void roll(protocol_v1&) {}
  void roll(failure& x) {
    auto& [code, text, file, line, field, value] = x;
    roll_all(code, text, file, line, field, value);
  }
  template <class T>
  void roll(reply<T>& x) {
    x = reply<T>{};
    if (below(2) == 0)
      roll(x.value.emplace());
    else
      roll(x.why);
  }
  void roll(currency& x) {
    for (char& letter : x.code) roll(letter);
    x.decimals = static_cast<std::uint8_t>(below(5));
  }
  void roll(date_range& x) { roll_all(x.first, x.last); }
  void roll(stay_request& x) {
    auto& [arrival, nights, adults, child_ages, booking, now_s, strict] = x;
    roll_all(arrival, nights, adults, child_ages, booking, now_s, strict);
  }
  void roll(circle& x) { roll_all(x.latitude, x.longitude, x.km); }
  void roll(filters& x) {
    auto& [stars_min, meal_plans, refundable, amenities, near, total_max_e4, hotels] = x;
    roll_all(stars_min, meal_plans, refundable, amenities, near, total_max_e4, hotels);
  }
  void roll(find_request& x) {
    auto& [city, country, when, keep, sort, limit, explain, count, days_before, days_after,
          more_cities, more_rooms, page, currency_code] = x;
    roll_all(city, country, when, keep, sort, limit, explain, count, days_before, days_after,
             more_cities, more_rooms, page, currency_code);
  }
  void roll(quote_request& x) {
    auto& [hotel, when, keep, explain, currency_code] = x;
    roll_all(hotel, when, keep, explain, currency_code);
  }
  void roll(calendar_request& x) {
    auto& [city, country, hotel, when, arrivals, keep, more_cities, currency_code] = x;
    roll_all(city, country, hotel, when, arrivals, keep, more_cities, currency_code);
  }
  void roll(day_offer& x) {
    auto& [total, hotel, hotel_name, room, plan, city, country, own_total, own_money, by] = x;
    roll_all(total, hotel, hotel_name, room, plan, city, country, own_total, own_money, by);
  }
  void roll(calendar_day& x) {
    auto& [arrival, best, gap, refused] = x;
    roll_all(arrival, best, gap, refused);
  }
  void roll(calendar_answer& x) {
    auto& [generation, city, country, hotel, hotel_name, money, nights, hotels, other_currency,
           days, notes, cities, rates, without_rate] = x;
    roll_all(generation, city, country, hotel, hotel_name, money, nights, hotels, other_currency,
             days, notes, cities, rates, without_rate);
  }
  void roll(shown_price& x) {
    auto& [hotel, room, plan, arrival, nights, adults, child_ages, strict, booking,
           is_booking_said, money, room_charge, promotions, supplements, taxes_added,
           generation] = x;
    roll_all(hotel, room, plan, arrival, nights, adults, child_ages, strict, booking,
             is_booking_said, money, room_charge, promotions, supplements, taxes_added,
             generation);
  }
  void roll(hotels_request& x) {
    auto& [city, country, keep, more_cities, limit, skip] = x;
    roll_all(city, country, keep, more_cities, limit, skip);
  }
  void roll(listed_hotel& x) {
    auto& [code, name, city, country, stars, latitude, longitude, distance_km, money, amenities] = x;
    roll_all(code, name, city, country, stars, latitude, longitude, distance_km, money, amenities);
  }
  void roll(hotels_answer& x) {
    auto& [generation, cities, hotels, count, notes] = x;
    roll_all(generation, cities, hotels, count, notes);
  }
  void roll(price_check_request& x) { roll_all(x.token, x.now_s); }
  void roll(changed_part& x) { roll_all(x.part, x.shown, x.now); }
  void roll(price_check_answer& x) {
    auto& [generation, city, country, shown, state, now, changes, gone, refused, notes] = x;
    roll_all(generation, city, country, shown, state, now, changes, gone, refused, notes);
  }
  template <class A, class B>
  void roll(std::pair<A, B>& x) {
    roll_all(x.first, x.second);
  }
  void roll(child_band& x) { roll_all(x.min_age, x.max_age, x.amount); }
  void roll(new_rate& x) {
    auto& [money, base, extra_adult, children] = x;
    roll_all(money, base, extra_adult, children);
  }
  void roll(change& x) {
    auto& [hotel, plan, room, nights, rate, closed, closed_to_arrival, closed_to_departure, min_los,
           max_los, min_stay_through, max_stay_through, count] = x;
    roll_all(hotel, plan, room, nights, rate, closed, closed_to_arrival, closed_to_departure,
             min_los, max_los, min_stay_through, max_stay_through, count);
  }
  void roll(refused_change& x) { roll_all(x.index, x.why); }
  void roll(change_answer& x) { roll_all(x.generation, x.applied, x.refused); }
  void roll(price_line& x) {
    auto& [kind, amount, id, text, night, rate_dates, guests] = x;
    roll_all(kind, amount, id, text, night, rate_dates, guests);
  }
  void roll(price& x) {
    auto& [total, room, promotions, supplements, added, included, due, applied] = x;
    roll_all(total, room, promotions, supplements, added, included, due, applied);
  }
  void roll(breakdown& x) { roll_all(x.lines, x.included, x.extras); }
  void roll(room_guests& x) { roll_all(x.adults, x.child_ages); }
  void roll(converted_total& x) { roll_all(x.money, x.total, x.by); }
  void roll(used_rate& x) { roll_all(x.from, x.to, x.date, x.rate); }
  void roll(offered_room& x) {
    auto& [room, room_name, plan, plan_name, board, refundable, cost, promotions, why, token] = x;
    roll_all(room, room_name, plan, plan_name, board, refundable, cost, promotions, why, token);
  }
  void roll(offer& x) {
    auto& [hotel, hotel_name, city, country, stars, distance_km, room, room_name, plan, plan_name, board,
           refundable, arrival, departure, money, cost, promotions, why, token, more_rooms,
           total, converted] = x;
    roll_all(hotel, hotel_name, city, country, stars, distance_km, room, room_name, plan, plan_name, board,
             refundable, arrival, departure, money, cost, promotions, why, token, more_rooms,
             total, converted);
  }
  void roll(searched_city& x) { roll_all(x.city, x.country, x.hotels); }
  void roll(find_answer& x) {
    auto& [generation, city, country, cities, money, hotels, other_currency, bookable, offers,
           notes, offers_before, generation_changed, next, rates, without_rate] = x;
    roll_all(generation, city, country, cities, money, hotels, other_currency, bookable, offers,
             notes, offers_before, generation_changed, next, rates, without_rate);
  }
  void roll(refused_product& x) { roll_all(x.room, x.plan, x.why, x.least, x.most); }
  void roll(quote_answer& x) {
    auto& [generation, hotel, hotel_name, city, country, stars, money, booking, offers,
           not_bookable, filtered, notes, rates] = x;
    roll_all(generation, hotel, hotel_name, city, country, stars, money, booking, offers,
             not_bookable, filtered, notes, rates);
  }
  void roll(memory_part& x) {
    auto& [name, live_bytes, live_blocks] = x;
    roll_all(name, live_bytes, live_blocks);
  }
  void roll(snapshot_status& x) {
    auto& [generation, age_ms, awaited] = x;
    roll_all(generation, age_ms, awaited);
  }
  void roll(memory_status& x) {
    auto& [parts, live_bytes, retired_bytes, allocator_bytes, resident_bytes, budget_bytes,
           foreign_frees, foreign_allocations, allocator, snapshots, verdict] = x;
    roll_all(parts, live_bytes, retired_bytes, allocator_bytes, resident_bytes, budget_bytes,
             foreign_frees, foreign_allocations, allocator, snapshots, verdict);
  }
  void roll(popular_status& x) {
    auto& [budget_bytes, bytes, tables, whole, counted, left_out, shapes_known, hits, misses,
           others, busy_us, publications, unknown_cities] = x;
    roll_all(budget_bytes, bytes, tables, whole, counted, left_out, shapes_known, hits, misses,
             others, busy_us, publications, unknown_cities);
  }
  void roll(rates_status& x) {
    auto& [file, rates, last_date, wrong] = x;
    roll_all(file, rates, last_date, wrong);
  }
  void roll(connections_status& x) {
    auto& [open, most, refused, cut, ignored, unsent_bytes, announced_bytes] = x;
    roll_all(open, most, refused, cut, ignored, unsent_bytes, announced_bytes);
  }
  void roll(asked_shape& x) {
    auto& [key, country, nights, adults, child_ages, stars_min, times] = x;
    roll_all(key, country, nights, adults, child_ages, stars_min, times);
  }
  void roll(asked_summary& x) {
    auto& [shapes, hits, misses, others] = x;
    roll_all(shapes, hits, misses, others);
  }
  void roll(engine_status& x) {
    auto& [version, generation, hotels, destinations, destinations_held, loads, drops, loading,
           done_bytes, total_bytes, source, part, left_out, passes, changed, last_pass_s, rejected,
           rejections, failed_passes, source_failure, handlers, handlers_restarted, inflight, answered, refused_overloaded,
           connections, changes_applied, changes_refused, changes_waiting, snapshots_held, memory, popular, rates] = x;
    roll_all(version, generation, hotels, destinations, destinations_held, loads, drops, loading,
             done_bytes, total_bytes, source, part, left_out, passes, changed, last_pass_s,
             rejected, rejections, failed_passes, source_failure, handlers, handlers_restarted, inflight, answered, refused_overloaded, connections,
             changes_applied,
             changes_refused, changes_waiting, snapshots_held, memory, popular, rates);
  }

  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }

private:
  std::mt19937_64 engine_;
};

}  // namespace pronto::test
