#include "pricing/lower_bound.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "catalog/bounds/bound_block.hpp"
#include "catalog/packed/calendar_nights.hpp"
#include "catalog/packed/number_scan.hpp"

namespace pronto {

namespace {

// A hotel with rates for many years is rare enough to be priced whenever it might be meant.
constexpr std::int64_t nights_limit_of_bounds = 1500;

/// Who is in a party of some kind at least.
struct least_party {
  int adults = 0;
  int guests = 0;
  bool are_adults_known = false;  ///< they are no more; without children those are all guests
  bool are_guests_known = false;
};

constexpr std::array<least_party, party_kind_count> least_parties{{
    {2, 2, true, true},    // couple
    {1, 1, true, true},    // single
    {3, 3, true, true},    // trio
    {1, 2, false, false},  // single_with_more
    {2, 3, false, true},   // three_with_child
    {2, 4, false, false},  // large
}};

/// One for each night, in memory of `hotel_nights`.
using amounts_by_night = std::span<std::int64_t>;

double share_paid(const free_nights_offer& offer) {
  if (offer.discounted <= 0) return 1;
  if (offer.discounted >= offer.required) return 0;
  return 1 - static_cast<double>(offer.discounted) / offer.required;
}

// Step 8 makes `discounted` of `required` nights in a row free. Those that are paid are as many as
// the share that is left of all, and each costs at least what any night as near as that does.
void take_off_free_nights(amounts_by_night out, const free_nights_offer& offer) {
  if (offer.discounted <= 0) return;
  const std::vector<std::int64_t> amounts(out.begin(), out.end());
  const auto reach = static_cast<std::size_t>(std::max(offer.required - 1, 0));
  const double kept = share_paid(offer);
  // Of the nights that are near those that may be the least now or later: from `first` on in order, each
  // below those behind it. Every night comes and goes once, however far is near.
  std::vector<std::size_t> least;
  least.reserve(amounts.size());
  std::size_t first = 0;
  std::size_t next = 0;
  for (std::size_t night = 0; night < amounts.size(); ++night) {
    for (; next < amounts.size() && next - night <= reach; ++next) {
      while (least.size() > first && amounts[next] <= amounts[least.back()]) least.pop_back();
      least.push_back(next);
    }
    while (least[first] + reach < night) ++first;
    if (amounts[night] == hotel_bounds::never) continue;
    out[night] = static_cast<std::int64_t>(static_cast<double>(amounts[least[first]]) * kept);
  }
}

/// What the products of a hotel have in common: on which nights rooms are sold out, and all that was
/// read of its calendar. All of it lies in one piece of memory, unless the hotel is large.
class hotel_nights {
public:
  hotel_nights(const packed::hotel& where, date_range nights) : where_(where), nights_(nights) {
    sold_out_.reserve(where.rooms.size());
    for (const packed::room_type& each : where.rooms) {
      auto& closed = sold_out_.emplace_back(count());
      each.inventory.mark_sold_out(nights.first, closed);
    }
    for (const packed::rate_plan& plan : where.plans)
      for (const packed::product& each : plan.products)
        if (const packed::calendar* const in = each.rates.in(); in != nullptr && !calendar_)
          calendar_.emplace(*in, in->held_of(nights), &memory_);
  }
  hotel_nights(const hotel_nights&) = delete;

  const packed::hotel& where() const { return where_; }
  date_range nights() const { return nights_; }
  /// By night, 1 where it is.
  const std::pmr::vector<std::uint8_t>& sold_out(std::uint32_t room) const { return sold_out_[room]; }
  packed::calendar_nights* calendar() { return calendar_ ? &*calendar_ : nullptr; }
  /// Amounts that are not set yet. Valid as long as this.
  amounts_by_night take() {
    void* const at = memory_.allocate(count() * sizeof(std::int64_t), alignof(std::int64_t));
    return {static_cast<std::int64_t*>(at), count()};
  }

private:
  static constexpr std::size_t usual_bytes = std::size_t{64} << 10;

