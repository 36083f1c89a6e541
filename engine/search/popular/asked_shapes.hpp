#pragma once
// Which shapes of stays are asked for, counted beside the questions in a table of fixed size: what is
// asked often stays in it, whatever else is asked between.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/request.hpp"

namespace pronto {

/// A shape in a destination, and how often it was asked for.
struct asked_shape {
  std::string key;  ///< of the destination, with its country
  std::string country;
  int nights = 1;
  int adults = 2;
  std::vector<int> child_ages;
  int stars_min = 0;
  std::uint64_t times = 0;  ///< at least

  bool operator==(const asked_shape&) const = default;
};

/// What was asked in some time.
struct asked_summary {
  std::vector<asked_shape> shapes;  ///< those that were asked for most
  std::uint64_t hits = 0;    ///< questions that a table had the answer of
  std::uint64_t misses = 0;  ///< others that one might have had
  std::uint64_t others = 0;  ///< that none can have, for filters and the like

  bool operator==(const asked_summary&) const = default;
};

/// Counts by the space-saving algorithm, in sets of a few: a shape that is not in its set takes the
/// place of the least, with its count and one more. What was taken over is not told, so
/// that what is asked once is told once, however many are. Used by one thread.
class asked_shapes {
public:
  void note(const destination& of, const popular_shape& asked, bool hit);
  void note_other() { ++others_; }

  /// What was noted since the last time.
  asked_summary take();

  static constexpr std::size_t sets = 64;
  static constexpr std::size_t of_set = 8;

private:
  struct place {
    std::uint64_t hash = 0;
    std::uint64_t times = 0;  ///< 0: nothing
    std::uint64_t taken_over = 0;  ///< of them, those of others that were here before
    std::string key;
    std::string country;
    popular_shape shape;
  };

  std::array<place, sets * of_set> places_;
  std::uint64_t hits_ = 0;
  std::uint64_t misses_ = 0;
  std::uint64_t others_ = 0;
};

}  // namespace pronto
