#pragma once
// Popular answers: looks them up, and makes them; see popular_tables.hpp for how they lie. What they
// say is exactly what pricing every hotel of the destination would.
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "catalog/snapshot.hpp"
#include "search/popular/asked_shapes.hpp"
#include "search/ranked_hotel.hpp"
#include "search/request.hpp"

namespace pronto {

/// The shape of a question, of whose filters that is what a table can be of; nothing if it is beyond the
/// limits of one.
std::optional<popular_shape> popular_shape_of(const stay_request& when, const filters& keep = {});
/// The other way round: a question about such a stay, and its filters.
stay_request stay_of(const popular_shape& of);
filters filters_of(const popular_shape& of);

/// Notes that such a stay was asked for there, and whether a table had the answer.
void note_popular(asked_shapes& in, const destination& of, const stay_request& when,
                  const filters& keep, bool hit);

// -- to look them up ------------------------------------------------------------------------------

/// Whether a table can have the answer: the question is about all hotels of one destination, or those of
/// so many stars or more, by total, below a maximum or not.
bool may_be_popular(const find_request& request);
bool may_be_popular(const calendar_request& request);

/// The first `request.limit` hotels by total, then code, of its arrivals; nothing where they are not
/// known here and now. Requires: may_be_popular.
std::optional<std::vector<ranked_hotel>> popular_first(const destination& in,
                                                       const find_request& request);

struct counted_hotels {
  std::vector<ranked_hotel> first;
  std::uint32_t bookable = 0;  ///< hotels with an offer that passes
};

/// The same with how many have an offer, of one arrival.
std::optional<counted_hotels> popular_counted(const destination& in, const find_request& request);

/// For each arrival of the question the first hotel, if any has an offer. Nothing where one of them
/// is not known. Requires: may_be_popular.
std::optional<std::vector<std::optional<ranked_hotel>>> popular_days(
    const destination& in, const calendar_request& request);

// -- to make them ---------------------------------------------------------------------------------

/// Makes the tables of a destination that takes the place of another; a popular_keeper. What its
/// changes touch is priced again, a hotel at a time, or forgotten where that is less work. Tables that
/// there is no room for are left out.
std::shared_ptr<const popular_tables> keep_popular(const popular_occasion& at);

/// About what a table for so many arrivals takes, in bytes.
std::uint64_t popular_table_bytes(int arrivals, int offers);

/// Finds the first hotels of the next few arrivals of a table that are not known yet; false if there
/// was nothing left to do. `pause` is called between hotels, so that others can have the processor. On
/// the thread of the catalog alone. Requires: `of` is a table of `in`.
bool make_popular_rows(const destination& in, const popular_table& of, void (*pause)());
/// Likewise how many hotels have an offer, of the next arrival.
bool count_popular_rows(const destination& in, const popular_table& of, void (*pause)());

}  // namespace pronto
