#include "sources/generated/generator.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "invariant.hpp"
#include "sources/generated/availability.hpp"
#include "sources/generated/house.hpp"
#include "sources/generated/names.hpp"
#include "sources/generated/offers.hpp"
#include "sources/generated/prices.hpp"
#include "sources/generated/rooms.hpp"
#include "sources/generated/taxes.hpp"

namespace pronto {

namespace {

using namespace generated;

// Each part of a hotel has dice of its own, so that a change in one leaves the others as they were.
enum class part : std::uint64_t {
  house, place, name, amenities, rooms, plans, demand, prices, rates, inventory, rules, supplements,
  promotions, taxes
};

random_stream dice_of(const generator_options& options, std::uint64_t number, part of) {
  return random_stream{mix(mix(options.seed, number), static_cast<std::uint64_t>(of))};
}

lodging pick_lodging(const market& where, random_stream& dice) {
  if (dice.chance(15)) return lodging::home;
  const bool resort = where.high != season::city && where.rank >= metropolis_ranks;
  return dice.chance(resort ? 22 : 4) ? lodging::seasonal : lodging::hotel;
}

int pick_stars(lodging kind, random_stream& dice) {
  if (kind == lodging::home) return 0;
  return 1 + static_cast<int>(dice.weighted(std::array{3, 13, 40, 34, 10}));
}

// What the plainest room usually costs: by stars, by city, and by how good the house thinks it is.
std::int64_t usual_price(const house& of, random_stream& dice) {
  constexpr std::array euros_by_stars{78, 44, 60, 84, 122, 230};
  const int euros = euros_by_stars[static_cast<std::size_t>(of.stars)];
  const int house_percent = dice.between(70, 125) + dice.below(dice.chance(10) ? 60 : 10);
  return of.scale.units(std::int64_t{euros} * of.where.level_percent * house_percent / 100);
}

house make_house(const generator_options& options, std::uint64_t number) {
  random_stream dice = dice_of(options, number, part::house);
  const auto known = static_cast<std::uint32_t>(known_cities().size());
  const std::uint32_t cities =
      options.cities != 0 ? std::min(options.cities, known) : cities_for(options.hotels);
  house out;
  out.where = market_of(pick_city(cities, dice));
  out.scale = scale_of(pick_currency(out.where, dice));
  out.kind = pick_lodging(out.where, dice);
  out.stars = pick_stars(out.kind, dice);
  out.nights = {options.first_night, options.first_night + options.nights - 1};
  out.usual = usual_price(out, dice);
  out.fairs = fairs_of(out.where, options.seed, out.nights);
  if (dice.chance(82))
    out.adult_min_age = std::array{12, 14, 16, 18}[dice.weighted(std::array{15, 15, 20, 50})];
  return out;
}

struct amenity {
  std::string_view name;
  std::array<int, 6> percent_by_stars;
};

// Ordered by name.
constexpr amenity amenities[]{
    {"air_conditioning", {25, 20, 30, 50, 80, 98}}, {"airport_shuttle", {0, 2, 4, 10, 22, 45}},
    {"bar", {0, 10, 22, 45, 75, 97}},                      {"beach", {3, 2, 4, 6, 8, 14}},
    {"gym", {3, 1, 5, 18, 60, 95}},                        {"kitchen", {92, 8, 5, 4, 4, 6}},
    {"parking", {45, 35, 45, 55, 68, 85}},                 {"pets", {25, 25, 28, 32, 30, 30}},
    {"pool", {8, 2, 6, 15, 38, 85}},                       {"restaurant", {0, 12, 25, 50, 80, 99}},
    {"spa", {0, 0, 2, 10, 42, 93}},                        {"wheelchair", {10, 15, 25, 40, 62, 85}},
    {"wifi", {94, 85, 92, 97, 99, 100}},
};
static_assert(std::ranges::is_sorted(amenities, {}, &amenity::name));

std::vector<std::string> make_amenities(int stars, random_stream dice) {
  std::vector<std::string> out;
  for (const amenity& each : amenities)
    if (dice.chance(each.percent_by_stars[static_cast<std::size_t>(stars)]))
      out.emplace_back(each.name);
  return out;
}

std::vector<priced_nights> one_by_one(date_range nights, const std::vector<std::int64_t>& prices) {
  std::vector<priced_nights> out;
  out.reserve(prices.size());
  for (const std::int64_t price : prices) {
    const day night = nights.first + static_cast<day>(out.size());
    out.push_back({{night, night}, price});
  }
  return out;
}

// As a host enters them: a price for a stretch of nights.
std::vector<priced_nights> in_stretches(date_range nights,
                                        const std::vector<std::int64_t>& prices) {
  std::vector<priced_nights> out;
  for (const priced_nights& each : one_by_one(nights, prices)) {
    if (!out.empty() && out.back().amount == each.amount)
      out.back().nights.last = each.nights.last;
    else
      out.push_back(each);
  }
  return out;
}

std::vector<priced_nights> price_list(const house& of, const price_style& style,
                                      std::int64_t offset, random_stream dice) {
  std::vector<priced_nights> out;
  for (const season_price& each : season_prices(of.where, style, of.usual, of.nights, dice))
    out.push_back({each.nights, std::max(of.scale.unit, each.amount + offset)});
  return out;
}

// For each room what it costs on which nights.
std::vector<std::vector<priced_nights>> price_rooms(const house& of, const price_style& style,
                                                    const std::vector<room_draft>& rooms,
                                                    random_stream demand_dice,
                                                    random_stream dice) {
  std::vector<std::vector<priced_nights>> out;
  if (of.kind == lodging::home) {
    const auto prices = home_prices(of.where, style, of.usual, of.nights, dice);
    out.push_back(dice.chance(50) ? in_stretches(of.nights, prices)
                                  : one_by_one(of.nights, prices));
    return out;
  }
  if (of.kind == lodging::seasonal) {
    for (const room_draft& room : rooms) out.push_back(price_list(of, style, room.offset, dice));
    return out;
  }
  const auto demand = nightly_demand(of.where, of.fairs, of.nights, demand_dice);
  const auto plainest = nightly_prices(style, of.usual, demand, dice);
  for (const room_draft& room : rooms)
    out.push_back(one_by_one(of.nights, room.offset == 0
                                            ? plainest
                                            : with_offset(plainest, room.offset, style, dice)));
  return out;
}

void add_plans(const house& of, const generator_options& options, std::uint64_t number,
               const std::vector<room_draft>& rooms, hotel& to) {
  random_stream plan_dice = dice_of(options, number, part::plans);
  random_stream price_dice = dice_of(options, number, part::prices);
  random_stream rate_dice = dice_of(options, number, part::rates);
  random_stream rule_dice = dice_of(options, number, part::rules);
  const price_style style = pick_style(of.scale, of.usual, price_dice);
  const auto prices =
      price_rooms(of, style, rooms, dice_of(options, number, part::demand), price_dice);
  const auto rules = make_rules(of, rooms.size(), rule_dice);
  for (plan_draft& draft : make_plans(of, plan_dice)) {
    rate_plan plan = draft.plan;
    for (std::uint32_t i = 0; i < rooms.size(); ++i) {
      const bool skipped = !draft.everywhere && i > 0 && rate_dice.chance(50);
      if (skipped) continue;
      plan.products.push_back(
          {i, make_rates(of, style, rooms[i], draft, prices[i], rate_dice)});
    }
    plan.rules = rules;
    plan.supplements =
        make_supplements(of, to.rooms, plan.board, dice_of(options, number, part::supplements));
    to.plans.push_back(std::move(plan));
  }
}

void add_rooms(const house& of, const std::vector<room_draft>& rooms, random_stream dice,
               hotel& to) {
  const bool counted = dice.chance(of.kind == lodging::home ? 90 : 72);
  for (const room_draft& draft : rooms) {
    to.rooms.push_back(draft.type);
    if (counted) to.rooms.back().inventory = make_inventory(of, dice);
  }
}

}  // namespace

std::shared_ptr<const hotel> generate_hotel(const generator_options& options,
                                            std::uint64_t number) {
  invariant(number < options.hotels);
  invariant(1 <= options.nights && options.nights <= 1000);
  const house of = make_house(options, number);
  random_stream place_dice = dice_of(options, number, part::place);
  random_stream name_dice = dice_of(options, number, part::name);
  random_stream room_dice = dice_of(options, number, part::rooms);
  random_stream promotion_dice = dice_of(options, number, part::promotions);
  random_stream tax_dice = dice_of(options, number, part::taxes);

  auto out = std::make_shared<hotel>();
  out->code = hotel_code(of.where, number);
  out->name = of.kind == lodging::home ? home_name(of.where, name_dice)
                                       : hotel_name(of.where, of.stars, name_dice);
  out->city = of.where.city->name;
  out->country = of.where.city->country;
  const position at = pick_position(of.where, place_dice);
  out->latitude = at.latitude;
  out->longitude = at.longitude;
  out->stars = of.stars;
  out->amenities = make_amenities(of.stars, dice_of(options, number, part::amenities));
  out->money = of.scale.money;
  out->utc_offset_minutes = of.where.city->utc_offset_minutes;

  const std::vector<room_draft> rooms = make_rooms(of, room_dice);
  add_rooms(of, rooms, dice_of(options, number, part::inventory), *out);
  add_plans(of, options, number, rooms, *out);
  out->taxes = make_taxes(of, out->rooms, out->plans, options.seed, tax_dice);
  out->promotions = make_promotions(of, out->rooms, out->plans, promotion_dice);
  return out;
}

}  // namespace pronto
