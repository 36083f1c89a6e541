#pragma once
// What a running engine says of itself.
#include <cstdint>
#include <string>
#include <vector>

#include "result.hpp"

namespace pronto {

/// Memory of the catalog for one purpose, see catalog_memory.hpp.
struct memory_part {
  std::string name;
  std::uint64_t live_bytes = 0;
  std::uint64_t live_blocks = 0;

  bool operator==(const memory_part&) const = default;
};

/// A snapshot that is published and not yet freed.
struct snapshot_status {
  std::uint64_t generation = 0;
  std::uint64_t age_ms = 0;  ///< since it was published
  /// Handlers that may still read it although there is a later one, numbered from 1.
  std::vector<std::uint32_t> awaited;

  bool operator==(const snapshot_status&) const = default;
};

/// What memory an engine takes, from what it holds to what the system gave: each is at least the
/// one before, and what they differ by is what nobody has any use of.
struct memory_status {
  std::vector<memory_part> parts;
  std::uint64_t live_bytes = 0;       ///< of the catalog: all parts
  std::uint64_t retired_bytes = 0;    ///< of them: hotels that only an earlier snapshot holds
  std::uint64_t allocator_bytes = 0;  ///< that the allocator of the process holds, for all purposes
  std::uint64_t resident_bytes = 0;   ///< of the process, programs and stacks too
  std::uint64_t budget_bytes = 0;     ///< that the catalog may take; 0: no limit
  std::uint64_t foreign_frees = 0;    ///< of the catalog, by other threads than its own: 0
  std::uint64_t foreign_allocations = 0;  ///< likewise
  std::string allocator;              ///< "mimalloc 2.0.9", "system"
  std::vector<snapshot_status> snapshots;  ///< the current one last
  std::string verdict;                ///< in one line, "flat" where all is well

  bool operator==(const memory_status&) const = default;
};

/// Answers that are made before anybody asks, see popular_tables.hpp.
struct popular_status {
  std::uint64_t budget_bytes = 0;  ///< 0: there are none
  std::uint64_t bytes = 0;
  std::uint64_t tables = 0;        ///< one for each shape of stays in a destination
  std::uint64_t whole = 0;         ///< of them: of all arrivals
  std::uint64_t counted = 0;       ///< of them: with how many hotels have an offer, on all arrivals
  std::uint64_t left_out = 0;      ///< wanted, and there is no room for them
  std::uint64_t shapes_known = 0;  ///< that were asked for of late
  std::uint64_t hits = 0;          ///< questions that a table had the answer of
  std::uint64_t misses = 0;        ///< others that one might have had
  std::uint64_t others = 0;        ///< searches that none can have, for filters and the like
  std::uint64_t busy_us = 0;       ///< that the loader spent on them
  std::uint64_t publications = 0;  ///< generations that differ by tables alone
  /// The first few cities that are given and that there is none of, or several.
  std::vector<std::string> unknown_cities{};

  bool operator==(const popular_status&) const = default;
};

/// The table of exchange rates that questions are answered with.
struct rates_status {
  std::string file;         ///< empty: none is wanted
  std::uint64_t rates = 0;  ///< of the last file that could be read
  std::string last_date;    ///< of them, "2027-01-04"; empty where there are none
  failure wrong;            ///< with the file at the last look; without a text: nothing

  bool operator==(const rates_status&) const = default;
};

/// The connections to a server, see guarded_port.hpp.
struct connections_status {
  std::uint32_t open = 0;
  std::uint32_t most = 0;  ///< at once; 0: it takes none, since no port is open
  std::uint64_t refused = 0;  ///< since all places were taken: new ones, or such as had not greeted
  std::uint64_t cut = 0;      ///< for what was sent, or for what was not read
  std::uint64_t ignored = 0;  ///< frames that are of no use to a server
  std::uint64_t unsent_bytes = 0;     ///< of answers that are not read yet
  std::uint64_t announced_bytes = 0;  ///< of messages that are not there yet

  bool operator==(const connections_status&) const = default;
};

struct engine_status {
  std::string version;
  std::uint64_t generation = 0;  ///< 0: nothing is loaded yet
  std::uint64_t hotels = 0;
  std::uint64_t destinations = 0;  ///< cities that are known
  std::uint64_t destinations_held = 0;  ///< of them, with all of their hotels
  std::uint64_t loads = 0;  ///< of single destinations, since they were asked for
  std::uint64_t drops = 0;  ///< of destinations, to make room for others
  bool loading = false;          ///< a pass over the source is under way
  std::uint64_t done_bytes = 0;  ///< of that pass
  std::uint64_t total_bytes = 0;
  std::string source;
  std::string part;              ///< which part of it is loaded, "all of DE"; empty: all
  std::uint64_t left_out = 0;    ///< documents of the source that are not of that part
  std::uint64_t passes = 0;      ///< complete ones
  std::uint64_t changed = 0;     ///< hotels put or removed by the last complete pass
  std::int64_t last_pass_s = 0;  ///< Unix time of its end
  std::uint64_t rejected = 0;    ///< documents rejected by the last pass
  std::vector<failure> rejections;  ///< the first few of them
  std::uint64_t failed_passes = 0;  ///< since the last complete one; the data before answer
  failure source_failure;           ///< the last one's, if failed_passes > 0
  std::uint32_t handlers = 0;
  std::uint64_t handlers_restarted = 0;
  std::uint32_t inflight = 0;
  std::uint64_t answered = 0;
  std::uint64_t refused_overloaded = 0;
  connections_status connections;
  std::uint64_t changes_applied = 0;  ///< to single hotels, by messages
  std::uint64_t changes_refused = 0;
  std::uint64_t changes_waiting = 0;  ///< that are not answered yet
  std::uint64_t snapshots_held = 0;  ///< published and not yet let go of by all handlers
  memory_status memory;
  popular_status popular;
  rates_status rates;

  bool operator==(const engine_status&) const = default;
};

}  // namespace pronto
