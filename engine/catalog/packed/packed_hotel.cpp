#include "catalog/packed/packed_hotel.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/packed/calendar_packing.hpp"
#include "catalog/packed/packing.hpp"
#include "fetch_ahead.hpp"
#include "invariant.hpp"
#include "shortened.hpp"

namespace pronto {

namespace {

// The layout of the two blocks of a hotel. Of the first: the hotel itself, behind it what it consists
// of, and last, since a stay is priced without them, all texts. Of the second: the series of its
// calendar, the lists of what that cannot hold, and what of it changed since. `Nightly` says what of
// these there is, see below. Each function packs one struct of hotel.hpp, member by member in their
// order.
template <class Held, class Nightly>
class hotel_packing {
  packed::text text(std::string_view from) { return texts_.text(from); }

  template <class List>
  auto all(const List& from) {
    return into_.list(from, [this](const auto& each) { return one(each); });
  }

  packed::scope where_given(const scope& from) {
    return from ? packed::scope(into_.list(*from)) : packed::scope();
  }
  packed::scope where_given(const packed::scope& from) {
    return from.is_all() ? from : packed::scope(into_.list(from.given()));
  }

public:
  hotel_packing(Nightly nightly, packing& into, packing& texts, packing& calendars)
      : nightly_(nightly), into_(into), texts_(texts), calendars_(calendars) {}

  packed::hotel operator()(const basic_hotel<Held>& from) {
    // First of its block: series may lie at any address, lists may not.
    const std::byte* const series = calendars_.list(nightly_.series()).data();
    const auto patches = calendars_.list(nightly_.patches());
    calendar_ = into_.take<packed::calendar>(1);
    if (calendar_)
      std::construct_at(calendar_, packed_series(series), nightly_.first(), patches);
    // What a stay is looked at by first lies first, so that it is fetched first: see fetch_terms_ahead.
    const auto promotions = all(from.promotions);
    const auto taxes = all(from.taxes);
    const auto plans = all(from.plans);
    const auto rooms = all(from.rooms);
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
            .rooms = rooms,
            .plans = plans,
            .taxes = taxes,
            .promotions = promotions};
  }

private:
  packed::room_type one(const basic_room_type<Held>& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .guests = from.guests,
            .inventory = nightly_.inventory(from, rooms_done_++, *this)};
  }

