#pragma once
// The changing set of hotels that snapshots are taken of, with all of its memory. Used by one
// thread alone, on which the snapshots have to be let go of too; they may outlive the catalog.
// Whatever throws, as when memory runs out, changes nothing.
//
// A budget refuses what makes the catalog larger: `put`, `apply`, and `know` of what is new. All else may go
// beyond it, so that a full catalog can become smaller: by what snapshots and changes take. That is
// a hundredth of the budget and 16 kB at most, where a snapshot is taken as often as a hundredth of
// the catalog is pending (see pending_bytes), and the one before it is let go by then.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog_memory.hpp"
#include "catalog/code_index.hpp"
#include "catalog/known_destination.hpp"
#include "catalog/packed/changed_hotel.hpp"
#include "catalog/snapshot.hpp"

namespace pronto {

class catalog {
public:
  /// `memory` may be looked at from anywhere, at any time. `part`: see snapshot. `bounds`: for the
  /// indices of its destinations, which have none without it.
  /// `bounds_around`: for those of hotels of which only some nights changed; without it, `bounds`.
  explicit catalog(std::shared_ptr<catalog_memory> memory = std::make_shared<catalog_memory>(),
                   std::string_view part = {}, bounds_maker bounds = nullptr,
                   night_bounds_maker bounds_around = nullptr);
  catalog(const catalog&) = delete;
  catalog& operator=(const catalog&) = delete;

  /// Adds a hotel or replaces the one with its code, which may have been in another city. Gives why
  /// it did not, if it did not: see pack_if_it_fits, which no hotel of a document is refused by. Throws
  /// over_budget also where the hotel would fit, but the next snapshot would not. Requires: what stands
  /// at the top of hotel.hpp, but for lengths.
  std::optional<failure> put(const hotel& fresh);
  /// Takes a hotel out; false if there is none with this code.
  bool remove(std::string_view code);

  bool contains(std::string_view code) const;

  /// For the tables of popular answers of each destination that changes; without it there are none.
  void set_popular(popular_keeper keeper) { popular_ = std::move(keeper); }
  /// What the destination, if there is one, is to have tables of from the next snapshot on.
  void want_popular(const destination_key& at, popular_wish wish);

  /// Called between one hotel and the next that is changed, and one destination and the next of a
  /// snapshot: for whoever wants to let others have the processor.
  void set_pause(void (*pause)()) { pause_ = pause; }

  /// Changes hotels that there are: for each change why it was refused, or nothing. Those of one hotel
  /// cost one copy of it. What is put later replaces the hotel with its changes. Where there is no
  /// room for a changed hotel, it stays as it was, and its changes are refused for it.
  std::vector<std::optional<failure>> apply(std::span<const change> changes);

  /// Notes what the source has of a destination: snapshots have it from now on even without any of
  /// its hotels, and as one that is not held until `hold` says so. Throws over_budget where it is a
  /// new one that the next snapshot would have no room for.
  void know(const known_destination& what);
  /// All hotels that the source has of this destination have been put.
  void hold(const destination_key& at);
  /// Takes all hotels of a destination out; it is not held any more. Takes as little memory for a
  /// thousand hotels as for one.
  void drop(const destination_key& at);

  /// The table that snapshots have from now on. Never refused: it takes 3 MB at most.
  void set_rates(std::span<const exchange_rate> sorted);

  /// Whether anything changed since the last snapshot was taken.
  bool changed() const {
    return !pending_.empty() || !pending_places_.empty() || rates_are_pending_;
  }
  /// In what the next snapshot will differ from the one before: the hotels that wait for it, those
  /// that are taken out and, at most, about, the parts of indices that are made anew with them.
  std::uint64_t pending_bytes() const;
  /// Of the hotels that there are now.
  std::uint64_t hotel_bytes() const { return hotel_bytes_; }

  /// A snapshot of what there is now. Costs time for each changed destination, and one pointer for
  /// each that did not change. Destinations that there was no room for an index of get theirs when there
  /// is, of a hundredth of the hotels at a time.
  snapshot_ptr take(std::uint64_t generation);

