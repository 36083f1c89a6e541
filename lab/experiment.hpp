#pragma once
// The experiment of "Mimalloc Cigarette: Losing one week of my life catching a memory leak": prices
// of many hotels are loaded, then replaced hotel after hotel. Nothing leaks, and still memory may
// double: it depends on which threads allocate and free, on the allocator, and on the size of a
// block. The variants differ in the threads alone.
//
// Each variant runs under each allocator in a process of its own (child_run.hpp), so that nothing
// that another one left behind is measured.
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pronto::lab {

enum class variant : std::uint8_t { naive, joined, busy, dedicated, snapshot_plain, pronto };
inline constexpr std::array all_variants{variant::naive,     variant::joined,
                                         variant::busy,      variant::dedicated,
                                         variant::snapshot_plain, variant::pronto};

std::string_view to_string(variant of);  ///< "naive", ..., "snapshot-plain", "pronto"
std::optional<variant> parse_variant(std::string_view text);
/// Which thread does what, in a few words.
std::string_view meaning(variant of);

/// A price is a float here, as in the story.
inline constexpr std::uint64_t price_bytes = 4;

/// How much of what is loaded, and how it is replaced.
struct scale {
  std::uint64_t hotels = 0;  ///< one block each
  std::uint64_t prices = 0;  ///< of each hotel
  std::uint32_t refreshes = 5;  ///< how often all hotels are replaced
  std::uint32_t pause_ms = 0;   ///< after each replaced hotel

  std::uint64_t block_bytes() const { return prices * price_bytes; }
  std::uint64_t data_bytes() const { return hotels * block_bytes(); }
  bool operator==(const scale&) const = default;
};

/// As much data in hotels whose blocks have this size. Requires: block_bytes >= price_bytes.
scale in_blocks(const scale& of, std::uint64_t block_bytes);

}  // namespace pronto::lab