  std::size_t count() const { return static_cast<std::size_t>(nights_.last - nights_.first) + 1; }

  std::pmr::monotonic_buffer_resource memory_{usual_bytes};
  const packed::hotel& where_;
  date_range nights_;
  std::pmr::vector<std::pmr::vector<std::uint8_t>> sold_out_{&memory_};  // by room
  std::optional<packed::calendar_nights> calendar_;  // none where all rates are listed
};

/// Step 7: what adults pay alone, since children only add.
struct adults_charge {
  int least_tier = 0;
  int greatest_tier = 0;
  int times = 1;
  int extra_adults = 0;
  bool operator==(const adults_charge&) const = default;
};

/// What the nights of one product after the other cost parties at least, by steps 5 to 8.
class product_nights {
public:
  explicit product_nights(hotel_nights& in) : in_(in), nights_(in.nights()) {}

  /// From now on of this one.
  void look_at(const packed::rate_plan& plan, const packed::product& of) {
    plan_ = &plan;
    of_ = &of;
    room_ = &in_.where().rooms[of.room].guests;
    closed_.clear();
    is_closed_.assign(in_.sold_out(of.room).begin(), in_.sold_out(of.room).end());
    plan.rules.mark_closed(of.room, nights_.first, is_closed_);
    const auto* const end = is_closed_.data() + is_closed_.size();
    for (const auto* at = is_closed_.data(); at != end; ++at) {
      at = static_cast<const std::uint8_t*>(std::memchr(at, 1, static_cast<std::size_t>(end - at)));
      if (at == nullptr) break;
      closed_.push_back(static_cast<std::size_t>(at - is_closed_.data()));
    }
  }

  /// Nothing if it does not take such a party at all.
  std::optional<adults_charge> charge_of(const least_party& who) const {
    if (who.guests > room_->max) return std::nullopt;
    if (who.are_adults_known &&
        (who.guests < room_->min || !plan_->offer.adults.contains(who.adults)))
      return std::nullopt;
    const int adults_charged = std::min(who.adults, room_->std);
    const bool by_person = plan_->basis == charge_basis::person;
    const int tier = by_person ? std::min(who.guests, room_->std) : adults_charged;
    const bool is_tier_known = by_person ? who.are_guests_known : who.are_adults_known;
    return adults_charge{tier, is_tier_known ? tier : room_->std, by_person ? adults_charged : 1,
                         std::max(0, who.adults - room_->std)};
  }

  /// Lowers each night to what this comes to at least, where it can be had.
  void lower(amounts_by_night nights, const adults_charge& by) {
    const bool is_as_rated = by.times == 1 && by.extra_adults == 0 && !plan_->free_nights &&
                             plan_->unit_multiplier == 1;
    if (!is_as_rated) return packed::lower(nights, cost_of(by));
    open_.clear();
    for (const std::size_t night : closed_) open_.push_back(nights[night]);
    lower_to_base(by, nights);
    for (std::size_t i = 0; i < closed_.size(); ++i) nights[closed_[i]] = open_[i];
  }

private:
  void lower_to_base(const adults_charge& of, amounts_by_night nights) {
    of_->rates.least_base(nights_.first, of.least_tier, of.greatest_tier, in_.calendar(), nights);
  }

  // `never` where it cannot be had.
  amounts_by_night cost_of(const adults_charge& wanted) {
    const amounts_by_night out = none(cost_);
    lower_to_base(wanted, out);
    for (const std::size_t night : closed_) out[night] = hotel_bounds::never;
    const auto times = static_cast<std::uint64_t>(wanted.times);
    if (wanted.extra_adults > 0) {
      const amounts_by_night extra_adult = none(extra_adult_);
      of_->rates.least_extra_adult(nights_.first, in_.calendar(), extra_adult);
      packed::add_times(out, times, extra_adult, static_cast<std::uint64_t>(wanted.extra_adults),
                        hotel_bounds::never);
    } else if (times != 1) {
      packed::add_times(out, times, out, 0, hotel_bounds::never);
    }
    if (plan_->free_nights) take_off_free_nights(out, *plan_->free_nights);
    if (plan_->unit_multiplier > 1)
      for (std::int64_t& each : out)
        if (each != hotel_bounds::never) each /= plan_->unit_multiplier;
    return out;
  }

