#include "catalog/packed/calendar_packing.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include "catalog/packed/series_packer.hpp"

namespace pronto {

using namespace packed;

namespace {

// Restrictions and inventory may reach so far beyond the rates and still be held by the calendar.
constexpr std::int64_t nights_beyond_rates = 400;
// The nights of all series of a hotel: some hundred products over two years are half of it.
constexpr std::size_t cells_limit = 1'000'000;
// Rules may overlap: so many of their days are put together, and rules beyond them stay listed.
constexpr std::int64_t rule_days_limit = 4'000'000;

// Nights in increasing order of days, which may be the greatest and the least that there are.
std::int64_t length_of(date_range range) {
  return std::int64_t{range.last} - range.first + 1;
}

// Joins them if no more than so many nights come of it.
void extend(date_range& window, date_range by, std::int64_t limit) {
  const date_range both = length_of(window) <= 0 ? by : joined(window, by);
  if (length_of(both) <= limit) window = both;
}

// The nights of the calendar: those of the rates, and of what else there is beside them.
date_range window_of(const hotel& from) {
  constexpr auto nights_limit = static_cast<std::int64_t>(series_packer::nights_limit);
  date_range out{0, -1};
  for (const rate_plan& plan : from.plans)
    for (const product& each : plan.products)
      if (!each.rates.empty()) extend(out, each.rates.span(), nights_limit);
  if (length_of(out) <= 0) return out;
  const std::int64_t limit = std::min(nights_limit, length_of(out) + nights_beyond_rates);
  for (const room_type& room : from.rooms)
    if (room.inventory && !room.inventory->empty())
      extend(out, {room.inventory->front().nights.first, room.inventory->back().nights.last},
             limit);
  for (const rate_plan& plan : from.plans)
    for (const booking_rule& rule : plan.rules) extend(out, rule.dates, limit);
  return out;
}

class calendar_packer {
public:
  calendar_packer(const hotel& from, series_packer& packer)
      : from_(from),
        window_(window_of(from)),
        nights_(static_cast<std::size_t>(length_of(window_))),
        packer_(packer) {
    packer_.begin(nights_);
  }

  calendar_packing run() {
    out_.first = window_.first;
    for (const rate_plan& plan : from_.plans)
      for (const product& each : plan.products) out_.products.push_back(packed_product(each.rates));
    for (const room_type& room : from_.rooms) out_.inventory.push_back(packed_inventory(room));
    for (const rate_plan& plan : from_.plans) out_.plans.push_back(packed_rules(plan.rules));
    out_.bytes = packer_.pack();
    return std::move(out_);
  }

private:
  using values = std::vector<std::int64_t>;
  using flags = std::vector<std::uint8_t>;

  bool has_room_for(std::size_t series) const {
    const std::size_t all = out_.uses.size() + series;
    return all <= series_packer::series_limit && all * nights_ <= cells_limit;
  }

  std::uint32_t add(series_use use, std::span<const std::int64_t> of,
                    std::span<const std::uint8_t> counts = {}) {
    out_.uses.push_back(use);
    return static_cast<std::uint32_t>(packer_.add(of, counts));
  }

  std::uint32_t add_constant(series_use use, std::int64_t value,
                             std::span<const std::uint8_t> counts = {}) {
    out_.uses.push_back(use);
    return static_cast<std::uint32_t>(packer_.add_constant(value, counts));
  }

  std::uint32_t add_flags(series_use use, const flags& of,
                          std::span<const std::uint8_t> counts = {}) {
    values_.assign(of.begin(), of.end());
    return add(use, values_, counts);
  }

  // Calls `tell` with each night of the range. Requires: the calendar holds it.
  template <class Tell>
  void for_nights(date_range range, Tell tell) const {
    const auto end = static_cast<std::size_t>(range.last - window_.first) + 1;
    for (auto night = static_cast<std::size_t>(range.first - window_.first); night < end; ++night)
      tell(night);
  }

  // Rates.

  struct column {
    values amounts;
    flags has;  // the nights that have such an amount
  };

  // In the order in which a period's amounts lie.
  static std::vector<rate_column> columns_of(const rate_calendar::shape& shape) {
    std::vector<rate_column> out;
    out.reserve(shape.guests.size() + shape.ages.size() + 1);
    for (const int guests : shape.guests) out.push_back({rate_column::kind::base, guests, guests});
    if (shape.extra_adult) out.push_back({rate_column::kind::extra_adult, 0, 0});
    for (const auto& [min_age, max_age] : shape.ages)
      out.push_back({rate_column::kind::child, min_age, max_age});
    return out;
  }