  packed::rate_plan one(const basic_rate_plan<Held>& from) {
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
            .rules = nightly_.rules(from, plans_done_++, *this),
            .supplements = all(from.supplements)};
  }

  packed::product one(const basic_product<Held>& from) {
    return {.room = from.room, .rates = nightly_.rates(from, products_done_++, *this)};
  }

  packed::supplement one(const basic_supplement<Held>& from) {
    return {.code = text(from.code),
            .name = text(from.name),
            .charge = from.charge,
            .mandatory = from.mandatory,
            .days = from.days,
            .prices = into_.list(from.prices)};
  }

  packed::tax_fee one(const basic_tax_fee<Held>& from) {
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

  packed::promotion one(const basic_promotion<Held>& from) {
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

public:
  // For Nightly.

  packing& calendars() { return calendars_; }
  packing& into() { return into_; }
  const packed::calendar* calendar() const { return calendar_; }

  // Most products of a hotel have the same ones.
  std::span<const packed::rate_column> columns_of(std::span<const packed::rate_column> from) {
    const auto same = std::ranges::find_if(columns_, [&](const auto& each) {
      return std::ranges::equal(each.first, from);
    });
    if (same != columns_.end()) return same->second;
    return columns_.emplace_back(from, into_.list(from)).second;
  }

  template <class Listed>
  packed::rates listed(const Listed& from, date_range span) {
    auto* const at = calendars_.take<packed::listed_rates>(1);
    const packed::listed_rates made(from, calendars_);
    if (at) std::construct_at(at, made);
    return {at, span};
  }

private:
  Nightly nightly_;
  packing& into_;
  packing& texts_;
  packing& calendars_;
  packed::calendar* calendar_ = nullptr;
  using columns = std::span<const packed::rate_column>;
  std::vector<std::pair<columns, columns>> columns_;  // of what is packed, and where they lie now
  std::size_t rooms_done_ = 0;
  std::size_t plans_done_ = 0;
  std::size_t products_done_ = 0;
};

// What is nightly of a plain hotel.
class made_nightly {
public:
  explicit made_nightly(const calendar_packing& made) : made_(made) {}

  std::span<const std::byte> series() const { return made_.bytes; }
  std::span<const packed::series_patch> patches() const { return {}; }
  day first() const { return made_.first; }

  template <class Into>
  packed::inventory inventory(const room_type& from, std::size_t room, Into& into) const {
    if (!from.inventory) return {};
    if (const auto series = made_.inventory[room]) return {into.calendar(), *series};
    return packed::inventory{into.calendars().list(*from.inventory)};
  }

  template <class Into>
  packed::rules rules(const rate_plan&, std::size_t plan, Into& into) const {
    const auto& of = made_.plans[plan];
    return {into.calendar(), into.into().list(of.series), into.calendars().list(of.listed)};
  }

  template <class Into>
  packed::rates rates(const product& from, std::size_t product, Into& into) const {
    if (from.rates.empty()) return {};
    if (const auto& made = made_.products[product])
      return {into.calendar(), made->series, into.columns_of(made->columns), from.rates.span()};
    return into.listed(from.rates, from.rates.span());
  }

private:
  const calendar_packing& made_;
};

// What is nightly of a packed one, with some of it changed.
class edited_nightly {
public:
  edited_nightly(std::span<const std::byte> series, day first, const calendar_edit& edit)
      : series_(series), first_(first), edit_(edit) {}

  std::span<const std::byte> series() const { return series_; }
  std::span<const packed::series_patch> patches() const { return edit_.patches; }
  day first() const { return first_; }

  template <class Into>
  packed::inventory inventory(const packed::room_type& from, std::size_t, Into& into) const {
    const packed::inventory& of = from.inventory;
    if (!of.limited()) return {};
    if (of.is_listed()) return packed::inventory{into.calendars().list(of.listed())};
    return {into.calendar(), of.series()};
  }

  template <class Into>
  packed::rules rules(const packed::rate_plan& from, std::size_t plan, Into& into) const {
    std::vector<packed::rule_series> series(from.rules.series().begin(), from.rules.series().end());
    for (const auto& [of, added] : edit_.rules)
      if (of == plan) series.push_back(added);
    return {into.calendar(), into.into().list(series), into.calendars().list(from.rules.listed())};
  }

  template <class Into>
  packed::rates rates(const packed::product& from, std::size_t product, Into& into) const {
    const packed::rates& of = from.rates;
    if (of.empty()) return {};
    if (of.is_listed()) return into.listed(of.listed(), of.span());
    return {into.calendar(), of.series(), into.columns_of(of.columns()), edit_.spans[product]};
  }

private:
  std::span<const std::byte> series_;
  day first_;
  const calendar_edit& edit_;
};

// Stands before each hotel, in the first of its blocks.
struct alignas(std::max_align_t) block_head {
  std::pmr::memory_resource* memory;
  std::pmr::memory_resource* calendars_memory;
  std::byte* calendars = nullptr;     // the second block
  std::uint32_t bytes = 0;            // of this block
  std::uint32_t calendar_at = 0;      // in it
  std::uint32_t texts_at = 0;         // in it
  std::uint32_t calendars_bytes = 0;  // of the other one
  std::uint32_t series_bytes = 0;     // at its beginning
  std::uint32_t owners = 0;

  const std::byte* begin() const { return reinterpret_cast<const std::byte*>(this); }
  const packed::calendar& calendar() const {
    return *reinterpret_cast<const packed::calendar*>(begin() + calendar_at);
  }
};

constexpr std::size_t alignment = alignof(std::max_align_t);

std::byte* take(std::pmr::memory_resource* from, std::size_t bytes) {
  invariant(bytes <= std::numeric_limits<std::uint32_t>::max());
  void* const made = from->allocate(bytes, alignment);
  constexpr std::uint64_t limit = packed::list<std::byte>::address_limit;
  const std::uint64_t at = reinterpret_cast<std::uintptr_t>(made);
  if (at >= limit || bytes > limit - at) {
    from->deallocate(made, bytes, alignment);
    throw unfit_address{};
  }
  return static_cast<std::byte*>(made);
}

// Bytes of the parts of a hotel.
struct hotel_size {
  std::size_t rest = 0;
  std::size_t texts = 0;
  std::size_t calendars = 0;
};

template <class Held, class Nightly>
hotel_size size_of(const basic_hotel<Held>& from, Nightly nightly) {
  packing rest, texts, calendars;
  rest.take<packed::hotel>(1);
  hotel_packing<Held, Nightly>{nightly, rest, texts, calendars}(from);
  return {rest.size_bytes(), texts.size_bytes(), calendars.size_bytes()};
}

block_head& head_of(const packed::hotel& of) {
  return *(reinterpret_cast<block_head*>(const_cast<packed::hotel*>(&of)) - 1);
}

template <class Held, class Nightly>
hotel_ptr make(const basic_hotel<Held>& from, Nightly nightly, std::pmr::memory_resource* memory,
               std::pmr::memory_resource* calendars_memory) {
  const auto size = size_of(from, nightly);
  const std::size_t texts_at = sizeof(block_head) + size.rest;
  const std::size_t bytes = texts_at + size.texts;
  std::byte* const block = take(memory, bytes);
  auto& head = *std::construct_at(reinterpret_cast<block_head*>(block),
                                  block_head{.memory = memory,
                                             .calendars_memory = calendars_memory,
                                             .bytes = static_cast<std::uint32_t>(bytes),
                                             .texts_at = static_cast<std::uint32_t>(texts_at)});
  packing rest{block + sizeof(block_head)};
  auto* const hotel = rest.take<packed::hotel>(1);
  hotel_ptr out{hotel};  // before it is filled: that may throw
  head.calendars = take(calendars_memory, size.calendars);
  head.calendars_bytes = static_cast<std::uint32_t>(size.calendars);
  head.series_bytes = static_cast<std::uint32_t>(nightly.series().size());
  packing texts{block + texts_at};
  packing calendars{head.calendars};
  hotel_packing<Held, Nightly> pack{nightly, rest, texts, calendars};
  std::construct_at(hotel, pack(from));
  head.calendar_at = static_cast<std::uint32_t>(
      reinterpret_cast<const std::byte*>(pack.calendar()) - block);
  return out;
}

// Where in a hotel: members, and places in their lists.
std::string path_of(std::initializer_list<std::variant<std::string_view, std::size_t>> parts) {
  std::string out;
  for (const auto& each : parts)
    if (const auto* const place = std::get_if<std::size_t>(&each))
      out += "[" + std::to_string(*place) + "]";
    else
      out += (out.empty() ? "" : ".") + std::string(std::get<std::string_view>(each));
  return out;
}

// The first list or text that a view cannot hold. Of what is nightly, what no series holds.
std::optional<failure> too_long(const hotel& of, const calendar_packing& nightly) {
  std::optional<failure> out;
  const auto see = [&](std::size_t length, auto... path) {
    constexpr std::size_t limit = packed::list<char>::length_limit;
    if (length <= limit || out) return;
    out = {.code = failure_code::data,
           .text = "the hotel \"" + shortened(of.code, 100) + "\" has a list or text of " +
                   std::to_string(length) + ", longer than the " + std::to_string(limit) +
                   " that can be held; leave some of it out",
           .field = path_of({path...}),
           .value = std::to_string(length)};
  };
  const auto see_named = [&](const auto& each, std::string_view list, std::size_t at, auto... below) {
    see(each.code.size(), list, at, below..., std::string_view("code"));
    if constexpr (requires { each.name; })
      see(each.name.size(), list, at, below..., std::string_view("name"));
  };
  const auto see_scopes = [&](const auto& each, std::string_view list, std::size_t at) {
    if (each.rooms) see(each.rooms->size(), list, at, std::string_view("rooms"));
    if (each.plans) see(each.plans->size(), list, at, std::string_view("plans"));
  };
  using namespace std::string_view_literals;
  see(of.code.size(), "code"sv);
  see(of.name.size(), "name"sv);
  see(of.city.size(), "city"sv);
  see(of.country.size(), "country"sv);
  see(of.amenities.size(), "amenities"sv);
  for (std::size_t i = 0; i < of.amenities.size(); ++i)
    see(of.amenities[i].size(), "amenities"sv, i);
  see(of.rooms.size(), "rooms"sv);
  for (std::size_t i = 0; i < of.rooms.size(); ++i) {
    see_named(of.rooms[i], "rooms"sv, i);
    if (of.rooms[i].inventory && !nightly.inventory[i])
      see(of.rooms[i].inventory->size(), "rooms"sv, i, "inventory"sv);
  }
  see(of.plans.size(), "plans"sv);
  for (std::size_t i = 0; i < of.plans.size(); ++i) {
    const rate_plan& plan = of.plans[i];
    see_named(plan, "plans"sv, i);
    see(plan.products.size(), "plans"sv, i, "products"sv);
    see(nightly.plans[i].listed.size(), "plans"sv, i, "rules"sv);
    see(plan.supplements.size(), "plans"sv, i, "supplements"sv);
    for (std::size_t k = 0; k < plan.supplements.size(); ++k) {
      see_named(plan.supplements[k], "plans"sv, i, "supplements"sv, k);
      see(plan.supplements[k].prices.size(), "plans"sv, i, "supplements"sv, k, "prices"sv);
    }
  }
  see(of.taxes.size(), "taxes"sv);
  for (std::size_t i = 0; i < of.taxes.size(); ++i) {
    see_named(of.taxes[i], "taxes"sv, i);
    see_scopes(of.taxes[i], "taxes"sv, i);
  }
  see(of.promotions.size(), "promotions"sv);
  for (std::size_t i = 0; i < of.promotions.size(); ++i) {
    see_named(of.promotions[i], "promotions"sv, i);
    see_scopes(of.promotions[i], "promotions"sv, i);
  }
  return out;
}

}  // namespace

