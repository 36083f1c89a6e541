#pragma once
// Writes the rates of a plan into its document, in the shorter of the two forms.
#include "catalog/hotel.hpp"
#include "sources/json_writer.hpp"

namespace pronto::document {

/// Adds the fields "rates" and, where it has elements, "nightly" to the object of a plan. Rates are
/// neither merged nor split: with a unit of several nights that would change prices.
void write_rates(const rate_plan& plan, const hotel& of, json_writer& to);

}  // namespace pronto::document
