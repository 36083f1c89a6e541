#pragma once
// Finds ranges of dates that overlap, as they come.
#include <iterator>
#include <map>

#include "catalog/day.hpp"

namespace pronto {

/// Ranges of dates of which none overlaps another.
class taken_dates {
public:
  /// Adds the range; false, and nothing is added, if it overlaps one that is there.
  /// Requires: first <= last.
  bool take(date_range nights) {
    const auto later = last_by_first_.lower_bound(nights.first);
    if (later != last_by_first_.end() && later->first <= nights.last) return false;
    if (later != last_by_first_.begin() && std::prev(later)->second >= nights.first) return false;
    last_by_first_.emplace_hint(later, nights.first, nights.last);
    return true;
  }

private:
  std::map<day, day> last_by_first_;
};

}  // namespace pronto
