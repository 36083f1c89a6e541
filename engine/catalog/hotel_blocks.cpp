#include "catalog/hotel_blocks.hpp"

namespace pronto {

hotel_blocks::hotel_blocks(std::span<const hotel_ptr> all, const hotel_blocks* before,
                       std::pmr::memory_resource* from)
    : blocks_(from), size_(all.size()) {
  blocks_.reserve((size_ + block_hotels - 1) / block_hotels);
  for (std::size_t first = 0; first < size_; first += block_hotels) {
    const auto some = all.subspan(first, std::min(block_hotels, size_ - first));
    const std::size_t number = first / block_hotels;
    if (before != nullptr && number < before->blocks_.size() &&
        std::ranges::equal(some, before->of_block(number)))
      blocks_.push_back(before->blocks_[number]);
    else
      blocks_.push_back(keep(hotels(some.begin(), some.end(), from)));
  }
}

hotel_blocks hotel_blocks::with(std::span<const std::pair<std::size_t, hotel_ptr>> changed) const {
  hotel_blocks out(blocks_.get_allocator().resource());
  out.blocks_ = blocks_;
  out.size_ = size_;
  for (auto each = changed.begin(); each != changed.end();) {
    const std::size_t number = each->first / block_hotels;
    const auto before = of_block(number);
    hotels made(before.begin(), before.end(), blocks_.get_allocator());
    for (; each != changed.end() && each->first / block_hotels == number; ++each)
      made[each->first % block_hotels] = each->second;
    out.blocks_[number] = keep(std::move(made));
  }
  return out;
}

hotel_blocks::block hotel_blocks::keep(hotels made) const {
  const std::pmr::polymorphic_allocator<> here(blocks_.get_allocator());
  auto owner = std::allocate_shared<const hotels>(here, std::move(made));
  const hotel_ptr* const first = owner->data();
  return {std::move(owner), first};
}

std::span<const hotel_ptr> hotel_blocks::of_block(std::size_t number) const {
  return *blocks_[number].owner;
}

}  // namespace pronto
