#pragma once
// Some consecutive nights of many series of one calendar. Each series is read once, however often it is
// asked for and however many others are related to it.
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <new>
#include <span>
#include <utility>
#include <vector>

#include "catalog/day.hpp"
#include "catalog/packed/calendar.hpp"
#include "catalog/packed/packed_series.hpp"

namespace pronto::packed {

class calendar_nights final : private packed_series::others {
public:
  /// Requires: the calendar holds them, and lives as long. What is read lies in this memory, and is not
  /// given back to it.
  calendar_nights(const calendar& of, date_range nights, std::pmr::monotonic_buffer_resource* memory);

  /// What a series says of some of these nights. Valid as long as this.
  std::span<const std::int64_t> of(std::size_t series, date_range nights);

private:
  struct read_series {
    std::size_t key;  // its place in the block, which series that are the same share
    std::span<const std::int64_t> values;
  };

  /// All 0.
  std::span<std::int64_t> values_to_read() const {
    const auto count = static_cast<std::size_t>(nights_.last - nights_.first) + 1;
    void* const at = memory_->allocate(count * sizeof(std::int64_t), alignof(std::int64_t));
    return {new (at) std::int64_t[count](), count};
  }

  std::span<const std::int64_t> nights_of(std::size_t series) override;

  const calendar& of_;
  date_range nights_;
  std::pmr::monotonic_buffer_resource* memory_;
  std::vector<read_series> packed_;
  std::vector<read_series> patched_;  // by number
};

}  // namespace pronto::packed
