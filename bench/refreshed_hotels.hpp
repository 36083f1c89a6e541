#pragma once
// A source of generated hotels of which every pass brings a share anew, with other prices.
#include <atomic>
#include <cstdint>
#include <memory>

#include "sources/generated/generator.hpp"
#include "sources/source.hpp"

namespace pronto::bench {

/// Said by the benchmark, read by the source on the loader's thread.
struct hotel_market {
  generator_options hotels;
  /// The number of the last change; a pass brings what changed since the one before.
  std::atomic<std::uint32_t> version = 0;
  /// Each change is of every so manieth hotel, 1: of all.
  std::atomic<std::uint32_t> every = 1;
};

/// The hotel of this number as a change has left it: the generated one, with each base amount
/// raised by 100 minor units for each change.
hotel hotel_at(const hotel_market& market, std::uint64_t number, std::uint32_t version);

std::unique_ptr<source> open_market(const hotel_market& market);

}  // namespace pronto::bench
