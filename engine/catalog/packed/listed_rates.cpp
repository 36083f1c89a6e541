#include "catalog/packed/listed_rates.hpp"

#include <algorithm>

namespace pronto::packed {

listed_rates::listed_rates(const rate_calendar& from, packing& into)
    : shapes_(into.list(from.shapes(),
                        [&](const rate_calendar::shape& each) {
                          return shape{into.list(each.guests), each.extra_adult,
                                       into.list(each.ages)};
                        })),
      periods_(into.list(from.periods())),
      amounts_(into.list(from.amounts())) {}

listed_rates::listed_rates(const listed_rates& from, packing& into)
    : shapes_(into.list(from.shapes_,
                        [&](const shape& each) {
                          return shape{into.list(each.guests), each.extra_adult,
                                       into.list(each.ages)};
                        })),
      periods_(into.list(from.periods_)),
      amounts_(into.list(from.amounts_)) {}

std::vector<rate> listed_rates::unpacked() const {
  std::vector<rate> out;
  for (const period& each : periods_) {
    const shape& like = shapes_[each.shape];
    const std::int64_t* amount = amounts_.data() + each.amount;
    rate& next = out.emplace_back();
    next.nights = {each.first, each.last};
    for (const int guests : like.guests) next.base.emplace_back(guests, *amount++);
    if (like.extra_adult) next.extra_adult = *amount++;
    for (const auto& [min_age, max_age] : like.ages)
      next.children.push_back({min_age, max_age, *amount++});
  }
  return out;
}

std::optional<listed_rate> listed_rates::at(day night, std::size_t& hint) const {
  const auto holds = [&](std::size_t i) {
    return i < periods_.size() && periods_[i].first <= night && night <= periods_[i].last;
  };
  if (!holds(hint) && !holds(++hint)) {
    const auto after = std::ranges::upper_bound(periods_, night, {}, &period::first);
    hint = after == periods_.begin() ? 0 : static_cast<std::size_t>(after - periods_.begin()) - 1;
    if (!holds(hint)) return std::nullopt;
  }
  return listed_rate{*this, hint};
}

date_range listed_rate::nights() const {
  const auto& p = of_->periods_[period_];
  return {p.first, p.last};
}

std::optional<std::int64_t> listed_rate::base(int guests) const {
  const auto& p = of_->periods_[period_];
  const auto& s = of_->shapes_[p.shape];
  const auto found = std::ranges::find(s.guests, guests);
  if (found == s.guests.end()) return std::nullopt;
  return of_->amounts_[p.amount + static_cast<std::size_t>(found - s.guests.begin())];
}

std::optional<std::int64_t> listed_rate::extra_adult() const {
  const auto& p = of_->periods_[period_];
  const auto& s = of_->shapes_[p.shape];
  if (!s.extra_adult) return std::nullopt;
  return of_->amounts_[p.amount + s.guests.size()];
}

std::optional<child_band> listed_rate::child(int age) const {
  const auto& p = of_->periods_[period_];
  const auto& s = of_->shapes_[p.shape];
  for (std::size_t i = 0; i < s.ages.size(); ++i) {
    if (s.ages[i].first <= age && age < s.ages[i].second) {
      const std::size_t at = p.amount + s.guests.size() + (s.extra_adult ? 1 : 0) + i;
      return child_band{s.ages[i].first, s.ages[i].second, of_->amounts_[at]};
    }
  }
  return std::nullopt;
}

}  // namespace pronto::packed
