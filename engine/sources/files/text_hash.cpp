#include "sources/files/text_hash.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace pronto {

namespace {

__extension__ using wide = unsigned __int128;

// Any odd numbers without a pattern; these are the fractions of the square roots of 2, 3 and 5.
constexpr std::uint64_t key_a = 0x6a09e667f3bcc909;
constexpr std::uint64_t key_b = 0xbb67ae8584caa73b;
constexpr std::uint64_t key_c = 0x3c6ef372fe94f82b;

// Every bit of the product's halves depends on many bits of both factors.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  const wide product = wide{a} * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t word_at(const char* from, std::size_t size) {
  std::uint64_t out = 0;
  std::memcpy(&out, from, std::min(size, sizeof out));
  return out;
}

}  // namespace

std::uint64_t text_hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t state = seed ^ key_c;
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at < end; at += 16) {
    const auto left = static_cast<std::size_t>(end - at);
    const std::uint64_t low = word_at(at, left);
    const std::uint64_t high = left > 8 ? word_at(at + 8, left - 8) : 0;
    // The state is in both factors, so that no block can wipe out what came before it.
    state = mixed(low ^ key_a ^ state, high ^ key_b) + mixed(state ^ key_c, low + key_a);
  }
  return mixed(state ^ key_a, text.size() ^ key_b);
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace pronto
