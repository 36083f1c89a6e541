#include "catalog/packed_hotel.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "catalog/calendar_packing.hpp"
#include "catalog/packing.hpp"

namespace pronto {

namespace {

// The layout of the two blocks of a hotel. Of the first: the hotel itself, and behind it what it
// consists of. Of the second: the series of its calendar, and the lists of what that cannot hold.
// Each function packs one struct of hotel.hpp, member by member in their order.
class hotel_packing {
  std::string_view text(std::string_view from) { return into_.text(from); }

  template <class T>
  auto all(const std::vector<T>& from) {
    return into_.list(from, [this](const T& each) { return one(each); });
  }

  template <class T>
  std::optional<std::span<const T>> where_given(const std::optional<std::vector<T>>& from) {
    if (!from) return std::nullopt;
    return into_.list(*from);
  }

public:
  hotel_packing(const calendar_packing& nightly, packing& into, packing& calendars)
      : nightly_(nightly), into_(into), calendars_(calendars) {}

  packed::hotel operator()(const hotel& from) {
    // First of its block: series may lie at any address, lists may not.
    const std::byte* const series = calendars_.list(nightly_.bytes).data();
    calendar_ = into_.take<packed::calendar>(1);
    if (calendar_) std::construct_at(calendar_, packed_series(series), nightly_.first);
    return {.code = text(from.code),
            .name = text(from.name),
            .city = text(from.city),
            .country = text(from.country),
            .latitude = from.latitude,
            .longitude = from.longitude,
            .stars = from.stars,
            .amenities = into_.list(from.amenities, [&](const auto& each) { return text(each); }),
            .money = from.money,
            .utc_offset_minutes = from.utc_offset_minutes,
            .rooms = all(from.rooms),
            .plans = all(from.plans),
            .taxes = all(from.taxes),
            .promotions = all(from.promotions)};
  }

private:
  packed::room_type one(const room_type& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .guests = from.guests,
            .inventory = inventory_of(from)};
  }

  packed::inventory inventory_of(const room_type& from) {
    const auto series = nightly_.inventory[rooms_done_++];
    if (!from.inventory) return {};
    if (series) return {calendar_, *series};
    return packed::inventory{calendars_.list(*from.inventory)};
  }

  packed::rate_plan one(const rate_plan& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .board = from.board,
            .refundable = from.refundable,
            .basis = from.basis,
            .unit_multiplier = from.unit_multiplier,
            .offer = from.offer,
            .free_nights = from.free_nights,
            .family = from.family,
            .products = all(from.products),
            .rules = rules_of(nightly_.plans[plans_done_++]),
            .supplements = all(from.supplements)};
  }

  packed::rules rules_of(const calendar_packing::rules& from) {
    return {calendar_, into_.list(from.series), calendars_.list(from.listed)};
  }

  packed::product one(const product& from) {
    return {.room = from.room, .rates = rates_of(from.rates)};
  }

  packed::rates rates_of(const rate_calendar& from) {
    const auto& made = nightly_.products[products_done_++];
    if (from.empty()) return {};
    if (made) return {calendar_, made->series, columns_of(made->columns), from.span()};
    auto* const at = calendars_.take<packed::listed_rates>(1);
    const packed::listed_rates listed(from, calendars_);
    if (at) std::construct_at(at, listed);
    return {at, from.span()};
  }

  // Most products of a hotel have the same ones.
  std::span<const packed::rate_column> columns_of(const std::vector<packed::rate_column>& from) {
    const auto [found, fresh] = columns_.try_emplace(from);
    if (fresh) found->second = into_.list(from);
    return found->second;
  }

