#include "search/bound_scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pricing/stay.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "search/bound_scan.cpp"
#include <hwy/foreach_target.h>  // includes this file once for each kind of processor

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pronto::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// No wider than the places of a block are a multiple of.
using floats = hn::CappedTag<float, 16>;

// What single precision loses, many times over.
inline constexpr float safely_below = 1 - 1e-5F;
inline constexpr float safely_above = 1 + 1e-5F;
inline constexpr float never = std::numeric_limits<float>::infinity();

void terms(const bound_block& in, const bound_question& about, float* by_code, float* fixed) {
  const floats df;
  const hn::RebindToSigned<decltype(df)> di;
  const hn::Rebind<std::uint8_t, decltype(df)> d8;
  const hn::Rebind<std::uint16_t, decltype(df)> d16;
  const auto& of = in.of_hotels();
  const std::uint16_t* const times =
      of.times[static_cast<std::size_t>(party_kind_of(about.adults, about.guests))];
  for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df)) {
    const auto number_of = [&](const std::uint8_t* field) {
      return hn::PromoteTo(di, hn::LoadU(d8, field + i));
    };
    const auto share_of = [&](const std::uint16_t* field) {
      return hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(d16, field + i))),
                     hn::Set(df, bound_block::share_unit));
    };
    const auto amount_of = [&](const std::uint16_t* field) {
      return hn::BitCast(df, hn::ShiftLeft<16>(hn::PromoteTo(di, hn::LoadU(d16, field + i))));
    };
    const auto long_from = hn::PromoteTo(di, hn::LoadU(d16, of.long_from + i));
    const auto is_long = hn::RebindMask(df, hn::Lt(long_from, hn::Set(di, about.nights + 1)));
    auto kept = hn::IfThenElse(is_long, share_of(of.kept_longer), share_of(of.kept_shorter));
    auto off = hn::IfThenElse(is_long, amount_of(of.off_longer), amount_of(of.off_shorter));
    if (times != nullptr) {
      const auto more = hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(d16, times + i))),
                                hn::Set(df, bound_block::times_unit));
      kept = hn::Mul(kept, more);
      off = hn::Mul(off, hn::Max(more, hn::Set(df, 1)));
    }
    const auto nights = hn::Set(di, about.nights);
    const auto is_longer = hn::RebindMask(df, hn::Lt(number_of(of.tax_share_nights), nights));
    const auto share =
        hn::Add(hn::Set(df, 1), hn::IfThenZeroElse(is_longer, share_of(of.tax_share)));
    kept = hn::Mul(hn::Mul(kept, share), hn::Set(df, safely_below));
    off = hn::Mul(hn::Mul(off, share), hn::Set(df, safely_above));
    const auto a_night = hn::MulAdd(amount_of(of.tax_an_adult),
                                    hn::Set(df, static_cast<float>(about.adults)),
                                    amount_of(of.tax_a_room));
    const auto taxed = hn::ConvertTo(df, hn::Min(number_of(of.tax_amount_nights), nights));
    const auto more = hn::Mul(hn::Mul(a_night, taxed), hn::Set(df, safely_below));
    const auto base = hn::Mul(hn::LoadU(df, of.base + i), hn::ConvertTo(df, nights));
    const auto a_stay = hn::Add(hn::Sub(hn::Mul(base, kept), off), more);

    const auto guests_max = number_of(of.guests_max);
    const auto unknown =
        hn::RebindMask(df, hn::Eq(guests_max, hn::Set(di, bound_block::any_guests)));
    const auto stars = number_of(of.stars);
    const auto no = hn::RebindMask(df, hn::Or(hn::Lt(guests_max, hn::Set(di, about.guests)),
                                              hn::Lt(stars, hn::Set(di, about.stars_min))));
    const auto a_code = hn::Mul(hn::LoadU(df, of.step + i), kept);
    hn::Store(hn::IfThenZeroElse(unknown, a_code), df, by_code + i);
    hn::Store(hn::IfThenElse(no, hn::Set(df, never), hn::IfThenZeroElse(unknown, a_stay)), df,
              fixed + i);
  }
}

