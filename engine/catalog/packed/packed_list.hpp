#pragma once
// Views into the blocks of a packed hotel. A hotel has dozens, and with a span of sixteen bytes each they
// would be a sixth of the catalog: these take eight, 48 bits for the address and 16 for the length.
#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "invariant.hpp"

namespace pronto::packed {

/// Consecutive values, not owned. At most `length_limit` of them, which documents are far from; at an
/// address below `address_limit`. That is what systems of 64 bits give to programs that do not ask for
/// more, those with five levels of pages too, and all that those of 32 bits have. A tag in an address's
/// upper bits (MTE of ARM, HWASan) would be lost, and with it the right to read there, so that such
/// addresses are not taken. A hotel is not packed where either does not hold, see `pack_if_it_fits`; a
/// view that is made all the same aborts.
template <class T>
class list {
public:
  static constexpr std::size_t length_limit = 0xfffe;
  static constexpr std::uint64_t address_limit = std::uint64_t{1} << 48;

  list() = default;
  // Not explicit: it is made of what `packing` gives.
  list(std::span<const T> of) : list(of.data(), within_limit(of.size())) {}
  list(std::vector<T>&&) = delete;

  const T* data() const {
    return reinterpret_cast<const T*>(static_cast<std::uintptr_t>(bits_ >> length_bits));
  }
  std::size_t size() const { return bits_ & length_mask; }
  bool empty() const { return size() == 0; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }
  const T& operator[](std::size_t i) const { return data()[i]; }
  const T& front() const { return *data(); }
  const T& back() const { return data()[size() - 1]; }

protected:
  static constexpr unsigned length_bits = 16;
  static constexpr std::uint64_t length_mask = 0xffff;

  list(const T* data, std::size_t length)
      : bits_(std::uint64_t{reinterpret_cast<std::uintptr_t>(data)} << length_bits | length) {
    invariant(this->data() == data);
  }

private:
  static std::size_t within_limit(std::size_t length) {
    invariant(length <= length_limit);
    return length;
  }

  std::uint64_t bits_ = 0;
};

/// Letters, UTF-8.
class text : public list<char> {
public:
  text() = default;
  text(std::string_view of) : list(std::span(of)) {}
  text(std::string&&) = delete;
  operator std::string_view() const { return {data(), size()}; }

  friend bool operator==(const text& a, std::string_view b) { return std::string_view(a) == b; }
  friend auto operator<=>(const text& a, std::string_view b) { return std::string_view(a) <=> b; }
  friend bool operator==(const text& a, const text& b) { return a == std::string_view(b); }
  friend auto operator<=>(const text& a, const text& b) { return a <=> std::string_view(b); }
};

/// A set of rooms or plans by index; all of them where it is made of nothing.
class scope : private list<std::uint32_t> {
public:
  scope() : list(nullptr, length_limit + 1) {}
  scope(std::span<const std::uint32_t> of) : list(of) {}

  bool is_all() const { return size() > length_limit; }
  /// Ascending. Requires: not all of them.
  std::span<const std::uint32_t> given() const { return {data(), size()}; }
  bool contains(std::uint32_t index) const {
    return is_all() || std::ranges::binary_search(given(), index);
  }
};

}  // namespace pronto::packed
