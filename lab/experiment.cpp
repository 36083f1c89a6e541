#include "lab/experiment.hpp"

#include <algorithm>

namespace pronto::lab {

std::string_view to_string(variant of) {
  switch (of) {
    case variant::naive: return "naive";
    case variant::joined: return "joined";
    case variant::busy: return "busy";
    case variant::dedicated: return "dedicated";
    case variant::snapshot_plain: return "snapshot-plain";
    case variant::pronto: return "pronto";
  }
  return "";
}

std::optional<variant> parse_variant(std::string_view text) {
  for (const variant each : all_variants)
    if (text == to_string(each)) return each;
  return std::nullopt;
}

std::string_view meaning(variant of) {
  switch (of) {
    case variant::naive: return "one thread loads and sleeps, another replaces";
    case variant::joined: return "one thread loads and ends, another replaces";
    case variant::busy: return "one thread loads and goes on with small work, another replaces";
    case variant::dedicated: return "one thread loads and replaces";
    case variant::snapshot_plain:
      return "one thread loads and replaces, the last of four readers frees";
    case variant::pronto: return "Pronto's engine, while four readers ask it";
  }
  return "";
}

scale in_blocks(const scale& of, std::uint64_t block_bytes) {
  scale out = of;
  out.prices = block_bytes / price_bytes;
  out.hotels = std::max<std::uint64_t>(1, of.data_bytes() / out.block_bytes());
  return out;
}

}  // namespace pronto::lab