const char* unfit_address::what() const noexcept {
  return "the system gives memory at tagged addresses, or beyond 48 bits, which hotels cannot lie at; "
         "have it give plain ones (of memory tagging on ARM: GLIBC_TUNABLES=glibc.mem.tagging=0)";
}

hotel_ptr pack(const hotel& from, std::pmr::memory_resource* rest,
               std::pmr::memory_resource* calendars) {
  const auto nightly = pack_calendars(from);
  return make(from, made_nightly{nightly}, rest, calendars);
}

result<hotel_ptr> pack_if_it_fits(const hotel& from, std::pmr::memory_resource* rest,
                                  std::pmr::memory_resource* calendars) {
  const auto nightly = pack_calendars(from);
  if (auto no = too_long(from, nightly)) return *std::move(no);
  return make(from, made_nightly{nightly}, rest, calendars);
}

const packed::calendar& calendar_of(const packed::hotel& of) { return head_of(of).calendar(); }

hotel_ptr edited(const packed::hotel& from, const calendar_edit& edit,
                 std::pmr::memory_resource* rest, std::pmr::memory_resource* calendars) {
  const auto& head = head_of(from);
  return make(from,
              edited_nightly{{head.calendars, head.series_bytes},
                             head.calendar().nights().first, edit},
              rest, calendars);
}

