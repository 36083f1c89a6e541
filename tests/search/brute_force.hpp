#pragma once
// What looking at everything finds, with nothing of the search in it but the prices; and random
// hotels and questions of all filters, orders and ties to compare on.
#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "catalog/catalog.hpp"
#include "catalog/hotel.hpp"
#include "pricing/price.hpp"
#include "search/plain_rates.hpp"
#include "search/request.hpp"
#include "search/tiny_hotels.hpp"

namespace pronto {

using hotel_list = std::vector<std::shared_ptr<const hotel>>;

/// What looking at everything finds.
struct expected_offer {
  const hotel* where = nullptr;
  std::uint32_t plan = 0;
  std::uint32_t product = 0;
  price cost;
  double km = 0;
  day arrival = 0;
  std::int64_t total = 0;  ///< in the currency that was asked for, or else the hotel's own
};
struct expected_answer {
  currency money;
  std::uint32_t hotels = 0;
  std::uint32_t other_currency = 0;
  std::uint32_t without_rate = 0;
  std::vector<expected_offer> offers;  ///< of all bookable hotels, in order
  bool passed = false;  ///< the stay lies in the past of every hotel
};

/// Packed once for many questions, since that takes longer than pricing does.
using packed_hotels = std::map<const hotel*, hotel_ptr>;
packed_hotels pack_all(const hotel_list& all);

/// `packed`: at least all of them. `rates`: for questions that name a currency.
expected_answer look_at_everything(const hotel_list& all, const packed_hotels& packed,
                                   const find_request& asked, const plain_rates& rates = {});

/// Filters that the hotel `near` may pass; a question about its city.
filters some_filters(generated::random_stream& dice, const hotel& near);
find_request some_question(generated::random_stream& dice, const hotel_list& all, const stay& when);

/// Makes a question be about several cities, a circle that may reach into many, or a list of hotels.
void ask_elsewhere(generated::random_stream& dice, const hotel_list& all, find_request& to);

/// So many, some of them twins that cost the same.
hotel_list tiny_hotels(generated::random_stream& dice, int count);

/// All of them in one catalog.
snapshot_ptr snapshot_of(catalog& in, const hotel_list& all);

}  // namespace pronto
