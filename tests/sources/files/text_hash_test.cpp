#include "sources/files/text_hash.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <unordered_set>
#include <utility>

using namespace pronto;

TEST_CASE("texts that differ little have hashes that differ, of any length") {
  std::mt19937_64 rng(20'261);
  const std::uint64_t seed = rng();
  std::unordered_set<std::uint64_t> seen;
  std::size_t told = 0;
  const auto tell = [&](const std::string& text) {
    seen.insert(text_hash(text, seed));
    ++told;
  };
  for (std::size_t size = 0; size < 140; ++size) {
    std::string text(size, '\0');
    for (char& each : text) each = static_cast<char>('a' + rng() % 26);
    tell(text);
    for (char& each : text) {
      const char before = std::exchange(each, '.');
      tell(text);
      each = before;
    }
    if (size > 0) tell(std::string(size, '\0'));
    for (std::size_t at = 0; at + 32 <= size; at += 16) {  // neighbours change places
      std::string moved = text;
      for (std::size_t i = 0; i < 16; ++i) std::swap(moved[at + i], moved[at + 16 + i]);
      tell(moved);
    }
  }
  CHECK(seen.size() == told);
}

TEST_CASE("the hash of a text is its own, whatever lies around it, and another one by another seed") {
  const std::string text = "one document of a few more letters than are taken at once, and some";
  const std::string around = "<" + text + ">";
  CHECK(text_hash(text, 1) == text_hash(std::string_view(around).substr(1, text.size()), 1));
  CHECK(text_hash(text, 1) != text_hash(text, 2));
}
