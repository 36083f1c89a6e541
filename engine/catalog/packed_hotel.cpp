#include "catalog/packed_hotel.hpp"

namespace pronto {

namespace {

// The layout of a block: the hotel itself, and behind it what it consists of. Each function packs
// one struct of hotel.hpp, member by member in their order.
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
  explicit hotel_packing(packing& into) : into_(into) {}

  packed::hotel operator()(const hotel& from) {
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
            .inventory = where_given(from.inventory)};
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
            .rules = into_.list(from.rules),
            .supplements = all(from.supplements)};
  }

  packed::product one(const product& from) {
    return {.room = from.room, .rates = packed::rates{from.rates, into_}};
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

  packing& into_;
};

// Stands before each hotel.
struct alignas(packed::hotel) block_head {
  std::pmr::memory_resource* memory;
  std::uint64_t bytes;
  std::uint32_t owners = 0;
};

std::size_t lay_out(const hotel& from, packing into) {
  auto* const at = into.take<packed::hotel>(1);
  const auto made = hotel_packing{into}(from);
  if (at) std::construct_at(at, made);
  return into.size_bytes();
}

block_head& head_of(const packed::hotel& of) {
  return *(reinterpret_cast<block_head*>(const_cast<packed::hotel*>(&of)) - 1);
}

}  // namespace

hotel_ptr pack(const hotel& from, std::pmr::memory_resource* memory) {
  const auto size = sizeof(block_head) + lay_out(from, packing{});
  auto* const block = static_cast<std::byte*>(memory->allocate(size, alignof(block_head)));
  std::construct_at(reinterpret_cast<block_head*>(block), memory, size);
  auto* const at = block + sizeof(block_head);
  hotel_ptr out{reinterpret_cast<const packed::hotel*>(at)};  // before it is filled: that may throw
  lay_out(from, packing{at});
  return out;
}

std::size_t bytes_of(const packed::hotel& packed) { return head_of(packed).bytes; }

void intrusive_ptr_add_ref(const packed::hotel* of) { ++head_of(*of).owners; }

void intrusive_ptr_release(const packed::hotel* of) {
  auto& head = head_of(*of);
  if (--head.owners == 0) head.memory->deallocate(&head, head.bytes, alignof(block_head));
}

}  // namespace pronto
