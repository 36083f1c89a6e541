#pragma once
// What queries see: all hotels at one moment, by destination, immutable. A new snapshot shares
// every destination that did not change with the one before.
//
// Memory: all of it comes from and goes back to the memory of one catalog, on that one's thread.
// Readers use plain pointers to a snapshot that the owner keeps alive for them; they never own any
// of it.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/bounds/bound_index.hpp"
#include "catalog/code_index.hpp"
#include "catalog/exchange_rates.hpp"
#include "catalog/hotel_blocks.hpp"
#include "catalog/packed/packed_hotel.hpp"
#include "catalog/places/geo_index.hpp"
#include "catalog/places/globe.hpp"
#include "catalog/popular_tables.hpp"

namespace pronto {

/// A city with its hotels, or one of which it is known alone that a source has it: see `held`.
struct destination {
  destination(std::pmr::memory_resource* from, std::pmr::memory_resource* indices)
      : key(from), city(from), country(from), hotels(from), others(from), bounds(indices) {}

  std::pmr::string key;      ///< its folded canonical name, see place.hpp; with the country unique
  std::pmr::string city;     ///< as most of its hotels write it; on a tie the lower spelling
  std::pmr::string country;  ///< ISO 3166-1 alpha-2
  currency money;            ///< that of most of its hotels; on a tie the lower code
  /// From the first to the last night that any of its rates holds; the last before the first where
  /// there is no rate.
  date_range nights{last_day_ever, first_day_ever};
  hotel_blocks hotels;  ///< in order of their codes
  std::pmr::vector<std::uint32_t> others;  ///< places in `hotels` of those with another currency
  /// Where they stand, in the same order; shared with the destination before where only prices changed.
  std::shared_ptr<const globe_points> points;
  /// The box around them and, where it is not held, around those that it lacks, as the source told them.
  globe_box area;
  /// Of the hotels; without blocks where there is no index, and all have to be priced.
  bound_index bounds;
  /// Answers that are ready, see popular_tables.hpp; null where there are none.
  std::shared_ptr<const popular_tables> popular;
  /// Whether these are all that the source has of it. Where they are not, no question about the
  /// city can be answered.
  bool held = true;
  std::uint32_t told = 0;  ///< how many hotels the source said that it has; 0 if it said nothing
  globe_box told_area;     ///< and where; empty if it did not say that
  std::uint64_t since = 0;  ///< the generation that brought its hotels as they are
  /// When it was asked for last, as of snapshot::note_use; 0: never.
  mutable std::atomic<std::uint64_t> used{0};

  /// How many hotels it has, here or not.
  std::size_t size() const { return std::max<std::size_t>(told, hotels.size()); }
};

using destination_ptr = std::shared_ptr<const destination>;

class snapshot {
public:
  /// Requires: destinations in order of (key, country); `codes` holds exactly their hotels, `areas`
  /// theirs in order.
  snapshot(std::uint64_t generation, std::pmr::vector<destination_ptr> destinations,
           code_index codes, geo_index areas, std::shared_ptr<const exchange_rates> rates,
           std::pmr::string part);

  std::uint64_t generation() const { return generation_; }
  std::span<const destination_ptr> destinations() const { return destinations_; }
  /// Where not all hotels of the source are wanted: which are, for people ("all of DE"); else empty.
  std::string_view part() const { return part_; }
  std::size_t hotel_count() const { return codes_.size(); }
  /// Whether all destinations are held.
  bool is_whole() const { return held_count_ == destinations_.size(); }
  std::size_t held_count() const { return held_count_; }
  /// Whether they come and go as they are asked for.
  bool is_on_demand() const { return is_on_demand_; }

  /// The hotel with this code, or null.
  const packed::hotel* find_hotel(std::string_view code) const { return codes_.find(code); }
  /// The destination under this key in this country, or null.
  const destination* find_destination(std::string_view key, std::string_view country) const;
  /// All destinations under this key, in order of their countries.
  std::span<const destination_ptr> destinations_at(std::string_view key) const;
  /// Those that may have a hotel in this circle, and all that have one, in order.
  std::vector<const destination*> destinations_near(const globe_circle& circle) const;
  const geo_index& areas() const { return areas_; }
  /// The table of exchange rates; null if there is none.
  const exchange_rates* rates() const { return rates_.get(); }

  /// Notes that a question was about this destination: of two, the one with the higher `used` was
  /// asked for later. On any thread.
  void note_use(const destination& of) const;

private:
  std::uint64_t generation_;
  std::pmr::vector<destination_ptr> destinations_;
  std::pmr::vector<std::uint64_t> beginnings_;  ///< of their keys, eight bytes each, the first one highest
  code_index codes_;
  geo_index areas_;
  std::shared_ptr<const exchange_rates> rates_;
  std::size_t held_count_;
  bool is_on_demand_;
  mutable std::atomic<std::uint32_t> uses_{0};
  std::pmr::string part_;
};

using snapshot_ptr = std::shared_ptr<const snapshot>;

/// The first moment of a generation, in terms of destination::used.
constexpr std::uint64_t use_at(std::uint64_t generation, std::uint32_t count = 0) {
  return generation << 32 | count;
}

}  // namespace pronto
