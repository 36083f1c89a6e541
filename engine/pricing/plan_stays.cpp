#include "pricing/plan_stays.hpp"

#include <algorithm>
#include <limits>

#include "pricing/admission.hpp"
#include "pricing/assessment.hpp"
#include "pricing/booked_stay.hpp"
#include "pricing/by_night.hpp"

namespace pronto {

namespace {

// As near as a double is.
double in_minor_units(std::int64_t amount, const charge_terms& of) {
  return static_cast<double>(amount) / static_cast<double>(of.unit);
}

}  // namespace

plan_stays::plan_stays(const packed::hotel& where, std::uint32_t plan, const stay& first,
                       int arrivals)
    : where_(&where),
      plan_(plan),
      by_(&where.plans[plan]),
      first_(first),
      nights_(arrivals - 1 + first.nights),
      guests_(classed_by_age(first, by_->offer)),
      rooms_(by_->products.size()) {}

bool plan_stays::admits(const stay& when) const {
  return guests_ && !refused_by_offer(by_->offer, *guests_, when);
}

plan_stays::in_room& plan_stays::in(std::uint32_t product) {
  auto& out = rooms_[product];
  if (out) return *out;
  const packed::product& of = by_->products[product];
  const occupancy& room = where_->rooms[of.room].guests;
  out.emplace(*guests_);
  settle(out->guests, room, by_->family);
  if (is_one_arrival()) {
    out->charge = charge_room(*by_, of, room, out->guests, first_);
  } else if (nights_ <= nights_limit) {
    const auto charge = charge_nights(*by_, of, room, out->guests, first_.arrival, nights_);
    if (charge) keep_sums(*charge, *out);
  }
  return *out;
}

// A quarter of what the nights themselves take.
void plan_stays::keep_sums(const room_charge& of, in_room& to) {
  to.terms = of;
  to.sums.reserve(of.nights.size() + 1);
  to.sums.push_back(0);
  for (const charged_night& each : of.nights) to.sums.push_back(to.sums.back() + each.amount());
}

std::size_t plan_stays::product_bytes(int nights) {
  return sizeof(std::optional<in_room>) + children_limit * sizeof(int) +
         (static_cast<std::size_t>(nights) + 1) * sizeof(std::int64_t);
}

// Whether what a stay costs by night is what these nights cost in any other stay.
bool plan_stays::is_by_sums(const in_room& of) const {
  return !of.sums.empty() && !by_->free_nights;
}

std::span<const std::int64_t> plan_stays::sums_of(const in_room& of, const stay& when) const {
  return std::span(of.sums).subspan(static_cast<std::size_t>(when.arrival - first_.arrival),
                                    static_cast<std::size_t>(when.nights) + 1);
}

// Where nights of other stays have no rate, those of this one may have.
const room_charge* plan_stays::charge(std::uint32_t product, const in_room& in, const stay& when) {
  if (is_one_arrival()) return in.charge ? &*in.charge : nullptr;
  const packed::product& of = by_->products[product];
  if (!in.sums.empty())
    part_ = charge_room(*by_, of, in.terms, sums_of(in, when), when);
  else
    part_ = charge_room(*by_, of, where_->rooms[of.room].guests, in.guests, when);
  return part_ ? &*part_ : nullptr;
}

bool plan_stays::may_take(std::uint32_t product) const {
  return !refused_by_room(where_->rooms[by_->products[product].room].guests, first_);
}

double plan_stays::least_by_sums(const in_room& of, std::span<const std::int64_t> sums,
                                 const stay_floor& floor) {
  if (!floor.asks_for_nights())
    return floor.total(in_minor_units(sums.back() - sums.front(), of.terms));
  by_night<double> nights;
  for (std::size_t i = 1; i < sums.size(); ++i)
    nights.push_back(in_minor_units(sums[i] - sums[i - 1], of.terms));
  return floor.total({nights.data(), nights.size()});
}

std::optional<double> plan_stays::least_by_night(std::uint32_t product, const in_room& of,
                                                 const stay& when, const stay_floor& floor) {
  const room_charge* const made = charge(product, of, when);
  if (!made) return std::nullopt;
  if (!floor.asks_for_nights()) {
    std::int64_t sum = 0;
    for (const charged_night& each : made->nights) sum += each.amount();
    return floor.total(in_minor_units(sum, *made));
  }
  by_night<double> nights;
  for (const charged_night& each : made->nights)
    nights.push_back(in_minor_units(each.amount(), *made));
  return floor.total({nights.data(), nights.size()});
}

std::optional<double> plan_stays::least(std::uint32_t product, const stay& when,
                                        const stay_floor& floor) {
  if (!may_take(product)) return std::nullopt;
  return least_in(product, in(product), when, floor);
}

std::optional<double> plan_stays::least_in(std::uint32_t product, const in_room& of,
                                           const stay& when, const stay_floor& floor) {
  if (!is_by_sums(of)) return least_by_night(product, of, when, floor);
  return least_by_sums(of, sums_of(of, when), floor);
}

void plan_stays::lower_to_least(const stay_floor& floor, std::span<double> out) {
  if (!guests_) return;
  const auto length = static_cast<std::size_t>(first_.nights);
  std::vector<double> sums(out.size(), std::numeric_limits<double>::infinity());
  for (std::uint32_t product = 0; product < products(); ++product) {
    if (!may_take(product)) continue;
    const in_room& of = in(product);
    if (is_by_sums(of) && !floor.asks_for_nights()) {
      for (std::size_t i = 0; i < out.size(); ++i)
        sums[i] = std::min(sums[i], in_minor_units(of.sums[i + length] - of.sums[i], of.terms));
      continue;
    }
    stay when = first_;
    for (std::size_t i = 0; i < out.size(); ++i, ++when.arrival)
      if (const auto least = least_in(product, of, when, floor))
        out[i] = std::min(out[i], *least);
  }
  if (floor.asks_for_nights()) return;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min(out[i], floor.total(sums[i]));
}

template <class Out, class Of>
std::optional<Out> plan_stays::assessed(std::uint32_t product, const stay& when, Of of) {
  const packed::product& what = by_->products[product];
  const packed::room_type& room = where_->rooms[what.room];
  if (!may_take(product) || refused_by_rules(by_->rules, what.room, when) ||
      refused_by_inventory(room, when))
    return std::nullopt;
  const in_room& here = in(product);
  const room_charge* const made = charge(product, here, when);
  if (!made) return std::nullopt;
  const booked_stay admitted{*where_, plan_, what, when, here.guests, *made};
  return exact::exactly([&]<class Int>(const Int&) {
    return of(exact::assessment<Int>(admitted));
  });
}

std::optional<price> plan_stays::cost(std::uint32_t product, const stay& when) {
  return assessed<price>(product, when, [](const auto& stay) { return stay.best(); });
}

std::optional<std::int64_t> plan_stays::total(std::uint32_t product, const stay& when) {
  return assessed<std::int64_t>(product, when, [](const auto& stay) { return stay.lowest_total(); });
}

}  // namespace pronto
