#include "sources/generated/prices.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdlib>

namespace pronto::generated {

namespace {

using twelve = std::array<int, 12>;

// Demand in the middle of each month in thousandths of a logarithm, northern hemisphere.
constexpr twelve city_months{-170, -130, -30, 60, 110, 110, 10, -20, 170, 80, -80, -50};
constexpr twelve summer_months{-360, -340, -230, -60, 40, 210, 400, 430, 160, -80, -300, -260};
constexpr twelve winter_months{240, 330, 190, -110, -230, -90, 90, 130, -30, -170, -210, 190};
constexpr twelve tropics_months{180, 180, 130, 20, -90, -120, -20, 0, -140, -100, 0, 200};

const twelve& months_of(season high) {
  switch (high) {
    case season::summer: return summer_months;
    case season::winter: return winter_months;
    case season::tropics: return tropics_months;
    case season::city: break;
  }
  return city_months;
}

std::chrono::year_month_day date_of(day date) {
  return std::chrono::sys_days{std::chrono::days{date}};
}

// Between the middles of two months the season moves evenly.
int season_at(const market& where, day date) {
  const auto ymd = date_of(date);
  const bool turned = where.city->latitude < 0 && where.high != season::tropics;
  const int month = static_cast<int>(static_cast<unsigned>(ymd.month())) - 1 + (turned ? 6 : 0);
  const int from_middle = static_cast<int>(static_cast<unsigned>(ymd.day())) - 15;
  const twelve& months = months_of(where.high);
  const auto value = [&](int m) { return months[static_cast<std::size_t>((m + 12) % 12)]; };
  const int here = value(month);
  const int there = value(from_middle < 0 ? month - 1 : month + 1);
  return here + (there - here) * std::abs(from_middle) / 31;
}

// From Monday: a house of business people, of city travellers, of holiday makers.
constexpr std::array<std::array<int, 7>, 3> week_patterns{{
    {30, 100, 100, 40, -60, -40, -180},
    {-70, -10, 0, 20, 140, 180, -190},
    {-50, -50, -30, 0, 120, 160, 10},
}};

std::size_t pick_week_pattern(season high, random_stream& dice) {
  return high == season::city ? dice.weighted(std::array{28, 60, 12})
                              : dice.weighted(std::array{5, 35, 60});
}

std::size_t night_count(date_range nights) {
  return static_cast<std::size_t>(nights.last - nights.first + 1);
}

// The prices of a hotel's rate levels: each so many thousandths above the one before.
class ladder {
public:
  ladder(const price_style& style, std::int64_t usual, int step) : step_(step) {
    constexpr std::int64_t fine = 1024;
    const std::int64_t up = 1'000 + step;
    std::vector<std::int64_t> below;
    std::int64_t amount = usual * fine;
    for (int at = 0; at > -lowest; at -= step) {
      amount = amount * 1'000 / up;
      below.push_back(style.nearest(amount / fine));
    }
    zero_ = below.size();
    prices_.assign(below.rbegin(), below.rend());
    amount = usual * fine;
    for (int at = 0; at <= highest; at += step) {
      prices_.push_back(style.nearest(amount / fine));
      amount = amount * up / 1'000;
    }
  }

  std::int64_t at(int demand) const {
    const int half = step_ / 2;
    const int level = (demand >= 0 ? demand + half : demand - half) / step_;
    const auto index = std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(zero_) + level, 0,
                                                  static_cast<std::ptrdiff_t>(prices_.size()) - 1);
    return prices_[static_cast<std::size_t>(index)];
  }

private:
  static constexpr int lowest = 800;    // no night below 45 % of the usual price
  static constexpr int highest = 1500;  // none above 4.5 times of it
  std::vector<std::int64_t> prices_;
  std::size_t zero_ = 0;
  int step_;
};

}  // namespace

std::int64_t price_style::nearest(std::int64_t amount) const {
  const auto to = [&](std::int64_t step) {
    return std::max(step, (amount + step / 2) / step * step);
  };
  const std::int64_t tenth = std::max<std::int64_t>(1, scale.unit / 10);
  switch (ending) {
    case price_ending::unit: return to(scale.unit);
    case price_ending::nine: return to(10 * scale.unit) - scale.unit;
    case price_ending::ninety: return to(scale.unit) - (scale.unit > 1 ? tenth : 0);
    case price_ending::five_units: return to(5 * scale.unit);
    case price_ending::exact: break;
  }
  // To the cent of a euro or what stands for it: nobody asks for single rupiahs.
  return std::max(tenth, to(std::max<std::int64_t>(1, scale.unit / 100)));
}

price_style pick_style(const price_scale& scale, std::int64_t usual, random_stream& dice) {
  constexpr std::array endings{price_ending::unit, price_ending::nine, price_ending::ninety,
                               price_ending::five_units, price_ending::exact};
  const price_ending ending = endings[dice.weighted(std::array{74, 6, 8, 5, 7})];
  const bool coarse = ending == price_ending::nine || ending == price_ending::five_units;
  // Steps of ten on a price of forty would leave a handful of prices.
  if (coarse && usual < 70 * scale.unit) return {scale, price_ending::unit};
  return {scale, ending};
}

