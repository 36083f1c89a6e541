#pragma once
// Answers that are made before anybody asks: for some shapes of stays in a destination, the cheapest
// hotels of each arrival. How they lie in memory; what they say is the search's.
//
// They belong to the destination that they were made of and are read through it alone, so that
// none outlives the prices that it was made of. A destination that differs by a few nights shares the
// blocks that these nights do not touch. Rows are made in place, by the thread of the catalog, while
// others read: one is not looked at before it is known, and does not change any more then.
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <vector>

#include "catalog/bounds/bound_index.hpp"
#include "catalog/day.hpp"

namespace pronto {

struct destination;

/// How long, who, and in which hotels.
struct popular_shape {
  static constexpr std::size_t children_max = 16;

  std::uint16_t nights = 1;
  std::uint8_t adults = 2;
  std::uint8_t children = 0;
  std::array<std::uint8_t, children_max> ages{};  ///< of the children, in the order of the question
  std::uint8_t stars_min = 0;

  auto operator<=>(const popular_shape&) const = default;
};

/// A hotel with its best product.
struct popular_offer {
  std::uint32_t total = 0;
  std::uint32_t place = 0;  ///< of the hotel in its destination
  std::uint16_t plan = 0;
  std::uint16_t product = 0;
};

/// The first offers of one arrival, by total, then place.
struct popular_row {
  std::span<const popular_offer> first;
  bool are_all = false;  ///< no other hotel has one
};

/// The rows of some arrivals, one after the other.
class popular_block {
public:
  static constexpr int arrivals = 16;

  /// None is known yet. `most`: offers of a row.
  popular_block(std::size_t most, std::pmr::memory_resource* from)
      : most_(most), offers_(most * arrivals, from) {}
  /// A copy, to be changed before anybody reads it.
  popular_block(const popular_block& of, std::pmr::memory_resource* from)
      : known_(of.known_.load()), heads_(of.heads_), most_(of.most_), offers_(of.offers_, from) {}

  bool is_known(int at) const { return (known_.load(std::memory_order_acquire) >> at & 1) != 0; }
  bool is_counted(int at) const {
    return (known_.load(std::memory_order_acquire) >> (arrivals + at) & 1) != 0;
  }
  bool are_known() const { return (known_.load() & all_rows) == all_rows; }
  bool are_counted() const { return known_.load() >> arrivals == all_rows; }

  /// Requires: it is known.
  popular_row row(int at) const {
    const head& of = heads_[static_cast<std::size_t>(at)];
    return {{offers_.data() + static_cast<std::size_t>(at) * most_, of.offers}, of.are_all};
  }
  /// How many hotels have an offer. Requires: it is counted.
  std::uint32_t bookable(int at) const { return heads_[static_cast<std::size_t>(at)].bookable; }

  /// Requires: not known to anybody yet; no more offers than there is room for.
  void set(int at, const popular_row& row) {
    head& of = heads_[static_cast<std::size_t>(at)];
    of.offers = static_cast<std::uint8_t>(row.first.size());
    of.are_all = row.are_all;
    std::ranges::copy(row.first, offers_.begin() + at * static_cast<std::ptrdiff_t>(most_));
    known_.fetch_or(1U << at, std::memory_order_release);
  }
  /// Requires: not counted for anybody yet.
  void count(int at, std::uint32_t bookable) {
    heads_[static_cast<std::size_t>(at)].bookable = bookable;
    known_.fetch_or(1U << (arrivals + at), std::memory_order_release);
  }
  /// Requires: nobody reads it yet.
  void forget(int at) { known_.fetch_and(~(1U << at | 1U << (arrivals + at))); }
  void forget_row(int at) { known_.fetch_and(~(1U << at)); }

  static constexpr std::size_t offers_max = 255;

private:
  static constexpr std::uint32_t all_rows = (1U << arrivals) - 1;

  struct head {
    std::uint32_t bookable = 0;
    std::uint8_t offers = 0;
    bool are_all = false;
  };

  std::atomic<std::uint32_t> known_{0};  ///< bits of known rows, then of counted ones
  std::array<head, arrivals> heads_{};
  std::size_t most_;
  std::pmr::vector<popular_offer> offers_;
};

/// The moments at which a table holds: as long as it is the same day at each hotel.
struct popular_moment {
  std::int64_t now_s = 0;  ///< at which it was made
  std::int64_t from_s = 0;
  std::int64_t until_s = 0;    ///< and not any more
  std::optional<day> booking;  ///< that day, if it is the same at all hotels

  bool holds(std::int64_t at_s) const { return from_s <= at_s && at_s < until_s; }
};

struct popular_table {
  explicit popular_table(std::pmr::memory_resource* from) : blocks(from) {}

  popular_shape of;
  popular_moment at;
  day first = 0;                ///< arrival of the first block
  std::uint16_t promised = 0;   ///< offers of a row, unless it has all
  std::uint16_t most = 0;       ///< at most: a few more, so that changes do not use them up
  std::pmr::vector<std::shared_ptr<popular_block>> blocks;
  /// So many blocks from the first on are known, and counted: for the thread that makes them, to go
  /// on there.
  mutable std::uint32_t known_blocks = 0;
  mutable std::uint32_t counted_blocks = 0;

  bool is_whole() const { return known_blocks == blocks.size(); }
  bool is_counted() const { return counted_blocks == blocks.size(); }
};

struct popular_tables {
  explicit popular_tables(std::pmr::memory_resource* from) : all(from) {}

  std::pmr::vector<popular_table> all;
  int arrivals = 0;          ///< these two as they were wished
  std::uint16_t offers = 0;
};

/// What a destination is to have tables of.
struct popular_wish {
  std::vector<popular_shape> shapes;
  int arrivals = 365;            ///< days ahead
  std::uint16_t offers = 10;     ///< of each
  std::int64_t now_s = 0;
};

/// A destination that takes the place of another.
struct popular_occasion {
  const destination* was = nullptr;  ///< null if there was none
  const destination* is = nullptr;
  /// All hotels are the same but for stays on these nights, and none has another clock or currency; if
  /// not said, any may be another.
  std::optional<std::span<const changed_nights>> changed;
  const popular_wish* wish = nullptr;  ///< null: to have what there was
  std::pmr::memory_resource* from = nullptr;
  /// So many rows may be priced again for hotels that changed; counts down. Null: any number.
  std::size_t* rows_left = nullptr;
};

/// Makes the tables of the destination, or null for none: the search's, which the catalog does not
/// know.
using popular_keeper =
    std::function<std::shared_ptr<const popular_tables>(const popular_occasion&)>;

}  // namespace pronto
