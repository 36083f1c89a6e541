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
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/code_index.hpp"
#include "catalog/hotel.hpp"

namespace pronto {

/// A city with its hotels.
struct destination {
  std::string key;      ///< its folded canonical name, see place.hpp; with the country it is unique
  std::string city;     ///< as most of its hotels write it; on a tie the lower spelling
  std::string country;  ///< ISO 3166-1 alpha-2
  currency money;       ///< that of most of its hotels; on a tie the lower code
  /// From the first to the last night that any of its rates holds; the last before the first where
  /// there is no rate.
  date_range nights;
  std::vector<std::shared_ptr<const hotel>> hotels;  ///< in order of their codes
};

class snapshot {
public:
  /// Requires: destinations in order of (key, country); `codes` holds exactly their hotels.
  snapshot(std::uint64_t generation, std::vector<std::shared_ptr<const destination>> destinations,
           code_index codes);

  std::uint64_t generation() const { return generation_; }
  const std::vector<std::shared_ptr<const destination>>& destinations() const {
    return destinations_;
  }
  std::size_t hotel_count() const { return codes_.size(); }

  /// The hotel with this code, or null.
  const hotel* find_hotel(std::string_view code) const { return codes_.find(code); }
  /// The destination under this key in this country, or null.
  const destination* find_destination(std::string_view key, std::string_view country) const;
  /// All destinations under this key, in order of their countries.
  std::span<const std::shared_ptr<const destination>> destinations_at(std::string_view key) const;

private:
  std::uint64_t generation_;
  std::vector<std::shared_ptr<const destination>> destinations_;
  code_index codes_;
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
  bool changed() const { return !pending_.empty(); }

  /// A snapshot of what there is now. Costs time for each changed destination, and one pointer for
  /// each that did not change.
  std::unique_ptr<const snapshot> take(std::uint64_t generation);

private:
  using place = std::pair<std::string, std::string>;  // key, country
  /// By codes: the hotel that is put there, or null where one with this code has gone.
  using changes = std::map<std::string, std::shared_ptr<const hotel>>;

  code_index changed_codes() const;
  void take_destination(const place& at, const changes& with);

  std::map<place, std::shared_ptr<const destination>> taken_;
  code_index codes_;                  // of all hotels in taken_
  std::map<place, changes> pending_;  // since the last snapshot
  std::unordered_map<std::string, place> where_;
};

}  // namespace pronto
