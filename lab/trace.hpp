#pragma once
// What a variant did to memory, and the lines by which its process tells of it:
//
//   baseline BYTES          resident before anything is loaded; comes first
//   sample MICROSECONDS BYTES
//   mark MICROSECONDS BYTES the end of the load, then of each refresh; a sample too
//   answers COUNT           what readers were answered
//   failed TEXT             it could not be done; ends it
//   done                    comes last
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "result.hpp"

namespace pronto::lab {

struct sample {
  double seconds = 0;       ///< since the load began
  std::uint64_t bytes = 0;  ///< resident, without the baseline

  bool operator==(const sample&) const = default;
};

struct trace {
  std::uint64_t baseline_bytes = 0;
  std::vector<sample> samples;
  std::vector<sample> marks;  ///< the end of the load, then of each refresh; in `samples` too
  std::uint64_t answers = 0;

  bool operator==(const trace&) const = default;
};

/// Resident when all was loaded, before the first hotel was replaced: the steady size. Requires: a
/// mark.
std::uint64_t loaded_bytes(const trace& of);
/// The most from then on. Requires: a mark.
std::uint64_t peak_bytes(const trace& of);
/// 1 where memory stays as it was; 0 where nothing was loaded. Requires: a mark.
double peak_over_steady(const trace& of);

/// A moment as how much was done by then, so that fast variants and slow ones can be compared: 0
/// where the load begins, 1 where it ends, 2 after the first refresh. Requires: a mark.
double work_done(const trace& of, double seconds);

/// Reads the lines of one process. Lines of other forms are kept as its last words.
class trace_reader {
public:
  void take(std::string_view line);

  /// Whether it said that it is done, or failed.
  bool ended() const { return done_ || !failed_.empty(); }
  /// Ends of the load and of refreshes so far.
  std::size_t marks() const { return read_.marks.size(); }
  /// The last line that was none of the above: what the system or an assertion said.
  const std::string& last_words() const { return last_words_; }
  /// What was read. Fails if the process failed, or ended before it was done.
  result<trace> finish() &&;

private:
  void take_sample(std::string_view fields, bool marks);

  trace read_;
  bool begun_ = false;
  bool done_ = false;
  std::string failed_;
  std::string last_words_;
};

}  // namespace pronto::lab