  /// What the catalog and all its snapshots hold. On any thread.
  memory_figures memory() const { return memory_->figures(); }
  std::uint64_t budget_bytes() const { return memory_->budget_bytes(); }
  /// Bytes of hotels that are held by earlier snapshots alone, and go back when these are let go.
  std::uint64_t retired_bytes() const;

private:
  using place = std::pair<std::pmr::string, std::pmr::string>;  // key, country
  using destinations = std::pmr::map<place, destination_ptr>;
  /// The hotel that is put there, or null where one with this code has gone; and if it has but other
  /// prices than the one in taken_, of which nights.
  struct pending_hotel {
    hotel_ptr to;
    std::optional<date_range> nights;
    bool operator==(const pending_hotel&) const = default;
  };
  /// By codes. The order finds a std::string_view too.
  using changes = std::pmr::map<std::pmr::string, pending_hotel, std::less<>>;
  /// What changed of a destination but for single hotels.
  struct place_change {
    std::optional<std::pmr::string> city;
    std::optional<std::uint32_t> told;
    globe_box told_area;  ///< with `told`
    std::optional<bool> held;
    std::optional<popular_wish> popular;
    bool emptied = false;

    bool is_only_popular() const { return !city && !told && !held && !emptied; }
  };
  using place_changes = std::pmr::map<place, place_change>;

  std::pmr::memory_resource* from(component what) const { return memory_->of(what); }
  place place_of(const packed::hotel& of) const;
  place place_of(const destination_key& at) const;
  place_change& change_of(const destination_key& at);
  bool is_at(const packed::hotel& which, const place& at) const;
  bool is_emptied(const place& at) const;
  void expect_cities(const place_changes& with);
  std::uint64_t weight(std::string_view code, const hotel_ptr& fresh) const;
  void set_pending(std::string_view code, pending_hotel to);
  pending_hotel current(std::string_view code) const;
  void apply_to(std::string_view code, std::span<const change> changes,
                std::span<const std::size_t> which, std::span<std::optional<failure>> refused);
  std::pmr::map<place, changes> by_place() const;
  destination_ptr changed_destination(const place& at, const changes& with,
                                      std::uint64_t generation) const;
  static std::optional<std::vector<changed_nights>> replaced_hotels(
      std::span<const hotel_ptr> before, std::span<const hotel_ptr> after, const changes& with);
  destination_ptr repriced_destination(const destination_ptr& was, const changes& with,
                                       std::uint64_t since, const popular_wish* wish) const;
  void keep_popular(const destination* was, destination& is,
                    std::optional<std::span<const changed_nights>> changed,
                    const popular_wish* wish) const;
  snapshot_ptr snapshot_of(std::uint64_t generation, const destinations& changed,
                           const code_index& codes) const;
  void commit(destinations changed, code_index codes) noexcept;
  template <class F>
  void each_emptied(F tell) const;
  std::uint64_t replaced_bytes() const;

  bound_index index_of(std::span<const hotel_ptr> hotels, bool held, const destination* was) const;
  bool leaves_room(std::uint64_t more = 0) const;
  bool has_room_for_index_of(const destination& of) const;
  void index_again(destinations& changed) const;

  std::shared_ptr<catalog_memory> memory_;
  std::pmr::string part_;
  bounds_maker bounds_;
  night_bounds_maker bounds_around_;
  popular_keeper popular_;
  void (*pause_)() = [] {};
  destinations taken_;
  code_index codes_;  // of all hotels in taken_
  geo_index areas_;   // of taken_
  std::shared_ptr<const exchange_rates> rates_;
  bool rates_are_pending_ = false;
  changes pending_;   // since the last snapshot
  place_changes pending_places_;
  std::uint64_t hotel_bytes_ = 0;  // of those in taken_ and pending_
  std::uint64_t pending_bytes_ = 0;  // of hotels: those in pending_, and those it takes out
  std::uint64_t cities_to_come_ = 0;  // of pending_places_, those that taken_ lacks
  std::size_t blocks_ = 0;            // of the indices of taken_
  std::size_t left_out_ = 0;          // of these indices, for want of room
};

}  // namespace pronto