  std::optional<calendar_packing::product> packed_product(const rate_calendar& rates) {
    if (rates.empty() || !holds(window_, rates.span())) return std::nullopt;
    calendar_packing::product out;
    if (rates.shapes().size() == 1) {
      out.columns = columns_of(rates.shapes().front());
      const bool in_order = std::ranges::adjacent_find(out.columns, std::greater_equal()) ==
                            out.columns.end();
      if (in_order) {
        if (!has_room_for(2 + 2 * out.columns.size())) return std::nullopt;
        out.series = add_product_of_one_shape(rates, out.columns.size());
        return out;
      }
      out.columns.clear();
    }
    std::vector<std::vector<rate_column>> shapes;
    for (const auto& shape : rates.shapes()) shapes.push_back(columns_of(shape));
    for (const auto& shape : shapes)
      out.columns.insert(out.columns.end(), shape.begin(), shape.end());
    std::ranges::sort(out.columns);
    out.columns.erase(std::unique(out.columns.begin(), out.columns.end()), out.columns.end());
    if (!has_room_for(2 + 2 * out.columns.size())) return std::nullopt;
    flags nights(nights_), starts(nights_);
    std::vector<column> columns(out.columns.size(), {values(nights_), flags(nights_)});
    for (const auto& period : rates.periods()) {
      const date_range dates{period.first, period.last};
      starts[static_cast<std::size_t>(period.first - window_.first)] = 1;
      for_nights(dates, [&](std::size_t night) { nights[night] = 1; });
      const std::int64_t* amount = rates.amounts().data() + period.amount;
      for (const rate_column& each : shapes[period.shape]) {
        const auto found = std::ranges::lower_bound(out.columns, each);
        column& into = columns[static_cast<std::size_t>(found - out.columns.begin())];
        for_nights(dates, [&](std::size_t night) {
          into.amounts[night] = *amount;
          into.has[night] = 1;
        });
        ++amount;
      }
    }
    out.series = add_product(nights, columns, starts);
    return out;
  }

  // The usual case: all rates have the same amounts, so that there is one for each on any night with a
  // rate. Rates side by side have others, or the first amount of both is the same one.
  rate_series add_product_of_one_shape(const rate_calendar& rates, std::size_t columns) {
    const auto& periods = rates.periods();
    const auto first_of = [&](const rate_calendar::period& each) {
      return static_cast<std::size_t>(each.first - window_.first);
    };
    const auto end_of = [&](const rate_calendar::period& each) {
      return static_cast<std::size_t>(each.last - window_.first) + 1;
    };
    bool has_gaps = first_of(periods.front()) > 0 || end_of(periods.back()) < nights_;
    bool same_side_by_side = false;
    const rate_calendar::period* before = &periods.front();
    for (const auto& each : std::span(periods).subspan(1)) {
      const bool side_by_side = before->last + 1 == each.first;
      has_gaps |= !side_by_side;
      same_side_by_side |= side_by_side & (before->amount == each.amount);
      before = &each;
    }
    rate_series out;
    out.starts = same_side_by_side;
    flags nights(nights_, has_gaps ? 0 : 1);
    if (has_gaps)
      for (const auto& each : periods)
        std::fill_n(nights.begin() + static_cast<std::ptrdiff_t>(first_of(each)),
                    end_of(each) - first_of(each), std::uint8_t{1});
    out.first = has_gaps ? add_flags(series_use::nights, nights) : add_constant(series_use::nights, 1);
    const std::span<const std::uint8_t> counts = has_gaps ? nights : std::span<const std::uint8_t>{};
    add_columns(rates, columns, counts);
    if (out.starts) {
      flags starts(nights_), behind_another(nights_);
      for (const auto& each : periods) starts[first_of(each)] = 1;
      for (std::size_t night = 1; night < nights_; ++night)
        behind_another[night] = nights[night] & nights[night - 1];
      add_flags(series_use::starts, starts, behind_another);
    }
    return out;
  }

  // Most amounts are one number all year, or that for one guest and so much more.
  struct column_kind {
    bool is_constant;
    bool is_constant_above_first;
  };

