#pragma once
// Where hotels come from, seen from the loader: a source is asked on the loader's own thread, in
// steps, so that the loader stays able to answer in between.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "catalog/hotel.hpp"
#include "result.hpp"

namespace pronto {

/// What one step of a source brought.
struct changes {
  std::vector<std::shared_ptr<const hotel>> put;  ///< new hotels, and those whose document changed
  std::vector<std::string> removed;               ///< codes of hotels that the source lacks now
  std::vector<failure> rejected;                  ///< documents that break the rules; not all errors
                                                  ///< of each, but the first few, each with its line
};

struct source_progress {
  std::uint64_t done_bytes = 0;
  std::uint64_t total_bytes = 0;  ///< 0 where it is not known
  std::uint64_t documents = 0;    ///< seen in this pass
  std::uint64_t rejected = 0;     ///< of them, in this pass
  std::uint64_t left_out = 0;     ///< of them, since they are not of the part that is loaded
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
  /// Makes the next pass bring all hotels, as if none of them had been brought yet; those that the
  /// source has lost until then are told as removed all the same.
  virtual void forget() = 0;
  virtual source_progress progress() const = 0;
  /// For messages to people: a file name, a database.
  virtual std::string name() const = 0;
};

}  // namespace pronto