/// The slots of a stay, and how many nights of it the first and the last of them hold.
struct stay_slots {
  stay_slots(const bound_block& in, day arrival, int nights)
      : first(in.slot_of(arrival)), last(in.slot_of(arrival + nights - 1)) {
    const day first_end =
        in.nights().first + static_cast<day>(first + 1) * static_cast<day>(in.slot_nights());
    const day last_begin =
        in.nights().first + static_cast<day>(last) * static_cast<day>(in.slot_nights());
    in_first = std::min(nights, first_end - arrival);
    in_last = arrival + nights - last_begin;
  }
  std::size_t first, last;
  std::int32_t in_first, in_last;
};

// The bounds of the hotels of one vector from place `i` on.
template <class D>
hn::Vec<D> bounds_at(D df, const bound_block& in, const stay_slots& slots, hn::Vec<D> by_code,
                     hn::Vec<D> fixed, std::size_t i) {
  const hn::RebindToSigned<D> di;
  const hn::Rebind<std::uint8_t, D> d8;
  const auto codes_of = [&](std::size_t slot) {
    return hn::PromoteTo(di, hn::LoadU(d8, in.row(slot) + i));
  };
  auto codes = codes_of(slots.first);
  auto highest = codes;
  auto sum = codes;
  if (in.slot_nights() > 1) sum = hn::Mul(sum, hn::Set(di, slots.in_first));
  for (std::size_t slot = slots.first + 1; slot <= slots.last; ++slot) {
    codes = codes_of(slot);
    highest = hn::Max(highest, codes);
    if (in.slot_nights() > 1) {
      const int nights = slot == slots.last ? slots.in_last : in.slot_nights();
      codes = hn::Mul(codes, hn::Set(di, nights));
    }
    sum = hn::Add(sum, codes);
  }
  const auto closed = hn::RebindMask(df, hn::Eq(highest, hn::Set(di, bound_block::closed)));
  return hn::IfThenElse(closed, hn::Set(df, never), hn::MulAdd(by_code, hn::ConvertTo(df, sum), fixed));
}

// Requires: the block holds all nights.
float bounds(const bound_block& in, const float* by_code, const float* fixed,
             const bound_question& about, float* out) {
  const floats df;
  const stay_slots slots(in, about.arrival, about.nights);
  auto lowest = hn::Set(df, never);
  for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df)) {
    const auto bound =
        bounds_at(df, in, slots, hn::Load(df, by_code + i), hn::Load(df, fixed + i), i);
    hn::Store(bound, df, out + i);
    lowest = hn::Min(lowest, bound);
  }
  return hn::GetLane(hn::MinOfLanes(df, lowest));
}

// Requires: the block holds all nights of all arrivals.
void lowest(const bound_block& in, const float* by_code, const float* fixed,
            const bound_question& about, std::size_t arrivals, float* out) {
  const floats df;
  for (std::size_t arrival = 0; arrival < arrivals; ++arrival) {
    const stay_slots slots(in, about.arrival + static_cast<day>(arrival), about.nights);
    auto least = hn::Set(df, never);
    for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df))
      least = hn::Min(least, bounds_at(df, in, slots, hn::Load(df, by_code + i),
                                       hn::Load(df, fixed + i), i));
    out[arrival] = hn::GetLane(hn::MinOfLanes(df, least));
  }
}

}  // namespace pronto::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pronto {