  // Of `columns` columns, in one go over the amounts of all rates. Wrapped around, as amounts may be far apart.
  template <std::size_t columns>
  static void look_over(const std::vector<std::int64_t>& amounts, column_kind* out) {
    const auto number = [&](std::size_t i) { return static_cast<std::uint64_t>(amounts[i]); };
    std::array<std::uint64_t, columns> changed{}, changed_above_first{};
    for (std::size_t row = 0; row < amounts.size(); row += columns) {
      const std::uint64_t first = number(row) - number(0);
      for (std::size_t column = 0; column < columns; ++column) {
        const std::uint64_t above = number(row + column) - number(column);
        changed[column] |= above;
        changed_above_first[column] |= above ^ first;
      }
    }
    for (std::size_t column = 0; column < columns; ++column)
      out[column] = {changed[column] == 0, changed_above_first[column] == 0};
  }

  static std::vector<column_kind> kinds_of(const std::vector<std::int64_t>& amounts,
                                           std::size_t columns) {
    std::vector<column_kind> out(columns);
    switch (columns) {
      case 1: look_over<1>(amounts, out.data()); break;
      case 2: look_over<2>(amounts, out.data()); break;
      case 3: look_over<3>(amounts, out.data()); break;
      case 4: look_over<4>(amounts, out.data()); break;
      case 5: look_over<5>(amounts, out.data()); break;
      case 6: look_over<6>(amounts, out.data()); break;
      default: look_over_many(amounts, out);
    }
    return out;
  }

  static void look_over_many(const std::vector<std::int64_t>& amounts, std::span<column_kind> out) {
    const auto above = [&](std::size_t row, std::size_t column) {
      return static_cast<std::uint64_t>(amounts[row + column]) -
             static_cast<std::uint64_t>(amounts[column]);
    };
    std::ranges::fill(out, column_kind{true, true});
    for (std::size_t row = 0; row < amounts.size(); row += out.size())
      for (std::size_t column = 0; column < out.size(); ++column) {
        out[column].is_constant &= above(row, column) == 0;
        out[column].is_constant_above_first &= above(row, column) == above(row, 0);
      }
  }

  void add_columns(const rate_calendar& rates, std::size_t columns,
                   std::span<const std::uint8_t> counts) {
    const auto& amounts = rates.amounts();
    const auto kinds = kinds_of(amounts, columns);
    std::uint32_t first = 0;  // its series
    for (std::size_t column = 0; column < columns; ++column) {
      if (kinds[column].is_constant) {
        add_constant(series_use::amounts, amounts[column], counts);
        continue;
      }
      if (column > 0 && kinds[column].is_constant_above_first) {
        const auto above =
            static_cast<std::uint64_t>(amounts[column]) - static_cast<std::uint64_t>(amounts[0]);
        out_.uses.push_back(series_use::amounts);
        packer_.add_above(first, above, std::span(first_column_).first(nights_), counts);
        continue;
      }
      read_column(rates, column);
      const std::uint32_t made =
          add(series_use::amounts, std::span(values_).first(nights_), counts);
      if (column > 0) continue;
      first = made;
      std::swap(first_column_, values_);
    }
  }

  // On a night without a rate, the amounts of the one before. Most rates hold a night or a few, so some
  // are written at once, and what is too much is written over.
  void read_column(const rate_calendar& rates, std::size_t column) {
    constexpr std::size_t at_once = 4;
    values_.resize(nights_ + at_once);
    const std::int64_t* const amounts = rates.amounts().data() + column;
    std::int64_t* out = values_.data();
    const rate_calendar::period* before = nullptr;
    const auto write = [&](std::int64_t* end) {
      const std::int64_t amount = amounts[before->amount];
      std::fill_n(out, at_once, amount);
      for (out += at_once; out < end; ++out) *out = amount;
      out = end;
    };
    for (const auto& each : rates.periods()) {
      if (before != nullptr) write(values_.data() + (each.first - window_.first));
      before = &each;
    }
    write(values_.data() + nights_);
  }

  rate_series add_product(const flags& nights, const std::vector<column>& columns,
                          const flags& starts) {
    rate_series out;
    out.partial = std::ranges::any_of(columns, [&](const column& c) { return c.has != nights; });
    // Only a rate that begins behind another one is worth telling.
    flags behind_another(nights_);
    for (std::size_t night = 1; night < nights_; ++night)
      behind_another[night] = nights[night] & nights[night - 1];
    out.starts = out.partial || !begin_at_changes(columns, starts, behind_another);
    out.first = add_flags(series_use::nights, nights);
    for (const column& each : columns) add(series_use::amounts, each.amounts, each.has);
    if (out.partial)
      for (const column& each : columns) add_flags(series_use::nights, each.has);
    if (out.starts) add_flags(series_use::starts, starts, behind_another);
    return out;
  }

