// The engine against the plain pricer, which shares nothing with it, on random hotels and stays
// that use every rule: 100,000 stays (see rounds), every pair of plan and room, every component and reason.
#include <doctest/doctest.h>

#include <future>
#include <map>

#include "catalog/hotel.hpp"
#include "conformance/plain_stay.hpp"
#include "plain/plain_pricer.hpp"
#include "plain/random_hotels.hpp"
#include "pricing/price.hpp"
#include "rounds.hpp"
#include "sources/documents/document.hpp"

using namespace pronto;
using nlohmann::json;

namespace {

constexpr int stays_wanted = rounds(100'000);
constexpr int stays_a_hotel = 5;
constexpr unsigned shards = 4;  // fixed, so that a seed gives the same stays on any machine

struct outcome {
  int stays = 0;
  int pairs = 0;
  int bookable = 0;
  std::map<std::string, int> reasons;
  std::string difference;  // the first one
};

json answer(const packed::hotel& where, std::uint32_t plan, std::uint32_t product, const stay& when) {
  breakdown why;
  const auto got = price_stay(where, plan, product, when, &why);
  if (const auto* no = std::get_if<reason>(&got)) return {{"not_bookable", to_string(*no)}};
  const price& p = std::get<price>(got);
  std::int64_t sum = 0;
  for (const price_line& line : why.lines) sum += line.amount;
  if (sum != p.total) return {{"lines", sum}};
  const auto money = [&](std::int64_t amount) {
    return format_amount(amount, where.money.decimals);
  };
  json applied = json::array();
  for (auto index : p.applied) applied.push_back(std::string(where.promotions[index].code));
  return {{"total", money(p.total)},
          {"room", money(p.room)},
          {"promotions", money(p.promotions)},
          {"supplements", money(p.supplements)},
          {"taxes_added", money(p.taxes_added)},
          {"taxes_included", money(p.taxes_included)},
          {"due_at_property", money(p.due_at_property)},
          {"applied", applied}};
}

void compare(const json& document, const packed::hotel& where, const plain::stay& asked, outcome& out) {
  ++out.stays;
  const json expected = plain::quote(document, asked)["expected"];
  std::size_t pairs = 0;
  for (std::uint32_t plan = 0; plan < where.plans.size(); ++plan)
    for (std::uint32_t i = 0; i < where.plans[plan].products.size(); ++i) {
      ++pairs;
      const std::string pair =
          std::string(where.plans[plan].code) + "/" +
          std::string(where.rooms[where.plans[plan].products[i].room].code);
      const json wanted = expected.value(pair, json());
      const json got = answer(where, plan, i, conformance::stay_of(asked));
      if (wanted.contains("not_bookable"))
        ++out.reasons[wanted["not_bookable"]];
      else
        ++out.bookable;
      if (got == wanted || !out.difference.empty()) continue;
      out.difference = document.dump() + "\n" + pair + " for " + asked.arrival + " x " +
                       std::to_string(asked.nights) + ", " + std::to_string(asked.adults) + " + " +
                       json(asked.child_ages).dump() + ", booked " + asked.booking_date +
                       ": expected " + wanted.dump() + ", got " + got.dump();
    }
  out.pairs += static_cast<int>(pairs);
  if (pairs != expected.size() && out.difference.empty())
    out.difference = document.dump() + ": not the same pairs";
}

outcome compare_many(std::uint64_t seed, int stays) {
  std::mt19937_64 rng(seed);
  outcome out;
  for (int index = 0; out.stays < stays && out.difference.empty(); ++index) {
    const json document = plain::random_hotel(rng, index);
    const auto read = read_hotel(document.dump());
    if (!read.made) {
      out.difference = document.dump() + ": " + describe(read.complaints.front());
      break;
    }
    const hotel_ptr packed = pack(*read.made);
    for (int i = 0; i < stays_a_hotel; ++i) {
      plain::stay asked = plain::random_stay(rng, document);
      asked.strict = rng() % 16 == 0;
      compare(document, *packed, asked, out);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the engine and the plain pricer agree on random stays") {
  const std::uint64_t seed = 20270301;
  std::vector<std::future<outcome>> running;
  for (unsigned i = 0; i < shards; ++i)
    running.push_back(std::async(std::launch::async, compare_many, seed + i,
                                 stays_wanted / static_cast<int>(shards) + 1));
  outcome all;
  for (unsigned i = 0; i < shards; ++i) {
    const outcome each = running[i].get();
    CHECK_MESSAGE(each.difference.empty(), "seed ", seed + i, ": ", each.difference);
    all.stays += each.stays;
    all.pairs += each.pairs;
    all.bookable += each.bookable;
    for (const auto& [why, count] : each.reasons) all.reasons[why] += count;
  }
  MESSAGE("seed ", seed, ": ", all.stays, " stays, ", all.pairs, " pairs, ", all.bookable,
          " bookable");
  CHECK(all.stays >= stays_wanted);
  CHECK(all.bookable * 4 > all.pairs);
  CHECK(all.reasons.size() == reason_count);
}
