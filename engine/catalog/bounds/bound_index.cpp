#include "catalog/bounds/bound_index.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>

#include "catalog/bounds/bound_columns.hpp"

namespace pronto {

namespace {

// Hotels of years that have hardly a night in common would leave the rows empty.
constexpr std::int64_t nights_limit_of_index = 3000;
// With fewer products a hotel, a byte for each night would be much beside their rates.
constexpr std::size_t products_for_each_night = 2;

bound_block_ptr block_of(const bound_columns& made, std::pmr::memory_resource* from) {
  return std::allocate_shared<const bound_block>(
      std::pmr::polymorphic_allocator<bound_block>(from), made, from);
}

std::int64_t length_of(date_range nights) { return std::int64_t{nights.last} - nights.first + 1; }

// Of those hotels that have bounds; without end if they are too far apart.
date_range nights_of_all(std::span<const hotel_ptr> hotels) {
  date_range out{last_day_ever, first_day_ever};
  for (const hotel_ptr& each : hotels) {
    const date_range nights = nights_of(*each);
    if (nights.first > nights.last || length_of(nights) > nights_limit_of_index) continue;
    out = joined(out, nights);
  }
  return out;
}

int slot_nights_of(std::span<const hotel_ptr> hotels) {
  std::size_t products = 0;
  for (const hotel_ptr& each : hotels)
    for (const packed::rate_plan& plan : each->plans) products += plan.products.size();
  return products >= products_for_each_night * hotels.size() ? 1 : bound_block::nights_of_long_slot;
}

class index_maker {
public:
  index_maker(std::span<const hotel_ptr> hotels, bounds_maker make, const bound_index& before,
              std::span<const hotel_ptr> hotels_before, std::pmr::memory_resource* from)
      : hotels_(hotels),
        make_(make),
        before_(before),
        hotels_before_(hotels_before),
        from_(from),
        nights_(nights_of_all(hotels)),
        slot_nights_(slot_nights_of(hotels)) {}

  bound_index run() {
    bound_index out(from_);
    if (nights_.first <= nights_.last && length_of(nights_) > nights_limit_of_index) return out;
    out.blocks.reserve((hotels_.size() + bound_block::width - 1) / bound_block::width);
    for (std::size_t first = 0; first < hotels_.size(); first += bound_block::width)
      out.blocks.push_back(block(first));
    return out;
  }

private:
  bound_block_ptr block(std::size_t first) {
    const auto size = std::min(bound_block::width, hotels_.size() - first);
    if (const auto same = unchanged(first, size)) return same;
    bound_columns made(size, nights_, slot_nights_);
    for (std::size_t i = 0; i < size; ++i) set(made, i, hotels_[first + i]);
    return block_of(made, from_);
  }

  // The block before, if it has the same hotels and nights.
  bound_block_ptr unchanged(std::size_t first, std::size_t size) const {
    const std::size_t number = first / bound_block::width;
    if (number >= before_.blocks.size()) return nullptr;
    const bound_block_ptr& old = before_.blocks[number];
    if (old->hotels() != size || old->slot_nights() != slot_nights_ ||
        old->nights() != bound_block::whole_slots(nights_, slot_nights_))
      return nullptr;
    return std::ranges::equal(hotels_.subspan(first, size), hotels_before_.subspan(first, size))
               ? old
               : nullptr;
  }

  void set(bound_columns& in, std::size_t place, const hotel_ptr& to) {
    while (old_ < hotels_before_.size() && hotels_before_[old_]->code < to->code) ++old_;
    const bool kept = !before_.blocks.empty() && old_ < hotels_before_.size() &&
                      hotels_before_[old_] == to &&
                      before_.blocks.front()->slot_nights() == slot_nights_;
    if (kept)
      in.copy(place, *before_.blocks[old_ / bound_block::width], old_ % bound_block::width);
    else
      in.set(place, make_(*to), to->stars);
  }

  std::span<const hotel_ptr> hotels_;
  bounds_maker make_;
  const bound_index& before_;
  std::span<const hotel_ptr> hotels_before_;
  std::pmr::memory_resource* from_;
  date_range nights_;
  int slot_nights_;
  std::size_t old_ = 0;  // the first of the hotels before that is not ahead of the next one
};

}  // namespace

bound_index make_bound_index(std::span<const hotel_ptr> hotels, bounds_maker make,
                             const bound_index& before, std::span<const hotel_ptr> hotels_before,
                             std::pmr::memory_resource* from) {
  return index_maker(hotels, make, before, hotels_before, from).run();
}

bool can_tell(const bound_index& in, std::size_t place, date_range nights) {
  const bound_block& block = *in.blocks[place / bound_block::width];
  if (block.guests_max()[place % bound_block::width] == bound_parties::any_guests) return true;
  return nights.first > nights.last || holds(block.nights(), nights);
}

bound_index with_changed_nights(const bound_index& before, std::span<const changed_nights> changed,
                                bounds_maker whole, night_bounds_maker around,
                                std::pmr::memory_resource* from) {
  bound_index out(from);
  out.blocks = before.blocks;
  for (auto each = changed.begin(); each != changed.end();) {
    const std::size_t number = each->place / bound_block::width;
    bound_columns made(*before.blocks[number]);
    for (; each != changed.end() && each->place / bound_block::width == number; ++each) {
      const std::size_t place = each->place % bound_block::width;
      if (!made.set_nights(place, around(*each->to, each->nights)))
        made.set(place, whole(*each->to), each->to->stars);
    }
    out.blocks[number] = block_of(made, from);
  }
  return out;
}

}  // namespace pronto
