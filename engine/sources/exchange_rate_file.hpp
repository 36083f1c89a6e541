#pragma once
// A table of exchange rates as a file, and a source that brings it beside its hotels.
//
//   date,from,to,rate
//   2027-01-04,EUR,USD,1.0850
//
// CSV, plain or gzip: from that day on one unit of `from` is worth `rate` units of `to`.
#include <memory>
#include <string>
#include <vector>

#include "catalog/exchange_rates.hpp"
#include "result.hpp"
#include "sources/source.hpp"

namespace pronto {

/// All of it, in the order of sort_rates. Fails with the file, line and field of the first error: no
/// date, a currency that the table of currencies lacks, no positive rate within the limits, two rates
/// of one day, more than exchange_rates_max.
result<std::vector<exchange_rate>> read_exchange_rates(const std::string& path);

/// The hotels of `of`, and in each pass before them the table, where the file is another one than in
/// the last complete pass. Where the file cannot be read, hotels are brought all the same: that is
/// told apart (source::rates), and the table that was brought before stays. Where the hotels fail, the table
/// is brought before that is told.
std::unique_ptr<source> with_exchange_rates(std::unique_ptr<source> of, std::string path);

}  // namespace pronto
