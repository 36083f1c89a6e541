#include "search/bound_scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

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

// What the terms of hotels say of a stay: kept x what its nights cost - off + more.
template <class D>
struct reduction {
  hn::Vec<D> kept;
  hn::Vec<D> off;
  hn::Vec<D> more;  // infinity where they are not meant
};

// Of the kinds of one vector from place `i` on.
template <class D>
reduction<D> reduction_at(D df, const bound_block& in, const bound_question& about, std::size_t i) {
  using t = bound_terms;
  const hn::RebindToSigned<D> di;
  const hn::Rebind<std::uint8_t, D> d8;
  const hn::Rebind<std::uint16_t, D> d16;
  const auto small_number = [&](std::size_t which) {
    return hn::PromoteTo(di, hn::LoadU(d8, in.small_numbers(which) + i));
  };
  const auto number = [&](std::size_t which) {
    return hn::PromoteTo(di, hn::LoadU(d16, in.numbers(which) + i));
  };
  const auto share_of = [&](std::size_t which) {
    return hn::Mul(hn::ConvertTo(df, number(which)), hn::Set(df, t::share_unit));
  };
  const auto amount_of = [&](std::size_t which) {
    return hn::BitCast(df, hn::ShiftLeft<16>(number(which)));
  };
  const auto is_long =
      hn::RebindMask(df, hn::Lt(number(t::long_from), hn::Set(di, about.nights + 1)));
  auto kept = hn::IfThenElse(is_long, share_of(t::kept_longer), share_of(t::kept_shorter));
  auto off = hn::IfThenElse(is_long, amount_of(t::off_longer), amount_of(t::off_shorter));
  const auto nights = hn::Set(di, about.nights);
  const auto is_longer = hn::RebindMask(df, hn::Lt(small_number(t::tax_share_nights), nights));
  const auto share =
      hn::Add(hn::Set(df, 1), hn::IfThenZeroElse(is_longer, share_of(t::tax_share)));
  kept = hn::Mul(hn::Mul(kept, share), hn::Set(df, safely_below));
  off = hn::Mul(hn::Mul(off, share), hn::Set(df, safely_above));
  const auto a_night =
      hn::MulAdd(amount_of(t::tax_an_adult), hn::Set(df, static_cast<float>(about.adults)),
                 amount_of(t::tax_a_room));
  const auto taxed = hn::ConvertTo(df, hn::Min(small_number(t::tax_amount_nights), nights));
  const auto more = hn::Mul(hn::Mul(a_night, taxed), hn::Set(df, safely_below));
  // What is off may be infinite too, and the two together would be no number.
  const auto no =
      hn::RebindMask(df, hn::Lt(small_number(t::stars), hn::Set(di, about.stars_min)));
  return {kept, hn::IfThenZeroElse(no, off), hn::IfThenElse(no, hn::Set(df, never), more)};
}

void terms(const bound_block& in, const bound_question& about, float* by_code, float* fixed) {
  const floats df;
  const hn::RebindToSigned<decltype(df)> di;
  const hn::Rebind<std::uint8_t, decltype(df)> d8;
  const hn::Rebind<std::uint16_t, decltype(df)> d16;
  const auto party = party_kind_of(about.adults, about.guests);
  const std::uint16_t* const times_of_hotels =
      party == party_kind::couple ? nullptr : in.times(party);
  const auto set = [&](std::size_t i, const auto& by) {
    auto kept = by.kept;
    auto off = by.off;
    if (times_of_hotels != nullptr) {
      const auto times =
          hn::Mul(hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(d16, times_of_hotels + i))),
                  hn::Set(df, bound_parties::times_unit));
      kept = hn::Mul(kept, times);
      off = hn::Mul(off, hn::Max(times, hn::Set(df, 1)));
    }
    const auto base = hn::Mul(hn::LoadU(df, in.bases() + i),
                              hn::Set(df, static_cast<float>(about.nights)));
    const auto a_stay = hn::Add(hn::Sub(hn::Mul(base, kept), off), by.more);
    const auto guests_max = hn::PromoteTo(di, hn::LoadU(d8, in.guests_max() + i));
    const auto too_many = hn::RebindMask(df, hn::Lt(guests_max, hn::Set(di, about.guests)));
    const auto halves = hn::PromoteTo(di, hn::LoadU(d16, in.steps() + i));
    const auto step = hn::BitCast(df, hn::ShiftLeft<16>(halves));
    hn::Store(hn::Mul(step, kept), df, by_code + i);
    hn::Store(hn::IfThenElse(too_many, hn::Set(df, never), a_stay), df, fixed + i);
  };
  const std::uint8_t* const kinds = in.kinds_of_hotels();
  if (kinds == nullptr) {
    for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df))
      set(i, reduction_at(df, in, about, i));
    return;
  }
  if constexpr (hn::MaxLanes(df) == 1) {
    for (std::size_t i = 0; i < in.hotels(); ++i) set(i, reduction_at(df, in, about, kinds[i]));
    return;
  }
  const auto by_kind = reduction_at(df, in, about, 0);
  for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df)) {
    // Behind the last hotel there may be any byte.
    const auto kind = hn::IndicesFromVec(
        df, hn::And(hn::PromoteTo(di, hn::LoadU(d8, kinds + i)),
                    hn::Set(di, bound_block::kinds_limit - 1)));
    const auto of_kinds = [&](auto all) { return hn::TableLookupLanes(all, kind); };
    set(i, reduction<decltype(df)>{of_kinds(by_kind.kept), of_kinds(by_kind.off),
                                   of_kinds(by_kind.more)});
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
    in_last = first == last ? in_first : arrival + nights - last_begin;
  }
  std::size_t first, last;
  std::int32_t in_first, in_last;

  bool operator==(const stay_slots&) const = default;
};

