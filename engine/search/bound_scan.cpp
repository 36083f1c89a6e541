#include "search/bound_scan.hpp"

#include <algorithm>
#include <limits>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "search/bound_scan.cpp"
#include <hwy/foreach_target.h>  // includes this file once for each kind of processor

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pronto::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// What single precision loses, many times over.
inline constexpr float safely_below = 1 - 1e-5F;
inline constexpr float safely_above = 1 + 1e-5F;
inline constexpr float never = std::numeric_limits<float>::infinity();

// The nights of the stay in one slot.
inline std::int32_t nights_in(const bound_block& in, const bound_question& about,
                              std::size_t slot) {
  const day first = in.nights().first + static_cast<day>(slot) * in.slot_nights();
  const day last = first + in.slot_nights() - 1;
  return std::min(last, about.arrival + about.nights - 1) - std::max(first, about.arrival) + 1;
}

// Requires: the block holds all nights.
float scan_held(const bound_block& in, const bound_question& about, float* out) {
  const hn::ScalableTag<float> df;
  const hn::RebindToSigned<decltype(df)> di;
  const hn::Rebind<std::uint8_t, decltype(df)> d8;
  const hn::Rebind<std::uint16_t, decltype(df)> d16;
  const auto& of = in.of_hotels();
  const std::size_t first = in.slot_of(about.arrival);
  const std::size_t last = in.slot_of(about.arrival + about.nights - 1);
  const auto nights = hn::Set(df, static_cast<float>(about.nights));
  const std::uint16_t* const times =
      of.times[static_cast<std::size_t>(party_kind_of(about.adults, about.guests))];
  auto lowest = hn::Set(df, never);
  for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df)) {
    auto sum = hn::Zero(di);
    auto highest = hn::Zero(di);
    for (std::size_t slot = first; slot <= last; ++slot) {
      const auto codes = hn::PromoteTo(di, hn::LoadU(d8, in.row(slot) + i));
      highest = hn::Max(highest, codes);
      if (in.slot_nights() == 1)
        sum = hn::Add(sum, codes);
      else
        sum = hn::Add(sum, hn::Mul(codes, hn::Set(di, nights_in(in, about, slot))));
    }
    const auto long_from = hn::PromoteTo(di, hn::LoadU(d16, of.long_from + i));
    const auto is_long = hn::RebindMask(df, hn::Lt(long_from, hn::Set(di, about.nights + 1)));
    auto kept = hn::IfThenElse(is_long, hn::LoadU(df, of.kept_longer + i),
                               hn::LoadU(df, of.kept_shorter + i));
    auto off = hn::IfThenElse(is_long, hn::LoadU(df, of.off_longer + i),
                             hn::LoadU(df, of.off_shorter + i));
    if (times != nullptr) {
      const auto more = hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(d16, times + i))),
                                hn::Set(df, bound_block::times_unit));
      kept = hn::Mul(kept, more);
      off = hn::Mul(off, hn::Max(more, hn::Set(df, 1)));
    }
    const auto room = hn::MulAdd(hn::LoadU(df, of.step + i), hn::ConvertTo(df, sum),
                                 hn::Mul(hn::LoadU(df, of.base + i), nights));
    auto bound = hn::Sub(hn::Mul(hn::Mul(room, kept), hn::Set(df, safely_below)),
                         hn::Mul(off, hn::Set(df, safely_above)));
    const auto guests_max = hn::PromoteTo(di, hn::LoadU(d8, of.guests_max + i));
    const auto too_many = hn::Lt(guests_max, hn::Set(di, about.guests));
    const auto closed = hn::Eq(highest, hn::Set(di, bound_block::closed));
    const auto unknown = hn::Eq(guests_max, hn::Set(di, bound_block::any_guests));
    const auto stars = hn::PromoteTo(di, hn::LoadU(d8, of.stars + i));
    const auto few_stars = hn::Lt(stars, hn::Set(di, about.stars_min));
    bound = hn::IfThenElse(hn::RebindMask(df, hn::Or(too_many, closed)), hn::Set(df, never), bound);
    bound = hn::IfThenElse(hn::RebindMask(df, unknown), hn::Zero(df), bound);
    bound = hn::IfThenElse(hn::RebindMask(df, few_stars), hn::Set(df, never), bound);
    hn::Store(bound, df, out + i);
    lowest = hn::Min(lowest, bound);
  }
  return hn::GetLane(hn::MinOfLanes(df, lowest));
}

}  // namespace pronto::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pronto {

HWY_EXPORT(scan_held);

float scan(const bound_block& in, const bound_question& about, stay_bounds& out) {
  constexpr float never = std::numeric_limits<float>::infinity();
  float lowest = never;
  const day last = about.arrival + about.nights - 1;
  if (in.nights().first <= about.arrival && last <= in.nights().last) {
    lowest = HWY_DYNAMIC_DISPATCH(scan_held)(in, about, out.of.data());
  } else {
    for (std::size_t i = 0; i < in.hotels(); ++i) {
      const auto& of = in.of_hotels();
      const bool is_unknown =
          of.guests_max[i] == bound_block::any_guests && of.stars[i] >= about.stars_min;
      out.of[i] = is_unknown ? 0 : never;
      lowest = std::min(lowest, out.of[i]);
    }
  }
  std::fill(out.of.begin() + static_cast<std::ptrdiff_t>(in.hotels()), out.of.end(), never);
  return lowest;
}

by_night<double> least_nights(const bound_block& in, std::size_t hotel,
                              const bound_question& about) {
  const auto& of = in.of_hotels();
  by_night<double> out;
  if (of.guests_max[hotel] == bound_block::any_guests) return out;
  const std::uint16_t* const units =
      of.times[static_cast<std::size_t>(party_kind_of(about.adults, about.guests))];
  const double times =
      units == nullptr ? 1 : units[hotel] * static_cast<double>(bound_block::times_unit);
  for (day night = about.arrival; night < about.arrival + about.nights; ++night) {
    const std::uint8_t code = in.row(in.slot_of(night))[hotel];
    out.push_back((static_cast<double>(of.base[hotel]) +
                   code * static_cast<double>(of.step[hotel])) *
                  times);
  }
  return out;
}

}  // namespace pronto

#endif