  amounts_by_night none(amounts_by_night& kept) {
    if (kept.empty()) kept = in_.take();
    std::ranges::fill(kept, hotel_bounds::never);
    return kept;
  }

  hotel_nights& in_;
  date_range nights_;
  const packed::rate_plan* plan_ = nullptr;
  const packed::product* of_ = nullptr;
  const occupancy* room_ = nullptr;
  // Kept from one product to the next.
  std::vector<std::uint8_t> is_closed_;
  std::vector<std::size_t> closed_;  // nights that cannot be had at all
  std::vector<std::int64_t> open_;   // what these were
  amounts_by_night cost_;
  amounts_by_night extra_adult_;
};

/// For each kind of party the least that nights cost it. Kinds that all products charge the same, as most
/// are where rooms are for few guests, are told once.
class charges_by_kind {
public:
  /// Lowers them to those of a product.
  void take_in(hotel_nights& in, product_nights& of) {
    by_kind<std::optional<adults_charge>> charged;
    for (std::size_t kind = 0; kind < party_kind_count; ++kind)
      charged[kind] = of.charge_of(least_parties[kind]);
    const auto before = first_like_;
    for (std::size_t kind = 0; kind < party_kind_count; ++kind) {
      std::size_t first = 0;
      while (before[first] != before[kind] || charged[first] != charged[kind]) ++first;
      first_like_[kind] = first < kind ? first_like_[first] : kind;
      const auto all = least_[before[kind]];
      if (first < kind || before[kind] == kind || all.empty()) continue;
      least_[kind] = in.take();
      std::ranges::copy(all, least_[kind].begin());
    }
    for (std::size_t kind = 0; kind < party_kind_count; ++kind) {
      if (!charged[kind] || !is_first(kind)) continue;
      if (least_[kind].empty()) {
        least_[kind] = in.take();
        std::ranges::fill(least_[kind], hotel_bounds::never);
      }
      of.lower(least_[kind], *charged[kind]);
    }
  }

  /// The first kind that is charged the same, maybe this one.
  std::size_t first_like(std::size_t kind) const { return first_like_[kind]; }
  bool is_first(std::size_t kind) const { return first_like_[kind] == kind; }
  /// Nothing of a kind that no room takes. Requires: is_first(kind).
  std::span<const std::int64_t> of(std::size_t kind) const { return least_[kind]; }

private:
  template <class T>
  using by_kind = std::array<T, party_kind_count>;