  packed::supplement one(const supplement& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .charge = from.charge,
            .mandatory = from.mandatory,
            .days = from.days,
            .prices = into_.list(from.prices)};
  }

  packed::tax_fee one(const tax_fee& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .kind = from.kind,
            .is_percent = from.is_percent,
            .share = from.share,
            .amount = from.amount,
            .basis = from.basis,
            .period = from.period,
            .nights_max = from.nights_max,
            .nights_excluded = from.nights_excluded,
            .los = from.los,
            .dates = from.dates,
            .rooms = where_given(from.rooms),
            .plans = where_given(from.plans),
            .exempt_below = from.exempt_below,
            .included = from.included,
            .on_supplements = from.on_supplements,
            .paid_at = from.paid_at};
  }

  packed::promotion one(const promotion& from) {
    return {.code = text(from.code),
            .type = from.type,
            .share = from.share,
            .amount = from.amount,
            .required = from.required,
            .discounted = from.discounted,
            .cheapest_nights = from.cheapest_nights,
            .exclusive = from.exclusive,
            .booking = from.booking,
            .advance_days = from.advance_days,
            .arrival = from.arrival,
            .stay = from.stay,
            .days = from.days,
            .all_nights = from.all_nights,
            .los = from.los,
            .rooms = where_given(from.rooms),
            .plans = where_given(from.plans)};
  }

  const calendar_packing& nightly_;
  packing& into_;
  packing& calendars_;
  packed::calendar* calendar_ = nullptr;
  std::map<std::vector<packed::rate_column>, std::span<const packed::rate_column>> columns_;
  std::size_t rooms_done_ = 0;
  std::size_t plans_done_ = 0;
  std::size_t products_done_ = 0;
};

// A block, to be given back to where it is from.
struct taken_block {
  std::pmr::memory_resource* memory;
  std::size_t bytes = 0;
  std::byte* at = nullptr;

  void take(std::size_t size) {
    at = static_cast<std::byte*>(memory->allocate(size, alignof(std::max_align_t)));
    bytes = size;
  }
  void give_back() const {
    if (at) memory->deallocate(at, bytes, alignof(std::max_align_t));
  }
};

// Stands before each hotel.
struct alignas(std::max_align_t) block_head {
  taken_block rest;
  taken_block calendars;
  std::uint32_t owners = 0;
};

struct sizes {
  std::size_t rest = 0;
  std::size_t calendars = 0;
};

sizes lay_out(const hotel& from, const calendar_packing& nightly, packing rest,
              packing calendars) {
  auto* const at = rest.take<packed::hotel>(1);
  const auto made = hotel_packing{nightly, rest, calendars}(from);
  if (at) std::construct_at(at, made);
  return {rest.size_bytes(), calendars.size_bytes()};
}

block_head& head_of(const packed::hotel& of) {
  return *(reinterpret_cast<block_head*>(const_cast<packed::hotel*>(&of)) - 1);
}

}  // namespace

hotel_ptr pack(const hotel& from, std::pmr::memory_resource* rest,
               std::pmr::memory_resource* calendars) {
  const auto nightly = pack_calendars(from);
  const auto size = lay_out(from, nightly, {}, {});
  taken_block block{rest};
  block.take(sizeof(block_head) + size.rest);
  auto& head = *std::construct_at(reinterpret_cast<block_head*>(block.at), block,
                                  taken_block{calendars});
  auto* const at = block.at + sizeof(block_head);
  hotel_ptr out{reinterpret_cast<const packed::hotel*>(at)};  // before it is filled: that may throw
  head.calendars.take(size.calendars);
  lay_out(from, nightly, packing{at}, packing{head.calendars.at});
  return out;
}

std::size_t bytes_of(const packed::hotel& packed) {
  const auto& head = head_of(packed);
  return head.rest.bytes + head.calendars.bytes;
}

void fetch_ahead(const packed::hotel& packed) {
  constexpr std::size_t line_bytes = 64;
  constexpr std::size_t lines_limit = 64;  // no more than the processor can have under way
  const auto& head = head_of(packed);
  for (const taken_block* each : {&head.rest, &head.calendars})
    for (std::size_t at = 0; at < std::min(each->bytes, lines_limit * line_bytes); at += line_bytes)
      __builtin_prefetch(each->at + at);
}

void intrusive_ptr_add_ref(const packed::hotel* of) { ++head_of(*of).owners; }

void intrusive_ptr_release(const packed::hotel* of) {
  auto& head = head_of(*of);
  if (--head.owners > 0) return;
  head.calendars.give_back();
  const taken_block rest = head.rest;  // the head is in it
  rest.give_back();
}

}  // namespace pronto
