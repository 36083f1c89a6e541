#pragma once
// Which snapshot is lent to whom. The lender owns every snapshot and frees one as soon as nobody
// can still read it, on the thread of whoever calls it. At most two exist: the current one, and the
// one before until all its holders have let go of it. While there is one before, nothing new may be
// published: a holder that is slow delays the next publication instead of pinning more memory.
#include <chrono>
#include <cstdint>
#include <set>
#include <vector>

#include "catalog/snapshot.hpp"

namespace pronto {

using holder_id = std::uint64_t;

class lender {
public:
  /// The snapshot to hold; null before the first publication.
  const snapshot* current() const { return current_.get(); }

  /// Whether everybody has let go of the snapshot before the current one.
  bool may_publish() const { return !previous_; }

  /// Makes `fresh` the current snapshot; each holder must be told. `now` is when, for `loans`.
  /// Requires: may_publish(); a generation above that of the current one.
  void publish(snapshot_ptr fresh, std::chrono::steady_clock::time_point now = {});

  /// From now on `who` holds the current snapshot, or is about to.
  void add(holder_id who);
  /// `who` holds the snapshot of this generation and no other.
  void acknowledge(holder_id who, std::uint64_t generation);
  /// `who` is dead and holds nothing.
  void remove(holder_id who);

  bool has_holders() const { return !holders_.empty(); }
  /// How many snapshots there are: 0, 1 or 2.
  std::uint64_t kept() const { return (current_ ? 1U : 0U) + (previous_ ? 1U : 0U); }

  struct loan {
    std::uint64_t generation = 0;
    std::chrono::steady_clock::time_point since;  ///< when it was published
    std::vector<holder_id> awaited;  ///< who may still read it although there is a later one
  };
  /// All snapshots that there are, the current one last.
  std::vector<loan> loans() const;

  /// Frees all snapshots. Requires: no holders.
  void clear();

private:
  void let_go(holder_id who);

  snapshot_ptr current_;
  snapshot_ptr previous_;
  std::chrono::steady_clock::time_point current_since_;
  std::chrono::steady_clock::time_point previous_since_;
  std::set<holder_id> holders_;
  std::set<holder_id> owing_;  // holders that may still read the previous one
};

}  // namespace pronto
