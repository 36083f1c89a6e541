#pragma once
// Hotels of one kind and stays in them, the same in every program that takes them, and the time
// that it takes to price those stays.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/packed/packed_hotel.hpp"
#include "pricing/stay.hpp"

namespace pronto::bench {

inline constexpr unsigned seed = 1;

/// "munich", "jersey-city", "seattle", "generated".
inline constexpr std::string_view data_names[]{"munich", "jersey-city", "seattle", "generated"};

/// Gives the hotels to `to`, one after the other. False if the data are not there.
bool each_hotel(std::string_view data, const std::function<void(const hotel&)>& to);

/// One stay in one room of one plan.
struct question {
  const packed::hotel* where;
  std::uint32_t plan;
  std::uint32_t product;
  stay when;
};

/// Hotels that can be priced, and bookable stays of one length in them.
struct stays {
  std::vector<hotel_ptr> hotels;
  std::vector<question> all;
};
stays stays_of(std::string_view data, int nights);

struct pricing_run {
  std::uint64_t nanoseconds = 0;  ///< of the processor, for one stay
  std::uint64_t digest = 0;       ///< of all answers
};
/// Prices each stay once.
pricing_run price_all(const stays& of);

[[noreturn]] void fail(const std::string& text);

}  // namespace pronto::bench
