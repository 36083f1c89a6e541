#include "catalog/bound_block.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "invariant.hpp"

namespace pronto {

namespace {

constexpr std::size_t alignment = 64;
constexpr std::size_t bytes_of_fields =
    2 * sizeof(float) + (party_kind_count + 7) * sizeof(std::uint16_t) + 4;  // a couple has no times
constexpr int codes = 254;  // from 0 to this one
constexpr double exact_below = 1 << 24;  // whole numbers in single precision

// Towards the side on which a bound stays one.
float down(double value) {
  const auto near = static_cast<float>(value);
  return static_cast<double>(near) > value ? std::nextafterf(near, 0) : near;
}

// The upper half of a number in single precision, likewise. Requires: 0 or more.
std::uint16_t half_down(double value) {
  return static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(down(value)) >> 16);
}

std::uint16_t half_up(double value) {
  const std::uint16_t below = half_down(value);
  return static_cast<double>(bound_block::amount_of(below)) < value
             ? static_cast<std::uint16_t>(below + 1)
             : below;
}

// The greatest code that is worth no more than this.
std::uint8_t code_of(std::int64_t least, double base, double step) {
  if (least == hotel_bounds::never) return bound_block::closed;
  const double above = static_cast<double>(least) - base;
  int code = step > 0 ? static_cast<int>(std::clamp(above / step, 0.0, double{codes})) : 0;
  if (code * step > above) --code;
  return static_cast<std::uint8_t>(std::max(code, 0));
}

std::uint16_t in_units(double number, float unit) {
  const double most = std::numeric_limits<std::uint16_t>::max();
  return static_cast<std::uint16_t>(
      std::floor(std::min(number / static_cast<double>(unit), most)));
}

std::uint16_t in_units(double times) { return in_units(times, bound_block::times_unit); }

std::uint8_t in_a_byte(int number) { return static_cast<std::uint8_t>(std::clamp(number, 0, 255)); }

}  // namespace

date_range bound_block::whole_slots(date_range nights, int slot_nights) {
  if (nights.first > nights.last) return {0, -1};
  const auto floor_of = [&](day night) {
    const int into = night % slot_nights;
    return night - (into < 0 ? into + slot_nights : into);
  };
  return {floor_of(nights.first), floor_of(nights.last) + slot_nights - 1};
}

bound_block::bound_block(std::size_t hotels, date_range nights, int slot_nights,
                         std::pmr::memory_resource* from)
    : nights_(whole_slots(nights, slot_nights)),
      slot_nights_(slot_nights),
      hotels_(hotels),
      from_(from) {
  invariant(hotels >= 1 && hotels <= width);
  invariant(slot_nights == 1 || slot_nights == 7);
  block_ = static_cast<std::byte*>(from_->allocate(bytes(), alignment));
  std::memset(block_, 0, bytes());
  lay_out();
  std::memset(rows_, closed, slots() * stride());
}

bound_block::bound_block(const bound_block& of, std::pmr::memory_resource* from)
    : nights_(of.nights_), slot_nights_(of.slot_nights_), hotels_(of.hotels_), from_(from) {
  block_ = static_cast<std::byte*>(from_->allocate(bytes(), alignment));
  std::memcpy(block_, of.block_, bytes());
  lay_out();
}

void bound_block::lay_out() {
  std::byte* next = block_;
  const auto take = [&]<class T>(T*& field) {
    field = reinterpret_cast<T*>(next);
    next += stride() * sizeof(T);
  };
  take(fields_.base);
  take(fields_.step);
  take(fields_.kept_shorter);
  take(fields_.kept_longer);
  take(fields_.tax_share);
  take(fields_.off_shorter);
  take(fields_.off_longer);
  take(fields_.tax_an_adult);
  take(fields_.tax_a_room);
  for (std::size_t kind = 1; kind < party_kind_count; ++kind) take(fields_.times[kind]);
  take(fields_.long_from);
  take(fields_.guests_max);
  take(fields_.stars);
  take(fields_.tax_share_nights);
  take(fields_.tax_amount_nights);
  take(rows_);
}

bound_block::~bound_block() { from_->deallocate(block_, bytes(), alignment); }

std::size_t bound_block::slots() const {
  return static_cast<std::size_t>((nights_.last - nights_.first + 1) / slot_nights_);
}

std::size_t bound_block::bytes() const { return stride() * (bytes_of_fields + slots()); }

