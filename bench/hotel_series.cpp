#include "hotel_series.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace pronto::bench {

namespace {

constexpr std::int64_t no_limit = 0;

class builder {
public:
  explicit builder(const hotel& from) : from_(from), span_(nights_of(from)) {
    if (span_.first <= span_.last)
      out_.nights = static_cast<std::size_t>(span_.last - span_.first) + 1;
  }

  hotel_series run() {
    if (out_.nights == 0) return std::move(out_);
    for (const rate_plan& plan : from_.plans)
      for (const product& each : plan.products) add_product(each);
    for (const room_type& room : from_.rooms)
      if (room.inventory) add_inventory(*room.inventory);
    for (const rate_plan& plan : from_.plans) add_rules(plan.rules);
    return std::move(out_);
  }

private:
  // An amount of a rate: of so many guests, of an extra adult, of children of an age.
  enum class kind : std::uint8_t { base, extra_adult, child };
  struct column {
    kind of;
    int least;
    int greatest;
    auto operator<=>(const column&) const = default;
  };

  nightly_series blank(component part, std::uint8_t counts) const {
    return {part, std::vector<std::int64_t>(out_.nights, 0),
            std::vector<std::uint8_t>(out_.nights, counts)};
  }

  // Calls `tell` with each night of the range that the calendars hold.
  template <class Tell>
  void for_nights(date_range range, Tell tell) const {
    const day last = std::min(range.last, span_.last);
    for (day night = std::max(range.first, span_.first); night <= last; ++night)
      tell(static_cast<std::size_t>(night - span_.first));
  }

  std::size_t add(nightly_series made) {
    out_.all.push_back(std::move(made));
    return out_.all.size() - 1;
  }

  void add_product(const product& from) {
    nightly_series presence = blank(component::presence, 1);
    nightly_series starts = blank(component::rate_starts, 0);
    std::map<column, nightly_series> columns;
    const auto set = [&](column of, date_range nights, std::int64_t amount) {
      auto& into = columns.try_emplace(of, blank(component::amounts, 0)).first->second;
      for_nights(nights, [&](std::size_t night) {
        into.values[night] = amount;
        into.counts[night] = 1;
      });
    };
    for (std::size_t i = 0; i < from.rates.size(); ++i) {
      const rate each = from.rates.unpacked(i);
      for_nights(each.nights, [&](std::size_t night) { presence.values[night] = 1; });
      starts.values[static_cast<std::size_t>(each.nights.first - span_.first)] = 1;
      for (const auto& [guests, amount] : each.base)
        set({kind::base, guests, guests}, each.nights, amount);
      if (each.extra_adult) set({kind::extra_adult, 0, 0}, each.nights, *each.extra_adult);
      for (const child_band& band : each.children)
        set({kind::child, band.min_age, band.max_age}, each.nights, band.amount);
    }
    for (std::size_t night = 1; night < out_.nights; ++night)
      starts.counts[night] = presence.values[night] == 1 && presence.values[night - 1] == 1;
    add_columns(std::move(presence), columns);
    add(std::move(starts));
  }

  void add_columns(nightly_series presence, std::map<column, nightly_series>& columns) {
    priced_series made;
    out_.rate_nights += static_cast<std::size_t>(
        std::count(presence.values.begin(), presence.values.end(), 1));
    const std::vector<std::int64_t> whole = presence.values;
    made.presence = add(std::move(presence));
    for (auto& [of, series] : columns) {
      // Rates of one product may name different guests: then a column has nights of its own.
      const bool partial = !std::equal(series.counts.begin(), series.counts.end(), whole.begin());
      if (partial)
        add({component::presence, {series.counts.begin(), series.counts.end()},
             std::vector<std::uint8_t>(out_.nights, 1)});
      const std::size_t number = add(std::move(series));
      if (of.of == kind::base) made.base.push_back(number);
    }
    out_.products.push_back(std::move(made));
  }

  void add_inventory(const std::vector<inventory_period>& from) {
    nightly_series rooms = blank(component::inventory, 1);
    for (const inventory_period& each : from)
      for_nights(each.nights, [&](std::size_t night) { rooms.values[night] = each.count; });
    add(std::move(rooms));
  }

  struct limits {
    std::vector<nightly_series> all;
    enum : std::size_t { los_min, los_max, through_min, through_max, closed, no_arrival,
                         no_departure, count };
  };

  void add_rules(const std::vector<booking_rule>& rules) {
    std::map<std::optional<std::uint32_t>, limits> by_room;
    for (const booking_rule& each : rules) {
      limits& into = by_room[each.room];
      into.all.resize(limits::count, blank(component::restrictions, 1));
      const auto rule_out = [&](std::size_t which, std::size_t night) {
        into.all[which].values[night] = 1;
      };
      const auto narrow = [&](std::size_t min, std::size_t max, std::size_t night, bounds to) {
        auto& least = into.all[min].values[night];
        auto& greatest = into.all[max].values[night];
        least = std::max<std::int64_t>(least, std::max(0, to.min));
        if (to.max != bounds{}.max)
          greatest = greatest == no_limit ? to.max : std::min<std::int64_t>(greatest, to.max);
      };
      for_nights(each.dates, [&](std::size_t night) {
        const day date = span_.first + static_cast<day>(night);
        narrow(limits::los_min, limits::los_max, night, each.los);
        narrow(limits::through_min, limits::through_max, night, each.stay_through);
        if (each.closed) rule_out(limits::closed, night);
        if (!each.arrival.contains(date)) rule_out(limits::no_arrival, night);
        if (!each.departure.contains(date)) rule_out(limits::no_departure, night);
      });
    }
    for (auto& [room, of] : by_room)
      for (nightly_series& each : of.all)
        if (std::any_of(each.values.begin(), each.values.end(), [](auto v) { return v != 0; }))
          add(std::move(each));
  }

  const hotel& from_;
  date_range span_;
  hotel_series out_;
};

}  // namespace

const char* name_of(component part) {
  switch (part) {
    case component::presence: return "nights with a rate";
    case component::amounts: return "amounts";
    case component::rate_starts: return "starts of rates";
    case component::inventory: return "inventory";
    case component::restrictions: return "restrictions";
  }
  return "";
}

hotel_series series_of(const hotel& from) { return builder(from).run(); }

}  // namespace pronto::bench
