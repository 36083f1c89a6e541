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

// The state is in both factors, so that no block can wipe out what came before it.
std::uint64_t with_block(std::uint64_t state, std::uint64_t low, std::uint64_t high) {
  return mixed(low ^ key_a ^ state, high ^ key_b) + mixed(state ^ key_c, low + key_a);
}

}  // namespace

std::uint64_t text_hash(std::string_view text, std::uint64_t seed) {
  constexpr std::size_t word = 8;
  const auto number = [](const char* at) { return word_at(at, word); };
  // Two at a time, neither of which waits for the other.
  std::uint64_t state = seed ^ key_c;
  std::uint64_t other = seed ^ key_a;
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 4 * word; at += 4 * word, left -= 4 * word) {
    state = with_block(state, number(at), number(at + word));
    other = with_block(other, number(at + 2 * word), number(at + 3 * word));
  }
  for (; left > 0; at += std::min(left, 2 * word), left -= std::min(left, 2 * word))
    state = with_block(state, word_at(at, left), left > word ? word_at(at + word, left - word) : 0);
  return with_block(state, other, text.size());
}

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace pronto