// The bounds of the hotels of one vector from place `i` on. `long_slots`: whether slots have several
// nights, of which two have a row.
template <bool long_slots, class D>
hn::Vec<D> bounds_at(D df, const bound_block& in, const stay_slots& slots, hn::Vec<D> by_code,
                     hn::Vec<D> fixed, std::size_t i) {
  const hn::RebindToSigned<D> di;
  const hn::Rebind<std::uint8_t, D> d8;
  // Products of 16 bits take less time, and 15 for each night need no more.
  const hn::Rebind<std::conditional_t<long_slots, std::uint16_t, std::int32_t>, D> dn;
  const auto codes_of = [&](std::size_t slot) {
    const auto row = hn::PromoteTo(dn, hn::LoadU(d8, in.row(long_slots ? slot / 2 : slot) + i));
    if constexpr (long_slots)
      return slot % 2 == 0 ? hn::And(row, hn::Set(dn, 15)) : hn::ShiftRight<4>(row);
    else
      return row;
  };
  const auto times = [&](auto codes, std::int32_t nights) {
    if constexpr (long_slots)
      return hn::Mul(codes, hn::Set(dn, static_cast<std::uint16_t>(nights)));
    else
      return codes;
  };
  const auto widened = [&](auto codes) {
    if constexpr (long_slots)
      return hn::PromoteTo(di, codes);
    else
      return codes;
  };
  auto codes = codes_of(slots.first);
  auto highest = codes;
  auto sum = times(codes, slots.in_first);
  for (std::size_t slot = slots.first + 1; slot <= slots.last; ++slot) {
    codes = codes_of(slot);
    highest = hn::Max(highest, codes);
    sum = hn::Add(sum, times(codes, slot == slots.last ? slots.in_last : in.slot_nights()));
  }
  const auto closed = hn::RebindMask(
      df, hn::Eq(widened(highest), hn::Set(di, bound_block::closed_of(in.slot_nights()))));
  return hn::IfThenElse(closed, hn::Set(df, never),
                        hn::MulAdd(by_code, hn::ConvertTo(df, widened(sum)), fixed));
}

template <bool long_slots>
float bounds_of(const bound_block& in, const float* by_code, const float* fixed,
                const bound_question& about, float* out) {
  const floats df;
  const stay_slots slots(in, about.arrival, about.nights);
  auto lowest = hn::Set(df, never);
  for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df)) {
    const auto bound = bounds_at<long_slots>(df, in, slots, hn::Load(df, by_code + i),
                                             hn::Load(df, fixed + i), i);
    hn::Store(bound, df, out + i);
    lowest = hn::Min(lowest, bound);
  }
  return hn::GetLane(hn::MinOfLanes(df, lowest));
}

// Requires: the block holds all nights.
float bounds(const bound_block& in, const float* by_code, const float* fixed,
             const bound_question& about, float* out) {
  return in.has_half_rows() ? bounds_of<true>(in, by_code, fixed, about, out)
                            : bounds_of<false>(in, by_code, fixed, about, out);
}

