#include "sources/generated/rooms.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace pronto::generated {

namespace {

using sv = std::string_view;

struct room_recipe {
  sv code;
  std::array<sv, 3> names;
  occupancy guests;
  int offset_low;   // percent of the usual price
  int offset_high;
  int weight;       // how often a hotel has it
};

constexpr std::optional<int> two_children = 2;

// Of the first recipes: which is the plainest room, to whose price the others are offsets.
constexpr std::array plainest_weights{60, 12, 28};
constexpr room_recipe room_recipes[]{
    {"DBL", {"Double room", "Standard double room", "Comfort double room"},
                {1, 2, 2, {}}, 0, 0, 60},
    room_recipe{"TWN", {"Twin room", "Standard twin room", "Twin room to the courtyard"},
                {1, 2, 2, {}}, 2, 8, 25},
    room_recipe{"STD", {"Standard room", "Small double room", "Studio"},
                {1, 2, 3, {}}, 0, 0, 30},
    room_recipe{"SGL", {"Single room", "Small single room", "Single room with shower"},
                {1, 1, 1, {}}, -24, -10, 12},
    room_recipe{"SUP", {"Superior room", "Superior double room", "Double room with balcony"},
                {1, 2, 3, {}}, 8, 22, 40},
    room_recipe{"DLX", {"Deluxe room", "Deluxe room with a view", "Executive room"},
                {1, 2, 3, {}}, 18, 45, 30},
    room_recipe{"TRP", {"Triple room", "Room for three", "Triple room with terrace"},
                {1, 3, 3, {}}, 12, 28, 14},
    room_recipe{"FAM", {"Family room", "Large family room", "Two-bedroom family room"},
                {2, 3, 5, two_children}, 25, 55, 16},
    room_recipe{"APT", {"Apartment", "Apartment with kitchen", "Two-room apartment"},
                {1, 4, 5, {}}, 30, 70, 10},
    room_recipe{"STE", {"Suite", "Junior suite", "Suite with balcony"},
                {1, 2, 4, two_children}, 45, 110, 18},
};

std::int64_t share_in_units(const house& of, int percent) {
  const std::int64_t unit = of.scale.unit;
  const std::int64_t amount = of.usual * percent / 100;
  return (amount + (amount < 0 ? -unit / 2 : unit / 2)) / unit * unit;
}

room_draft room_from(const house& of, const room_recipe& recipe, random_stream& dice) {
  room_draft out;
  out.type.code = recipe.code;
  out.type.name = dice.pick(recipe.names);
  out.type.guests = recipe.guests;
  out.offset = share_in_units(of, dice.between(recipe.offset_low, recipe.offset_high));
  out.single = share_in_units(of, dice.between(0, 14));
  out.more = share_in_units(of, dice.between(8, 20));
  return out;
}

room_draft home_room(random_stream& dice) {
  room_draft out;
  out.type.code = dice.chance(70) ? "APT" : "HOUSE";
  out.type.name = out.type.code == "APT" ? "Entire apartment" : "Entire house";
  const int sleeps = dice.between(2, 6);
  out.type.guests = {1, dice.chance(60) ? sleeps : std::max(2, sleeps - 2), sleeps, {}};
  return out;
}

// What a plan is sold as beside the house's first one.
struct plan_recipe {
  sv code;
  sv name;
  bool refundable;
  int off_low;  // percent
  int off_high;
  int weight;
};

constexpr plan_recipe plan_recipes[]{
    {"NRF", "Non-refundable", false, 6, 15, 48},
    plan_recipe{"BRK", "Flexible with breakfast", true, 0, 0, 34},
    plan_recipe{"HB", "Half board", true, 0, 0, 8},
    plan_recipe{"ADV", "Advance purchase", false, 10, 20, 10},
    plan_recipe{"LNG", "Long stay", true, 8, 18, 7},
    plan_recipe{"FAM", "Family plan", true, 0, 5, 6},
    plan_recipe{"PKG", "Nights for free", true, 0, 0, 5},
    plan_recipe{"SOLO", "Travelling alone", true, 5, 12, 2},
    plan_recipe{"WKND", "Long weekend", true, 0, 10, 3},
};

bool fits(const plan_recipe& recipe, const house& of, const rate_plan& first) {
  if (recipe.code == "BRK") return first.board == meal_plan::room_only;
  if (recipe.code == "HB") return first.board == meal_plan::breakfast;
  if (recipe.code == "FAM") return of.adult_min_age && first.offer.children.max != 0;
  return true;
}

family_offer some_family_offer(random_stream& dice) {
  return {dice.between(4, 12), dice.between(1, 2), dice.between(1, 2)};
}

free_nights_offer some_free_nights(random_stream& dice) {
  free_nights_offer out{dice.between(3, 7), 1, dice.chance(50)};
  if (out.required == 7 && dice.chance(40)) out.discounted = 2;
  return out;
}

// The conditions that give a plan its name.
void apply_conditions(const plan_recipe& recipe, random_stream& dice, rate_plan& to) {
  if (recipe.code == "ADV") to.offer.advance_days.min = dice.between(2, 6) * 7;
  if (recipe.code == "NRF" && dice.chance(15)) to.offer.advance_days.min = dice.between(1, 3);
  if (recipe.code == "LNG") {
    to.offer.los.min = dice.between(4, 7);
    if (dice.chance(40)) to.offer.los.max = 28;
  }
  if (recipe.code == "PKG") to.free_nights = some_free_nights(dice);
  if (recipe.code == "SOLO") to.offer.adults = {1, 1};
  if (recipe.code == "WKND") {
    to.offer.arrival.mask = 0x18;    // Thursday, Friday
    to.offer.departure.mask = 0x41;  // Sunday, Monday
    to.offer.los = {2, 4};
  }
  if (recipe.code == "FAM") {
    to.family = some_family_offer(dice);
    to.offer.children.min = 1;
    if (dice.chance(30)) to.offer.children.max = 3;
  }
}

std::int64_t meals(const house& of, meal_plan board, random_stream& dice) {
  const auto euros = [&](int low, int high) {
    return of.scale.units(std::int64_t{dice.between(low, high)} * of.where.level_percent);
  };
  switch (board) {
    case meal_plan::room_only: return 0;
    case meal_plan::breakfast: return euros(7, 20);
    case meal_plan::half_board: return euros(24, 42);
    case meal_plan::full_board: return euros(36, 58);
    case meal_plan::all_inclusive: return euros(45, 85);
  }
  return 0;
}

sv name_of(meal_plan board) {
  switch (board) {
    case meal_plan::room_only: return "Room only";
    case meal_plan::breakfast: return "Bed and breakfast";
    case meal_plan::half_board: return "Half board";
    case meal_plan::full_board: return "Full board";
    case meal_plan::all_inclusive: return "All inclusive";
  }
  return "";
}

meal_plan first_board(const house& of, random_stream& dice) {
  switch (of.kind) {
    case lodging::home: break;
    case lodging::hotel: return dice.chance(52) ? meal_plan::breakfast : meal_plan::room_only;
    case lodging::seasonal:
      constexpr std::array boards{meal_plan::breakfast, meal_plan::half_board,
                                  meal_plan::full_board, meal_plan::all_inclusive};
      return boards[of.where.high == season::winter ? dice.weighted(std::array{20, 65, 13, 2})
                                                    : dice.weighted(std::array{20, 38, 14, 28})];
  }
  return meal_plan::room_only;
}

// Some houses keep to themselves: no children, or none so small.
void limit_children(const house& of, random_stream& dice, offer_rule& to) {
  to.adult_min_age = of.adult_min_age;
  if (!of.adult_min_age) return;
  if (dice.chance(3))
    to.children.max = 0;
  else if (dice.chance(3))
    to.child_age.min = dice.between(2, 6);
  else if (dice.chance(3))
    to.child_age = {0, std::max(4, *of.adult_min_age - 3)};
}

plan_draft first_plan(const house& of, random_stream& dice) {
  plan_draft out;
  rate_plan& plan = out.plan;
  plan.board = first_board(of, dice);
  plan.code = plan.board == meal_plan::room_only ? "FLEX" : "BAR";
  plan.name = name_of(plan.board);
  plan.refundable = dice.chance(of.kind == lodging::home ? 55 : 85);
  limit_children(of, dice, plan.offer);
  if (of.kind != lodging::seasonal) return out;
  plan.code = "SEASON";
  if (dice.chance(60)) plan.basis = charge_basis::person;
  if (dice.chance(20)) plan.unit_multiplier = 7;
  if (plan.unit_multiplier == 1 && dice.chance(15)) plan.free_nights = some_free_nights(dice);
  if (of.adult_min_age && dice.chance(35)) plan.family = some_family_offer(dice);
  return out;
}

plan_draft further_plan(const house& of, const plan_draft& first, const plan_recipe& recipe,
                        random_stream& dice) {
  plan_draft out = first;
  rate_plan& plan = out.plan;
  plan.code = recipe.code;
  plan.name = recipe.name;
  plan.refundable = recipe.refundable;
  plan.free_nights.reset();
  plan.family.reset();
  if (recipe.code == "BRK") plan.board = meal_plan::breakfast;
  if (recipe.code == "HB") plan.board = meal_plan::half_board;
  if (plan.board != first.plan.board) out.per_guest = meals(of, plan.board, dice);
  out.percent_off = dice.between(recipe.off_low, recipe.off_high);
  out.everywhere = dice.chance(80);
  apply_conditions(recipe, dice, plan);
  return out;
}

// What a product adds to the price of its nights, the same on all of them.
struct tariff {
  std::vector<std::pair<int, std::int64_t>> by_guests;
  std::optional<std::int64_t> extra_adult;
  std::vector<child_band> children;
};

std::vector<child_band> child_bands(const house& of, std::int64_t adult, std::int64_t meal,
                                    random_stream& dice) {
  const int adult_from = of.adult_min_age.value_or(18);
  const int infant_to = dice.between(2, 4);
  const auto part = [&](int percent) {
    const std::int64_t amount = adult * percent / 100 + meal / 2;
    return amount / of.scale.unit * of.scale.unit;
  };
  std::vector<child_band> out{{0, infant_to, dice.chance(80) ? 0 : part(15)}};
  const int school_to = std::min(12, adult_from);
  out.push_back({infant_to, school_to, part(dice.between(30, 60))});
  if (adult_from > school_to) out.push_back({school_to, adult_from, part(dice.between(60, 90))});
  return out;
}

tariff tariff_of(const house& of, const room_draft& room, const plan_draft& plan,
                 random_stream& dice) {
  tariff out;
  const occupancy& guests = room.type.guests;
  const bool by_person = plan.plan.basis == charge_basis::person;
  for (int g = 1; g <= guests.std; ++g) {
    std::int64_t delta = g == 1 && guests.std > 1 ? -room.single : (g - 2) * room.more;
    if (guests.std == 1) delta = 0;
    // Per person, one alone pays more and the third and fourth less.
    if (by_person) delta = g == 1 ? room.single : -std::min(room.more, room.single) / 2 * (g - 2);
    out.by_guests.emplace_back(g, delta + plan.per_guest * (by_person ? 1 : g));
  }
  const std::int64_t adult = share_in_units(of, dice.between(20, 40));
  if (guests.max > guests.std && dice.chance(95)) out.extra_adult = adult + plan.per_guest;
  if (guests.max > guests.std && of.adult_min_age && of.kind != lodging::home)
    out.children = child_bands(of, adult, plan.per_guest, dice);
  return out;
}

}  // namespace

