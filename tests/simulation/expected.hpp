#pragma once
// What queries must find in a market, by the plain pricer and by looking at every hotel.
#include <string>

#include "search/request.hpp"
#include "simulation/history.hpp"
#include "simulation/stock.hpp"

namespace pronto::simulation {

/// Whether this is the answer to a request for the stock's stay of this number; queries filter by
/// stars and refundable alone and sort by total.
bool fits(const find_answer& got, const find_request& asked, int stay, const market_state& in,
          stock& prices);
bool fits(const quote_answer& got, const quote_request& asked, int stay, const market_state& in,
          stock& prices);

/// Whether there is nothing that could be answered.
bool lacks(const market_state& in, const find_request& asked);
bool lacks(const market_state& in, const quote_request& asked);

}  // namespace pronto::simulation
