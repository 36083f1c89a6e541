#pragma once
// Eight bytes as one number, wherever they lie.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pronto {

/// The first of them lowest, on every machine.
inline std::uint64_t load_word(const std::byte* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

}  // namespace pronto