std::vector<int> nightly_demand(const market& where, const std::vector<fair>& fairs,
                                date_range nights, random_stream& dice) {
  const auto& week = week_patterns[pick_week_pattern(where.high, dice)];
  const int season_percent = dice.between(60, 120);
  const int week_percent = dice.between(60, 140);
  const int fair_percent = dice.between(60, 125);
  const int daily = dice.between(20, 75);  // how restless the house's own prices are
  std::vector<int> fair_at(night_count(nights), 0);
  for (const fair& each : fairs) {
    const day first = std::max(each.nights.first, nights.first);
    const day last = std::min(each.nights.last, nights.last);
    for (day d = first; d <= last; ++d) {
      int& at = fair_at[static_cast<std::size_t>(d - nights.first)];
      at = std::max(at, each.strength);
    }
  }
  std::vector<int> out;
  out.reserve(fair_at.size());
  int drift = dice.between(-60, 60);
  for (day d = nights.first; d <= nights.last; ++d) {
    const auto i = out.size();
    drift = drift * 15 / 16 + dice.between(-25, 25);
    const int weekday = week[static_cast<std::size_t>(weekday_of(d))];
    out.push_back((season_at(where, d) * season_percent + weekday * week_percent +
                   fair_at[i] * fair_percent) / 100 + drift + dice.between(-daily, daily));
  }
  return out;
}

std::vector<std::int64_t> nightly_prices(const price_style& style, std::int64_t usual,
                                         const std::vector<int>& demand, random_stream& dice) {
  const ladder levels{style, usual, dice.between(8, 19)};
  const int keep_percent = dice.between(7, 39);
  std::vector<std::int64_t> out;
  out.reserve(demand.size());
  for (const int each : demand) {
    const bool keep = !out.empty() && dice.chance(keep_percent);
    out.push_back(keep ? out.back() : levels.at(each));
  }
  return out;
}

std::vector<std::int64_t> with_offset(const std::vector<std::int64_t>& plainest,
                                      std::int64_t offset, const price_style& style,
                                      random_stream& dice) {
  const std::int64_t unit = style.scale.unit;
  const std::int64_t wide = offset + std::max(unit, std::abs(offset) / 3 / unit * unit);
  const int start_permille = dice.between(20, 90);
  std::vector<std::int64_t> out;
  out.reserve(plainest.size());
  int run = 0;
  std::int64_t now = offset;
  for (const std::int64_t price : plainest) {
    if (run == 0) {
      now = offset;
      if (dice.below(1'000) < start_permille) {
        run = dice.between(1, 9);
        now = dice.chance(55) ? wide : offset + dice.between(1, 4) * unit;
      }
    } else {
      --run;
    }
    out.push_back(std::max(unit, price + now));
  }
  return out;
}

std::vector<std::int64_t> home_prices(const market& where, const price_style& style,
                                      std::int64_t usual, date_range nights,
                                      random_stream& dice) {
  const int levels = dice.between(1, 4);
  const bool weekends = dice.chance(35);
  const int weekend_percent = dice.between(108, 130);
  std::array<std::int64_t, 4> by_level{};
  for (int i = 0; i < levels; ++i)
    by_level[static_cast<std::size_t>(i)] = style.nearest(usual * (88 + 18 * i) / 100);
  std::vector<std::int64_t> out;
  out.reserve(night_count(nights));
  for (day d = nights.first; d <= nights.last; ++d) {
    // A season's value within -400 to 400 falls on one of the levels.
    const int season = std::clamp(season_at(where, d) + 400, 0, 799);
    std::int64_t price = by_level[static_cast<std::size_t>(season * levels / 800)];
    const bool weekend = weekday_of(d) == 4 || weekday_of(d) == 5;
    if (weekends && weekend) price = style.nearest(price * weekend_percent / 100);
    out.push_back(price);
  }
  return out;
}

std::vector<season_price> season_prices(const market& where, const price_style& style,
                                        std::int64_t usual, date_range nights,
                                        random_stream& dice) {
  const int closed_below = dice.chance(60) ? dice.between(-320, -150) : -1'000;
  std::vector<season_price> out;
  int half_before = 0;
  bool open = false;
  int level = 0;
  int level_before = 0;
  for (day d = nights.first; d <= nights.last; ++d) {
    // Price lists change with the month or in its middle.
    const auto ymd = date_of(d);
    const int half = static_cast<int>(static_cast<unsigned>(ymd.month())) * 2 +
                     (static_cast<unsigned>(ymd.day()) > 15 ? 1 : 0);
    if (half != half_before) {
      const int value = season_at(where, d);
      open = value >= closed_below;
      level = value / 120;
      half_before = half;
    }
    if (!open) continue;
    if (!out.empty() && out.back().nights.last == d - 1 && level == level_before) {
      out.back().nights.last = d;
    } else {
      out.push_back({{d, d}, style.nearest(usual * (100 + 16 * level) / 100), level >= 2});
      level_before = level;
    }
  }
  if (out.empty()) out.push_back({nights, style.nearest(usual), false});
  return out;
}

}  // namespace pronto::generated
