#include "pricing/taxes.hpp"

#include <algorithm>

namespace pronto {

namespace {

int persons_who_pay(const packed::tax_fee& tax, const stay& when) {
  if (!tax.exempt_below) return when.guests();
  const auto exempt = std::count_if(when.child_ages.begin(), when.child_ages.end(),
                                    [&](int age) { return age < *tax.exempt_below; });
  return when.guests() - static_cast<int>(exempt);
}

}  // namespace

few<applying_tax> applying_taxes(const packed::hotel& where, std::uint32_t plan,
                                         std::uint32_t room, const stay& when) {
  few<applying_tax> out;
  for (std::uint32_t index = 0; index < where.taxes.size(); ++index) {
    const packed::tax_fee& tax = where.taxes[index];
    if (!tax.los.contains(when.nights) || !in_scope(tax.rooms, room) || !in_scope(tax.plans, plan))
      continue;
    applying_tax of{index, {}, 0,
                    persons_who_pay(tax, when)};
    bool any_in_dates = false;
    for (int i = 0; i < when.nights; ++i) {
      if (!tax.dates.contains(when.arrival + i)) continue;
      any_in_dates = true;
      if (i < tax.nights_excluded) continue;
      if (tax.nights_max && of.night_count >= *tax.nights_max) continue;
      of.nights[static_cast<std::size_t>(i)] = true;
      ++of.night_count;
    }
    if (any_in_dates) out.push_back(std::move(of));
  }
  return out;
}

}  // namespace pronto