  static bool begin_at_changes(const std::vector<column>& columns, const flags& starts,
                               const flags& behind_another) {
    for (std::size_t night = 1; night < starts.size(); ++night) {
      if (!behind_another[night]) continue;
      const bool changes = std::ranges::any_of(columns, [&](const column& each) {
        return each.amounts[night] != each.amounts[night - 1];
      });
      if (changes != (starts[night] == 1)) return false;
    }
    return true;
  }

  // Inventory.

  std::optional<std::uint32_t> packed_inventory(const room_type& room) {
    if (!room.inventory || !has_room_for(1)) return std::nullopt;
    values_.assign(nights_, 0);
    for (const inventory_period& each : *room.inventory) {
      if (!holds(window_, each.nights)) return std::nullopt;
      for_nights(each.nights, [&](std::size_t night) { values_[night] = each.count; });
    }
    return add(series_use::inventory, values_);
  }

  // Rules.

  struct day_limits {
    bounds los;
    bounds stay;
    bool closed = false;
    int closed_arrivals = 0;    // weekdays
    int closed_departures = 0;

    void narrow(const booking_rule& by) {
      narrow(los, by.los);
      narrow(stay, by.stay_through);
      closed |= by.closed;
      closed_arrivals |= ~by.arrival.mask & weekdays{}.mask;
      closed_departures |= ~by.departure.mask & weekdays{}.mask;
    }

    // As the series of a limit says it: no stay is shorter than a night.
    std::int64_t number(limit of) const {
      switch (of) {
        case limit::least_los: return least(los);
        case limit::greatest_los: return greatest(los);
        case limit::least_stay: return least(stay);
        case limit::greatest_stay: return greatest(stay);
        case limit::closed: return closed ? 1 : 0;
        case limit::closed_arrivals: return closed_arrivals;
        case limit::closed_departures: return closed_departures;
      }
      return 0;
    }

  private:
    static void narrow(bounds& to, bounds by) {
      to.min = std::max(to.min, by.min);
      to.max = std::min(to.max, by.max);
    }
    static int least(bounds of) { return of.min <= 1 ? 0 : of.min; }
    static int greatest(bounds of) {
      if (of.max == bounds{}.max) return 0;
      return of.max < 1 ? -1 : of.max;
    }
  };

  struct room_limits {
    std::vector<day_limits> days;
    day_limits any;  // of any day
  };

  calendar_packing::rules packed_rules(const std::vector<booking_rule>& rules) {
    calendar_packing::rules out;
    std::map<std::uint32_t, room_limits> by_room;
    for (const booking_rule& each : rules) {
      const std::uint32_t room = each.room.value_or(rule_series::all_rooms);
      const std::size_t sets = by_room.size() + (by_room.contains(room) ? 0 : 1);
      if (!holds(window_, each.dates) || !has_room_for(sets * limit_count) ||
          length_of(each.dates) > rule_days_left_) {
        out.listed.push_back(each);
        continue;
      }
      rule_days_left_ -= length_of(each.dates);
      room_limits& limits = by_room[room];
      limits.days.resize(nights_);
      for_nights(each.dates, [&](std::size_t night) { limits.days[night].narrow(each); });
      if (each.dates.first <= each.dates.last) limits.any.narrow(each);
    }
    for (const auto& [room, limits] : by_room) out.series.push_back(add_limits(room, limits));
    std::erase_if(out.series, [](const rule_series& each) { return each.limits == 0; });
    return out;
  }

  rule_series add_limits(std::uint32_t room, const room_limits& limits) {
    rule_series out{.room = room, .first = static_cast<std::uint16_t>(out_.uses.size())};
    values_.resize(nights_);
    for (unsigned i = 0; i < limit_count; ++i) {
      const auto of = static_cast<limit>(i);
      if (limits.any.number(of) == 0) continue;
      out.limits |= static_cast<std::uint8_t>(1u << i);
      std::ranges::transform(limits.days, values_.begin(),
                             [&](const day_limits& each) { return each.number(of); });
      add(series_use::restrictions, values_);
    }
    return out;
  }

  const hotel& from_;
  date_range window_;
  std::size_t nights_;
  series_packer& packer_;
  values values_;  // kept from one series to the next
  values first_column_;  // of the product at hand, unless it is one number
  std::int64_t rule_days_left_ = rule_days_limit;
  calendar_packing out_;
};

}  // namespace

calendar_packing pack_calendars(const hotel& from) {
  // Says nothing of the hotels before, and is there for its memory alone. A thread frees its own.
  thread_local series_packer packer(0);
  return calendar_packer(from, packer).run();
}

}  // namespace pronto