namespace {

HWY_EXPORT(terms);
HWY_EXPORT(bounds);
HWY_EXPORT(lowest);

constexpr float never = std::numeric_limits<float>::infinity();

bool is_unknown(const stay_terms& terms, std::size_t hotel) {
  return terms.by_code[hotel] == 0 && terms.fixed[hotel] == 0;
}

// Of nights that the block does not hold.
float bound_outside(const stay_terms& terms, std::size_t hotel) {
  return is_unknown(terms, hotel) ? 0 : never;
}

double times_of(const bound_block& in, std::size_t hotel, const bound_question& about) {
  const std::uint16_t* const units =
      in.of_hotels().times[static_cast<std::size_t>(party_kind_of(about.adults, about.guests))];
  return units == nullptr ? 1 : units[hotel] * static_cast<double>(bound_block::times_unit);
}

bool holds(const bound_block& in, day arrival, int nights) {
  return pronto::holds(in.nights(), {arrival, arrival + nights - 1});
}

}  // namespace

void stay_terms::leave_out(std::size_t hotel) {
  by_code[hotel] = 0;
  fixed[hotel] = never;
}

void find_terms(const bound_block& in, const bound_question& about, stay_terms& out) {
  HWY_DYNAMIC_DISPATCH(terms)(in, about, out.by_code.data(), out.fixed.data());
  for (std::size_t i = in.hotels(); i < bound_block::width; ++i) out.leave_out(i);
}

float find_bounds(const bound_block& in, const stay_terms& terms, const bound_question& about,
                  stay_bounds& out) {
  float lowest = never;
  if (holds(in, about.arrival, about.nights)) {
    lowest = HWY_DYNAMIC_DISPATCH(bounds)(in, terms.by_code.data(), terms.fixed.data(), about,
                                          out.of.data());
    std::fill(out.of.begin() + static_cast<std::ptrdiff_t>(in.hotels()), out.of.end(), never);
    return lowest;
  }
  for (std::size_t i = 0; i < bound_block::width; ++i) {
    out.of[i] = bound_outside(terms, i);
    lowest = std::min(lowest, out.of[i]);
  }
  return lowest;
}

void find_lowest(const bound_block& in, const stay_terms& terms, const bound_question& about,
                 std::span<float> lowest_of) {
  float outside = never;
  for (std::size_t i = 0; i < bound_block::width; ++i)
    outside = std::min(outside, bound_outside(terms, i));
  std::ranges::fill(lowest_of, outside);
  const day first = std::max(about.arrival, in.nights().first);
  const day end = std::min(about.arrival + static_cast<day>(lowest_of.size()),
                           in.nights().last - about.nights + 2);
  if (first >= end) return;
  bound_question held = about;
  held.arrival = first;
  HWY_DYNAMIC_DISPATCH(lowest)(in, terms.by_code.data(), terms.fixed.data(), held,
                               static_cast<std::size_t>(end - first),
                               lowest_of.data() + (first - about.arrival));
}

by_night<double> least_nights(const bound_block& in, std::size_t hotel,
                              const bound_question& about) {
  const auto& of = in.of_hotels();
  by_night<double> out;
  if (of.guests_max[hotel] == bound_block::any_guests) return out;
  const double times = times_of(in, hotel, about);
  for (day night = about.arrival; night < about.arrival + about.nights; ++night) {
    const std::uint8_t code = in.row(in.slot_of(night))[hotel];
    out.push_back((static_cast<double>(of.base[hotel]) +
                   code * static_cast<double>(of.step[hotel])) *
                  times);
  }
  return out;
}

void set_terms(const bound_block& in, std::size_t hotel, const bound_question& about, double kept,
               double more, stay_terms& out) {
  constexpr double safely = 1e-5;  // more than single precision loses
  const auto& of = in.of_hotels();
  const double each = kept * times_of(in, hotel, about) * (1 - safely);
  out.by_code[hotel] = static_cast<float>(each * static_cast<double>(of.step[hotel]));
  out.fixed[hotel] = static_cast<float>(
      each * static_cast<double>(of.base[hotel]) * about.nights + more - std::abs(more) * safely);
}

}  // namespace pronto

#endif