std::size_t bytes_of(const packed::hotel& packed) {
  const auto& head = head_of(packed);
  return std::size_t{head.bytes} + head.calendars_bytes;
}

namespace {

// The hotel, and what most have of promotions and taxes.
constexpr std::size_t terms_bytes = sizeof(block_head) + sizeof(packed::hotel) +
                                    2 * sizeof(packed::tax_fee) + 2 * sizeof(packed::promotion);

}  // namespace

void fetch_terms_ahead(const packed::hotel& packed) {
  fetch_ahead(head_of(packed).begin(), terms_bytes);
}

void fetch_rates_ahead(const packed::hotel& packed) {
  const auto& head = head_of(packed);
  if (head.texts_at > terms_bytes)
    fetch_ahead(head.begin() + terms_bytes, head.texts_at - terms_bytes);
  fetch_ahead(head.calendars, head.calendars_bytes);
}

void fetch_texts_ahead(const packed::hotel& packed) {
  const auto& head = head_of(packed);
  fetch_ahead(head.begin() + head.texts_at, head.bytes - head.texts_at);
}

void intrusive_ptr_add_ref(const packed::hotel* of) { ++head_of(*of).owners; }

void intrusive_ptr_release(const packed::hotel* of) {
  auto& head = head_of(*of);
  if (--head.owners > 0) return;
  if (head.calendars)
    head.calendars_memory->deallocate(head.calendars, head.calendars_bytes, alignment);
  head.memory->deallocate(&head, head.bytes, alignment);
}

}  // namespace pronto
