// Totals in a named currency: what is found is what converting the best of each hotel finds.
#include "pricing/lower_bound.hpp"
#include "search/brute_force.hpp"
#include "search/plain_rates.hpp"
#include "search/quote.hpp"
#include "search/search.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'450;

/// Of the euro alone, on some days.
plain_rates some_rates(random_stream& dice) {
  constexpr std::array<std::string_view, 3> currencies{"USD", "JPY", "KWD"};
  return {dice, {tiny_nights.first - 40, tiny_nights.last}, currencies};
}

find_request anywhere_in_euros() {
  find_request out;
  out.when.arrival = tiny_nights.first + 3;
  out.when.booking = tiny_nights.first;
  out.keep.near = circle{0, 0, 20'000};
  out.currency_code = "EUR";
  return out;
}

}  // namespace

TEST_CASE("totals in a named currency are those of each hotel, converted") {
  random_stream dice{seed};
  int offers = 0;
  int other = 0;
  int without = 0;
  for (int round = 0; round < 25; ++round) {
    const hotel_list all = tiny_hotels(dice, dice.between(5, 50));
    const plain_rates table = some_rates(dice);
    catalog held(std::make_shared<catalog_memory>(), {}, bounds_of);
    held.set_rates(table.all());
    const auto seen = snapshot_of(held, all);
    for (int i = 0; i < 25; ++i) {
      CAPTURE(round);
      CAPTURE(i);
      find_request asked = some_question(dice, all, tiny_stay(dice));
      asked.keep.total_max_e4.reset();
      if (dice.chance(50)) ask_elsewhere(dice, all, asked);
      asked.sort = sort_by::total;
      asked.limit = 1'000;
      if (!asked.when.booking) asked.when.booking = asked.when.arrival - dice.below(20);
      asked.days_before = 0;
      if (dice.chance(20)) asked.more_rooms = {{.adults = 1}};

      // Each hotel alone, in its own money.
      std::vector<std::tuple<std::int64_t, std::string, std::int64_t>> expected;
      const currency to = *find_currency(dice.pick(std::array{"EUR", "USD", "JPY", "KWD"}));
      std::uint32_t no_rate = 0;
      auto everybody = asked;
      everybody.more_rooms.clear();
      const auto about = [&](const hotel& one) {
        auto alone = everybody;
        const auto listed = alone.keep.hotels;
        if (!listed.empty() && std::ranges::count(listed, one.code) == 0) return false;
        if (!alone.city.empty() &&
            (alone.city != one.city && std::ranges::count(alone.more_cities, one.city) == 0))
          return false;
        if (!alone.country.empty() && alone.country != one.country) return false;
        return true;
      };
      std::vector<std::int64_t> totals;
      for (const auto& each : all) {
        if (!about(*each)) continue;
        auto alone = asked;
        alone.city.clear();
        alone.country.clear();
        alone.more_cities.clear();
        alone.keep.hotels = {each->code};
        alone.limit = 1;
        const auto got = find(*seen, alone);
        REQUIRE(got);
        // Whether it passes the filters of hotels shows where it can be booked for one room.
        if (got->offers.empty()) continue;
        const auto total = got->offers[0].total;
        const auto converted = table.convert(total, each->money, to, *asked.when.booking);
        if (converted)
          expected.emplace_back(*converted, each->code, total);
        else
          ++no_rate;
      }
      std::ranges::sort(expected);

      asked.currency_code = to.code_text();
      if (dice.chance(30)) asked.currency_code[0] = static_cast<char>(asked.currency_code[0] + 32);
      asked.count = dice.chance(50);
      if (dice.chance(30) && !expected.empty()) {
        auto most = std::get<0>(expected[expected.size() / 2]);
        std::erase_if(expected, [&](const auto& each) { return std::get<0>(each) > most; });
        for (int d = to.decimals; d < 4; ++d) most *= 10;
        asked.keep.total_max_e4 = most;
      }
      const auto got = find(*seen, asked);
      if (!got) {
        CHECK(expected.empty());
        continue;
      }
      CHECK(got->money == to);
      CHECK(got->other_currency == 0);
      CHECK(got->without_rate >= no_rate);
      if (no_rate > 0) CHECK_FALSE(got->notes.empty());
      REQUIRE(got->offers.size() == expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        const offer& each = got->offers[k];
        REQUIRE(each.converted);
        CHECK(each.converted->money == to);
        CHECK(std::tuple(each.converted->total, each.hotel, each.total) == expected[k]);
        other += each.money != to;
        if (each.money == to) continue;
        CHECK(std::ranges::any_of(got->rates, [&](const used_rate& rate) {
          return rate.from == each.money && rate.to == to && rate.date <= *asked.when.booking;
        }));
      }
      offers += static_cast<int>(expected.size());
      without += static_cast<int>(no_rate);
    }
  }
  MESSAGE("seed " << seed << ": " << offers << " offers, " << other << " converted, " << without
                  << " without a rate");
  CHECK(offers > 1'000);
  CHECK(other > 300);
  CHECK(without > 20);
}

TEST_CASE("a quote in a named currency converts each product, or says why not") {
  random_stream dice{seed + 2};
  int offers = 0;
  int filtered = 0;
  int refused = 0;
  for (int round = 0; round < 60; ++round) {
    const hotel_list all = tiny_hotels(dice, 12);
    const plain_rates table = some_rates(dice);
    catalog held(std::make_shared<catalog_memory>(), {}, bounds_of);
    held.set_rates(table.all());
    const auto seen = snapshot_of(held, all);
    for (const auto& each : all) {
      CAPTURE(round);
      CAPTURE(each->code);
      const stay when = tiny_stay(dice);
      quote_request asked{.hotel = each->code, .when = {}, .keep = {}};
      asked.when = {when.arrival, when.nights, when.adults, when.child_ages, when.booking, 0, false};
      const auto own = find_quote(*seen, asked);
      REQUIRE(own);
      CHECK(own->rates.empty());
      const currency to = *find_currency(dice.pick(std::array{"EUR", "USD", "JPY", "KWD"}));
      asked.currency_code = to.code_text();
      if (!table.has_rate(each->money, to, when.booking)) {
        const auto no = find_quote(*seen, asked);
        REQUIRE_FALSE(no);
        CHECK(no.why().code == failure_code::not_found);
        CHECK(no.why().field == "currency");
        CHECK(no.why().text.starts_with("there is no exchange rate from " +
                                        std::string(each->money.code_text())));
        ++refused;
        continue;
      }
      std::vector<std::tuple<std::int64_t, std::int64_t, std::string, std::string>> expected;
      for (const offer& one : own->offers)
        expected.emplace_back(*table.convert(one.total, each->money, to, when.booking), one.total,
                              one.plan, one.room);
      if (dice.chance(40) && !expected.empty()) {
        asked.keep.total_max_e4 = std::get<0>(expected[expected.size() / 2]);
        std::erase_if(expected, [&](const auto& one) {
          return std::get<0>(one) > *asked.keep.total_max_e4;
        });
        for (int d = to.decimals; d < 4; ++d) *asked.keep.total_max_e4 *= 10;
      }
      const auto got = find_quote(*seen, asked);
      REQUIRE(got);
      CHECK(got->money == each->money);
      CHECK(got->not_bookable == own->not_bookable);
      REQUIRE(got->offers.size() == expected.size());
      CHECK(got->filtered == own->offers.size() - expected.size());
      for (std::size_t k = 0; k < expected.size(); ++k) {
        const offer& one = got->offers[k];
        REQUIRE(one.converted);
        CHECK(one.converted->money == to);
        CHECK(std::tuple(one.converted->total, one.total, one.plan, one.room) == expected[k]);
      }
      REQUIRE(got->rates.size() == (each->money == to ? 0 : 1));
      if (each->money != to) CHECK(got->rates[0].date <= when.booking);
      offers += static_cast<int>(expected.size());
      filtered += static_cast<int>(got->filtered);
    }
  }
  MESSAGE("seed " << seed + 2 << ": " << offers << " offers, " << filtered << " filtered, " << refused
                  << " hotels without a rate");
  CHECK(offers > 300);
  CHECK(filtered > 20);
  CHECK(refused > 20);
}

TEST_CASE("a hotel whose total is too large in the wanted currency is left out as such") {
  random_stream dice{seed + 2};
  const hotel_list all = tiny_hotels(dice, 40);
  std::vector<exchange_rate> rates;
  for (const char* code : {"USD", "JPY", "KWD"})
    rates.push_back({tiny_nights.first - 9, *find_currency(code), *find_currency("EUR"),
                     999'999'999'999'999, 0});
  catalog held;
  held.set_rates(rates);
  const auto seen = snapshot_of(held, all);
  find_request asked = anywhere_in_euros();
  const auto got = find(*seen, asked);
  REQUIRE(got);
  CHECK(got->without_rate > 0);
  std::size_t told = 0;
  for (const std::string& each : got->notes) {
    told += each.find("left out: a total is too large to be converted from") != std::string::npos;
    CHECK(each.find("there is no exchange rate") == std::string::npos);
  }
  CHECK(told > 0);
}

TEST_CASE("without a table, hotels with another currency are left out, counted and said") {
  random_stream dice{seed + 1};
  const hotel_list all = tiny_hotels(dice, 40);
  catalog held;
  auto seen = snapshot_of(held, all);
  find_request asked = anywhere_in_euros();
  const auto got = find(*seen, asked);
  REQUIRE(got);
  CHECK(got->without_rate > 0);
  CHECK(got->rates.empty());
  CHECK(std::ranges::count(got->notes, "no table of exchange rates is loaded; the engine is "
                                      "started with one: --exchange-rates FILE, or exchange-rates "
                                      "in config.ini (where it was, its status says what is "
                                      "wrong with the file)") == 1);
  for (const auto& each : got->offers) CHECK(each.money.code_text() == "EUR");
  asked.currency_code = "XXX";
  CHECK(find(*seen, asked).why().field == "currency");
  const auto other = std::ranges::find_if(
      all, [](const auto& each) { return each->money.code_text() != "EUR"; });
  quote_request quote{.hotel = (*other)->code, .when = asked.when, .keep = {}, .currency_code = "XXX"};
  CHECK(find_quote(*seen, quote).why().code == failure_code::usage);
  quote.currency_code = "eur";
  CHECK(find_quote(*seen, quote).why().text.starts_with("no table of exchange rates is loaded"));

  // A table alone is a change; the same table is none.
  const plain_rates table = some_rates(dice);
  held.set_rates(table.all());
  CHECK(held.changed());
  seen = held.take(2);
  CHECK_FALSE(held.changed());
  held.set_rates(table.all());
  CHECK_FALSE(held.changed());
  asked.currency_code = "EUR";
  CHECK(find(*seen, asked)->without_rate < got->without_rate);
}
