#include "sources/generated/offers.hpp"

#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace pronto::generated {

namespace {

constexpr std::uint8_t friday_to_sunday = 0x70;
constexpr std::uint8_t sunday_to_thursday = 0x4f;

std::chrono::year_month_day date_of(day date) {
  return std::chrono::sys_days{std::chrono::days{date}};
}

// On all nights, until it is given other dates.
supplement priced(const house& of, std::string_view code, std::string_view name,
                  supplement_charge charge, bool mandatory, std::int64_t amount) {
  supplement out;
  out.code = code;
  out.name = name;
  out.charge = charge;
  out.mandatory = mandatory;
  out.prices.push_back({of.nights, amount, {}});
  return out;
}

// The stretches of the calendar within these months, December to March as 12, 3.
std::vector<date_range> months_of(date_range nights, unsigned from, unsigned to) {
  std::vector<date_range> out;
  for (day d = nights.first; d <= nights.last; ++d) {
    const auto month = static_cast<unsigned>(date_of(d).month());
    const bool inside = from <= to ? from <= month && month <= to : from <= month || month <= to;
    if (!inside) continue;
    if (!out.empty() && out.back().last == d - 1)
      out.back().last = d;
    else
      out.push_back({d, d});
  }
  return out;
}

// A dinner that everybody pays who stays on New Year's Eve; nothing if the calendar has none.
void add_gala(const house& of, random_stream& dice, std::vector<supplement>& to) {
  const auto charge =
      dice.chance(75) ? supplement_charge::per_person_per_night : supplement_charge::item;
  const std::int64_t amount = of.scale.units(dice.between(7, 26) * 500);
  supplement gala = priced(of, "GALA", "New Year's Eve dinner", charge, true, amount);
  gala.prices.clear();
  for (day d = of.nights.first; d <= of.nights.last; ++d) {
    const auto ymd = date_of(d);
    if (ymd.month() == std::chrono::December && ymd.day() == std::chrono::day{31})
      gala.prices.push_back({{d, d}, amount, {}});
  }
  if (!gala.prices.empty()) to.push_back(std::move(gala));
}

void add_cleaning(const house& of, const std::vector<room_type>& rooms, random_stream& dice,
                  std::vector<supplement>& to) {
  const auto charge =
      dice.chance(50) ? supplement_charge::per_stay : supplement_charge::per_room_per_stay;
  const std::int64_t amount = of.scale.units(dice.between(4, 14) * 500);
  supplement cleaning = priced(of, "CLEAN", "Final cleaning", charge, true, amount);
  // Larger rooms cost more.
  for (std::uint32_t i = 0; i < rooms.size(); ++i)
    if (rooms[i].guests.std > 2)
      cleaning.prices.push_back({of.nights, of.scale.units(dice.between(2, 6) * 500), i});
  to.push_back(std::move(cleaning));
}

void add_heating(const house& of, random_stream& dice, std::vector<supplement>& to) {
  const std::int64_t amount = of.scale.units(dice.between(3, 12) * 100);
  supplement heating = priced(of, "HEAT", "Heating", supplement_charge::daily, true, amount);
  heating.prices.clear();
  for (const date_range& cold : months_of(of.nights, 11, 3))
    heating.prices.push_back({cold, amount, {}});
  if (!heating.prices.empty()) to.push_back(std::move(heating));
}

date_range booking_weeks(const house& of, random_stream& dice) {
  const day first = of.nights.first + dice.between(-30, 200);
  return {first, first + dice.between(4, 30)};
}

date_range stay_weeks(const house& of, random_stream& dice) {
  const int span = of.nights.last - of.nights.first + 1;
  const day first = of.nights.first + dice.below(span);
  return {first, first + dice.between(30, 110)};
}

promotion percent_off(std::string_view code, int low, int high, random_stream& dice) {
  promotion out;
  out.code = code;
  out.type = promotion_type::percent;
  out.share.micro = dice.between(low, high) * micro_per_percent;
  return out;
}

promotion amount_off(std::string_view code, promotion_type type, std::int64_t amount) {
  promotion out;
  out.code = code;
  out.type = type;
  out.amount = amount;
  return out;
}

// Discounts often leave out the plans that are reduced already.
scope refundable_plans(const std::vector<rate_plan>& plans, random_stream& dice) {
  if (dice.chance(50)) return std::nullopt;
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < plans.size(); ++i)
    if (plans[i].refundable) out.push_back(i);
  if (out.empty() || out.size() == plans.size()) return std::nullopt;
  return out;
}

// Discounts for when one books and how long one stays.
void add_habits(const std::vector<rate_plan>& plans, random_stream& dice,
                std::vector<promotion>& to) {
  if (dice.chance(24)) {
    promotion early = percent_off("EARLY", 6, 20, dice);
    early.advance_days.min = std::array{21, 30, 45, 60, 90}[dice.weighted(
        std::array{15, 40, 15, 20, 10})];
    early.exclusive = dice.chance(40);
    early.plans = refundable_plans(plans, dice);
    to.push_back(std::move(early));
  }
  if (dice.chance(20)) {
    promotion late = percent_off("LASTMIN", 8, 25, dice);
    late.advance_days.max = dice.between(1, 7);
    late.exclusive = dice.chance(60);
    late.plans = refundable_plans(plans, dice);
    to.push_back(std::move(late));
  }
  if (dice.chance(22)) {
    promotion stay = percent_off("STAY", 5, 15, dice);
    stay.los.min = std::array{3, 4, 5, 7}[dice.weighted(std::array{25, 20, 25, 30})];
    stay.exclusive = dice.chance(25);
    to.push_back(std::move(stay));
  }
  if (dice.chance(14)) {
    promotion midweek = percent_off("MIDWEEK", 5, 15, dice);
    midweek.days.mask = sunday_to_thursday;
    midweek.all_nights = dice.chance(30);
    to.push_back(std::move(midweek));
  }
}

