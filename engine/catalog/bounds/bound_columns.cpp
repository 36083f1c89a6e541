#include "catalog/bounds/bound_columns.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "invariant.hpp"

namespace pronto {

namespace {

constexpr double exact_below = 1 << 24;  // whole numbers in single precision
constexpr int greatest_number = std::numeric_limits<std::uint16_t>::max();

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
  return static_cast<double>(float_of(below)) < value
             ? static_cast<std::uint16_t>(below + 1)
             : below;
}

std::uint16_t in_units(double number, float unit) {
  return static_cast<std::uint16_t>(
      std::floor(std::min(number / static_cast<double>(unit), double{greatest_number})));
}

std::uint16_t in_units(double times) { return in_units(times, bound_parties::times_unit); }

std::uint8_t in_a_byte(int number) { return static_cast<std::uint8_t>(std::clamp(number, 0, 255)); }

bound_terms terms_of(const hotel_bounds& from, int stars) {
  using t = bound_terms;
  t out;
  out.small_numbers[t::stars] = in_a_byte(stars);
  if (from.unknown) return out;
  out.numbers[t::kept_shorter] = in_units(from.shorter.kept, t::share_unit);
  out.numbers[t::kept_longer] = in_units(from.longer.kept, t::share_unit);
  out.numbers[t::tax_share] = in_units(from.taxes.share - 1, t::share_unit);
  out.numbers[t::off_shorter] = half_up(from.shorter.off);
  out.numbers[t::off_longer] = half_up(from.longer.off);
  out.numbers[t::tax_an_adult] = half_down(from.taxes.an_adult);
  out.numbers[t::tax_a_room] = half_down(from.taxes.a_room);
  out.numbers[t::long_from] =
      static_cast<std::uint16_t>(std::clamp<int>(from.long_from, 0, greatest_number));
  out.small_numbers[t::tax_share_nights] = in_a_byte(from.taxes.share_nights);
  out.small_numbers[t::tax_amount_nights] = in_a_byte(from.taxes.amount_nights);
  return out;
}

bound_parties parties_of(const hotel_bounds& from) {
  constexpr int most = bound_parties::any_guests - 1;
  bound_parties out;
  for (std::size_t kind = 0; kind < out.times.size(); ++kind)
    out.times[kind] = in_units(from.times[kind + 1]);
  out.guests_max = from.unknown ? bound_parties::any_guests
                                : static_cast<std::uint8_t>(std::clamp(from.guests_max, 0, most));
  return out;
}

/// What the codes of one hotel are worth.
class worth {
public:
  worth(float base, std::uint16_t step, std::uint8_t closed)
      : base_(static_cast<double>(base)),
        step_(static_cast<double>(float_of(step))),
        a_step_(step_ > 0 ? 1 / step_ : 0),
        closed_(closed) {}

  /// The greatest code that is worth no more than this.
  std::uint8_t code_of(std::int64_t least) const {
    if (least == hotel_bounds::never) return closed_;
    const double above = static_cast<double>(least) - base_;
    // About, since a division takes several times as long; then it is seen what the codes are worth.
    int code = static_cast<int>(std::clamp(above * a_step_, 0.0, closed_ - 1.0));
    code -= code * step_ > above ? 1 : 0;
    code += code + 1 < closed_ && step_ > 0 && (code + 1) * step_ <= above ? 1 : 0;
    return static_cast<std::uint8_t>(std::max(code, 0));
  }

private:
  double base_;
  double step_;
  double a_step_;  // so many of a step, or none, are worth 1
  std::uint8_t closed_;
};

}  // namespace

bound_columns::bound_columns(std::size_t hotels, date_range nights, int slot_nights)
    : nights_(bound_block::whole_slots(nights, slot_nights)),
      slot_nights_(slot_nights),
      stride_(bound_block::stride_of(hotels)),
      terms_(hotels),
      parties_(hotels),
      bases_(hotels),
      steps_(hotels) {
  invariant(hotels >= 1 && hotels <= bound_block::width);
  invariant(slot_nights >= 1);
  const auto slots = static_cast<std::size_t>((nights_.last - nights_.first + 1) / slot_nights_);
  codes_.assign(slots * stride_, closed());
}

bound_columns::bound_columns(const bound_block& of)
    : nights_(of.nights()),
      slot_nights_(of.slot_nights()),
      stride_(of.stride()),
      bases_(of.bases(), of.bases() + of.hotels()),
      steps_(of.steps(), of.steps() + of.hotels()) {
  for (std::size_t hotel = 0; hotel < of.hotels(); ++hotel) {
    terms_.push_back(of.terms_of(hotel));
    parties_.push_back(of.parties_of(hotel));
  }
  if (!of.has_half_rows()) {
    codes_.assign(of.row(0), of.row(of.slots()));
    return;
  }
  codes_.resize(of.slots() * stride_);
  for (std::size_t slot = 0; slot < of.slots(); ++slot) {
    const std::uint8_t* const row = of.row(slot / 2);
    const int into = slot % 2 == 0 ? 0 : 4;
    for (std::size_t place = 0; place < stride_; ++place)
      code(slot, place) = static_cast<std::uint8_t>(row[place] >> into & 15);
  }
}

