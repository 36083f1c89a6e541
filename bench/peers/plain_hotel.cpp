#include "plain_hotel.hpp"

#include <algorithm>

namespace pronto::bench {

namespace {

using nights_row = std::array<std::int32_t, plain_nights>;
constexpr date_range year{plain_first_night, plain_first_night + plain_nights - 1};

template <class F>
void each_night(date_range of, F tell) {
  const day last = std::min(of.last, year.last);
  for (day night = std::max(of.first, year.first); night <= last; ++night)
    tell(static_cast<std::size_t>(night - year.first));
}

// What a night of the rate costs two adults, or one where there are no more beds.
std::int64_t amount_of(const rate& from, const rate_plan& plan) {
  std::int64_t amount = 0;
  int guests = 1;
  for (const auto& [count, base] : from.base)
    if (count <= 2) {
      amount = base;
      guests = count;
    }
  return amount * (plan.basis == charge_basis::person ? guests : 1) / plan.unit_multiplier;
}

nights_row amounts_of(const hotel& where, const rate_plan& plan, const product& of,
                      std::int64_t divisor) {
  nights_row out{};
  for (std::size_t i = 0; i < of.rates.size(); ++i) {
    const rate each = of.rates.unpacked(i);
    const std::int64_t amount = std::clamp<std::int64_t>(amount_of(each, plan) / divisor, 100, amount_max);
    each_night(each.nights, [&](std::size_t night) { out[night] = static_cast<std::int32_t>(amount); });
  }
  if (const auto& sold = where.rooms[of.room].inventory) {
    nights_row open{};
    for (const inventory_period& each : *sold)
      each_night(each.nights, [&](std::size_t night) { open[night] = each.count; });
    for (std::size_t night = 0; night < open.size(); ++night)
      if (open[night] == 0) out[night] = 0;
  }
  for (const booking_rule& each : plan.rules)
    if (each.closed && (!each.room || *each.room == of.room))
      each_night(each.dates, [&](std::size_t night) { out[night] = 0; });
  return out;
}

// Amounts in money of which one needs many become about as many cents.
std::int64_t divisor_of(const hotel& where) {
  const rate_plan& plan = where.plans.front();
  const rate_calendar& rates = plan.products.front().rates;
  std::int64_t usual = amount_of(rates.unpacked(rates.size() / 2), plan);
  std::int64_t out = 1;
  for (; usual / out > 100'000; out *= 10) {}
  return out;
}

void add_tax(const hotel& from, std::int64_t divisor, plain_hotel& to) {
  for (const tax_fee& each : from.taxes) {
    if (each.included) continue;
    if (each.is_percent)
      to.tax_share = std::min<std::int64_t>(each.share.micro / (micro_per_percent / 100),
                                            tax_share_max);
    else
      to.tax_night = std::min<std::int64_t>(
          each.amount / divisor * (each.basis == payer::person ? 2 : 1), tax_night_max);
    return;
  }
}

}  // namespace

plain_hotel plain_of(const hotel& generated) {
  plain_hotel out;
  out.code = generated.code;
  out.city = generated.city;
  out.country = generated.country;
  out.latitude = generated.latitude;
  out.longitude = generated.longitude;
  out.stars = generated.stars;
  const std::int64_t divisor = divisor_of(generated);
  std::size_t count = 0;
  for (const rate_plan& plan : generated.plans)
    for (const product& each : plan.products)
      if (count < plain_products) out.amounts[count++] = amounts_of(generated, plan, each, divisor);
  for (std::size_t i = count; i < plain_products; ++i) {
    out.amounts[i] = out.amounts[i % count];
    for (std::int32_t& amount : out.amounts[i])
      if (amount != 0) amount = std::min(amount + 900 * static_cast<std::int32_t>(i), amount_max);
  }
  add_tax(generated, divisor, out);
  return out;
}

hotel hotel_of(const plain_hotel& from) {
  hotel out;
  out.code = from.code;
  out.name = from.code;
  out.city = from.city;
  out.country = from.country;
  out.latitude = from.latitude;
  out.longitude = from.longitude;
  out.stars = from.stars;
  out.money = *find_currency("EUR");
  for (const char* code : {"DBL", "SUP"}) {
    room_type room;
    room.code = code;
    room.name = code;
    room.guests = {1, 2, 2, std::nullopt};
    out.rooms.push_back(room);
  }
  for (std::size_t i = 0; i < 2; ++i) {
    rate_plan plan;
    plan.code = i == 0 ? "BAR" : "FLX";
    plan.name = plan.code;
    for (std::uint32_t room = 0; room < 2; ++room) {
      const nights_row& amounts = from.amounts[2 * i + room];
      std::vector<rate> rates;
      for (std::size_t night = 0; night < amounts.size(); ++night) {
        if (amounts[night] == 0) continue;
        const day at = year.first + static_cast<day>(night);
        if (!rates.empty() && rates.back().nights.last == at - 1 &&
            rates.back().base.front().second == amounts[night])
          rates.back().nights.last = at;
        else
          rates.push_back({{at, at}, {{2, amounts[night]}}, std::nullopt, {}});
      }
      if (!rates.empty()) plan.products.push_back({room, rate_calendar{rates}});
    }
    out.plans.push_back(std::move(plan));
  }
  if (from.tax_share > 0) {
    tax_fee tax;
    tax.code = "CITYTAX";
    tax.name = "City tax";
    tax.is_percent = true;
    tax.share.micro = from.tax_share * (micro_per_percent / 100);
    out.taxes.push_back(tax);
  }
  if (from.tax_night > 0) {
    tax_fee tax;
    tax.code = "NIGHT";
    tax.name = "City tax a night";
    tax.amount = from.tax_night;
    tax.period = per::night;
    out.taxes.push_back(tax);
  }
  return out;
}

}  // namespace pronto::bench
