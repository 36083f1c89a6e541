#pragma once
// Rates of one product for tests: gaps, rates of one night and of many, amounts that repeat, that
// go to the limits, and that only some rates have.
#include <random>
#include <vector>

#include "catalog/rate_calendar.hpp"

namespace pronto {

/// From `first` on; up to 40 rates, or none.
std::vector<rate> random_rates(std::mt19937_64& rng, day first);

}  // namespace pronto