std::vector<room_draft> make_rooms(const house& of, random_stream& dice) {
  if (of.kind == lodging::home) return {home_room(dice)};
  std::array<int, std::size(room_recipes)> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = room_recipes[i].weight;
  const int count = 1 + static_cast<int>(dice.weighted(std::array{20, 35, 28, 17}));
  std::vector<room_draft> out;
  while (static_cast<int>(out.size()) < count) {
    const std::size_t chosen =
        out.empty() ? dice.weighted(plainest_weights) : dice.weighted(weights);
    weights[chosen] = 0;
    out.push_back(room_from(of, room_recipes[chosen], dice));
    if (out.size() == 1) out.back().offset = 0;
  }
  std::ranges::sort(out, {}, [](const room_draft& each) { return each.type.code; });
  return out;
}

std::vector<plan_draft> make_plans(const house& of, random_stream& dice) {
  std::vector<plan_draft> out{first_plan(of, dice)};
  if (of.kind == lodging::home) return out;
  std::array<int, std::size(plan_recipes)> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i)
    weights[i] = fits(plan_recipes[i], of, out.front().plan) ? plan_recipes[i].weight : 0;
  const auto count = 1 + dice.weighted(of.kind == lodging::hotel ? std::array{25, 43, 32}
                                                                 : std::array{60, 35, 5});
  while (out.size() < count) {
    const std::size_t chosen = dice.weighted(weights);
    weights[chosen] = 0;
    out.push_back(further_plan(of, out.front(), plan_recipes[chosen], dice));
  }
  std::ranges::sort(out, {}, [](const plan_draft& each) { return each.plan.code; });
  return out;
}

