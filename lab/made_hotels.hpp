#pragma once
// A source in memory whose every pass brings every hotel anew, with other prices.
#include <functional>
#include <memory>

#include "lab/experiment.hpp"
#include "search/request.hpp"
#include "sources/source.hpp"

namespace pronto::lab {

/// As large in Pronto's catalog as these prices are in floats, but of no more hotels.
scale sized_for_catalog(const scale& how);

/// To be made on the loader's thread. `brought` is called there after each hotel.
std::unique_ptr<source> open_made_hotels(const scale& how, std::function<void()> brought);

/// A question that some of the hotels have an offer for; others for other numbers.
find_request question_about_made_hotels(const scale& how, std::uint64_t number);

}  // namespace pronto::lab
