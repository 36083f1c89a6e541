#include "catalog/packed/packed_rates.hpp"

#include <algorithm>

#include "catalog/packed/calendar_nights.hpp"
#include "catalog/packed/number_scan.hpp"
#include "invariant.hpp"

namespace pronto::packed {

std::optional<rate_nights> rates::on(day first, std::size_t count) const {
  const date_range nights{first, first + static_cast<day>(count) - 1};
  if (!holds(span_, nights)) return std::nullopt;
  const rate_nights out(*this, nights);
  if (listed_ != nullptr) {
    std::size_t hint = 0;
    for (day night = nights.first; night <= nights.last; ++night)
      if (!listed_->at(night, hint)) return std::nullopt;
  } else if (!in_->all_positive(series_.first, nights)) {
    return std::nullopt;
  }
  return out;
}

// Of the columns that are wanted, and of listed rates what `amount` is.
template <class Wanted, class Amount>
void rates::least_of(day first, Wanted wanted, Amount amount, calendar_nights* known,
                     std::span<std::int64_t> out) const {
  if (empty() || out.empty()) return;
  const date_range nights{std::max(first, span_.first),
                          std::min(first + static_cast<day>(out.size()) - 1, span_.last)};
  if (nights.first > nights.last) return;
  out = out.subspan(static_cast<std::size_t>(nights.first - first),
                    static_cast<std::size_t>(nights.last - nights.first) + 1);
  if (listed_ != nullptr) {
    std::size_t hint = 0;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (const auto rate = listed_->at(nights.first + static_cast<day>(i), hint))
        out[i] = std::min(out[i], amount(*rate));
    return;
  }
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (wanted(columns_[i])) narrow(i, nights, *known, out);
}

void rates::least_base(day first, int least_guests, int most_guests, calendar_nights* known,
                       std::span<std::int64_t> out) const {
  least_of(
      first,
      [&](const rate_column& each) {
        return each.of == rate_column::kind::base && least_guests <= each.least &&
               each.least <= most_guests;
      },
      [&](const listed_rate& rate) {
        std::int64_t least = no_amount;
        for (int guests = least_guests; guests <= most_guests; ++guests)
          least = std::min(least, rate.base(guests).value_or(no_amount));
        return least;
      },
      known, out);
}

void rates::least_extra_adult(day first, calendar_nights* known,
                              std::span<std::int64_t> out) const {
  least_of(
      first, [](const rate_column& each) { return each.of == rate_column::kind::extra_adult; },
      [](const listed_rate& rate) { return rate.extra_adult().value_or(no_amount); },
      known, out);
}

// Lowers `out` to the amounts of a column, on the nights that have one.
void rates::narrow(std::size_t column, date_range nights, calendar_nights& known,
                   std::span<std::int64_t> out) const {
  const std::size_t columns = columns_.size();
  const std::size_t has =
      series_.partial ? series_.first + 1 + columns + column : std::size_t{series_.first};
  const auto amounts = known.of(series_.first + 1 + column, nights);
  if (in_->all_positive(has, nights)) {
    lower(out, amounts);
    return;
  }
  const auto flags = known.of(has, nights);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (flags[i] != 0) out[i] = std::min(out[i], amounts[i]);
}

// Calls `tell(index of the night, its rate)` for each night.
template <class Tell>
void rate_nights::each_listed(Tell tell) const {
  std::size_t hint = 0;
  std::size_t index = 0;
  for (day night = nights_.first; night <= nights_.last; ++night)
    tell(index++, *of_.listed_->at(night, hint));
}

std::size_t rate_nights::nights_of(std::size_t column) const {
  return of_.series_.first + 1 + of_.columns_.size() + column;
}

bool rate_nights::read(std::size_t column, std::span<std::int64_t> out) const {
  if (of_.series_.partial && !of_.in_->all_positive(nights_of(column), nights_)) return false;
  of_.in_->read(amounts_of(column), nights_.first, out);
  return true;
}

bool rate_nights::base(int guests, std::span<std::int64_t> out) const {
  if (of_.listed_ != nullptr) {
    bool all = true;
    each_listed([&](std::size_t i, const listed_rate& rate) {
      const auto amount = rate.base(guests);
      all = all && amount;
      out[i] = amount.value_or(0);
    });
    return all;
  }
  for (std::size_t i = 0; i < of_.columns_.size(); ++i)
    if (of_.columns_[i].of == rate_column::kind::base && of_.columns_[i].least == guests)
      return read(i, out);
  return false;
}

bool rate_nights::extra_adult(std::span<std::int64_t> out) const {
  if (of_.listed_ != nullptr) {
    bool all = true;
    each_listed([&](std::size_t i, const listed_rate& rate) {
      const auto amount = rate.extra_adult();
      all = all && amount;
      out[i] = amount.value_or(0);
    });
    return all;
  }
  for (std::size_t i = 0; i < of_.columns_.size(); ++i)
    if (of_.columns_[i].of == rate_column::kind::extra_adult) return read(i, out);
  return false;
}

// Writes the bands of those nights that have this one.
bool rate_nights::read_bands(std::size_t column, std::span<child_band> out) const {
  const rate_column& band = of_.columns_[column];
  bool all = true;
  of_.in_->walk(amounts_of(column), nights_, [&](day first, std::span<const std::int64_t> amounts) {
    std::int64_t flags[calendar::walked_at_once];
    const std::span here(flags, amounts.size());
    if (of_.series_.partial) of_.in_->read(nights_of(column), first, here);
    else std::ranges::fill(here, 1);
    const auto begin = static_cast<std::size_t>(first - nights_.first);
    for (std::size_t i = 0; i < amounts.size(); ++i)
      if (flags[i] != 0) out[begin + i] = {band.least, band.greatest, amounts[i]};
      else all = false;
    return true;
  });
  return all;
}

bool rate_nights::child(int age, std::span<child_band> out) const {
  if (of_.listed_ != nullptr) {
    bool all = true;
    each_listed([&](std::size_t i, const listed_rate& rate) {
      const auto band = rate.child(age);
      all = all && band;
      out[i] = band.value_or(child_band{});
    });
    return all;
  }
  // The bands of one night do not overlap, but those of different nights may.
  std::ranges::fill(out, child_band{});
  for (std::size_t i = 0; i < of_.columns_.size(); ++i) {
    const rate_column& each = of_.columns_[i];
    if (each.of != rate_column::kind::child || age < each.least || age >= each.greatest) continue;
    if (read_bands(i, out)) return true;
  }
  return std::ranges::all_of(out, [](const child_band& each) {
    return each.min_age < each.max_age;  // set
  });
}

// Whether a rate begins on each of these days, or there is none while the day before has one.
// Requires: the calendar holds them.
std::vector<bool> rate_nights::beginnings(date_range days) const {
  std::vector<bool> out(static_cast<std::size_t>(days.last - days.first) + 1);
  const auto mark_changes = [&](std::size_t series) {
    std::optional<std::int64_t> before;  // nothing ahead of the calendar: a rate may begin there
    if (of_.in_->holds({days.first - 1, days.last})) before = of_.in_->at(series, days.first - 1);
    auto at = out.begin();
    of_.in_->walk(series, days, [&](day, std::span<const std::int64_t> values) {
      for (const std::int64_t each : values) {
        if (each != before) *at = true;
        before = each;
        ++at;
      }
      return true;
    });
  };
  const std::size_t first = of_.series_.first;
  const std::size_t columns = of_.columns_.size();
  mark_changes(first);
  if (!of_.series_.starts) {
    for (std::size_t i = 0; i < columns; ++i) mark_changes(amounts_of(i));
    return out;
  }
  const std::size_t starts = first + 1 + columns + (of_.series_.partial ? columns : 0);
  auto at = out.begin();
  of_.in_->walk(starts, days, [&](day, std::span<const std::int64_t> values) {
    for (const std::int64_t each : values) {
      if (each != 0) *at = true;
      ++at;
    }
    return true;
  });
  return out;
}

day rate_nights::first_night_of_rate(day night) const {
  for (day last = night;;) {
    const day first = of_.in_->held_of({last - static_cast<day>(block_nights) + 1, last}).first;
    const auto begins = beginnings({first, last});
    for (auto i = begins.size(); i-- > 0;)
      if (begins[i]) return first + static_cast<day>(i);
    last = first - 1;
  }
}

day rate_nights::last_night_of_rate(day night) const {
  for (day first = night + 1; first <= of_.span_.last;) {
    const day last = std::min(of_.span_.last, first + static_cast<day>(block_nights) - 1);
    const auto begins = beginnings({first, last});
    for (std::size_t i = 0; i < begins.size(); ++i)
      if (begins[i]) return first + static_cast<day>(i) - 1;
    first = last + 1;
  }
  return of_.span_.last;
}

std::vector<date_range> rate_nights::dates() const {
  std::vector<date_range> out;
  if (of_.listed_ != nullptr) {
    each_listed([&](std::size_t, const listed_rate& rate) { out.push_back(rate.nights()); });
    return out;
  }
  const auto begins = beginnings(nights_);
  std::size_t begun = 0;  // the nights from here on have the rate of the last one
  const auto close = [&](std::size_t before, day last) {
    const day first = begun == 0 ? first_night_of_rate(nights_.first)
                                 : nights_.first + static_cast<day>(begun);
    out.resize(before, {first, last});
    begun = before;
  };
  for (std::size_t i = 1; i < begins.size(); ++i)
    if (begins[i]) close(i, nights_.first + static_cast<day>(i) - 1);
  close(begins.size(), last_night_of_rate(nights_.last));
  return out;
}

std::vector<rate> rates::unpacked() const {
  if (empty()) return {};
  if (listed_ != nullptr) return listed_->unpacked();
  const auto length = static_cast<std::size_t>(span_.last - span_.first) + 1;
  const auto read = [&](std::size_t series) {
    std::vector<std::int64_t> values(length);
    in_->read(series, span_.first, values);
    return values;
  };
  const rate_nights all(*this, span_);
  const auto nights = read(series_.first);
  const auto begins = all.beginnings(span_);
  std::vector<std::vector<std::int64_t>> amounts;
  std::vector<std::vector<std::int64_t>> has;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    amounts.push_back(read(all.amounts_of(i)));
    has.push_back(series_.partial ? read(all.nights_of(i)) : nights);
  }
  std::vector<rate> out;
  for (std::size_t night = 0; night < length; ++night) {
    const day date = span_.first + static_cast<day>(night);
    if (nights[night] == 0) continue;
    if (!begins[night]) {
      out.back().nights.last = date;
      continue;
    }
    rate& next = out.emplace_back();
    next.nights = {date, date};
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (has[i][night] == 0) continue;
      const rate_column& column = columns_[i];
      const std::int64_t amount = amounts[i][night];
      switch (column.of) {
        case rate_column::kind::base: next.base.emplace_back(column.least, amount); break;
        case rate_column::kind::extra_adult: next.extra_adult = amount; break;
        case rate_column::kind::child:
          next.children.push_back({column.least, column.greatest, amount});
          break;
      }
    }
  }
  return out;
}

}  // namespace pronto::packed
