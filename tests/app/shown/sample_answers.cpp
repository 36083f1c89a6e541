#include "app/shown/sample_answers.hpp"

#include "catalog/currency.hpp"
#include "catalog/day.hpp"

namespace pronto {

namespace {

price_line line(line_kind kind, std::int64_t amount, std::string id, std::string text) {
  price_line made;
  made.kind = kind;
  made.amount = amount;
  made.id = std::move(id);
  made.text = std::move(text);
  return made;
}

price_line night_line(line_kind kind, const char* night, std::int64_t amount, std::string text) {
  auto made = line(kind, amount, "FLEX", std::move(text));
  made.night = parse_day(night);
  made.rate_dates = date_range{*parse_day("2027-03-01"), *parse_day("2027-03-31")};
  made.guests = 2;
  return made;
}

}  // namespace

offer sample_offer() {
  offer made;
  made.hotel = "H1";
  made.hotel_name = "Hôtel 東京";
  made.stars = 4;
  made.room = "DBL";
  made.room_name = "Double";
  made.plan = "FLEX";
  made.plan_name = "Flexible";
  made.board = meal_plan::half_board;
  made.refundable = true;
  made.arrival = *parse_day("2027-03-01");
  made.departure = *parse_day("2027-03-03");
  made.money = *find_currency("EUR");
  made.cost = {.total = 27050,
               .room = 29000,
               .promotions = 2900,
               .supplements = 450,
               .taxes_added = 500,
               .taxes_included = 1708,
               .due_at_property = 500,
               .applied = {0}};
  made.total = made.cost.total;
  made.promotions = {"EARLY"};
  made.why.lines = {night_line(line_kind::night, "2027-03-01", 12000, "room for 2 guests"),
                    night_line(line_kind::night, "2027-03-02", 12000, "room for 2 guests"),
                    night_line(line_kind::extra_adult, "2027-03-02", 5000, "1 extra adult"),
                    line(line_kind::promotion, -2900, "EARLY", "10 % off"),
                    line(line_kind::supplement, 450, "CLEAN", "Cleaning, a stay"),
                    line(line_kind::tax, 500, "CITY", "City tax, paid at the property")};
  made.why.included = {line(line_kind::tax, 1708, "VAT", "VAT, 7 %, in the rate")};
  made.why.extras = {line(line_kind::supplement, 1500, "PARK", "Parking, a stay")};
  return made;
}

find_answer sample_find_answer() {
  find_answer made;
  made.generation = 7;
  made.city = "Berlin";
  made.country = "DE";
  made.money = *find_currency("EUR");
  made.hotels = 1200;
  made.other_currency = 3;
  made.bookable = 2;
  made.offers = {sample_offer()};
  made.notes = {"a note"};
  return made;
}

quote_answer sample_quote_answer() {
  quote_answer made;
  made.generation = 7;
  made.hotel = "H1";
  made.hotel_name = "Hôtel 東京";
  made.city = "Berlin";
  made.country = "DE";
  made.stars = 4;
  made.money = *find_currency("EUR");
  made.booking = *parse_day("2027-02-01");
  made.offers = {sample_offer()};
  made.not_bookable = {{"SGL", "FLEX", reason::invalid_occupancy, {}, 1},
                       {"DBL", "ADV", reason::rule_los, 3, {}}};
  made.filtered = 1;
  return made;
}

calendar_answer sample_calendar() {
  calendar_answer made;
  made.generation = 7;
  made.city = "Berlin";
  made.country = "DE";
  made.money = *find_currency("EUR");
  made.nights = 2;
  made.hotels = 1200;
  made.other_currency = 1;
  for (const int total : {0, 0, 20000, 15000, 9000, 8000, 8000, -1, 12000, 14000, 18000, 19000}) {
    calendar_day each;
    each.arrival = *parse_day("2027-04-29") + static_cast<day>(made.days.size());
    if (total > 0)
      each.best = day_offer{.total = total,
                            .hotel = "H1",
                            .hotel_name = "Hôtel 東京",
                            .room = "DBL",
                            .plan = "FLEX",
                            .city = "Berlin",
                            .country = "DE",
                            .own_total = total,
                            .own_money = made.money};
    if (total == 0) each.gap = day_gap::passed;
    if (total < 0) {
      each.gap = day_gap::refused;
      each.refused = reason::no_vacancy;
    }
    made.days.push_back(each);
  }
  made.notes = {"a note"};
  return made;
}

price_check_answer sample_price_check() {
  price_check_answer made;
  made.generation = 9;
  made.city = "Berlin";
  made.country = "DE";
  made.shown = {.hotel = "H1",
                .room = "DBL",
                .plan = "FLEX",
                .arrival = *parse_day("2027-03-01"),
                .nights = 2,
                .adults = 3,
                .child_ages = {},
                .booking = *parse_day("2027-02-01"),
                .money = *find_currency("EUR"),
                .room_charge = 28000,
                .promotions = 2900,
                .supplements = 450,
                .taxes_added = 500,
                .generation = 7};
  made.state = price_state::price_changed;
  made.now = sample_offer();
  made.changes = {{price_part::room_charge, 28000, 29000}};
  made.notes = {"a note"};
  return made;
}

}  // namespace pronto
