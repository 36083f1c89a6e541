#include "catalog/rate_calendar.hpp"

#include <algorithm>

#include "invariant.hpp"

namespace pronto {

rate_calendar::rate_calendar(std::span<const rate> rates) {
  periods_.reserve(rates.size());
  shape_index known;
  for (const rate& each : rates) append(each, known);
  shapes_.shrink_to_fit();
  amounts_.shrink_to_fit();
}

std::uint32_t rate_calendar::shape_of(const rate& from, shape_index& known) {
  shape wanted;
  for (const auto& [guests, amount] : from.base) wanted.guests.push_back(guests);
  wanted.extra_adult = from.extra_adult.has_value();
  for (const child_band& band : from.children) wanted.ages.emplace_back(band.min_age, band.max_age);
  const auto [found, fresh] =
      known.try_emplace(std::move(wanted), static_cast<std::uint32_t>(shapes_.size()));
  if (fresh) shapes_.push_back(found->first);
  return found->second;
}

void rate_calendar::append(const rate& from, shape_index& known) {
  invariant(from.nights.first <= from.nights.last);
  invariant(periods_.empty() || periods_.back().last < from.nights.first);
  const std::size_t start = amounts_.size();
  for (const auto& [guests, amount] : from.base) amounts_.push_back(amount);
  if (from.extra_adult) amounts_.push_back(*from.extra_adult);
  for (const child_band& band : from.children) amounts_.push_back(band.amount);

  period next{from.nights.first, from.nights.last, shape_of(from, known),
              static_cast<std::uint32_t>(start)};
  // A rate with the amounts of the one before it shares them: seasons and homes repeat a lot.
  if (!periods_.empty() && periods_.back().shape == next.shape) {
    const std::size_t before = periods_.back().amount;
    const auto width = static_cast<std::ptrdiff_t>(amounts_.size() - start);
    const auto fresh = amounts_.begin() + static_cast<std::ptrdiff_t>(start);
    if (std::equal(fresh, fresh + width, amounts_.begin() + static_cast<std::ptrdiff_t>(before))) {
      amounts_.resize(start);
      next.amount = static_cast<std::uint32_t>(before);
    }
  }
  periods_.push_back(next);
}

date_range rate_calendar::span() const {
  invariant(!empty());
  return {periods_.front().first, periods_.back().last};
}

rate rate_calendar::unpacked(std::size_t i) const {
  invariant(i < periods_.size());
  const period& p = periods_[i];
  const shape& s = shapes_[p.shape];
  const std::int64_t* amount = amounts_.data() + p.amount;
  rate out;
  out.nights = {p.first, p.last};
  for (int guests : s.guests) out.base.emplace_back(guests, *amount++);
  if (s.extra_adult) out.extra_adult = *amount++;
  for (const auto& [min_age, max_age] : s.ages)
    out.children.push_back({min_age, max_age, *amount++});
  return out;
}

}  // namespace pronto
