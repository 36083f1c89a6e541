// How common each rule is among generated hotels: every one occurs, in a share that is realistic.
#include "sources/generated/demo_hotels.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

using namespace pronto;

namespace {

bool any_plan(const hotel& h, const std::function<bool(const rate_plan&)>& holds) {
  return std::ranges::any_of(h.plans, holds);
}
bool any_rule(const hotel& h, const std::function<bool(const booking_rule&)>& holds) {
  return any_plan(h, [&](const rate_plan& p) { return std::ranges::any_of(p.rules, holds); });
}
bool any_supplement(const hotel& h, const std::function<bool(const supplement&)>& holds) {
  return any_plan(h, [&](const rate_plan& p) { return std::ranges::any_of(p.supplements, holds); });
}
bool any_tax(const hotel& h, const std::function<bool(const tax_fee&)>& holds) {
  return std::ranges::any_of(h.taxes, holds);
}
bool any_promotion(const hotel& h, const std::function<bool(const promotion&)>& holds) {
  return std::ranges::any_of(h.promotions, holds);
}
bool any_room(const hotel& h, const std::function<bool(const room_type&)>& holds) {
  return std::ranges::any_of(h.rooms, holds);
}
bool any_rate(const hotel& h, const std::function<bool(const rate&)>& holds) {
  return any_plan(h, [&](const rate_plan& p) {
    return std::ranges::any_of(p.products,
                               [&](const product& each) { return holds(each.rates.unpacked(0)); });
  });
}

struct feature {
  std::string_view name;
  double low_percent;  // of all hotels
  double high_percent;
  std::function<bool(const hotel&)> has;
};

std::vector<feature> plan_features() {
  using hp = const hotel&;
  using p = const rate_plan&;
  const auto with = [](std::function<bool(p)> holds) {
    return [holds](hp h) { return any_plan(h, holds); };
  };
  const auto board = [&](meal_plan b) { return with([b](p plan) { return plan.board == b; }); };
  return {
      {"room only", 25, 75, board(meal_plan::room_only)},
      {"breakfast", 40, 75, board(meal_plan::breakfast)},
      {"half board", 3, 15, board(meal_plan::half_board)},
      {"full board", 0.3, 5, board(meal_plan::full_board)},
      {"all inclusive", 0.3, 6, board(meal_plan::all_inclusive)},
      {"non-refundable", 35, 75, with([](p plan) { return !plan.refundable; })},
      {"charged per person", 2, 12,
       with([](p plan) { return plan.basis == charge_basis::person; })},
      {"weekly prices", 0.5, 4, with([](p plan) { return plan.unit_multiplier == 7; })},
      {"free nights offer", 2, 10, with([](p plan) { return plan.free_nights.has_value(); })},
      {"repeating free nights", 0.5, 6,
       with([](p plan) { return plan.free_nights && plan.free_nights->repeating; })},
      {"family offer", 2, 12, with([](p plan) { return plan.family.has_value(); })},
      {"adult from an age", 70, 90,
       with([](p plan) { return plan.offer.adult_min_age.has_value(); })},
      {"children of an age only", 1, 10,
       with([](p plan) { return plan.offer.child_age != bounds{}; })},
      {"adults only", 1, 6, with([](p plan) { return plan.offer.children.max == 0; })},
      {"limited adults", 0.5, 5, with([](p plan) { return plan.offer.adults != bounds{}; })},
      {"plan of a length", 2, 15, with([](p plan) { return plan.offer.los != bounds{}; })},
      {"plan by arrival day", 0.5, 5,
       with([](p plan) { return plan.offer.arrival != weekdays{}; })},
      {"plan by departure day", 0.5, 5,
       with([](p plan) { return plan.offer.departure != weekdays{}; })},
      {"plan booked in advance", 3, 20,
       with([](p plan) { return plan.offer.advance_days != bounds{}; })},
      {"extra adult", 30, 75,
       [](hp h) { return any_rate(h, [](const rate& r) { return r.extra_adult.has_value(); }); }},
      {"child bands", 25, 65,
       [](hp h) { return any_rate(h, [](const rate& r) { return !r.children.empty(); }); }},
  };
}

std::vector<feature> availability_features() {
  using hp = const hotel&;
  using r = const booking_rule&;
  const auto with = [](std::function<bool(r)> holds) {
    return [holds](hp h) { return any_rule(h, holds); };
  };
  const auto room = [](std::function<bool(const room_type&)> holds) {
    return [holds](hp h) { return any_room(h, holds); };
  };
  return {
      {"any rule", 40, 75, with([](r) { return true; })},
      {"minimum stay on arrival", 30, 70, with([](r rule) { return rule.los.min > 1; })},
      {"maximum stay", 3, 18, with([](r rule) { return rule.los.max < 1000; })},
      {"stay through", 2, 15, with([](r rule) { return rule.stay_through != bounds{}; })},
      {"closed to arrival", 3, 25, with([](r rule) { return rule.arrival != weekdays{}; })},
      {"closed to departure", 3, 25, with([](r rule) { return rule.departure != weekdays{}; })},
      {"closed", 4, 20, with([](r rule) { return rule.closed; })},
      {"rule of one room", 2, 12, with([](r rule) { return rule.room.has_value(); })},
      {"inventory", 60, 90, room([](const room_type& t) { return t.inventory.has_value(); })},
      {"sold-out nights", 45, 85, room([](const room_type& t) {
         return t.inventory && std::ranges::any_of(*t.inventory, [](const inventory_period& p) {
                  return p.count == 0;
                });
       })},
      {"room of at least two", 3, 25, room([](const room_type& t) { return t.guests.min > 1; })},
      {"room with a most of children", 5, 40,
       room([](const room_type& t) { return t.guests.max_child.has_value(); })},
  };
}

std::vector<feature> supplement_features() {
  using hp = const hotel&;
  using s = const supplement&;
  const auto with = [](std::function<bool(s)> holds) {
    return [holds](hp h) { return any_supplement(h, holds); };
  };
  const auto charge = [&](supplement_charge c) {
    return with([c](s each) { return each.charge == c; });
  };
  const auto price = [&](std::function<bool(const supplement_price&)> holds) {
    return with([holds](s each) { return std::ranges::any_of(each.prices, holds); });
  };
  return {
      {"supplement 1", 5, 35, charge(supplement_charge::daily)},
      {"supplement 12", 0.5, 8, charge(supplement_charge::per_stay)},
      {"supplement 18", 0.5, 8, charge(supplement_charge::per_room_per_stay)},
      {"supplement 19", 5, 35, charge(supplement_charge::per_room_per_night)},
      {"supplement 20", 2, 12, charge(supplement_charge::per_person_per_stay)},
      {"supplement 21", 15, 50, charge(supplement_charge::per_person_per_night)},
      {"supplement 24", 5, 25, charge(supplement_charge::item)},
      {"mandatory supplement", 8, 30, with([](s each) { return each.mandatory; })},
      {"optional supplement", 30, 75, with([](s each) { return !each.mandatory; })},
      {"supplement by weekday", 2, 12, with([](s each) { return each.days != weekdays{}; })},
      {"supplement by date", 3, 15,
       price([](const supplement_price& p) { return p.nights.last - p.nights.first < 300; })},
      {"supplement by room", 0.5, 8,
       price([](const supplement_price& p) { return p.room.has_value(); })},
  };
}

std::vector<feature> tax_features() {
  using hp = const hotel&;
  using t = const tax_fee&;
  const auto with = [](std::function<bool(t)> holds) {
    return [holds](hp h) { return any_tax(h, holds); };
  };
  return {
      {"percent included", 45, 85, with([](t tax) { return tax.is_percent && tax.included; })},
      {"percent added", 15, 60, with([](t tax) { return tax.is_percent && !tax.included; })},
      {"per person and night", 10, 45,
       with([](t tax) { return tax.basis == payer::person && tax.period == per::night; })},
      {"per person and stay", 1, 6,
       with([](t tax) { return tax.basis == payer::person && tax.period == per::stay; })},
      {"per room and night", 3, 20,
       with([](t tax) {
         return !tax.is_percent && tax.basis == payer::room && tax.period == per::night;
       })},
      {"per room and stay", 5, 15,
       with([](t tax) {
         return !tax.is_percent && tax.basis == payer::room && tax.period == per::stay;
       })},
      {"percent per stay", 2, 8,
       with([](t tax) { return tax.is_percent && tax.period == per::stay; })},
      {"amount included", 1, 8, with([](t tax) { return !tax.is_percent && tax.included; })},
      {"a fee", 10, 45, with([](t tax) { return tax.kind == tax_kind::fee; })},
      {"nights capped", 3, 30, with([](t tax) { return tax.nights_max.has_value(); })},
      {"first night free of tax", 0.3, 6, with([](t tax) { return tax.nights_excluded > 0; })},
      {"tax by length of stay", 3, 25, with([](t tax) { return tax.los != bounds{}; })},
      {"tax by date", 0.5, 8, with([](t tax) { return tax.dates != date_range{}; })},
      {"tax of some rooms", 0.5, 6, with([](t tax) { return tax.rooms.has_value(); })},
      {"tax of some plans", 0.3, 4, with([](t tax) { return tax.plans.has_value(); })},
      {"children exempt", 8, 35, with([](t tax) { return tax.exempt_below.has_value(); })},
      {"on supplements", 50, 95, with([](t tax) { return tax.on_supplements; })},
      {"due at the property", 10, 50, with([](t tax) { return tax.paid_at == payment::property; })},
      {"resort fee", 1, 8, with([](t tax) { return tax.code == "RESORT"; })},
  };
}

std::vector<feature> promotion_features() {
  using hp = const hotel&;
  using p = const promotion&;
  const auto with = [](std::function<bool(p)> holds) {
    return [holds](hp h) { return any_promotion(h, holds); };
  };
  const auto kind = [&](promotion_type k) { return with([k](p each) { return each.type == k; }); };
  return {
      {"any promotion", 40, 65, with([](p) { return true; })},
      {"percent off", 35, 65, kind(promotion_type::percent)},
      {"free nights", 3, 12, kind(promotion_type::free_nights)},
      {"cheapest nights free", 1, 8, with([](p each) { return each.cheapest_nights; })},
      {"fixed per night", 3, 14, kind(promotion_type::per_night)},
      {"fixed per stay", 2, 10, kind(promotion_type::per_stay)},
      {"exclusive promotion", 12, 45, with([](p each) { return each.exclusive; })},
      {"combinable promotion", 25, 60, with([](p each) { return !each.exclusive; })},
      {"early bird", 8, 25, with([](p each) { return each.advance_days.min > 0; })},
      {"last minute", 6, 20, with([](p each) { return each.advance_days.max < 1000; })},
      {"promotion by booking date", 3, 15,
       with([](p each) { return each.booking != date_range{}; })},
      {"promotion by arrival date", 2, 10,
       with([](p each) { return each.arrival != date_range{}; })},
      {"promotion by stay date", 3, 14, with([](p each) { return each.stay != date_range{}; })},
      {"promotion by weekday", 4, 15, with([](p each) { return each.days != weekdays{}; })},
      {"all nights covered", 1, 8, with([](p each) { return each.all_nights; })},
      {"promotion by length", 12, 40, with([](p each) { return each.los != bounds{}; })},
      {"promotion of some rooms", 1, 8, with([](p each) { return each.rooms.has_value(); })},
      {"promotion of some plans", 3, 15, with([](p each) { return each.plans.has_value(); })},
  };
}

double percent_with(const std::function<bool(const hotel&)>& has) {
  const auto count = std::ranges::count_if(demo_hotels(), [&](const auto& h) { return has(*h); });
  return 100.0 * static_cast<double>(count) / static_cast<double>(demo_hotels().size());
}

}  // namespace

TEST_CASE("every rule occurs, in a share of the hotels that is realistic") {
  for (const auto& list : {plan_features(), availability_features(), supplement_features(),
                           tax_features(), promotion_features()}) {
    for (const feature& each : list) {
      const double share = percent_with(each.has);
      MESSAGE(each.name << ": " << share << " %");
      CAPTURE(each.name);
      CHECK(share >= each.low_percent);
      CHECK(share <= each.high_percent);
    }
  }
}
