#pragma once
// Lays values out in one block of memory, each list after the other. Done twice by the same code:
// first without a block, to learn how long it must be, then into it.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>

namespace pronto {

class packing {
public:
  /// Counts.
  packing() = default;
  /// Lays out; the block is as long as the same calls counted, and aligned for anything.
  explicit packing(std::byte* block) : block_(block) {}

  std::size_t size_bytes() const { return used_; }

  std::string_view text(std::string_view from) {
    const auto made = list(from, [](char each) { return each; });
    return {made.data(), made.size()};
  }

  /// A list of `pack(each)`, for which this may be used again. While counting it is as long as it
  /// will be, and must not be read.
  template <class List, class Pack>
  auto list(const List& from, Pack pack)
      -> std::span<const std::decay_t<decltype(pack(*from.begin()))>> {
    using value = std::decay_t<decltype(pack(*from.begin()))>;
    static_assert(std::is_trivially_destructible_v<value>);
    value* const at = take<value>(from.size());
    value* next = at;
    for (const auto& each : from) {
      value made = pack(each);
      if (at) std::construct_at(next++, made);
    }
    return {at, from.size()};
  }
  template <class List>
  auto list(const List& from) {
    return list(from, [](const auto& each) { return each; });
  }

  /// Room for so many values, null while counting; none takes no place, not even to be aligned.
  template <class T>
  T* take(std::size_t count) {
    if (count > 0) used_ = (used_ + alignof(T) - 1) / alignof(T) * alignof(T);
    const std::size_t at = used_;
    used_ += count * sizeof(T);
    return block_ ? reinterpret_cast<T*>(block_ + at) : nullptr;
  }

private:
  std::byte* block_ = nullptr;
  std::size_t used_ = 0;
};

}  // namespace pronto
