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

std::optional<taxed_stay> taxed_stay_of(const packed::tax_fee& tax, const stay& when) {
  if (!tax.los.contains(when.nights)) return std::nullopt;
  const auto index_of = [&](day date) { return std::int64_t{date} - when.arrival; };
  const auto first = std::max<std::int64_t>(0, index_of(tax.dates.first));
  const auto last = std::min<std::int64_t>(when.nights - 1, index_of(tax.dates.last));
  if (first > last) return std::nullopt;
  const auto from = std::max<std::int64_t>(first, tax.nights_excluded);
  const auto most = tax.nights_max ? std::int64_t{*tax.nights_max} : last + 1;
  const auto count = std::clamp<std::int64_t>(last - from + 1, 0, std::max<std::int64_t>(most, 0));
  return taxed_stay{static_cast<int>(from), static_cast<int>(count), persons_who_pay(tax, when)};
}

few<applying_tax> applying_taxes(const packed::hotel& where, std::uint32_t plan,
                                 std::uint32_t room, const stay& when) {
  few<applying_tax> out;
  for (std::uint32_t index = 0; index < where.taxes.size(); ++index) {
    const packed::tax_fee& tax = where.taxes[index];
    if (!tax.rooms.contains(room) || !tax.plans.contains(plan)) continue;
    const auto of = taxed_stay_of(tax, when);
    if (!of) continue;
    auto& made = out.emplace_back(applying_tax{index, {}, of->night_count, of->persons});
    for (int i = 0; i < of->night_count; ++i)
      made.nights[static_cast<std::size_t>(of->first_night + i)] = true;
  }
  return out;
}

}  // namespace pronto
