#pragma once
// What queries see: all hotels at one moment, by destination, immutable. A new snapshot shares
// every destination that did not change with the one before.
//
// Memory: the catalog (and with it every snapshot, destination and hotel) is made and let go on one
// thread, the one that owns the `catalog`. Readers use plain pointers to a snapshot that the owner
// keeps alive for them; they never own any of it.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/hotel.hpp"

namespace pronto {

/// A city with its hotels.
struct destination {
  std::string key;      ///< its folded canonical name, see place.hpp; with the country it is unique
  std::string city;     ///< as most of its hotels write it; on a tie the lower spelling
  std::string country;  ///< ISO 3166-1 alpha-2
  currency money;       ///< that of most of its hotels; on a tie the lower code
  date_range nights;    ///< from the first to the last night that any of its rates holds
  std::vector<std::shared_ptr<const hotel>> hotels;  ///< in order of their codes
};

class snapshot {
public:
  /// Requires: in order of (key, country).
  snapshot(std::uint64_t generation, std::vector<std::shared_ptr<const destination>> destinations);

  std::uint64_t generation() const { return generation_; }
  const std::vector<std::shared_ptr<const destination>>& destinations() const {
    return destinations_;
  }
  std::size_t hotel_count() const { return hotel_count_; }

  /// The hotel with this code, or null.
  const hotel* find_hotel(std::string_view code) const;

private:
  std::uint64_t generation_;
  std::vector<std::shared_ptr<const destination>> destinations_;
  std::size_t hotel_count_ = 0;
};

/// The changing set of hotels that snapshots are taken of. Used by one thread alone.
class catalog {
public:
  /// Adds a hotel or replaces the one with its code, which may have been in another city.
  void put(std::shared_ptr<const hotel> fresh);
  /// Takes a hotel out; false if there is none with this code.
  bool remove(std::string_view code);

  std::size_t size() const { return where_.size(); }
  bool contains(std::string_view code) const;
  /// Whether anything changed since the last snapshot was taken.
  bool changed() const { return !dirty_.empty(); }

  /// A snapshot of what there is now. Costs time for each changed destination, and one pointer for
  /// each that did not change.
  std::unique_ptr<const snapshot> take(std::uint64_t generation);

private:
  using place = std::pair<std::string, std::string>;  // key, country
  using members = std::map<std::string, std::shared_ptr<const hotel>, std::less<>>;

  std::map<place, std::shared_ptr<const destination>> taken_;
  std::map<place, members> dirty_;  // all hotels of each destination that has changed
  std::unordered_map<std::string, place> where_;
};

}  // namespace pronto
