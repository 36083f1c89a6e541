#pragma once
// A 64-bit hash of text that tells a changed line from an unchanged one.
#include <cstdint>
#include <string_view>

namespace pronto {

/// Two different texts have the same hash by a chance of about 1 in 2^64, whatever they have in
/// common; with another seed it is another pair of texts.
std::uint64_t text_hash(std::string_view text, std::uint64_t seed);

/// Another one with each call.
std::uint64_t random_seed();

}  // namespace pronto