rate_calendar make_rates(const house& of, const price_style& style, const room_draft& room,
                         const plan_draft& plan, const std::vector<priced_nights>& prices,
                         random_stream& dice) {
  const tariff fixed = tariff_of(of, room, plan, dice);
  const bool by_person = plan.plan.basis == charge_basis::person && room.type.guests.std > 1;
  const std::int64_t units = plan.plan.unit_multiplier;
  rate_calendar::shape like;
  for (const auto& [guests, delta] : fixed.by_guests) like.guests.push_back(guests);
  like.extra_adult = fixed.extra_adult.has_value();
  for (const child_band& band : fixed.children) like.ages.emplace_back(band.min_age, band.max_age);
  rate_calendar::builder out;
  const std::uint32_t shape = out.shape_like(like);
  std::vector<std::int64_t> amounts;
  for (const priced_nights& each : prices) {
    std::int64_t amount = each.amount * (100 - plan.percent_off) / 100;
    if (by_person) amount /= 2;
    if (by_person || plan.percent_off != 0) amount = style.nearest(amount);
    amounts.clear();
    for (const auto& [guests, delta] : fixed.by_guests)
      amounts.push_back(units * std::max(of.scale.unit, amount + delta));
    if (fixed.extra_adult) amounts.push_back(units * *fixed.extra_adult);
    for (const child_band& band : fixed.children) amounts.push_back(units * band.amount);
    out.add(each.nights, shape, amounts.data());
  }
  return std::move(out).take();
}

}  // namespace pronto::generated
