// What a quote says would be allowed in place of a number that was refused.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "search/brute_force.hpp"
#include "search/quote.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'430;

using product = std::pair<std::string, std::string>;

// Why each product cannot be booked so; those that can are missing.
std::map<product, refused_product> refusals(const snapshot& in, const quote_request& asked) {
  std::map<product, refused_product> out;
  const auto got = find_quote(in, asked);
  REQUIRE(got);
  for (const auto& each : got->not_bookable) out[{each.room, each.plan}] = each;
  return out;
}

bool allows(const refused_product& by, int n) {
  return (!by.least || *by.least <= n) && (!by.most || n <= *by.most);
}

}  // namespace

TEST_CASE("another length, or another day of booking, is refused for the same reason unless it is allowed") {
  random_stream dice{seed};
  std::array<int, reason_count> checked{};
  for (int round = 0; round < 60; ++round) {
    const hotel_list all = tiny_hotels(dice, 10);
    catalog held;
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 40; ++i) {
      const stay when = tiny_stay(dice);
      quote_request asked;
      asked.hotel = all[static_cast<std::size_t>(dice.below(10))]->code;
      asked.when = {when.arrival, when.nights, when.adults, when.child_ages, when.booking, 0, false};
      CAPTURE(round);
      CAPTURE(i);
      for (const auto& [of, refused] : refusals(*seen, asked)) {
        const bool is_length =
            refused.why == reason::offer_los || refused.why == reason::rule_los;
        const bool is_ahead = refused.why == reason::advance_booking;
        if (refused.why == reason::rule_stay_through) CHECK_FALSE(allows(refused, when.nights));
        if (!is_length && !is_ahead) continue;
        CHECK_FALSE(allows(refused, is_length ? when.nights : when.arrival - when.booking));
        ++checked[static_cast<std::size_t>(refused.why)];
        for (int n = is_length ? 1 : 0; n < 12; ++n) {
          auto other = asked;
          if (is_length)
            other.when.nights = n;
          else
            other.when.booking = when.arrival - n;
          const auto again = refusals(*seen, other);
          const auto now = again.find(of);
          if (allows(refused, n))
            CHECK((now == again.end() || now->second.why != refused.why));
          else
            CHECK((now != again.end() && now->second.why <= refused.why));
        }
      }
    }
  }
  MESSAGE("seed " << seed);
  for (const reason each : {reason::offer_los, reason::advance_booking, reason::rule_los}) {
    CAPTURE(to_string(each));
    CHECK(checked[static_cast<std::size_t>(each)] > 20);
  }
}

TEST_CASE("a room that is too small says how many guests it takes") {
  random_stream dice{seed + 1};
  const hotel_list all = tiny_hotels(dice, 10);
  catalog held;
  const auto seen = snapshot_of(held, all);
  int told = 0;
  for (const auto& each : all) {
    quote_request asked;
    asked.hotel = each->code;
    asked.when.arrival = tiny_nights.first + 5;
    asked.when.adults = 30;
    asked.when.booking = tiny_nights.first;
    for (const auto& [of, refused] : refusals(*seen, asked)) {
      const auto room = std::ranges::find(each->rooms, of.first, &room_type::code);
      REQUIRE(room != each->rooms.end());
      CHECK(refused.why == reason::invalid_occupancy);
      CHECK(refused.least == room->guests.min);
      CHECK(refused.most == room->guests.max);
      ++told;
    }
  }
  CHECK(told > 10);
}
