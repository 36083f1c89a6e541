// Tokens: what is put in comes out, and whatever is not as it was made is told.
#include "search/tokens/price_token.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>

#include "catalog/currency.hpp"
#include "pricing/rounding.hpp"
#include "sources/generated/random.hpp"

using namespace pronto;
using generated::random_stream;

namespace {

constexpr std::uint64_t seed = 20'270'311;
constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

shown_price usual() {
  return {.hotel = "BER-00307",
          .room = "SUP",
          .plan = "NRF",
          .arrival = *parse_day("2027-03-01"),
          .nights = 3,
          .adults = 2,
          .child_ages = {6},
          .strict = false,
          .booking = *parse_day("2027-02-01"),
          .is_booking_said = false,
          .money = *find_currency("EUR"),
          .room_charge = 15'684,
          .promotions = 1'255,
          .supplements = 0,
          .taxes_added = 974,
          .generation = 12};
}

std::string some_text(random_stream& dice) {
  std::string out;
  for (int left = dice.below(dice.chance(10) ? 200 : 12); left > 0; --left)
    out += static_cast<char>(dice.below(256));
  return out;
}

std::int64_t some_amount(random_stream& dice) {
  return std::int64_t{dice.below(1'000'000)} * (1 + dice.below(1'000'000));
}

shown_price some_price(random_stream& dice) {
  shown_price out{.hotel = some_text(dice),
                  .room = some_text(dice),
                  .plan = some_text(dice),
                  .arrival = dice.below(2'900'000),
                  .nights = dice.between(1, 365),
                  .adults = dice.between(1, 32),
                  .child_ages = {},
                  .money = {}};
  for (int left = dice.below(17); left > 0; --left) out.child_ages.push_back(dice.below(18));
  out.strict = dice.chance(50);
  out.booking = dice.below(out.arrival + 1);
  out.is_booking_said = dice.chance(50);
  for (char& each : out.money.code) each = static_cast<char>('A' + dice.below(26));
  out.money.decimals = static_cast<std::uint8_t>(dice.below(5));
  out.room_charge = some_amount(dice);
  out.promotions = some_amount(dice);
  out.supplements = some_amount(dice);
  out.taxes_added = some_amount(dice);
  out.generation = static_cast<std::uint64_t>(dice.below(1'000'000)) << dice.below(40);
  return out;
}

failure refusal(std::string_view token) {
  const auto read = read_token(token);
  REQUIRE_FALSE(read);
  CHECK(read.why().code == failure_code::usage);
  CHECK(read.why().field == "token");
  return read.why();
}

bool is_damaged(std::string_view token) {
  return refusal(token).text.starts_with("the price token is damaged");
}

}  // namespace

TEST_CASE("a token says what it was made of, in characters that fit into an address") {
  random_stream dice{seed};
  for (int i = 0; i < 10'000; ++i) {
    const auto price = some_price(dice);
    const auto token = make_token(price);
    CAPTURE(seed);
    CAPTURE(i);
    REQUIRE(token.starts_with("p1."));
    REQUIRE(token.find_first_not_of(letters, 3) == token.npos);
    const auto read = read_token(token);
    REQUIRE(read);
    REQUIRE(*read == price);
  }
}

TEST_CASE("a usual token is short, and stays as it is from build to build") {
  const auto token = make_token(usual());
  MESSAGE(token);
  CHECK(token.size() <= 64);
  CHECK(token == "p1.CAlCRVItMDAzMDcDU1VQA05SRo6jAQMCAQYcRVVSiPUBzhMAnA8MSVxbbA");
  CHECK(read_token(token)->total() == 15'403);
}

TEST_CASE("one letter changed, left out, doubled or swapped is told") {
  const auto token = make_token(usual());
  for (std::size_t at = 3; at < token.size(); ++at) {
    CAPTURE(at);
    for (const char letter : letters) {
      auto other = token;
      other[at] = letter;
      if (letter != token[at]) CHECK(is_damaged(other));
    }
    auto shorter = token;
    CHECK(is_damaged(shorter.erase(at, 1)));
    auto longer = token;
    CHECK(is_damaged(longer.insert(at, 1, token[at])));
    auto swapped = token;
    if (at + 1 < token.size() && token[at] != token[at + 1]) {
      std::swap(swapped[at], swapped[at + 1]);
      CHECK(is_damaged(swapped));
    }
    CHECK(is_damaged(token.substr(0, at)));
  }
  CHECK(is_damaged(token + "A"));
  CHECK(is_damaged(token + " "));
  CHECK(is_damaged(token + "\n"));
}

TEST_CASE("what is no token, or one of another version, is told apart from a damaged one") {
  for (const char* each : {"", "p", "p1", "p.", "p1x", "BER-00307", "q1.abc", "p-1.abc", "p1 .abc"})
    CHECK(refusal(each).text.starts_with("this is no price token"));
  CHECK(refusal(std::string(5'000, 'p')).text.starts_with("this is no price token"));
  auto other = make_token(usual());
  other[1] = '2';
  CHECK(refusal(other).text ==
        "the price token is of version 2, and only version 1 can be read; search again for a new "
        "one");
  CHECK(refusal("p1234.x").text.find("of version 1234,") != std::string::npos);
  CHECK(is_damaged("p01" + make_token(usual()).substr(2)));
  CHECK(refusal("p99999999999999.x").text.starts_with("this is no price token"));
  CHECK(refusal(other).value.size() < 30);
}

TEST_CASE("a token that says what cannot be priced is refused, whatever its checksum") {
  const auto with = [](auto change) {
    auto price = usual();
    change(price);
    return is_damaged(make_token(price));
  };
  CHECK(with([](auto& p) { p.nights = 0; }));
  CHECK(with([](auto& p) { p.nights = 366; }));
  CHECK(with([](auto& p) { p.adults = 0; }));
  CHECK(with([](auto& p) { p.adults = 33; }));
  CHECK(with([](auto& p) { p.child_ages.assign(17, 3); }));
  CHECK(with([](auto& p) { p.child_ages = {18}; }));
  CHECK(with([](auto& p) { p.arrival = last_calendar_day; }));
  CHECK(with([](auto& p) { p.arrival = -1; }));
  CHECK(with([](auto& p) { p.booking = -1; }));
  CHECK(with([](auto& p) { p.booking = p.arrival + 1; }));
  CHECK(with([](auto& p) { p.money.code = {'e', 'u', 'r'}; }));
  CHECK(with([](auto& p) { p.money.decimals = 60; }));
  CHECK(with([](auto& p) {
    p.room_charge = p.supplements = std::numeric_limits<std::int64_t>::max();
  }));
  constexpr std::int64_t limit = exact::component_limit_minor;
  CHECK(with([](auto& p) { p.room_charge = limit + 1; }));
  CHECK(with([](auto& p) { p.promotions = -1; }));
  CHECK(with([](auto& p) { p.taxes_added = std::numeric_limits<std::int64_t>::min(); }));
  auto most = usual();
  most.room_charge = most.promotions = most.supplements = most.taxes_added = limit;
  CHECK(read_token(make_token(most)));
}

TEST_CASE("random text is refused") {
  random_stream dice{seed + 1};
  for (int i = 0; i < 20'000; ++i) {
    std::string token = dice.chance(80) ? "p1." : "";
    for (int left = dice.below(80); left > 0; --left)
      token += dice.chance(95) ? letters[static_cast<std::size_t>(dice.below(64))]
                               : static_cast<char>(dice.below(256));
    CHECK_FALSE(read_token(token));
  }
}