void bound_columns::set(std::size_t hotel, const hotel_bounds& to, int stars) {
  invariant(hotel < hotels());
  terms_[hotel] = terms_of(to, stars);
  parties_[hotel] = parties_of(to);
  bases_[hotel] = steps_[hotel] = 0;
  const auto fill = [&](std::size_t from, std::size_t end, std::uint8_t with) {
    for (; from < end; ++from) code(from, hotel) = with;
  };
  if (to.unknown) return fill(0, slots(), 0);

  // Of each slot that can be booked on any of its nights.
  std::int64_t lowest = hotel_bounds::never;
  std::int64_t highest = 0;
  each_slot(to, [&](std::size_t, std::int64_t least) {
    lowest = std::min(lowest, least);
    highest = std::max(highest, least == hotel_bounds::never ? 0 : least);
  });
  if (lowest == hotel_bounds::never) return fill(0, slots(), closed());
  fill(0, slot_of(to.nights.first), closed());
  fill(slot_of(to.nights.last) + 1, slots(), closed());
  const float base = down(static_cast<double>(lowest));
  const double range = std::max(0.0, static_cast<double>(highest) - static_cast<double>(base));
  bases_[hotel] = base;
  steps_[hotel] = half_up(range / (closed() - 1));
  const worth of_codes(bases_[hotel], steps_[hotel], closed());
  each_slot(to, [&](std::size_t slot, std::int64_t least) {
    code(slot, hotel) = of_codes.code_of(least);
  });
}

// Nights within the least and the greatest that there were leave all that was made of these true.
// The least is the base itself where single precision can tell.
bool bound_columns::set_nights(std::size_t hotel, const hotel_bounds& to) {
  invariant(hotel < hotels());
  bound_parties& parties = parties_[hotel];
  if (parties.guests_max == bound_parties::any_guests) return true;
  // Of nights on which nothing has a rate nothing is said, and so nothing of who pays how much.
  if (to.least.empty()) return true;
  const auto base = static_cast<double>(bases_[hotel]);
  const auto step = static_cast<double>(float_of(steps_[hotel]));
  const double most = base + (closed() - 1) * step;
  const double least = base < exact_below ? base : base * (1 + 1e-6);
  const auto is_within = [&](std::int64_t each) {
    return each == hotel_bounds::never ||
           (least <= static_cast<double>(each) && static_cast<double>(each) <= most);
  };
  if (!std::ranges::all_of(to.least, is_within)) return false;
  // What promotions take of a night was told by the least of these.
  bound_parties now = parties_of(to);
  std::uint16_t least_before = in_units(1);
  std::uint16_t least_now = in_units(1);
  for (std::size_t kind = 0; kind < now.times.size(); ++kind) {
    now.times[kind] = std::min(now.times[kind], parties.times[kind]);
    least_before = std::min(least_before, parties.times[kind]);
    least_now = std::min(least_now, now.times[kind]);
  }
  if (least_now < least_before) return false;
  // A rate may be the first one of a larger room.
  now.guests_max = std::max(now.guests_max, parties.guests_max);
  parties = now;
  const worth of_codes(bases_[hotel], steps_[hotel], closed());
  each_slot(to, [&](std::size_t slot, std::int64_t of_slot) {
    code(slot, hotel) = of_codes.code_of(of_slot);
  });
  return true;
}

void bound_columns::copy(std::size_t hotel, const bound_block& from, std::size_t hotel_there) {
  invariant(hotel < hotels() && hotel_there < from.hotels());
  invariant(slot_nights_ == from.slot_nights());
  terms_[hotel] = from.terms_of(hotel_there);
  parties_[hotel] = from.parties_of(hotel_there);
  bases_[hotel] = from.bases()[hotel_there];
  steps_[hotel] = from.steps()[hotel_there];
  if (parties_[hotel].guests_max == bound_parties::any_guests) {
    for (std::size_t slot = 0; slot < slots(); ++slot) code(slot, hotel) = 0;
    return;
  }
  const day first = std::max(nights_.first, from.nights().first);
  const day last = std::min(nights_.last, from.nights().last);
  for (day night = first; night <= last; night += slot_nights_)
    code(slot_of(night), hotel) = from.code(from.slot_of(night), hotel_there);
}

}  // namespace pronto