  by_kind<amounts_by_night> least_{};  // of those that are first
  by_kind<std::size_t> first_like_{};
};

// A night that nobody can have as a couple is told by the first kind of party that can. The others cost
// so many times as much at least.
void relate(const charges_by_kind& of, std::size_t nights, hotel_bounds& out) {
  out.least.assign(of.of(0).begin(), of.of(0).end());
  out.least.resize(nights, hotel_bounds::never);
  for (std::size_t kind = 1; kind < party_kind_count; ++kind) {
    if (packed::extent_of(out.least).greatest != hotel_bounds::never) break;
    if (!of.is_first(kind)) continue;
    const auto each = of.of(kind);
    packed::fill_in(std::span(out.least).first(each.size()), hotel_bounds::never, each);
  }
  for (std::size_t kind = 0; kind < party_kind_count; ++kind) {
    if (!of.is_first(kind)) {
      out.times[kind] = out.times[of.first_like(kind)];
      continue;
    }
    const auto each = of.of(kind);
    out.times[kind] = packed::least_ratio(each, std::span(out.least).first(each.size()),
                                          hotel_bounds::never);
  }
  out.times[0] = 1;
}

/// Of the nights that can be sold: what one costs any party at least, and what a couple's bound loses
/// at most with a night that is not paid.
struct extremes {
  double least = 0;
  double greatest = 0;
};

extremes extremes_of(const packed::hotel& where, const hotel_bounds& of) {
  std::int64_t least = hotel_bounds::never;
  std::int64_t greatest = 0;
  for (const std::int64_t each : of.least) {
    least = std::min(least, each);
    greatest = std::max(greatest, each == hotel_bounds::never ? 0 : each);
  }
  // A block tells these in units, and takes others down to the least of them. Its codes reach beyond the
  // greatest by what a step is rounded up, and nights that become as dear as that are within them.
  constexpr double step_error = 1.0 / 128;
  constexpr double unit = bound_parties::times_unit;
  const double least_times = std::max(std::ranges::min(of.times) - 2 * unit, 0.0);
  return {static_cast<double>(least) * least_times,
          static_cast<double>(greatest) * (1 + step_error) / least_share_paid(where)};
}

/// What promotions of one set take at most, in the order in which they apply.
struct taken {
  double kept = 1;      ///< by percents
  double a_night = 0;
  double a_stay = 0;
  double nights = 0;    ///< that become free

