#pragma once
// Writes the rates of a plan into its document, in the shorter of the two forms.
#include "catalog/hotel.hpp"
#include "sources/json/json_writer.hpp"

namespace pronto::document {

/// Adds the fields "rates" and, where it has elements, "nightly" to the object of a plan.
/// Neighbours of the same amounts become one rate; not where an amount is for a unit of several
/// nights, since that would change prices.
void write_rates(const rate_plan& plan, const hotel& of, json_writer& to);

}  // namespace pronto::document
