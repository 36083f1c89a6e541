#include "plain/taxes.hpp"

#include "plain/conditions.hpp"

namespace plain {
namespace {

using nlohmann::json;

struct applied_tax {
  const json& tax;
  std::vector<bool> dated;    // by night: inside the dates of the tax
  std::vector<bool> counted;  // by night: what `nights` leaves of them

  bool is_percent() const { return tax.at("type") == "percent"; }
  bool per_stay() const { return tax.at("period") == "stay"; }
  bool included() const { return flag(tax, "included"); }
  bool on_supplements() const { return flag(tax, "on_supplements"); }
  // A percent of the stay is one of every night, whatever its dates.
  bool percent_on(std::size_t night) const { return per_stay() || counted[night]; }
};

applied_tax with_its_nights(const json& tax, const request& r) {
  const json limits = tax.value("nights", json::object());
  const int excluded = limits.value("excluded", 0);
  int left = limits.value("max", r.asked.nights);
  applied_tax applied{tax, {}, {}};
  for (int i = 0; i < r.asked.nights; ++i) {
    const bool dated = in_dates(tax, r.arrival + i);
    const bool counted = dated && i >= excluded && left > 0;
    left -= counted ? 1 : 0;
    applied.dated.push_back(dated);
    applied.counted.push_back(counted);
  }
  return applied;
}

std::vector<applied_tax> applying_taxes(const request& r) {
  std::vector<applied_tax> taxes;
  for (const json& tax : list_of(r.hotel, "taxes")) {
    if (!within(tax, "los", r.asked.nights)) continue;
    if (!names(tax, "rooms", r.room_code()) || !names(tax, "plans", r.plan_code())) continue;
    applied_tax applied = with_its_nights(tax, r);
    bool any_dated = false;
    for (const bool dated : applied.dated) any_dated = any_dated || dated;
    if (any_dated) taxes.push_back(applied);
  }
  return taxes;
}

int taxed_persons(const json& tax, const stay& asked) {
  int persons = asked.adults;
  for (const int age : asked.child_ages)
    if (!tax.contains("exempt_below") || age >= tax.at("exempt_below").get<int>()) ++persons;
  return persons;
}

fraction amount_tax(const applied_tax& applied, const stay& asked) {
  fraction amount = amount_of(applied.tax, "value");
  if (applied.tax.at("basis") == "person") amount *= taxed_persons(applied.tax, asked);
  if (applied.per_stay()) return amount;
  int nights = 0;
  for (const bool counted : applied.counted) nights += counted ? 1 : 0;
  return amount * nights;
}

fraction added_percent(const applied_tax& applied, const std::vector<fraction>& amounts,
                       const std::vector<fraction>& supplements) {
  fraction base;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (!applied.percent_on(i)) continue;
    base += amounts[i];
    if (applied.on_supplements()) base += supplements[i];
  }
  return base * amount_of(applied.tax, "value") / 100;
}

// The sum of all included percents of a night: of its room charge, or of its supplements.
fraction included_percents(const std::vector<applied_tax>& taxes, std::size_t night,
                           bool of_supplements) {
  fraction sum;
  for (const applied_tax& other : taxes) {
    if (!other.included() || !other.is_percent() || !other.percent_on(night)) continue;
    if (of_supplements && !other.on_supplements()) continue;
    sum += amount_of(other.tax, "value");
  }
  return sum;
}

fraction included_percent(const applied_tax& applied, const std::vector<applied_tax>& taxes,
                          const std::vector<fraction>& amounts,
                          const std::vector<fraction>& supplements) {
  const fraction percent = amount_of(applied.tax, "value");
  fraction held;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    if (!applied.percent_on(i)) continue;
    held += amounts[i] * percent / (100 + included_percents(taxes, i, false));
    if (applied.on_supplements())
      held += supplements[i] * percent / (100 + included_percents(taxes, i, true));
  }
  return held;
}

}  // namespace

tax_sums taxes_of(const request& r, const std::vector<fraction>& amounts,
                  const std::vector<fraction>& supplements, int decimals) {
  tax_sums sums;
  const auto taxes = applying_taxes(r);
  for (const applied_tax& applied : taxes) {
    fraction exact;
    if (!applied.is_percent()) {
      exact = amount_tax(applied, r.asked);
    } else if (applied.included()) {
      exact = included_percent(applied, taxes, amounts, supplements);
    } else {
      exact = added_percent(applied, amounts, supplements);
    }
    const std::int64_t minor = rounded_to_minor(exact, decimals);
    if (applied.included()) {
      sums.included += minor;
    } else {
      sums.added += minor;
      if (applied.tax.at("paid_at") == "property") sums.due_at_property += minor;
    }
  }
  return sums;
}

}  // namespace plain
