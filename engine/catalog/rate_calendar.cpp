#include "catalog/rate_calendar.hpp"

#include <algorithm>
#include <utility>

#include "invariant.hpp"

namespace pronto {

rate_calendar::rate_calendar(std::span<const rate> rates) {
  builder out;
  for (const rate& each : rates) out.add(each);
  *this = std::move(out).take();
}

void rate_calendar::builder::add(const rate& one) {
  shape like;
  one_.clear();
  for (const auto& [guests, amount] : one.base) {
    like.guests.push_back(guests);
    one_.push_back(amount);
  }
  like.extra_adult = one.extra_adult.has_value();
  if (one.extra_adult) one_.push_back(*one.extra_adult);
  for (const child_band& band : one.children) {
    like.ages.emplace_back(band.min_age, band.max_age);
    one_.push_back(band.amount);
  }
  add(one.nights, shape_like(like), one_.data());
}

// Nearly all calendars have one shape.
std::uint32_t rate_calendar::builder::shape_like(shape wanted) {
  auto& all = made_.shapes_;
  const auto last = static_cast<std::uint32_t>(all.size()) - 1;
  if (!all.empty() && all.back() == wanted) return last;
  for (std::size_t i = known_.size(); i < all.size(); ++i)
    known_.emplace(all[i], static_cast<std::uint32_t>(i));
  if (const auto found = known_.find(wanted); found != known_.end()) return found->second;
  all.push_back(std::move(wanted));
  return last + 1;
}

void rate_calendar::builder::add(date_range nights, std::uint32_t shape,
                                 const std::int64_t* amounts) {
  auto& periods = made_.periods_;
  auto& all = made_.amounts_;
  invariant(nights.first <= nights.last);
  invariant(periods.empty() || periods.back().last < nights.first);
  const std::size_t width = made_.shapes_[shape].width();
  auto amount = static_cast<std::uint32_t>(all.size());
  // A rate with the amounts of the one before it shares them: seasons and homes repeat a lot.
  bool same = !periods.empty() && periods.back().shape == shape;
  for (std::size_t i = 0; same && i < width; ++i)  // too few to call another function for
    same = amounts[i] == all[periods.back().amount + i];
  if (same)
    amount = periods.back().amount;
  else
    for (std::size_t i = 0; i < width; ++i) all.push_back(amounts[i]);
  period& next = periods.emplace_back();  // written in place
  next.first = nights.first;
  next.last = nights.last;
  next.shape = shape;
  next.amount = amount;
}

void rate_calendar::builder::add_row(day first, std::span<const int> nights, std::uint32_t shape,
                                     std::span<const column> columns) {
  auto& periods = made_.periods_;
  auto& all = made_.amounts_;
  const std::size_t width = columns.size();
  const std::size_t count = nights.size();
  invariant(width == made_.shapes_[shape].width());
  std::size_t begun = 0;
  const auto add_next = [&] {
    one_.clear();
    for (const column& each : columns) one_.push_back(each[begun]);
    add({first, first + nights[begun] - 1}, shape, one_.data());
    first += nights[begun++];
  };
  const auto ever_repeats = [&](const column& each) {
    std::size_t same = each.from == nullptr ? 1 : 0;
    for (std::size_t i = 1; each.from != nullptr && i < count; ++i)
      same += each.from[i] == each.from[i - 1] ? 1u : 0u;
    return same > 0;
  };
  one_.reserve(width);
  if (std::ranges::all_of(columns, ever_repeats)) {
    while (begun < count) add_next();
    return;
  }
  if (periods.empty()) {  // mostly all that it comes to have
    periods.reserve(count);
    all.reserve(count * width);
  }
  // The first may be the same as the rate before; where any amount changes each time, no other is.
  if (count > 0) add_next();
  const std::size_t left = count - begun;
  const std::size_t amount_at = all.size();
  const auto held_nights = nights.subspan(begun);
  invariant(std::ranges::all_of(held_nights, [](int held) { return held > 0; }));
  for (auto amount = static_cast<std::uint32_t>(amount_at); const int held : held_nights) {
    periods.push_back({first, first + held - 1, shape, amount});
    first += held;
    amount += static_cast<std::uint32_t>(width);
  }
  all.resize(amount_at + left * width);
  for (std::size_t c = 0; c < width; ++c) {
    const column of = columns[c];  // a copy, since an amount that is written might else be a part of it
    for (std::size_t i = begun; i < count; ++i) all[amount_at + (i - begun) * width + c] = of[i];
  }
}

rate_calendar rate_calendar::builder::take() && {
  made_.periods_.shrink_to_fit();
  made_.shapes_.shrink_to_fit();
  made_.amounts_.shrink_to_fit();
  return std::move(made_);
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