void bound_block::set(std::size_t hotel, const hotel_bounds& to, int stars) {
  invariant(hotel < hotels_);
  for (std::size_t kind = 1; kind < party_kind_count; ++kind)
    fields_.times[kind][hotel] = in_units(to.times[kind]);
  fields_.kept_shorter[hotel] = to.unknown ? 0 : in_units(to.shorter.kept, share_unit);
  fields_.kept_longer[hotel] = to.unknown ? 0 : in_units(to.longer.kept, share_unit);
  fields_.tax_share[hotel] = in_units(to.taxes.share - 1, share_unit);
  fields_.off_shorter[hotel] = half_up(to.shorter.off);
  fields_.off_longer[hotel] = half_up(to.longer.off);
  fields_.tax_an_adult[hotel] = half_down(to.taxes.an_adult);
  fields_.tax_a_room[hotel] = half_down(to.taxes.a_room);
  fields_.tax_share_nights[hotel] = in_a_byte(to.taxes.share_nights);
  fields_.tax_amount_nights[hotel] = in_a_byte(to.taxes.amount_nights);
  fields_.long_from[hotel] = static_cast<std::uint16_t>(
      std::clamp<int>(to.long_from, 0, std::numeric_limits<std::uint16_t>::max()));
  fields_.guests_max[hotel] =
      to.unknown ? any_guests
                 : static_cast<std::uint8_t>(std::clamp<int>(to.guests_max, 0, any_guests - 1));
  fields_.stars[hotel] = in_a_byte(stars);
  for (std::size_t slot = 0; slot < slots(); ++slot)
    rows_[slot * stride() + hotel] = to.unknown ? 0 : closed;
  fields_.base[hotel] = fields_.step[hotel] = 0;
  if (to.unknown) return;

  // The least of each slot that can be booked on any of its nights.
  std::vector<std::int64_t> least(slots(), hotel_bounds::never);
  std::int64_t lowest = hotel_bounds::never;
  std::int64_t highest = 0;
  for (std::size_t i = 0; i < to.least.size(); ++i) {
    if (to.least[i] == hotel_bounds::never) continue;
    std::int64_t& slot = least[slot_of(to.nights.first + static_cast<day>(i))];
    slot = std::min(slot, to.least[i]);
  }
  for (const std::int64_t each : least) {
    if (each == hotel_bounds::never) continue;
    lowest = std::min(lowest, each);
    highest = std::max(highest, each);
  }
  if (lowest == hotel_bounds::never) return;
  const float base = down(static_cast<double>(lowest));
  const float step =
      down(std::max(0.0, (static_cast<double>(highest) - static_cast<double>(base)) / codes));
  fields_.base[hotel] = base;
  fields_.step[hotel] = step;
  for (std::size_t slot = 0; slot < least.size(); ++slot)
    rows_[slot * stride() + hotel] =
        code_of(least[slot], static_cast<double>(base), static_cast<double>(step));
}

// Nights within the least and the greatest that there were leave all that was made of these true.
// The least is the base itself where single precision can tell.
bool bound_block::set_nights(std::size_t hotel, const hotel_bounds& to) {
  invariant(hotel < hotels_);
  if (fields_.guests_max[hotel] == any_guests) return true;
  const auto base = static_cast<double>(fields_.base[hotel]);
  const auto step = static_cast<double>(fields_.step[hotel]);
  const double most = base + codes * step;
  const double least = base < exact_below ? base : base * (1 + 1e-6);
  const auto is_within = [&](std::int64_t each) {
    return each == hotel_bounds::never ||
           (least <= static_cast<double>(each) && static_cast<double>(each) <= most);
  };
  if (!std::ranges::all_of(to.least, is_within)) return false;
  // What promotions take of a night was told by the least of these.
  std::array<std::uint16_t, party_kind_count> times{};
  std::uint16_t least_before = in_units(1);
  std::uint16_t least_now = in_units(1);
  for (std::size_t kind = 1; kind < party_kind_count; ++kind) {
    times[kind] = std::min(fields_.times[kind][hotel], in_units(to.times[kind]));
    least_before = std::min(least_before, fields_.times[kind][hotel]);
    least_now = std::min(least_now, times[kind]);
  }
  if (least_now < least_before) return false;
  // A rate may be the first one of a larger room.
  fields_.guests_max[hotel] = std::max(
      fields_.guests_max[hotel],
      static_cast<std::uint8_t>(std::clamp<int>(to.guests_max, 0, any_guests - 1)));
  for (std::size_t kind = 1; kind < party_kind_count; ++kind)
    fields_.times[kind][hotel] = times[kind];
  for (std::size_t i = 0; i < to.least.size();) {
    const std::size_t slot = slot_of(to.nights.first + static_cast<day>(i));
    std::int64_t of_slot = hotel_bounds::never;
    for (; i < to.least.size() && slot_of(to.nights.first + static_cast<day>(i)) == slot; ++i)
      of_slot = std::min(of_slot, to.least[i]);
    rows_[slot * stride() + hotel] = code_of(of_slot, base, step);
  }
  return true;
}

void bound_block::copy(std::size_t hotel, const bound_block& from, std::size_t hotel_there) {
  invariant(hotel < hotels_ && hotel_there < from.hotels_);
  invariant(slot_nights_ == from.slot_nights_);
  const auto take = [&](auto* to, const auto* of) { to[hotel] = of[hotel_there]; };
  take(fields_.base, from.fields_.base);
  take(fields_.step, from.fields_.step);
  take(fields_.kept_shorter, from.fields_.kept_shorter);
  take(fields_.kept_longer, from.fields_.kept_longer);
  take(fields_.off_shorter, from.fields_.off_shorter);
  take(fields_.off_longer, from.fields_.off_longer);
  take(fields_.tax_share, from.fields_.tax_share);
  take(fields_.tax_an_adult, from.fields_.tax_an_adult);
  take(fields_.tax_a_room, from.fields_.tax_a_room);
  for (std::size_t kind = 1; kind < party_kind_count; ++kind)
    take(fields_.times[kind], from.fields_.times[kind]);
  take(fields_.long_from, from.fields_.long_from);
  take(fields_.guests_max, from.fields_.guests_max);
  take(fields_.stars, from.fields_.stars);
  take(fields_.tax_share_nights, from.fields_.tax_share_nights);
  take(fields_.tax_amount_nights, from.fields_.tax_amount_nights);
  if (fields_.guests_max[hotel] == any_guests) {
    for (std::size_t slot = 0; slot < slots(); ++slot) rows_[slot * stride() + hotel] = 0;
    return;
  }
  const day first = std::max(nights_.first, from.nights_.first);
  const day last = std::min(nights_.last, from.nights_.last);
  for (day night = first; night <= last; night += slot_nights_)
    rows_[slot_of(night) * stride() + hotel] = from.row(from.slot_of(night))[hotel_there];
}

}  // namespace pronto
