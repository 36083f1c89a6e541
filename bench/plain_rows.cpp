#include "plain_rows.hpp"

#include <algorithm>
#include <limits>
#include <memory_resource>
#include <optional>

#include "catalog/packed/calendar_nights.hpp"

namespace pronto::bench {

namespace {

// A night without a rate: no stay with one is the cheapest, and no sum of a year overflows.
constexpr std::uint32_t dear = 4'000'000;

std::vector<std::uint32_t> sums_of(const packed::hotel& where, const packed::rate_plan& plan,
                                   const packed::product& of, day first, int nights) {
  std::vector<std::int64_t> amounts(static_cast<std::size_t>(nights), packed::no_amount);
  const occupancy& room = where.rooms[of.room].guests;
  const int adults = std::min(2, room.std);
  std::pmr::monotonic_buffer_resource memory;
  std::optional<packed::calendar_nights> calendar;
  if (const auto* const in = of.rates.in())
    calendar.emplace(*in, in->held_of({first, first + nights - 1}), &memory);
  of.rates.least_base(first, adults, adults, calendar ? &*calendar : nullptr, amounts);
  std::vector<std::uint32_t> out{0};
  for (const std::int64_t each : amounts) {
    const std::int64_t times = plan.basis == charge_basis::person ? adults : 1;
    const bool known = each != packed::no_amount && each * times < dear;
    out.push_back(out.back() + (known ? static_cast<std::uint32_t>(each * times) : dear));
  }
  return out;
}

}  // namespace

void plain_rows::add(const packed::hotel& where) {
  const std::pair key{std::string(where.city), std::string(where.country)};
  city& in = cities_[key];
  auto& products = products_[key];
  const auto number = static_cast<std::uint32_t>(in.hotel_of.empty() ? 0 : in.hotel_of.back() + 1);
  for (const packed::rate_plan& plan : where.plans)
    for (const packed::product& each : plan.products) {
      products.push_back(sums_of(where, plan, each, first_, nights_));
      in.hotel_of.push_back(number);
      in.stars.push_back(static_cast<std::uint8_t>(where.stars));
    }
}

void plain_rows::finish() {
  for (auto& [key, products] : products_) {
    city& in = cities_[key];
    for (std::size_t night = 0; night <= static_cast<std::size_t>(nights_); ++night)
      for (const auto& each : products) in.sums.push_back(each[night]);
  }
  products_.clear();
}

const plain_rows::city* plain_rows::find(const std::string& name,
                                         const std::string& country) const {
  const auto found = cities_.find({name, country});
  return found == cities_.end() ? nullptr : &found->second;
}

const std::uint32_t* plain_rows::row(const city& in, day night) const {
  return in.sums.data() + static_cast<std::size_t>(night - first_) * in.products();
}

// First the lowest sum, which vectorizes, then where it is.
plain_rows::cheapest plain_rows::lowest(const city& in, day arrival, int nights) const {
  const std::uint32_t* const from = row(in, arrival);
  const std::uint32_t* const to = row(in, arrival + nights);
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (std::size_t i = 0; i < in.products(); ++i) least = std::min(least, to[i] - from[i]);
  std::size_t at = 0;
  while (at < in.products() && to[at] - from[at] != least) ++at;
  return {static_cast<std::uint32_t>(at), least};
}

std::vector<plain_rows::cheapest> plain_rows::best(const city& in, day arrival, int nights,
                                                   std::size_t count, int stars_min,
                                                   std::uint32_t most) const {
  const std::uint32_t* const from = row(in, arrival);
  const std::uint32_t* const to = row(in, arrival + nights);
  std::vector<cheapest> kept;
  for (std::size_t i = 0; i < in.products(); ++i)
    if (to[i] - from[i] <= most && in.stars[i] >= stars_min)
      kept.push_back({static_cast<std::uint32_t>(i), to[i] - from[i]});
  std::ranges::sort(kept, {}, &cheapest::sum);
  std::vector<cheapest> out;
  for (const cheapest& each : kept) {
    if (out.size() == count) break;
    const auto same = [&](const cheapest& other) {
      return in.hotel_of[other.product] == in.hotel_of[each.product];
    };
    if (std::ranges::none_of(out, same)) out.push_back(each);
  }
  return out;
}

std::vector<plain_rows::cheapest> plain_rows::by_day(const city& in, day arrival, int nights,
                                                     int arrivals) const {
  std::vector<cheapest> out;
  for (int i = 0; i < arrivals; ++i) out.push_back(lowest(in, arrival + i, nights));
  return out;
}

}  // namespace pronto::bench
