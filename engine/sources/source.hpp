#pragma once
// Where hotels come from, seen from the loader: a source is asked on the loader's own thread, in
// steps, so that the loader stays able to answer in between.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/exchange_rates.hpp"
#include "catalog/hotel.hpp"
#include "catalog/known_destination.hpp"
#include "result.hpp"

namespace pronto {

/// What one step of a source brought.
struct changes {
  std::vector<std::shared_ptr<const hotel>> put;  ///< new hotels, and those whose document changed
  std::vector<std::string> removed;               ///< codes of hotels that the source lacks now
  std::vector<failure> rejected;                  ///< documents that break the rules; not all errors
                                                  ///< of each, but the first few, each with its line
  /// Of a source that brings hotels on demand: destinations that it has, or has no more, with as
  /// many hotels as it did not tell before.
  std::vector<known_destination> known;
  /// A table of exchange rates, in the order of sort_rates, in place of the one before.
  std::optional<std::vector<exchange_rate>> rates{};
};

struct source_progress {
  std::uint64_t done_bytes = 0;
  std::uint64_t total_bytes = 0;  ///< 0 where it is not known
  std::uint64_t documents = 0;    ///< seen in this pass
  std::uint64_t rejected = 0;     ///< of them, in this pass
  /// That are not of the part that is loaded, as far as was read: in this pass and, where they have not changed
  /// since, before it.
  std::uint64_t left_out = 0;
};

/// The file of exchange rates that a source brings beside its hotels.
struct rates_file {
  std::string name;
  std::optional<failure> wrong{};  ///< at the last look; the table that was brought before holds on
};

/// How to ask a source for a part of its hotels, one destination after the other.
class on_demand {
public:
  virtual ~on_demand() = default;

  /// From the next pass on its hotels are brought, like those of all that are wanted.
  virtual void want(const destination_key& what) = 0;
  /// From now on they are not, and none of them counts as brought. Whoever has them drops them too:
  /// they are not told as removed.
  virtual void drop(const destination_key& what) = 0;
  /// Where the hotel with this code is, by the last complete look; nothing if there is none, or
  /// none that can be brought.
  virtual std::optional<destination_key> where_is(std::string_view code) const = 0;
  /// Another number after each pass that found something else than the one before.
  virtual std::uint64_t version() const = 0;
};

/// A pass brings all that changed since the last complete pass: begin, then step until it says that
/// it is complete. A pass that fails is over; what it brought before stays, with what is in `out` of
/// the step that failed, and the next pass brings the rest. Whoever asks may give up a pass too, by
/// the next `begin`. A document that was rejected takes nothing away: its hotel stays as it was.
class source {
public:
  virtual ~source() = default;

  /// Whether there is a pass to make: false if nothing has changed since the last complete one.
  virtual result<bool> begin() = 0;
  /// Reads on for about `budget_bytes` and adds to `out`. True when the pass is complete.
  virtual result<bool> step(std::size_t budget_bytes, changes& out) = 0;
  /// Whether what is there is another thing than that which the last pass began with, as far as a
  /// look that costs next to nothing can tell; false where it cannot.
  virtual bool has_changed() { return false; }
  /// Makes the next pass bring all hotels, as if none of them had been brought yet; those that the
  /// source has lost until then are told as removed all the same. Known destinations are told again
  /// too.
  virtual void forget() = 0;
  virtual source_progress progress() const = 0;
  /// Whether the pass that has begun reads hotels: false where it brings exchange rates alone.
  virtual bool reads_hotels() const { return true; }
  /// Null if it brings all hotels that it has. Else it brings those of wanted destinations alone,
  /// and tells what others it has.
  virtual on_demand* demand() { return nullptr; }
  /// Null if it brings no exchange rates.
  virtual const rates_file* rates() const { return nullptr; }
  /// For messages to people: a file name, a database.
  virtual std::string name() const = 0;
};

}  // namespace pronto