template <bool long_slots>
void lowest_of(const bound_block& in, const float* by_code, const float* fixed,
               const bound_question& about, std::size_t arrivals, float* out) {
  const floats df;
  std::optional<stay_slots> before;
  for (std::size_t arrival = 0; arrival < arrivals; ++arrival) {
    const stay_slots slots(in, about.arrival + static_cast<day>(arrival), about.nights);
    if (long_slots && before == slots) {
      out[arrival] = out[arrival - 1];
      continue;
    }
    before = slots;
    auto least = hn::Set(df, never);
    for (std::size_t i = 0; i < in.hotels(); i += hn::Lanes(df))
      least = hn::Min(least, bounds_at<long_slots>(df, in, slots, hn::Load(df, by_code + i),
                                                   hn::Load(df, fixed + i), i));
    out[arrival] = hn::GetLane(hn::MinOfLanes(df, least));
  }
}

// Requires: the block holds all nights of all arrivals.
void lowest(const bound_block& in, const float* by_code, const float* fixed,
            const bound_question& about, std::size_t arrivals, float* out) {
  if (in.has_half_rows()) lowest_of<true>(in, by_code, fixed, about, arrivals, out);
  else lowest_of<false>(in, by_code, fixed, about, arrivals, out);
}

std::uint64_t within(const float* bounds, float most) {
  const floats df;
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < bound_block::width; i += hn::Lanes(df)) {
    std::array<std::uint8_t, 8> bits{};
    hn::StoreMaskBits(df, hn::Le(hn::Load(df, bounds + i), hn::Set(df, most)), bits.data());
    out |= (std::uint64_t{bits[0]} | std::uint64_t{bits[1]} << 8) << i;
  }
  return out;
}

}  // namespace pronto::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace pronto {

namespace {

HWY_EXPORT(terms);
HWY_EXPORT(bounds);
HWY_EXPORT(lowest);
HWY_EXPORT(within);

constexpr float never = std::numeric_limits<float>::infinity();

bool is_known(const bound_block& in, std::size_t hotel) {
  return in.guests_max()[hotel] != bound_parties::any_guests;
}

// Of nights that the block does not hold: it has all those of hotels that it knows something of.
float bound_outside(const bound_block& in, const stay_terms& terms, std::size_t hotel) {
  const bool may_be_booked = hotel < in.hotels() && terms.fixed[hotel] < never;
  return may_be_booked && !is_known(in, hotel) ? 0 : never;
}

double times_of(const bound_block& in, std::size_t hotel, const bound_question& about) {
  const auto kind = party_kind_of(about.adults, about.guests);
  if (kind == party_kind::couple) return 1;
  return in.times(kind)[hotel] * static_cast<double>(bound_parties::times_unit);
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
    out.of[i] = bound_outside(in, terms, i);
    lowest = std::min(lowest, out.of[i]);
  }
  return lowest;
}

void find_lowest(const bound_block& in, const stay_terms& terms, const bound_question& about,
                 std::span<float> lowest_of) {
  float outside = never;
  for (std::size_t i = 0; i < bound_block::width; ++i)
    outside = std::min(outside, bound_outside(in, terms, i));
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

std::uint64_t hotels_within(const stay_bounds& bounds, float most) {
  return HWY_DYNAMIC_DISPATCH(within)(bounds.of.data(), most);
}

by_night<double> least_nights(const bound_block& in, std::size_t hotel,
                              const bound_question& about) {
  by_night<double> out;
  if (!is_known(in, hotel) || !holds(in, about.arrival, about.nights)) return out;
  const auto base = static_cast<double>(in.bases()[hotel]);
  const auto step = static_cast<double>(float_of(in.steps()[hotel]));
  const double times = times_of(in, hotel, about);
  for (day night = about.arrival; night < about.arrival + about.nights; ++night)
    out.push_back((base + in.code(in.slot_of(night), hotel) * step) * times);
  return out;
}

void set_terms(const bound_block& in, std::size_t hotel, const bound_question& about, double kept,
               double more, stay_terms& out) {
  constexpr double safely = 1e-5;  // more than single precision loses
  const double each = kept * times_of(in, hotel, about) * (1 - safely);
  out.by_code[hotel] = static_cast<float>(each * static_cast<double>(float_of(in.steps()[hotel])));
  out.fixed[hotel] = static_cast<float>(
      each * static_cast<double>(in.bases()[hotel]) * about.nights + more - std::abs(more) * safely);
}

}  // namespace pronto

#endif