// Campaigns, with dates of their own.
void add_campaigns(const house& of, const std::vector<room_type>& rooms, random_stream& dice,
                   std::vector<promotion>& to) {
  if (dice.chance(11)) {
    promotion gift;
    gift.code = "FREENIGHT";
    gift.type = promotion_type::free_nights;
    gift.required = dice.between(3, 7);
    gift.discounted = gift.required == 7 && dice.chance(40) ? 2 : 1;
    gift.cheapest_nights = dice.chance(40);
    gift.exclusive = dice.chance(70);
    if (dice.chance(60)) gift.stay = stay_weeks(of, dice);
    to.push_back(std::move(gift));
  }
  if (dice.chance(12)) {
    promotion app = amount_off("APP", promotion_type::per_night,
                               of.scale.units(dice.between(2, 9) * 100));
    app.exclusive = dice.chance(20);
    to.push_back(std::move(app));
  }
  if (dice.chance(8)) {
    promotion welcome = amount_off("WELCOME", promotion_type::per_stay,
                                   of.scale.units(dice.between(2, 10) * 500));
    welcome.los.min = dice.between(2, 3);
    if (dice.chance(60)) welcome.booking = booking_weeks(of, dice);
    to.push_back(std::move(welcome));
  }
  if (dice.chance(9)) {
    promotion campaign = percent_off("SEASON", 10, 25, dice);
    campaign.arrival = stay_weeks(of, dice);
    if (dice.chance(50)) campaign.stay = campaign.arrival;
    campaign.all_nights = campaign.stay == campaign.arrival && dice.chance(50);
    to.push_back(std::move(campaign));
  }
  if (dice.chance(8)) {
    promotion flash = percent_off("FLASH", 15, 30, dice);
    flash.booking = booking_weeks(of, dice);
    flash.exclusive = true;
    to.push_back(std::move(flash));
  }
  if (rooms.size() > 1 && dice.chance(7)) {
    promotion upgrade = percent_off("UPGRADE", 5, 15, dice);
    upgrade.rooms = std::vector{
        static_cast<std::uint32_t>(dice.below(static_cast<int>(rooms.size())))};
    to.push_back(std::move(upgrade));
  }
}

}  // namespace

std::vector<supplement> make_supplements(const house& of, const std::vector<room_type>& rooms,
                                         meal_plan board, random_stream dice) {
  std::vector<supplement> out;
  const price_scale& scale = of.scale;
  const bool home = of.kind == lodging::home;
  const std::int64_t breakfast = scale.units(dice.between(6, 20) * of.where.level_percent);
  if (!home && dice.chance(50) && board == meal_plan::room_only)
    out.push_back(priced(of, "BREAKFAST", "Breakfast", supplement_charge::per_person_per_night,
                         false, breakfast));
  if (!home && dice.chance(40))
    out.push_back(priced(of, "PARKING", "Parking space",
                         dice.chance(50) ? supplement_charge::per_room_per_night
                                         : supplement_charge::daily,
                         false, scale.units(dice.between(5, 30) * 100)));
  if (dice.chance(15))
    out.push_back(priced(of, "COT", "Baby cot", supplement_charge::item, false,
                         scale.units(dice.between(2, 6) * 500)));
  if (!home && of.stars >= 4 && dice.chance(15)) {
    out.push_back(priced(of, "SPA", "Day spa at weekends", supplement_charge::per_person_per_night,
                         false, scale.units(dice.between(3, 9) * 500)));
    out.back().days.mask = friday_to_sunday;
  }
  if (dice.chance(home ? 25 : 2))
    out.push_back(priced(of, "LINEN", "Bed linen and towels",
                         supplement_charge::per_person_per_stay, dice.chance(70),
                         scale.units(dice.between(6, 18) * 100)));
  if (dice.chance(home ? 15 : 3)) add_cleaning(of, rooms, dice, out);
  if (of.where.high == season::winter && dice.chance(home ? 30 : 4)) add_heating(of, dice, out);
  if (!home && dice.chance(of.kind == lodging::seasonal ? 30 : 6)) add_gala(of, dice, out);
  put_in_order(out);
  return out;
}

std::vector<promotion> make_promotions(const house& of, const std::vector<room_type>& rooms,
                                       const std::vector<rate_plan>& plans, random_stream& dice) {
  std::vector<promotion> out;
  if (of.kind == lodging::home) {
    if (dice.chance(40)) {
      out.push_back(percent_off("WEEK", 5, 20, dice));
      out.back().los.min = 7;
    }
    if (dice.chance(25)) {
      out.push_back(percent_off("MONTH", 15, 40, dice));
      out.back().los.min = 28;
      out.back().exclusive = true;
    }
  } else if (dice.chance(68)) {
    add_habits(plans, dice, out);
    add_campaigns(of, rooms, dice, out);
  }
  put_in_order(out);
  return out;
}

}  // namespace pronto::generated
