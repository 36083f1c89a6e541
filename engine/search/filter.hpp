#pragma once
// Which hotels and which of their products a question is about.
#include "catalog/snapshot.hpp"
#include "search/request.hpp"

namespace pronto {

/// With the list of hotels in order, so that each hotel is looked up in it in a few steps.
bool is_in_order(const filters& keep);
filters in_order(filters keep);

/// Whether a hotel passes the filters that are about hotels: stars, amenities, circle, list.
/// Requires: they are in order; so where else hotels are looked at.
bool keeps_hotel(const filters& keep, const packed::hotel& candidate);

/// Whether a plan passes those that are about plans: meal plan, refundable.
bool keeps_plan(const filters& keep, const packed::rate_plan& candidate);

/// Whether a total of so many minor units is within the maximum.
bool keeps_total(const filters& keep, std::int64_t total, currency money);

/// The greatest total in minor units that passes; without a maximum, the greatest of all.
std::int64_t total_max_minor(const filters& keep, currency money);

/// The same, for where the maximum is no amount of the hotel's currency.
filters without_maximum(filters of);

/// Nothing above this total counts any more.
void lower_maximum(filters& of, std::int64_t total, currency money);

/// Kilometres from the centre of the circle, if there is one.
std::optional<double> distance_from_centre(const filters& keep, const packed::hotel& candidate);

}  // namespace pronto
