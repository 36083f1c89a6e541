// Series as flat arrays of 32-bit numbers: linked into a program, these take the place of
// packed_series.cpp and series_packer.cpp, and all else of the engine is the same.
#include <cstring>

#include "catalog/packed/packed_series.hpp"
#include "catalog/packed/series_packer.hpp"
#include "invariant.hpp"

namespace pronto {

// The layout: the number of nights, the number of series, and all nights of one after the other.
namespace {

constexpr std::size_t head_numbers = 2;

std::int32_t number_at(const std::byte* block, std::size_t index) {
  std::int32_t out = 0;
  std::memcpy(&out, block + index * sizeof out, sizeof out);
  return out;
}

}  // namespace

packed_series::packed_series(const std::byte* block)
    : block_(block),
      nights_(static_cast<std::uint32_t>(number_at(block, 0))),
      size_(static_cast<std::uint32_t>(number_at(block, 1))) {}

std::int64_t packed_series::at(std::size_t series, std::size_t night) const {
  return number_at(block_, head_numbers + series * nights_ + night);
}

void packed_series::read(std::size_t series, std::size_t first_night,
                         std::span<std::int64_t> out) const {
  invariant(series < size_ && first_night <= nights_ && out.size() <= nights_ - first_night);
  const std::size_t first = head_numbers + series * nights_ + first_night;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = number_at(block_, first + i);
}

void packed_series::add(std::size_t series, std::size_t first_night, std::span<std::int64_t> out,
                        others&) const {
  const std::size_t first = head_numbers + series * nights_ + first_night;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] += number_at(block_, first + i);
}

std::size_t packed_series::place_of(std::size_t series) const {
  return (head_numbers + series * nights_) * sizeof(std::int32_t);
}

bool packed_series::all_positive(std::size_t series, std::size_t first_night,
                                 std::size_t count) const {
  const std::size_t first = head_numbers + series * nights_ + first_night;
  for (std::size_t i = 0; i < count; ++i)
    if (number_at(block_, first + i) <= 0) return false;
  return true;
}

series_packer::series_packer(std::size_t nights) : nights_(nights) {}

void series_packer::begin(std::size_t nights) {
  nights_ = nights;
  bodies_.clear();
}

std::size_t series_packer::add(std::span<const std::int64_t> values,
                               std::span<const std::uint8_t>) {
  bodies_.push_back({{}, {values.begin(), values.end()}, bodies_.size(), 0, 1, {}});
  return bodies_.size() - 1;
}

std::size_t series_packer::add_constant(std::int64_t value, std::span<const std::uint8_t>) {
  return add(std::vector<std::int64_t>(nights_, value));
}

std::size_t series_packer::add_above(std::size_t, std::uint64_t above,
                                     std::span<const std::int64_t> values,
                                     std::span<const std::uint8_t>) {
  std::vector<std::int64_t> made(values.begin(), values.end());
  for (std::int64_t& each : made)
    each = static_cast<std::int64_t>(static_cast<std::uint64_t>(each) + above);
  return add(made);
}

std::vector<std::byte> series_packer::pack() const {
  std::vector<std::int32_t> out{static_cast<std::int32_t>(nights_),
                                static_cast<std::int32_t>(bodies_.size())};
  for (const body& each : bodies_)
    for (const std::int64_t value : each.values) {
      out.push_back(static_cast<std::int32_t>(value));
      invariant(out.back() == value);
    }
  const auto bytes = std::as_bytes(std::span(out));
  return {bytes.begin(), bytes.end()};
}

}  // namespace pronto
