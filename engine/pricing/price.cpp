#include "pricing/price.hpp"

#include <array>
#include <utility>

#include "invariant.hpp"
#include "pricing/admission.hpp"
#include "pricing/assessment.hpp"
#include "pricing/booked_stay.hpp"

namespace pronto {

namespace {

struct reason_text {
  std::string_view word;
  std::string_view sentence;
};

constexpr std::array<reason_text, reason_count> reasons{{
    {"invalid_occupancy", "the room does not take this number of guests"},
    {"offer_guests", "the plan does not take guests of that age"},
    {"offer_occupancy", "the plan does not take this number of adults or children"},
    {"offer_los", "the plan does not allow this length of stay"},
    {"offer_arrival", "the plan takes no arrivals on this weekday"},
    {"offer_departure", "the plan takes no departures on this weekday"},
    {"advance_booking", "too early or too late to book this plan"},
    {"stop_sell", "closed on at least one night"},
    {"rule_arrival", "no arrivals on this date"},
    {"rule_los", "this length of stay is not allowed for this arrival"},
    {"rule_departure", "no departures on this date"},
    {"rule_stay_through", "a stay over these dates must be longer or shorter"},
    {"no_vacancy", "no room left on at least one night"},
    {"missing_rate", "no rate for these guests on at least one night"},
}};

}  // namespace

std::string_view to_string(reason why) { return reasons[static_cast<std::size_t>(why)].word; }

std::string_view explain(reason why) { return reasons[static_cast<std::size_t>(why)].sentence; }

std::string_view to_string(line_kind kind) {
  switch (kind) {
    case line_kind::night: return "night";
    case line_kind::extra_adult: return "extra_adult";
    case line_kind::child: return "child";
    case line_kind::free_night: return "free_night";
    case line_kind::promotion: return "promotion";
    case line_kind::supplement: return "supplement";
    case line_kind::tax: return "tax";
    case line_kind::fee: return "fee";
  }
  return "unknown";
}

quote price_stay(const packed::hotel& where, std::uint32_t plan, std::uint32_t product,
                 const stay& when, breakdown* why) {
  invariant(when.nights >= 1 && when.nights <= nights_limit);
  invariant(when.adults >= 1 && when.adults <= adults_limit);
  invariant(when.child_ages.size() <= children_limit);
  const packed::rate_plan& by = where.plans[plan];
  const packed::product& of = by.products[product];
  const packed::room_type& room = where.rooms[of.room];
  if (auto no = refused_by_room(room.guests, when)) return *no;
  auto guests = classed_by_age(when, by.offer);
  if (!guests) return reason::offer_guests;
  if (auto no = refused_by_offer(by.offer, *guests, when)) return *no;
  settle(*guests, room.guests, by.family);
  if (auto no = refused_by_rules(by.rules, of.room, when)) return *no;
  if (auto no = refused_by_inventory(room, when)) return *no;
  const auto charge = charge_room(by, of, room.guests, *guests, when);
  if (!charge) return reason::missing_rate;
  const booked_stay admitted{where, plan, of, when, *guests, *charge};
  auto out =
      exact::exactly([&]<class Int>(const Int&) { return exact::assess<Int>(admitted, why); });
  if (!out) return reason::missing_rate;
  return *std::move(out);
}

}  // namespace pronto
