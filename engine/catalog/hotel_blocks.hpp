#pragma once
// The hotels of a destination in order of their codes, in blocks that copies of a list share: one
// that changes costs a block, however large the destination is. Copied and dropped on the thread of
// its memory alone.
#include <algorithm>
#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <memory_resource>
#include <span>
#include <utility>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"

namespace pronto {

class hotel_blocks {
public:
  static constexpr std::size_t block_hotels = 64;

  class iterator {
  public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = hotel_ptr;
    using difference_type = std::ptrdiff_t;
    using reference = const hotel_ptr&;
    using pointer = const hotel_ptr*;

    iterator() = default;
    iterator(const hotel_blocks* of, difference_type at) : of_(of), at_(at) {}

    reference operator*() const { return (*of_)[static_cast<std::size_t>(at_)]; }
    pointer operator->() const { return &**this; }
    reference operator[](difference_type n) const { return *(*this + n); }
    iterator& operator++() { return *this += 1; }
    iterator& operator--() { return *this -= 1; }
    iterator operator++(int) { return std::exchange(*this, *this + 1); }
    iterator operator--(int) { return std::exchange(*this, *this - 1); }
    iterator& operator+=(difference_type n) {
      at_ += n;
      return *this;
    }
    iterator& operator-=(difference_type n) { return *this += -n; }
    friend iterator operator+(iterator a, difference_type n) { return a += n; }
    friend iterator operator+(difference_type n, iterator a) { return a += n; }
    friend iterator operator-(iterator a, difference_type n) { return a -= n; }
    friend difference_type operator-(iterator a, iterator b) { return a.at_ - b.at_; }
    friend bool operator==(iterator a, iterator b) { return a.at_ == b.at_; }
    friend std::strong_ordering operator<=>(iterator a, iterator b) { return a.at_ <=> b.at_; }

  private:
    const hotel_blocks* of_ = nullptr;
    difference_type at_ = 0;
  };

  explicit hotel_blocks(std::pmr::memory_resource* from) : blocks_(from) {}
  /// These, sharing the blocks of `before` that are the same.
  hotel_blocks(std::span<const hotel_ptr> all, const hotel_blocks* before,
             std::pmr::memory_resource* from);

  /// A copy in which those of these places are others. Requires: in order of places, each once.
  hotel_blocks with(std::span<const std::pair<std::size_t, hotel_ptr>> changed) const;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const hotel_ptr& operator[](std::size_t at) const {
    return blocks_[at / block_hotels].first[at % block_hotels];
  }
  /// Have the processor fetch that pointer, not the hotel, while it does something else.
  void fetch_ahead(std::size_t at) const { __builtin_prefetch(&(*this)[at]); }
  const hotel_ptr& front() const { return (*this)[0]; }
  iterator begin() const { return {this, 0}; }
  iterator end() const { return {this, static_cast<std::ptrdiff_t>(size_)}; }

  bool operator==(const hotel_blocks& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
  }

private:
  using hotels = std::pmr::vector<hotel_ptr>;
  struct block {
    std::shared_ptr<const hotels> owner;
    const hotel_ptr* first = nullptr;
  };
  block keep(hotels made) const;
  std::span<const hotel_ptr> of_block(std::size_t number) const;

  std::pmr::vector<block> blocks_;
  std::size_t size_ = 0;
};

}  // namespace pronto
