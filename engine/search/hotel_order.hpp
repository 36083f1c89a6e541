#pragma once
// The orders in which hotels are told.
#include <cstdint>
#include <string_view>

#include "search/ranked_hotel.hpp"
#include "search/request.hpp"
#include "search/tokens/page_token.hpp"

namespace pronto {

/// What of a hotel its place in an order depends on. Refers to its texts.
struct order_key {
  std::int64_t total = 0;
  int stars = 0;
  double km = 0;
  std::string_view name;
  std::string_view code;
};

order_key key_of(const ranked_hotel& of);
/// Of the last hotel on a page.
order_key key_of(const page_end& of);

/// By the wanted order, ties by total, then code.
bool comes_before(sort_by sort, const order_key& a, const order_key& b);

}  // namespace pronto