  void add(const packed::promotion& by) {
    switch (by.type) {
      case promotion_type::free_nights: nights += by.discounted; break;
      case promotion_type::percent:
        kept *= 1 - share_of(by.share);
        break;
      case promotion_type::per_night: a_night += static_cast<double>(by.amount); break;
      case promotion_type::per_stay: a_stay += static_cast<double>(by.amount); break;
    }
  }
  // A night costs `least` or more before anything is taken off, so an amount off it is at most that
  // share of it.
  hotel_bounds::reduction left(extremes nights_cost) const {
    const double share = a_night == 0 ? 0 : a_night / nights_cost.least;
    const double free_nights = nights == 0 ? 0 : nights * nights_cost.greatest;
    return {std::max(0.0, kept - share), a_stay + free_nights};
  }
};

bool may_apply(const packed::promotion& promotion, int nights_below) {
  if (promotion.los.min >= nights_below) return false;
  return promotion.type != promotion_type::free_nights || promotion.required < nights_below;
}

// Step 9, for stays of fewer nights than that: each exclusive promotion alone, or all others together.
hotel_bounds::reduction promoted(const packed::hotel& where, int nights_below,
                                 extremes nights_cost) {
  hotel_bounds::reduction out;
  const auto may_be = [&](const taken& set) {
    const auto left = set.left(nights_cost);
    out.kept = std::min(out.kept, left.kept);
    out.off = std::max(out.off, left.off);
  };
  taken together;
  for (const packed::promotion& each : where.promotions) {
    if (!may_apply(each, nights_below)) continue;
    taken alone;
    (each.exclusive ? alone : together).add(each);
    if (each.exclusive) may_be(alone);
  }
  may_be(together);
  return out;
}

// Step 11: only what is added to every stay, but for its length. Children may be exempt. A percent of
// short stays alone would take all others from the longer ones.
hotel_bounds::additions always_added(const packed::hotel& where) {
  constexpr int all = std::numeric_limits<int>::max();
  constexpr int short_nights = 7;
  hotel_bounds::additions out;
  out.share_nights = out.amount_nights = all;
  for (const packed::tax_fee& each : where.taxes) {
    const bool is_nightly = each.period == per::night;
    const bool always = !each.included && each.rooms.is_all() && each.plans.is_all() &&
                        each.los.min <= 1 && each.dates == date_range{} &&
                        (!is_nightly || each.nights_excluded == 0);
    if (!always) continue;
    const int nights = is_nightly ? each.nights_max.value_or(all) : all;
    const int longest = std::min(each.los.max, nights);
    if (each.is_percent && longest >= short_nights) {
      out.share += share_of(each.share);
      out.share_nights = std::min(out.share_nights, longest);
    } else if (!each.is_percent && is_nightly && each.los.max == all && nights > 0) {
      (each.basis == payer::person ? out.an_adult : out.a_room) += static_cast<double>(each.amount);
      out.amount_nights = std::min(out.amount_nights, nights);
    }
  }
  return out;
}

// A stay so long may have promotions that a shorter one has not.
int longest_condition(const packed::hotel& where) {
  int out = std::numeric_limits<int>::max();
  for (const packed::promotion& each : where.promotions) {
    const int from = std::max(
        each.los.min, each.type == promotion_type::free_nights ? each.required : 1);
    if (from > 1) out = std::min(out, from);
  }
  return out;
}

void reduce(const packed::hotel& where, hotel_bounds& of) {
  const extremes cost = extremes_of(where, of);
  const auto all = std::numeric_limits<int>::max();
  of.long_from = longest_condition(where);
  of.shorter = promoted(where, of.long_from, cost);
  of.longer = promoted(where, all, cost);
  for (hotel_bounds::reduction* each : {&of.shorter, &of.longer})
    each->off += lost_by_rounding(where);
  of.taxes = always_added(where);
}

// By the rates and nights of all products. Requires: there are such nights.
void take_in_all(const packed::hotel& where, date_range nights, hotel_bounds& out) {
  out.nights = nights;
  hotel_nights known(where, nights);
  charges_by_kind charges;
  product_nights of_product(known);
  for (const packed::rate_plan& plan : where.plans)
    for (const packed::product& each : plan.products) {
      of_product.look_at(plan, each);
      charges.take_in(known, of_product);
      out.guests_max = std::max(out.guests_max, where.rooms[each.room].guests.max);
    }
  relate(charges, static_cast<std::size_t>(nights.last - nights.first) + 1, out);
}

// How many nights away one counts, by free nights.
int reach_of(const packed::hotel& where) {
  int out = 0;
  for (const packed::rate_plan& plan : where.plans)
    if (plan.free_nights) out = std::max(out, plan.free_nights->required - 1);
  return out;
}

}  // namespace

double share_of(percent of) {
  return static_cast<double>(of.micro) / (100.0 * micro_per_percent);
}

double least_share_paid(const packed::hotel& where) {
  double out = 1;
  for (const packed::rate_plan& plan : where.plans)
    if (plan.free_nights) out = std::min(out, share_paid(*plan.free_nights));
  return out;
}

double lost_by_rounding(const packed::hotel& where) {
  return 2 + static_cast<double>(where.taxes.size());
}

hotel_bounds bounds_around(const packed::hotel& where, date_range nights) {
  hotel_bounds out;
  const date_range all = nights_of(where);
  const int reach = reach_of(where);
  const date_range weeks =
      bound_block::whole_slots({nights.first - reach, nights.last + reach},
                               bound_block::nights_of_long_slot);
  const date_range told = common(all, weeks);
  if (told.first > told.last) return out;
  take_in_all(where, common(all, {told.first - reach, told.last + reach}), out);
  const auto from = out.least.begin() + (told.first - out.nights.first);
  out.least = std::vector(from, from + (told.last - told.first + 1));
  out.nights = told;
  return out;
}

hotel_bounds bounds_of(const packed::hotel& where) {
  hotel_bounds out;
  const date_range nights = nights_of(where);
  if (nights.first > nights.last) return out;
  out.nights = nights;
  if (std::int64_t{nights.last} - nights.first >= nights_limit_of_bounds) {
    out.unknown = true;
    return out;
  }
  take_in_all(where, nights, out);
  reduce(where, out);
  return out;
}

}  // namespace pronto
