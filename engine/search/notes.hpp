#pragma once
// Sentences that stand under an answer: what a person who sees nothing should know.
#include <string>
#include <string_view>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/places/search_area.hpp"
#include "search/request.hpp"

namespace pronto {

/// Notes which dates the calendar of `whose` has, where it has rates for `nights` alone, and the stays that
/// were asked about have others: which of them. `asked` are the nights of all of them, of which each next one
/// begins a day later.
void note_calendar(const snapshot& in, const date_range& nights, std::string_view whose, int stays,
                   const date_range& asked, std::vector<std::string>& notes);

/// Notes a circle without any hotel of the places that the question is about, if it is about places, and
/// other filters that none of theirs can pass: more likely a slip than a wish; and what amenities there are,
/// where one is unknown. Not more of them than a person reads. Whether that is why no hotel passes; `passes`:
/// whether one does.
bool note_unknown(const snapshot& in, const search_area& area, const filters& keep, bool passes,
                  std::vector<std::string>& notes);

}  // namespace pronto
